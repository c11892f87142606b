"""Examples for the addresses of the public page and of the office behind it."""

from datetime import date

from django.utils import timezone

from saksama.office.accounts.models import Account
from saksama.office.publicsite.models import CitizenReport, NewsItem, Opinion, Release
from saksama.office.publicsite.models.site import citizens_account
from saksama.office.rolls.models import ListVersion
from tests.office.conftest import Cast

DAY = date(2024, 9, 26)


def _news(cast: Cast, viewer: Account) -> dict[str, object]:
    return {"pk": NewsItem.objects.create(by=cast.sari, region="16.02", day=DAY, title="Berita", text="Teks").pk}


def _report(cast: Cast, viewer: Account) -> dict[str, object]:
    made = CitizenReport.objects.create(
        by=citizens_account("16.02"), region=viewer.region or "16.02", day=DAY, kind="money", text="Amplop",
        code_digest="0" * 64, form_number=f"example{CitizenReport.objects.count()}",
    )  # fmt: skip
    return {"pk": made.pk}


def _opinion(cast: Cast, viewer: Account) -> dict[str, object]:
    item = _news(cast, viewer)["pk"]
    return {"pk": Opinion.objects.create(item_id=item, comment="Baik", status="waiting").pk}


def _list(cast: Cast, viewer: Account) -> dict[str, object]:
    made = ListVersion.objects.create(
        kind="DPT", region="16.02", election="pilkada-2024", name="pleno", by=cast.sari, audited_at=timezone.now()
    )
    return {"pk": made.pk}


def _release(cast: Cast, viewer: Account) -> dict[str, object]:
    made = Release.objects.create(
        region="16.02", version_id=_list(cast, viewer)["pk"], figures={}, digest="0" * 64, by=cast.dewi,
        at=timezone.now(),
    )  # fmt: skip
    return {"pk": made.pk}


EXAMPLES = {
    **dict.fromkeys(("news_item", "change_news_item", "public_news_item", "public_rate", "public_comment"), _news),
    **dict.fromkeys(
        (
            "citizen_report_page", "citizen_contact", "answer_citizen", "place_citizen_report",
            "check_citizen_report", "forward_citizen_report", "finish_citizen_report", "decline_citizen_report",
        ),
        _report,
    ),
    "decide_opinion": _opinion,
    "public_complaint": _opinion,
    "release_figures": _list,
    "withdraw_figures": _release,
    "public_list": lambda cast, viewer: {"pk": 1},
    "public_list_place": lambda cast, viewer: {"pk": 1, "code": "16.02.05"},
    "public_activity": lambda cast, viewer: {"pk": 1},
    "public_activity_photo": lambda cast, viewer: {"pk": 1},
    "public_news_picture": lambda cast, viewer: {"pk": 1},
    "public_dataset_csv": lambda cast, viewer: {"name": "stages"},
    "public_dataset_json": lambda cast, viewer: {"name": "stages"},
}  # fmt: skip
