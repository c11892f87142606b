"""What can be written into the audit trail. Each room declares its actions in its own `actions.py`.

LOGGED_IN = declare("accounts.logged_in", _("Logged in"))
"""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Action:
    """A kind of entry: a code that never changes, and its name for the reader."""

    code: str
    label: str | Promise
    look: bool = False  # somebody saw or took something along; nothing changed


ACTIONS: dict[str, Action] = {}


def declare(code: str, label: str | Promise, *, look: bool = False) -> Action:
    """Makes an action known; `look` if it changes nothing.

    Raises:
        ValueError: the code is taken.
    """
    if code in ACTIONS:
        raise ValueError(f"the action {code} is declared twice")
    ACTIONS[code] = Action(code, label, look)
    return ACTIONS[code]


def label_of(code: str) -> str:
    """The name of an action; its code for one that no room declares any more."""
    return str(ACTIONS[code].label) if code in ACTIONS else code
