"""Identity numbers as they may leave the office: the first four and the last four digits (Law 27/2022)."""

_LENGTH = 16
_SHOWN = 4


def masked(number: str) -> str:
    """A NIK masked; one that is already masked stays. One of a wrong length shows less, never more."""
    if "*" in number:
        return number
    shown = _SHOWN if len(number) >= _LENGTH else min(_SHOWN, len(number) // 3)
    hidden = len(number) - 2 * _SHOWN if len(number) >= _LENGTH else len(number) - shown
    return number[:shown] + "*" * hidden + (number[-_SHOWN:] if len(number) >= _LENGTH else "")
