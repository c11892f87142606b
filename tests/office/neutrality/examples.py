"""Examples for the addresses of neutrality."""

from saksama.office.accounts.access import Role
from saksama.office.accounts.models import Account
from saksama.office.neutrality.models import Awareness, Handover, NeutralityCase
from saksama.office.neutrality.room import STEPS
from saksama.office.records.states import move
from tests.office.conftest import Cast
from tests.office.neutrality.conftest import DAY, approve, assess, make_agency, make_case, prepare


def _seen_case(cast: Cast, viewer: Account, *, until: str = "escalated") -> NeutralityCase:
    case = make_case(viewer if viewer.role != Role.AGENCY else cast.sari, occurred=DAY)
    case = move(case, STEPS["verify"], cast.sari)
    assess(case, cast.sari)
    case = move(case, STEPS["escalate"], cast.sari)
    if until == "referred":
        prepare(case, cast.sari, agency=make_agency("BKPSDM", viewer))
        move(case, STEPS["refer"], cast.sari)
        case = approve(case, cast.dewi)
    return case


def _case(cast: Cast, viewer: Account) -> dict[str, object]:
    return {"pk": _seen_case(cast, viewer, until="referred").pk}


def _own_case(cast: Cast, viewer: Account) -> dict[str, object]:
    return {"pk": make_case(viewer, occurred=DAY).pk}


def _escalated(cast: Cast, viewer: Account) -> dict[str, object]:
    return {"pk": _seen_case(cast, viewer).pk}


def _verified(cast: Cast, viewer: Account) -> dict[str, object]:
    return {"pk": move(make_case(viewer, occurred=DAY), STEPS["verify"], cast.sari).pk}


def _letter(cast: Cast, viewer: Account) -> dict[str, object]:
    return {"pk": Handover.objects.get(case=_seen_case(cast, viewer, until="referred")).pk}


def _meeting(cast: Cast, viewer: Account) -> dict[str, object]:
    made = Awareness.objects.create(
        by=viewer, region=viewer.region, day=DAY, title="Contoh", audience="asn", participants=10
    )
    return {"pk": made.pk}


EXAMPLES = {
    "neutrality_case": _case,
    "neutrality_name": _case,
    "change_neutrality": _own_case,
    "add_neutrality_evidence": _own_case,
    "assess_neutrality": _verified,
    "refer_neutrality": _escalated,
    "answer_neutrality": _case,
    "neutrality_letter": lambda cast, viewer: {**_letter(cast, viewer), "kind": "pdf"},
    "neutrality_new_link": _letter,
    "answer_neutrality_by_link": lambda cast, viewer: {
        "code": Handover.objects.get(**_letter(cast, viewer)).link_code()
    },
    "neutrality_statistics_file": lambda cast, viewer: {"kind": "csv"},
    "awareness_meeting": _meeting,
    "change_awareness": _meeting,
}
