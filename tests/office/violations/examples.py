"""Examples for the addresses of suspected violations."""

from datetime import date, datetime, timedelta, timezone

from saksama.office.accounts.models import Account
from tests.office.conftest import Cast

WIB = timezone(timedelta(hours=7))


def _file(cast: Cast, viewer: Account) -> dict[str, object]:
    from saksama.office.violations.models import ViolationFile

    day = date(2024, 9, 26)
    file = ViolationFile.objects.create(
        by=viewer,
        region=viewer.region,
        source="finding",
        kind="crime",
        day=day,
        occurred=day,
        known=day,
        received=datetime(2024, 9, 26, 10, tzinfo=WIB),
        event="Contoh",
        account="Contoh.",
    )
    return {"pk": file.pk}


EXAMPLES = {
    "violation": _file,
    "violation_names": _file,
    "change_violation": _file,
    "add_violation_person": _file,
    "decide_violation": _file,
    "hand_over_violation": _file,
    "note_violation_event": _file,
}
