"""What may be asked, what may come out, and the columns of the tables that go in and come out."""

from enum import StrEnum

RECOMMENDED_COLUMNS: dict[str, str] = {
    "finding_id": "VARCHAR",  # unique
    "rule": "VARCHAR",
    "asked": "VARCHAR",  # Asked
    "record": "BIGINT",  # in the old list; for `add` in the table of missing people
    "records": "BIGINT[]",  # keep_one only: the whole group, in the old list
    "fields": "VARCHAR[]",  # correct only: columns to be corrected; empty or NULL when any will do
}
VERIFIED_COLUMNS: dict[str, str] = {
    "finding_id": "VARCHAR",
    "asked": "VARCHAR",
    "outcome": "VARCHAR",  # Outcome
    "reason": "VARCHAR",  # key of REASONS
    "reason_id": "VARCHAR",
    "reason_en": "VARCHAR",
    "new_record": "BIGINT",  # the matched record of the new list; of a group the first that remains
    "probability": "DOUBLE",  # of that match
}


class Asked(StrEnum):
    """What the letter asked for."""

    REMOVE = "remove"
    KEEP_ONE = "keep_one"  # of a group of duplicates
    CORRECT = "correct"
    MOVE = "move"  # to another TPS or desa
    ADD = "add"


class Outcome(StrEnum):
    """What the next list shows of it."""

    FIXED = "fixed"
    NOT_FIXED = "not_fixed"
    CHANGED = "changed"  # partly, or otherwise than asked
    CANNOT_TELL = "cannot_tell"
