"""What a letter asks for by the kind of finding, in the words of the engine that later looks it up."""

from saksama.office.recommendations.letter import LegalBases
from saksama.office.rolls.models import Finding
from saksama.rolls import Category
from saksama.rolls.verify import Asked

BASES = LegalBases.load()
REPORTED, COMPLAINT = "reported", "complaint"  # people who were told of, as findings of lists name theirs
TOLD = frozenset({REPORTED, COMPLAINT})
UNLISTED = "P01"  # of the complaint rules


def kind_of(finding: Finding) -> str:
    """The key in letter/legal_basis.yaml under which a letter names it."""
    return BASES.kind(finding.tms_reason or None, finding.category)


def asked_of(finding: Finding) -> Asked | None:
    """What must become of its record; None where it is about a place and not about people."""
    roll, record = main_record(finding)
    if record is None or finding.category == Category.ANOMALY:
        return None
    if finding.category == Category.MISSING:
        return Asked.ADD
    if roll != "roll":
        return None
    if finding.category == Category.DATA:
        return Asked.CORRECT
    if finding.tms_reason == "wrong_tps":
        return Asked.MOVE
    # A note “ganda” in one row names no second row: that one row is to go.
    return Asked.KEEP_ONE if finding.tms_reason == "duplicate" and len(own_records(finding)) > 1 else Asked.REMOVE


def own_records(finding: Finding) -> list[int]:
    """Its records in the list it was found in."""
    return [each["record"] for each in finding.records if each["roll"] == "roll" and each["record"] is not None]


def main_record(finding: Finding) -> tuple[str, int | None]:
    """(roll, record) of whom it is mainly about; the record is None where it is about a place.

    Of somebody who stands in no list, but was told of: `REPORTED` with the key of the report, `COMPLAINT` with that of
    the finding. See people_told.
    """
    own = [finding.record] if finding.record is not None else own_records(finding)
    if own:
        return "roll", own[0]
    others = [each for each in finding.records if each["record"] is not None]
    if others:
        return others[0]["roll"], others[0]["row" if others[0]["roll"] == REPORTED else "record"]
    if finding.rule == UNLISTED:
        return COMPLAINT, finding.pk
    return "roll", None
