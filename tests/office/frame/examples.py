"""Examples for the addresses of the foundation: accounts, trail, regions, stages, jobs."""

from saksama.office.accounts.models import Account
from saksama.office.election.models import Duty
from saksama.office.jobs.models import Job
from saksama.office.trail.actions import declare
from saksama.office.trail.record import record
from tests.office.conftest import Cast

LOOKED_AT = declare("test.looked_at", "Looked at")


def _budi(cast: Cast, viewer: Account) -> dict[str, object]:
    return {"pk": cast.budi.pk}


def _entry(cast: Cast, viewer: Account) -> dict[str, object]:
    return {"number": record("system", LOOKED_AT, region="16.02").number}


def _place(cast: Cast, viewer: Account) -> dict[str, object]:
    return {"code": viewer.region}


def _job(cast: Cast, viewer: Account) -> dict[str, object]:
    return {"pk": Job.objects.create(kind="election.load_regions", owner=viewer, region=viewer.region).pk}


EXAMPLES = {
    "account": _budi,
    "new_code": _budi,
    "close_or_open": _budi,
    "remove_second_factor": _budi,
    "end_session": lambda cast, viewer: {"session_id": "0" * 16},
    "invitation_link": lambda cast, viewer: {"code": "AAAA-BBBB-CCCC-DDDD"},
    "trail_entry": _entry,
    "trail_seal": lambda cast, viewer: {"day": "2024-07-22"},
    "region": _place,
    "boundaries": _place,
    "mark_duty": lambda cast, viewer: {"pk": Duty.objects.values_list("pk", flat=True)[0]},
    "job": _job,
    "job_state": _job,
}
