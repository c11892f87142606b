"""The current list searched for a complaint: within one's own region, each search written down without the name."""

import hmac
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction

from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import covers
from saksama.office.jobs.kinds import start
from saksama.office.jobs.models import Job
from saksama.office.jobs.models import State as JobState
from saksama.office.posko import actions
from saksama.office.rolls.models import FOLLOWS, Kind, ListVersion
from saksama.office.trail.record import record
from saksama.reference.elections import Election
from saksama.rolls.search import Voter, find_voters, has_index, sounds, voter_of

INDEXING = "rolls.index"


@dataclass(frozen=True)
class Search:
    """What a search gave; `is_ready` is False while the index of the list is being made."""

    version: ListVersion | None
    voters: list[Voter]
    is_ready: bool = True
    was_asked: bool = False


def current_list(viewer: Account) -> ListVersion | None:
    """The list that holds now: of the last election the furthest kind, of two of a kind the later."""
    rows = ListVersion.objects.visible_to(viewer).usable().filter(kind__in=FOLLOWS)
    return max(rows, key=_how_far, default=None)


def _how_far(version: ListVersion) -> tuple[date, int, int]:
    return Election.load(version.election).voting_day.value, FOLLOWS.index(Kind(version.kind)), version.pk


def search(viewer: Account, typed: str, birthdate: date | None) -> Search:
    """Searches, and writes down who searched how; the same name leaves the same trace, the name itself none."""
    version = current_list(viewer)
    if version is None:
        return Search(None, [])
    if not has_index(version.search_index):
        _ask_for_index(version, viewer)
        return Search(version, [], is_ready=False)
    words = sounds(typed)
    if not words:
        return Search(version, [])
    voting_day = Election.load(version.election).voting_day.value
    voters = find_voters(version.search_index, typed, birthdate=birthdate, region=viewer.region, voting_day=voting_day)
    details = {
        "list": version.pk,
        "trace": trace_of(typed),
        "words": len(words),
        "birthdate": birthdate is not None,
        "found": len(voters),
    }
    with transaction.atomic():
        record(viewer, actions.VOTERS_SEARCHED, region=viewer.region, label=str(version), details=details)
    return Search(version, voters, was_asked=True)


def trace_of(typed: str) -> str:
    """By which an inspector who knows a name can tell whether it was searched for. A letter in front: no number."""
    spoken = " ".join(sorted(sounds(typed)))
    return "h" + hmac.new(settings.SECRET_KEY.encode(), spoken.encode(), sha256).hexdigest()[:16]


def voter_in_reach(viewer: Account, version: ListVersion, number: int) -> Voter | None:
    """The voter of a record, if the viewer may take a complaint about that place."""
    if not has_index(version.search_index):
        return None
    found = voter_of(version.search_index, number)
    return found if found is not None and covers(viewer.region, found.village) else None


def _ask_for_index(version: ListVersion, viewer: Account) -> None:
    waiting: Any = Job.objects.filter(kind=INDEXING, arguments__version=version.pk)
    if not waiting.filter(state__in=(JobState.WAITING, JobState.RUNNING)).exists():
        start(INDEXING, viewer, version.region, version=version.pk)
