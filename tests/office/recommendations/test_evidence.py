"""What the index and the start page hear of letters without an answer, and who is told of what."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from saksama.office.accounts.models import Account
from saksama.office.recommendations.evidence import events
from saksama.office.recommendations.models import Item, Recommendation
from saksama.office.records.models import Notice
from tests.office.conftest import Cast
from tests.office.recommendations.conftest import answer_all

Login = Callable[[Account], Client]
AUTUMN = (dt.date(2024, 8, 1), dt.date(2024, 12, 31))


def kinds(region: str = "16.02") -> list[tuple[str, dt.date]]:
    return [(event.kind, event.day) for event in events(region, *AUTUMN)]


def test_a_letter_without_an_answer_is_evidence_from_the_day_after_its_deadline(
    sent: Recommendation, settings: Settings
) -> None:
    settings.TODAY = sent.deadline
    assert kinds() == []
    settings.TODAY = sent.deadline + dt.timedelta(days=1)  # type: ignore[operator]
    assert kinds() == [("recommendations.unanswered", dt.date(2024, 9, 6))]


def test_it_counts_for_each_sub_district_of_its_records(sent: Recommendation, settings: Settings) -> None:
    settings.TODAY = dt.date(2024, 9, 10)
    (event,) = events("16.02", *AUTUMN)
    assert event.region == "16.02.05.1001"  # all its records are there
    Item.objects.filter(pk=Item.objects.earliest("pk").pk).update(region="16.02.05.1002")
    assert [each.region for each in events("16.02", *AUTUMN)] == ["16.02.05"]
    Item.objects.filter(pk=Item.objects.earliest("pk").pk).update(region="16.02.13.2005")
    assert [each.region for each in events("16.02", *AUTUMN)] == ["16.02.05.1001", "16.02.13.2005"]
    assert [each.region for each in events("16.02.13", *AUTUMN)] == ["16.02.13.2005"]
    assert kinds("16.02.01") == []


@pytest.mark.parametrize(("days", "late"), [(3, False), (4, True)])
def test_an_answer_in_time_is_none_and_a_late_one_stays_one(
    sent: Recommendation, cast: Cast, settings: Settings, days: int, late: bool
) -> None:
    settings.TODAY = dt.date(2024, 9, 2) + dt.timedelta(days=days)
    answer_all(sent, cast)
    sent.hand_in(cast.kpu)
    settings.TODAY = dt.date(2024, 10, 1)
    assert bool(kinds()) == late


def test_what_is_marked_as_not_carried_out_is_evidence_of_its_own(
    sent: Recommendation, cast: Cast, settings: Settings
) -> None:
    settings.TODAY = dt.date(2024, 9, 10)
    sent.give_up(cast.sari, "tidak dijawab")
    assert ("recommendations.not_carried_out", settings.TODAY) in kinds()


def test_a_draft_is_no_evidence(drafted: Recommendation, settings: Settings) -> None:
    settings.TODAY = dt.date(2024, 12, 1)
    assert kinds() == []


class TestStartPage:
    def test_kpu_and_bawaslu_are_reminded_until_the_answer(
        self, sent: Recommendation, cast: Cast, login: Login, settings: Settings
    ) -> None:
        settings.TODAY = dt.date(2024, 9, 9)
        assert "menunggu jawaban Anda" in login(cast.kpu).get("/").text
        assert "belum dijawab KPU" in login(cast.sari).get("/").text
        assert "4 hari" in login(cast.dewi).get("/").text
        assert sent.number not in login(cast.intel).get("/").text
        answer_all(sent, cast)
        sent.hand_in(cast.kpu)
        assert "belum dijawab KPU" not in login(cast.sari).get("/").text


class TestNotices:
    def test_kpu_is_told_of_a_letter_and_bawaslu_of_the_answer(self, sent: Recommendation, cast: Cast) -> None:
        (told,) = Notice.objects.filter(account=cast.kpu)
        assert (told.url, sent.number in told.text_id) == (f"/recommendations/{sent.pk}/", True)
        answer_all(sent, cast)
        sent.hand_in(cast.kpu)
        for who in (cast.sari, cast.dewi):
            assert Notice.objects.filter(account=who, text_id__startswith="KPU menjawab").count() == 1
        assert not Notice.objects.filter(account__in=[cast.intel, cast.dishub, cast.budi]).exists()
