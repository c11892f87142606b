"""Small counts are hidden, so that nobody is recognised in a number: one rule for all who may not see the rows.

`suppress` is for a table of places and kinds (the public page), `put_together` for one list of groups (neutrality).
Both keep the same two limits, `SMALLEST_SHOWN` and `SMALLEST_RANGE`.
"""

from saksama.office.small_counts.suppression import put_together, suppress
from saksama.office.small_counts.table import SMALLEST_RANGE, SMALLEST_SHOWN, Protected, Table

__all__ = ["SMALLEST_RANGE", "SMALLEST_SHOWN", "Protected", "Table", "put_together", "suppress"]
