"""Which election's coklit is meant, and until when it ran."""

from datetime import date

from saksama.office.clock import today
from saksama.office.election.models import Stage
from saksama.reference.elections import Election, election_keys

STAGE = "coklit"


def current_election() -> str:
    """The election whose stages run today, else the latest that has begun, else the next one."""
    begun = Stage.objects.filter(begins__lte=today()).order_by("-begins").values_list("election", flat=True).first()
    return begun or Stage.objects.values_list("election", flat=True).first() or _latest()


def coklit_ends(election: str) -> date | None:
    """The last day of coklit; None if its dates are not loaded."""
    stage = Stage.objects.filter(election=election, key=STAGE).first()
    return stage.ends if stage else None


def _latest() -> str:
    return max(election_keys(), key=lambda key: Election.load(key).voting_day.value)
