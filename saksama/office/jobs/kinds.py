"""Kinds of background work. Each room declares its own in `background.py`, which is found by itself.

    @kind("election.load_regions", _("Loading of regions"))
    def load_regions(job: Job, report: Progress) -> dict[str, object]:
        …
        return {"regions": 91_500}

The contract: work may be stopped at any moment and is then begun anew with the same arguments, so it must give the
same in the end however often it was begun (write under a temporary name and rename, insert with "on conflict").
It calls `report` now and then; an input that cannot be used is a SaksamaError, whose text the owner reads.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils.functional import Promise

from saksama.office.accounts.models import Account
from saksama.office.jobs.models import Job
from saksama.rolls.engine import Progress

Work = Callable[[Job, Progress], dict[str, object]]


@dataclass(frozen=True)
class Kind:
    """A kind of work: its name for the reader, what does it, and where its result is to be seen."""

    label: str | Promise
    work: Work
    result_url: Callable[[Job], str] | None


KINDS: dict[str, Kind] = {}


def kind(code: str, label: str | Promise, result_url: Callable[[Job], str] | None = None) -> Callable[[Work], Work]:
    """Declares a kind of work.

    Raises:
        ValueError: the code is taken.
    """

    def declare(work: Work) -> Work:
        if code in KINDS:
            raise ValueError(f"the kind {code} is declared twice")
        KINDS[code] = Kind(label, work, result_url)
        return work

    return declare


def start(code: str, owner: Account, region: str, **arguments: object) -> Job:
    """Puts a job in the queue, in the transaction around: no job without its change, no change without its job."""
    if code not in KINDS:
        raise ValueError(f"no kind of work {code!r}")
    with transaction.atomic():
        job: Job = Job.objects.create(kind=code, owner=owner, region=region, arguments=arguments)
    return job
