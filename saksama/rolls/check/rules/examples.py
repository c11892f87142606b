"""Places used in the examples of the rules. All people in examples are made up."""

from saksama.rolls.check.rule import Row

# Two villages of one kecamatan of OKI, as the columns of a row.
HERE: Row = {"district": "16.02.05", "village": "16.02.05.1001", "tps": "001"}
NEXT_STATION: Row = {**HERE, "tps": "002"}
OTHER_VILLAGE: Row = {"district": "16.02.05", "village": "16.02.05.1002", "tps": "001"}
