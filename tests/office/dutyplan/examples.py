"""Examples for the addresses of the duty plan."""

from saksama.office.accounts.models import Account
from saksama.office.dutyplan.models import Assignment
from saksama.office.election.models import Duty
from tests.office.conftest import Cast


def _assignment(cast: Cast, viewer: Account) -> dict[str, object]:
    duty = Duty.objects.get(key="coklit_watch")
    region = viewer.region if viewer.region.count(".") > 1 else "16.02.05.1001"
    given = {"stage": duty.stage, "day": duty.stage.begins, "until": duty.due, "team": region, "by": cast.sari}
    made, _is_new = Assignment.objects.get_or_create(duty=duty, region=region, defaults=given)
    return {"pk": made.pk}


EXAMPLES = {
    "assignment": _assignment,
    "tick_assignment": _assignment,
    "reopen_assignment": _assignment,
    "drop_assignment": _assignment,
}
