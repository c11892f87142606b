"""People's names where the reader need not know them: initials."""

import re

_TITLES = frozenset({"h", "hj", "dr", "ir", "drs", "dra", "ust"})


def masked_name(name: str) -> str:
    """First letters and stars, titles and remarks left out: "H. Ahmad bin Saleh (Pak De)" becomes "A*** b*** S***"."""
    words = [word for word in re.sub(r"\([^)]*\)", " ", name).split() if word.strip(".").lower() not in _TITLES]
    return " ".join(f"{word[0]}***" for word in words)
