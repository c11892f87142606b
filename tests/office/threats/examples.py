"""Examples for the addresses of the threats."""

from saksama.office.accounts.models import Account
from saksama.office.threats.models import Measure, WarningRule
from tests.office.conftest import Cast
from tests.office.threats.conftest import make_threat


def _threat(cast: Cast, viewer: Account) -> dict[str, object]:
    return {"pk": make_threat(viewer, region=viewer.region or "16.02").pk}


def _measure(cast: Cast, viewer: Account) -> dict[str, object]:
    threat = make_threat(viewer, region=viewer.region or "16.02")
    planned = Measure.objects.create(threat=threat, text="Patroli", who="Polsek", due="2024-09-30", by=viewer)
    return {"pk": threat.pk, "measure": planned.pk}


EXAMPLES = {
    "threat": _threat,
    "change_threat": _threat,
    "assess_threat": _threat,
    "plan_measure": _threat,
    "measure_done": _measure,
    "remove_measure": _measure,
    "warning_rule": lambda cast, viewer: {"pk": WarningRule.objects.create(region=viewer.region, name="Tiga").pk},
}
