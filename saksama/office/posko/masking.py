"""Names and contacts of complainants as a page shows them before somebody with a reason asks for more."""

_SHOWN = 2  # digits at the end of a telephone number


def masked_name(name: str) -> str:
    """S*** A*****: the first letter of each word."""
    return " ".join(f"{word[0]}{'*' * (len(word) - 1)}" for word in name.split())


def masked_contact(contact: str) -> str:
    """08**********90, or s***@example.org."""
    contact = contact.strip()
    if "@" in contact:
        name, _at, host = contact.partition("@")
        return f"{name[:1]}{'*' * max(len(name) - 1, 1)}@{host}"
    if len(contact) <= 2 * _SHOWN:
        return "*" * len(contact)
    return f"{contact[:_SHOWN]}{'*' * (len(contact) - 2 * _SHOWN)}{contact[-_SHOWN:]}"
