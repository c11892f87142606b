"""Forms are hard for programs, no address sends without end, and whose address it was is soon nobody's knowledge."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from saksama.office.publicsite import flood, guard
from saksama.office.publicsite.flood import LIMITS, Limit, forget
from saksama.office.publicsite.models import CitizenReport, DailySalt, Mark, NewsItem, Opinion, Site
from tests.office.publicsite.conftest import guarded, told


def _sent(client: Client | None = None, **fields: object) -> int:
    return (client or Client()).post("/public/report/", told(**fields)).status_code


@pytest.mark.parametrize(
    "wrong", [{"answer": "99"}, {"answer": ""}, {"website": "http://x"}, {"token": "forged"}, {"token": ""}]
)
def test_a_form_that_no_person_filled_in_is_refused(site: Site, wrong: dict[str, object]) -> None:
    _sent(**wrong)
    assert not CitizenReport.objects.exists()


def test_the_sum_may_be_answered_in_words() -> None:
    token = guard.Token("report", "n", 0, 3, 4)
    assert token.is_answered_by(" Tujuh ")
    assert token.is_answered_by("7")
    assert not token.is_answered_by("8")


def test_a_form_of_another_purpose_or_an_old_one_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    _sent(token=guard.new_token("comment").signed)
    monkeypatch.setattr(guard, "MOST_SECONDS", -1)
    _sent()
    assert not CitizenReport.objects.exists()


def test_nobody_fills_in_a_form_within_seconds(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "LEAST_SECONDS", 3)
    given = told()
    answer = Client().post("/public/report/", given)
    assert "Terlalu cepat" in answer.text
    assert "Amplop dibagikan" in answer.text  # what was typed is still there
    assert not CitizenReport.objects.exists()
    monkeypatch.setattr(guard, "LEAST_SECONDS", 0)
    assert 'id="code"' in Client().post("/public/report/", given).text  # the same form, a moment later


def test_an_address_sends_so_many_an_hour_and_others_go_on(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS, "report", Limit(hour=2, day=9, everybody=100))
    assert [_sent() for _ in range(3)] == [200, 200, 429]
    assert _sent(Client(REMOTE_ADDR="10.1.1.1")) == 200
    assert CitizenReport.objects.count() == 3


def test_a_flood_from_many_addresses_ends_as_well(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS, "report", Limit(hour=5, day=9, everybody=4))
    statuses = [_sent(Client(REMOTE_ADDR=f"10.2.0.{number}")) for number in range(6)]
    assert statuses == [200] * 4 + [429] * 2


def test_codes_are_not_to_be_guessed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS, "follow", Limit(hour=3, day=9, everybody=100))
    guesses = [Client().post("/public/follow/", {"number": "LW-2024-0001", "code": f"AAAA{n}"}) for n in range(4)]
    assert [each.status_code for each in guesses] == [200, 200, 200, 429]


def test_rating_without_end_counts_once(news: NewsItem) -> None:
    statuses = {Client().post(f"/public/news/{news.pk}/rate/", {"rating": "useful"}).status_code for _ in range(50)}
    assert statuses == {302, 429}
    assert Opinion.objects.count() == 1


def test_no_address_is_kept_and_the_way_back_to_it_is_thrown_away_with_the_day(
    news: NewsItem, monkeypatch: pytest.MonkeyPatch
) -> None:
    Client(REMOTE_ADDR="203.0.113.77").post(f"/public/news/{news.pk}/rate/", {"rating": "useful"})
    _sent(Client(REMOTE_ADDR="203.0.113.77"))
    assert "203.0.113.77" not in str(
        [*Mark.objects.values(), *Opinion.objects.values(), *CitizenReport.objects.values()]
    )
    today = timezone.localdate()
    yesterday = timezone.now() - timedelta(days=1)
    DailySalt.objects.update(day=today - timedelta(days=1))
    Mark.objects.update(at=yesterday)
    Opinion.objects.update(at=yesterday)
    forget(today)
    assert (DailySalt.objects.count(), Mark.objects.count()) == (0, 0)
    assert Opinion.objects.get().reader == ""


def test_the_first_of_a_new_day_throws_yesterdays_salt_away(site: Site) -> None:
    DailySalt.objects.create(day=timezone.localdate() - timedelta(days=1), salt="old")
    _sent()
    assert list(DailySalt.objects.values_list("day", flat=True)) == [timezone.localdate()]


def test_the_same_address_is_another_reader_tomorrow(site: Site) -> None:
    from django.test import RequestFactory

    request = RequestFactory().get("/")
    first = flood.reader_of(request)
    assert flood.reader_of(request) == first
    DailySalt.objects.update(day=timezone.localdate() - timedelta(days=1))
    assert flood.reader_of(request) != first


def test_a_comment_needs_its_own_form(news: NewsItem) -> None:
    given = guarded("report", comment="Bagus sekali beritanya.")
    Client().post(f"/public/news/{news.pk}/comment/", given)
    assert not Opinion.objects.exists()
