"""What a token can be given: permissions of accounts/access.py that some route of the API asks for."""

from dataclasses import dataclass

from saksama.office.accounts.access import PERMISSIONS
from saksama.office.accounts.models import Account
from saksama.office.records.intake import INTAKES
from saksama.office.records.registry import ROOMS
from saksama.office.trail.models import CLEARANCE


@dataclass(frozen=True)
class Scope:
    """A permission, and whether it changes anything."""

    permission: str
    writes: bool

    @property
    def what(self) -> str:
        """In words."""
        return str(PERMISSIONS[self.permission].what)


READS = ("regions.read", "stages.read", "start", "lists.read", "findings.read", "findings.export")
WRITES = ("records.use", "recommendations.answer")


def all_scopes() -> list[Scope]:
    """Reading first, in the order of the table of permissions."""
    reads = {*READS, "recommendations.read", "vulnerability.read", *CLEARANCE.values()}
    reads |= {name for room in ROOMS.values() for name in (room.read, room.export, room.comment) if name}
    writes = {*WRITES, *(each.permission for each in INTAKES.values() if each.key in ROOMS)}
    writes |= {step.permission for room in ROOMS.values() for step in room.moves}
    reads -= writes
    found = [Scope(name, writes=False) for name in PERMISSIONS if name in reads]
    return [*found, *(Scope(name, writes=True) for name in PERMISSIONS if name in writes)]


def scopes_of(account: Account) -> list[Scope]:
    """Those that the account itself has."""
    return [scope for scope in all_scopes() if account.may(scope.permission)]
