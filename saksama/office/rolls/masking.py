"""Numbers of people in a text as it was read, made unreadable."""

import re

# Twelve digits and more, also with the blanks, dots or hyphens that people type between them: a NIK or NKK, or what a
# typing error left of one. A date has eight.
_NUMBER = re.compile(r"\d(?:[ .\-'’]?\d){11,}")
_SHOWN = 4


def mask(text: str) -> str:
    """The first and last four digits of every such number stay, the rest becomes stars."""
    return _NUMBER.sub(_masked, text)


def _masked(found: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", found[0])
    return f"{digits[:_SHOWN]}{'*' * (len(digits) - 2 * _SHOWN)}{digits[-_SHOWN:]}"
