"""The start page: what is late, due, to decide and new, for each role, and never more than one may see."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from saksama.office.accounts.models import Account
from saksama.office.election.reminders import waiting
from saksama.office.fieldwork.models import FieldReport
from saksama.office.meetings.models import Invitee, MeetingStatus
from saksama.office.records.actions import COMMENTED, FILE_SEEN
from saksama.office.start import changes as changes_module
from saksama.office.start import news
from saksama.office.start.changes import changes
from saksama.office.start.models import Visit, new_since, note_visit
from saksama.office.threats.actions import THREAT_WATCHED, THREAT_WRITTEN
from saksama.office.threats.models import Measure
from saksama.office.trail.record import record
from tests.office.conftest import Cast
from tests.office.meetings.conftest import DAY, make_agency, make_item, make_meeting
from tests.office.threats.conftest import make_threat

Login = Callable[[Account], Client]


@pytest.fixture(autouse=True)
def day(settings: Any) -> None:
    """A day of the campaign."""
    settings.TODAY = DAY


def said(viewer: Account) -> dict[str, list[str]]:
    """The reminders of an account by their part of the page."""
    found = waiting(viewer, DAY)
    return {
        "late": [each.text.en for each, _days in found.late],
        "today": [each.text.en for each in found.today],
        "soon": [each.text.en for each in found.soon],
        "open": [each.text.en for each in found.open],
        "decisions": [each.text.en for each, _days in found.decisions],
    }


def wrote(by: Account, threat: Any, action: Any = THREAT_WRITTEN) -> None:
    """An entry of the trail."""
    with transaction.atomic():
        record(by, action, threat)


class TestWhatWaits:
    def test_a_liaison_sees_the_own_promises_and_invitations(self, cast: Cast, oki: None) -> None:
        meeting = make_meeting(cast.sari, status=MeetingStatus.INVITED)
        agency = make_agency(cast.dishub)
        Invitee.objects.create(meeting=meeting, agency=agency, title="Kepala Dishub")
        make_item(meeting, agency, cast.sari, text="Peta", day=DAY - timedelta(days=2))
        make_item(meeting, agency, cast.sari, text="Jalan", day=DAY + timedelta(days=5))
        make_item(meeting, agency, cast.sari, text="Sudah", day=DAY - timedelta(days=2), status="done")
        dishub = said(cast.dishub)
        assert dishub["late"] == ["Your action item: Peta"]
        assert dishub["soon"] == ["Your action item: Jalan"]
        assert dishub["today"] == ["Meeting today: Sinergitas"]
        assert dishub["decisions"] == ["Invitation not answered: Sinergitas"]
        assert said(cast.sari)["open"] == ["1 action items of agencies are late."]
        assert said(cast.kpu) == {"late": [], "today": [], "soon": [], "open": [], "decisions": []}

    def test_a_superior_sees_how_many_reports_wait_and_nobody_else_does(self, cast: Cast, oki: None) -> None:
        given: dict[str, Any] = {"region": "16.02.05.1001", "by": cast.eko, "subject": "Kampanye"}
        FieldReport.objects.create(day=DAY - timedelta(days=5), status="submitted", **given)
        FieldReport.objects.create(day=DAY, status="draft", **given)
        assert said(cast.budi)["decisions"] == ["1 field reports wait for your sign-off."]
        assert said(cast.cici)["decisions"] == []
        assert said(cast.eko)["open"] == ["1 of your field reports are drafts."]

    def test_measures_of_a_secret_threat_are_not_told(self, cast: Cast, oki: None) -> None:
        for title, classification in (("Banjir", "open"), ("Massa", "secret")):
            threat = make_threat(cast.intel, title=title, classification=classification)
            Measure.objects.create(threat=threat, text="Patroli", who="Polsek", due=DAY, by=cast.intel)
        assert said(cast.sari)["today"] == ["Measure against “Banjir”: Patroli"]
        assert len(said(cast.intel)["today"]) == 2
        assert said(cast.cici)["today"] == []  # another sub-district

    def test_an_administrator_is_told_of_accounts_that_never_came(self, cast: Cast, oki: None) -> None:
        assert "9 accounts have never logged in." in said(cast.admin)["open"]


class TestWhatIsNew:
    def test_only_what_one_may_see_grouped_by_room_without_ones_own(self, cast: Cast, oki: None) -> None:
        since = timezone.now() - timedelta(minutes=1)
        wrote(cast.intel, make_threat(cast.intel, title="Banjir"))
        wrote(cast.intel, make_threat(cast.intel, title="Massa", classification="secret"))
        wrote(cast.sari, make_threat(cast.sari, title="Milik Sari"))
        (room,) = changes(cast.sari, since)
        assert (room.number, [each.what for each in room.changes]) == (1, ["Banjir"])
        assert room.changes[0].who == "Intan Kejari"
        assert changes(cast.cici, since) == []
        assert changes(cast.dishub, since) == []
        assert {each.what for each in changes(cast.dewi, since)[0].changes} == {"Banjir", "Massa", "Milik Sari"}

    def test_a_step_of_its_states_says_more_than_a_later_comment_and_a_look_says_nothing(
        self, cast: Cast, oki: None
    ) -> None:
        since = timezone.now() - timedelta(minutes=1)
        seen, moved = make_threat(cast.intel, title="Dilihat"), make_threat(cast.intel, title="Dipantau")
        wrote(cast.intel, seen, FILE_SEEN)
        wrote(cast.intel, moved, THREAT_WATCHED)
        wrote(cast.dewi, moved, COMMENTED)
        (room,) = changes(cast.sari, since)
        assert [(each.what, each.happened) for each in room.changes] == [("Dipantau", str(THREAT_WATCHED.label))]

    def test_what_is_kept_from_page_to_page_is_what_a_fresh_look_finds(self, cast: Cast, oki: None) -> None:
        since = timezone.now() - timedelta(minutes=1)
        viewers = [account for account in cast.all() if account.may("start")]
        threats = [make_threat(cast.intel, title=f"Ancaman {each}") for each in range(4)]

        def happens(by: Account, threat: Any, action: Any = THREAT_WRITTEN, **change: Any) -> None:
            for name, value in change.items():
                setattr(threat, name, value)
            threat.save()
            wrote(by, threat, action)
            gone_on = [changes(viewer, since) for viewer in viewers]
            kept = dict(news._kept)
            news._kept.clear()
            changes_module._told.clear()
            assert gone_on == [changes(viewer, since) for viewer in viewers]
            news._kept.update(kept)

        for each in threats:
            happens(cast.intel, each)
        happens(cast.intel, threats[0], THREAT_WATCHED, title="Lain nama")
        happens(cast.dewi, threats[0], COMMENTED)
        happens(cast.dewi, threats[1], classification="secret")
        happens(cast.sari, threats[2], title="Sari menamainya")
        happens(cast.dewi, threats[1], classification="open")
        happens(cast.dewi, threats[3], FILE_SEEN)
        happens(cast.intel, threats[3], region="16.02.01.2002")

    def test_a_page_without_news_since_the_last_asks_one_query_and_another_database_is_noticed(
        self, cast: Cast, oki: None, django_assert_num_queries: Callable[..., Any]
    ) -> None:
        since = timezone.now() - timedelta(minutes=1)
        threat = make_threat(cast.intel, title="Banjir")
        with suppress(InterruptedError), transaction.atomic():
            wrote(cast.intel, threat)
            before = changes(cast.sari, since)
            with django_assert_num_queries(1):
                assert changes(cast.sari, since) == before
            raise InterruptedError
        assert before and changes(cast.sari, since) == []

    def test_a_reload_takes_nothing_away_and_a_new_visit_begins_after_a_pause(self, cast: Cast, login: Login) -> None:
        browser = login(cast.sari)
        assert not new_since(cast.sari)[1]
        for _reload in range(3):
            browser.get("/")
        assert not new_since(cast.sari)[1]
        now = timezone.now()
        evening = now - timedelta(hours=14)
        Visit.objects.update(seen=evening)
        note_visit(None, cast.sari, now)
        note_visit(None, cast.sari, now + timedelta(minutes=6))
        assert new_since(cast.sari) == (evening, True)

    def test_whoever_has_seen_it_says_so(self, cast: Cast, oki: None, login: Login) -> None:
        wrote(cast.intel, make_threat(cast.intel, title="Banjir"))
        browser = login(cast.sari)
        assert browser.get("/").context["figures"]["new"] == 1
        browser.post("/seen/")
        assert browser.get("/").context["figures"]["new"] == 0

    def test_after_a_long_absence_only_the_last_thirty_days_are_told(self, cast: Cast) -> None:
        Visit.objects.create(account=cast.sari, seen=timezone.now(), since=timezone.now() - timedelta(days=300))
        assert timezone.now() - new_since(cast.sari)[0] < timedelta(days=31)


def test_every_role_gets_a_page_with_something_to_do(cast: Cast, oki: None, login: Login) -> None:
    for account in cast.all():
        page = login(account).get("/")
        assert page.status_code == 200
        assert page.context["shortcuts"]
        for shortcut in page.context["shortcuts"]:
            address = {"begin_report": "/fieldwork/new/"}.get(shortcut.route)
            assert address or login(account).get(page_of(shortcut.route)).status_code == 200


def page_of(route: str) -> str:
    from django.urls import reverse

    return reverse(route)


@pytest.mark.parametrize("number", [2, 30])
def test_the_page_asks_the_same_few_queries_however_much_happened(
    number: int, cast: Cast, oki: None, login: Login, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    meeting = make_meeting(cast.dewi, status=MeetingStatus.INVITED)
    for each in range(number):
        threat = make_threat(cast.intel, title=f"Ancaman {each}")
        Measure.objects.create(threat=threat, text="Patroli", who="Polsek", due=DAY, by=cast.intel)
        wrote(cast.intel, threat)
        item = make_item(meeting, make_agency(cast.dishub), cast.dewi, text=f"Janji {each}", day=date(2024, 9, 1))
        with transaction.atomic():
            record(cast.dewi, COMMENTED, item)
    browser = login(cast.sari)
    browser.get("/")
    with django_assert_max_num_queries(60):
        browser.get("/")
