"""People who stand in no list but were told of: the room that knows them shows them on the page of their finding."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from saksama.office.accounts.models import Account
from saksama.office.rolls.models import Finding


@dataclass(frozen=True)
class Told:
    """A person as reported, and where the list was searched for this person."""

    lines: list[tuple[str | Promise, str]]  # what is said of the person, as much as the viewer may see
    sought: str  # in which list, when, and with what outcome; empty if no search is kept
    url: str  # of the page with both records side by side; empty where the viewer may not open it


Teller = Callable[[Finding, Account], Told | None]
_TELLERS: dict[str, Teller] = {}


def tells_of(roll: str) -> Callable[[Teller], Teller]:
    """Makes a function the one that tells of the people whom findings name as records of `roll`.

    It shows what the viewer may see, and writes a look at a person into the trail itself.
    """

    def put(teller: Teller) -> Teller:
        _TELLERS[roll] = teller
        return teller

    return put


def told_of(finding: Finding, viewer: Account) -> Told | None:
    """Whom a finding is about, if that person stands in no list and a room knows who it is."""
    for roll in dict.fromkeys(each["roll"] for each in finding.records):
        if roll in _TELLERS:
            return _TELLERS[roll](finding, viewer)
    return None
