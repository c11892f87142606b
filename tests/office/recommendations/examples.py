"""Examples for the addresses of the letters: one sent, with records in the viewer's region."""

import datetime as dt

from django.core.files.base import ContentFile
from django.utils import timezone

from saksama.office.accounts.models import Account
from saksama.office.recommendations.models import Document, DocumentKind, Item, OfficeData, Recommendation
from saksama.office.rolls.models import Finding, ListVersion
from saksama.office.stored_files import store
from tests.office.conftest import Cast

REGION = "16.02"


def _letter(cast: Cast, viewer: Account) -> Recommendation:
    day = dt.date(2024, 9, 2)
    version = ListVersion.objects.create(
        kind="DPS", region=REGION, election="pilkada-2024", name="x", by=cast.sari, status="audited"
    )
    OfficeData.objects.get_or_create(region=REGION, defaults={"title": "OKI"})
    letter: Recommendation = Recommendation.objects.create(
        region=REGION, version=version, state="sent", number=f"{version.pk}/PM.00.01/K.SS-09/09/2024", dated=day,
        subject="x", deadline_days=3, by=cast.sari, approved_by=cast.dewi, approved_at=timezone.now(), sent_on=day,
        sent_by=cast.sari, deadline=day, made_at=timezone.now(),
    )  # fmt: skip
    place = viewer.region if viewer.region.startswith("16.02.") else "16.02.05.1001"
    finding = Finding.objects.create(version=version, finding_id="0" * 16, rule="T04", severity=1, region=place)
    Item.objects.create(recommendation=letter, finding=finding, region=place, kind="duplicate")
    return letter


def _key(cast: Cast, viewer: Account) -> dict[str, object]:
    return {"pk": _letter(cast, viewer).pk}


def _list(cast: Cast, viewer: Account) -> dict[str, object]:
    return {"list": _letter(cast, viewer).version_id}


def _document(cast: Cast, viewer: Account) -> dict[str, object]:
    letter = _letter(cast, viewer)
    path = store(ContentFile(b"%PDF-1.7"), ".pdf")
    document = Document.objects.create(
        recommendation=letter, kind=DocumentKind.SIGNED, name="x.pdf", sha256=path.stem, suffix=".pdf", size=8,
        by=cast.sari,
    )  # fmt: skip
    return {"pk": letter.pk, "document": document.pk}


OF_A_LETTER = (
    "text remove discard approve take_back send give_up answer workbook hand_in look_up follow_up results draft_pdf "
    "draft_docx documents"
).split()
EXAMPLES = {
    **{f"recommendation_{name}": _key for name in OF_A_LETTER},
    "recommendation": _key,
    "recommendation_choose": _list,
    "recommendation_document": _document,
}
