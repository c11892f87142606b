"""Examples for the addresses of the election post and of the complaints desk."""

from datetime import date

from saksama.office.accounts.models import Account
from saksama.office.posko.models import Complaint, LogEntry, Planned, PublicPhoto, post_of
from saksama.office.records.models import Attachment
from tests.office.conftest import Cast

DAY = date(2024, 9, 26)


def _entry(cast: Cast, viewer: Account) -> dict[str, object]:
    count = LogEntry.objects.count()
    region = viewer.region or "16.02"
    made = LogEntry.objects.create(
        title="Rapat", by=viewer, post=post_of(viewer), region=region, day=DAY, status="recorded", key=str(count)
    )
    return {"pk": made.pk}


def _photo(cast: Cast, viewer: Account) -> dict[str, object]:
    entry = LogEntry.objects.get(pk=_entry(cast, viewer)["pk"])
    file = Attachment.objects.create(about=entry, name="a.jpg", sha256="0" * 64, suffix=".jpg", size=1, by=viewer)
    return {"pk": PublicPhoto.objects.create(entry=entry, attachment=file, sha256="0" * 64).pk}


def _planned(cast: Cast, viewer: Account) -> dict[str, object]:
    title = f"Rapat {Planned.objects.count()}"
    made = Planned.objects.create(title=title, organiser="kpu", region="16.02", day=DAY, until=DAY, by=viewer)
    return {"pk": made.pk}


def _complaint(cast: Cast, viewer: Account) -> dict[str, object]:
    made = Complaint.objects.create(
        kind="unlisted", by=viewer, region=viewer.region or "16.02", day=DAY, complainant="Ani", voter="Ani"
    )
    return {"pk": made.pk}


EXAMPLES = {
    "log_entry": _entry,
    "edit_log_entry": _entry,
    "publish_entry": _entry,
    "public_photo": _photo,
    "log_planned": _planned,
    "calendar_feed": lambda cast, viewer: {"token": "x" * 43},
    "download_posko_report": lambda cast, viewer: {"kind": "docx"},
    "complaint": _complaint,
    "complaint_names": _complaint,
    "complaint_receipt": _complaint,
    "correct_complaint": _complaint,
}
