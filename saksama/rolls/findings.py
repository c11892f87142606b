"""The one table of findings that an audit writes and the report, the field sheets and the office read."""

from enum import StrEnum

FINDING_COLUMNS: dict[str, str] = {
    "finding_id": "VARCHAR",  # 16 hex digits of rule + source places: the same in every run over the same files
    "rule": "VARCHAR",
    "category": "VARCHAR",
    "tms_reason": "VARCHAR",  # key of reference/tms.py, NULL outside category tms
    "severity": "VARCHAR",
    "probability": "DOUBLE",  # only where it is an estimate
    "district": "VARCHAR",
    "village": "VARCHAR",
    "tps": "VARCHAR",
    "record": "BIGINT",  # the first record concerned, in the audited roll; NULL if it is about a place or another list
    "records": "STRUCT(roll VARCHAR, record BIGINT, source_file VARCHAR, source_row BIGINT)[]",
    "evidence_id": "VARCHAR",
    "evidence_en": "VARCHAR",
}


class Category(StrEnum):
    """What kind of thing is wrong."""

    TMS = "tms"  # stands in the list and should not (tidak memenuhi syarat)
    MISSING = "missing"  # eligible and not in the list
    DATA = "data"  # the row is incomplete or contradicts itself
    ANOMALY = "anomaly"  # a place or group that looks odd as a whole


class Severity(StrEnum):
    """How much follows from it."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
