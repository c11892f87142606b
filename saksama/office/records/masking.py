"""People's names where the reader need not know them: initials."""

_TITLES = frozenset({"h", "hj", "dr", "ir", "drs", "dra", "ust"})


def masked_name(name: str) -> str:
    """First letters and stars, titles left out: "H. Ahmad bin Saleh" becomes "A*** b*** S***"."""
    words = [word for word in name.split() if word.strip(".").lower() not in _TITLES]
    return " ".join(f"{word[0]}***" for word in words)
