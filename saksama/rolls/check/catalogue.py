"""All rules, by code."""

from saksama.rolls.check.rule import Rule
from saksama.rolls.check.rules import (
    age,
    coklit,
    completeness,
    duplicates,
    heaps,
    households,
    identity,
    missing,
    places,
    registers,
    stations,
    tms_notes,
)

_KINDS = "THDA"  # listed but should not be, should be but is not, data, anomalies
_SUBJECTS = (
    age,
    coklit,
    completeness,
    duplicates,
    heaps,
    households,
    identity,
    missing,
    places,
    registers,
    stations,
    tms_notes,
)

CATALOGUE: tuple[Rule, ...] = tuple(
    sorted(
        (rule for subject in _SUBJECTS for rule in subject.RULES),
        key=lambda rule: (_KINDS.index(rule.code[0]), rule.code),
    )
)


def rule_of(code: str) -> Rule | None:
    """The rule of a code in any case, None when there is none."""
    return next((rule for rule in CATALOGUE if rule.code == code.strip().upper()), None)
