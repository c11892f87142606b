"""What waits is on the start page of whoever handles it."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client

from saksama.office.accounts.models import Account
from saksama.office.publicsite.models import CitizenReport, NewsItem, Opinion
from saksama.office.publicsite.reminding import waiting
from tests.office.conftest import Cast
from tests.office.publicsite.conftest import DAY


def _said(viewer: Account) -> list[tuple[str, int]]:
    day = DAY + timedelta(days=3)
    return [(each.text.id, each.days_late(day)) for each in waiting(viewer, day)]


def test_a_report_that_nobody_took_up_is_late_after_two_days(
    report: Callable[..., tuple[CitizenReport, str]], cast: Cast
) -> None:
    made, _ = report(region="16.02.05.1001")
    expected = [(f"Laporan warga {made.number} belum ditangani.", 1)]
    assert _said(cast.sari) == expected
    assert _said(cast.budi) == expected
    assert _said(cast.cici) == []
    assert _said(cast.eko) == []
    CitizenReport.objects.update(status="checking")
    assert _said(cast.sari) == []


def test_comments_that_wait_are_said_once_however_many(news: NewsItem, cast: Cast) -> None:
    for _ in range(3):
        Opinion.objects.create(item=news, comment="Baik", status="waiting")
    assert [text for text, _ in _said(cast.sari)] == ["Komentar pembaca menunggu dibaca."]
    assert _said(cast.budi) == []


def test_the_overview_counts_what_waits(news: NewsItem, cast: Cast, login: Callable[[Account], Client]) -> None:
    Opinion.objects.create(item=news, comment="Baik", status="waiting")
    page = login(cast.sari).get("/publicsite/")
    assert (page.context["comments_waiting"], page.context["published"]) == (1, 1)
