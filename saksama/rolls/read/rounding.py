"""Identity numbers that a spreadsheet rounded: Excel keeps 15 digits of a number, so the 16th became 0.

One number cannot show it, a file can: when all its numbers end in 0, the last digit is unknown and is masked. Left as
it is, it would be another person's number.
"""

from saksama.language import Text
from saksama.rolls.engine import Engine
from saksama.rolls.read.batch import SEGMENTS_PER_FILE

FEWEST_NUMBERS = 8  # different numbers of a file that must all end in 0; by chance, one file in 10^8


def rounded_query() -> str:
    """Files whose numbers were rounded: one row a file, a boolean for each kind of number."""
    tests = ", ".join(
        f"count(DISTINCT {number}) FILTER (WHERE is_whole_number({number})) >= {FEWEST_NUMBERS} AND "
        f"bool_and(right({number}, 1) = '0') FILTER (WHERE is_whole_number({number})) AS {number}_rounded"
        for number in ("nik", "nkk")
    )
    return f"""
        SELECT * FROM (SELECT segment // {SEGMENTS_PER_FILE} AS file, any_value(source_file) AS name, {tests}
                       FROM located GROUP BY file) WHERE nik_rounded OR nkk_rounded"""


def masked(number: str) -> str:
    """The number of a row joined with `rounded`, its last digit masked where it was lost."""
    return f"""
        CASE WHEN {number}_rounded AND is_whole_number({number}) THEN left({number}, 15) || '*' ELSE {number} END
        AS {number}"""


def rounded_files(engine: Engine) -> list[Text]:
    """One warning for all files concerned."""
    names = [name for (name,) in engine.rows("SELECT name FROM rounded ORDER BY file")]
    if not names:
        return []
    count, first = len(names), names[0]
    return [
        Text(
            f"{count} berkas menyimpan NIK/NKK sebagai angka dan kehilangan angka terakhirnya (mis. {first}): "
            "angka itu disamarkan. Mintalah berkas dengan NIK sebagai teks.",
            f"{count} files hold NIK/NKK as rounded numbers and lost the last digit (such as {first}): "
            "it was masked. Ask for files with the NIK as text.",
        )
    ]
