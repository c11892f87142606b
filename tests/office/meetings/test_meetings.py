"""A meeting: its agenda from what is open, invitations, answers, attendance, minutes, and what became of promises."""

import subprocess
from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from saksama.office.accounts.models import Account
from saksama.office.agencies.models import Agency
from saksama.office.meetings.agenda import proposals
from saksama.office.meetings.invitations import add_invitees
from saksama.office.meetings.models import ActionItem, Answer, Attendance, Invitee, Meeting, Session
from saksama.office.meetings.room import ITEM_MOVES, MEETING_MOVES
from saksama.office.posko.models import Complaint
from saksama.office.recommendations.models import Recommendation
from saksama.office.records.models import Notice, attach
from saksama.office.records.states import move
from saksama.office.rolls.models import ListVersion
from tests.office.conftest import Cast
from tests.office.meetings.conftest import DAY, make_agency, make_item, make_meeting
from tests.office.threats.conftest import make_threat

STEP = {step.key: step for step in (*MEETING_MOVES, *ITEM_MOVES)}


def invite_agency(meeting: Meeting) -> Agency:
    """The agency on the list."""
    return Agency.objects.get(invitations__meeting=meeting)


@pytest.fixture
def late_letter(cast: Cast, oki: None) -> Recommendation:
    """Sent on the 2nd, to be answered by the 5th, not answered."""
    version = ListVersion.objects.create(
        kind="DPS", region="16.02", election="pilkada-2024", name="pleno", by=cast.sari, status="read"
    )
    made: Recommendation = Recommendation.objects.create(
        version=version,
        region="16.02",
        state="sent",
        number="017/PM.00.01/K.SS-09/09/2024",
        running=17,
        dated=date(2024, 9, 2),
        approved_by=cast.dewi,
        approved_at=timezone.now(),
        sent_on=date(2024, 9, 2),
        sent_by=cast.sari,
        deadline=date(2024, 9, 5),
        deadline_days=3,
        subject="Saran perbaikan DPS",
        by=cast.sari,
    )
    return made


@pytest.fixture
def meeting(cast: Cast, oki: None) -> Meeting:
    """With the Dishub and all Panwaslu Kecamatan on the list, invitations sent."""
    made = make_meeting(cast.sari)
    add_invitees(made, cast.sari, [make_agency(cast.dishub)], districts=True)
    return move(made, STEP["invite"], cast.sari)  # type: ignore[no-any-return]


def test_it_is_not_called_without_invitees_programme_and_number(cast: Cast) -> None:
    made = make_meeting(cast.sari, number="")
    made.sessions.all().delete()
    with pytest.raises(ValidationError) as refused:
        move(made, STEP["invite"], cast.sari)
    assert len(refused.value.messages) == 3


def test_whoever_is_invited_is_told_once(meeting: Meeting, cast: Cast) -> None:
    told = Notice.objects.filter(key=f"meeting {meeting.pk}").values_list("account__username", flat=True)
    assert sorted(told) == ["budi", "cici", "dishub"]


def test_an_agency_sees_its_own_meetings_only(meeting: Meeting, cast: Cast, login: Callable[[Account], Client]) -> None:
    other = make_meeting(cast.sari, theme="Pleno tertutup")
    browser = login(cast.dishub)
    assert "Sinergitas" in browser.get("/meetings/").text
    assert "Pleno tertutup" not in browser.get("/meetings/").text
    assert browser.get(f"/meetings/{other.pk}/").status_code == 404
    assert login(cast.kpu).get(f"/meetings/{meeting.pk}/").status_code == 404


def test_an_agency_sees_no_other_invitee(meeting: Meeting, cast: Cast, login: Callable[[Account], Client]) -> None:
    said = login(cast.dishub).get(f"/meetings/{meeting.pk}/").text
    assert "Kepala Dishub" in said
    assert "Budi Santoso" not in said


def test_the_agenda_is_prepared_from_what_is_open(meeting: Meeting, cast: Cast) -> None:
    threat = make_threat(cast.sari, likelihood=5, impact=5, title="Banjir")
    make_threat(cast.sari, likelihood=1, impact=1, title="Kecil")
    make_threat(cast.intel, likelihood=5, impact=5, title="Rahasia", classification="secret")
    late = make_item(meeting, invite_agency(meeting), cast.sari, day=date(2024, 9, 1))
    found = {each.source for each in proposals(meeting, cast.sari, DAY)}
    assert found == {f"threats:{threat.pk}", f"items:{late.pk}"}


def test_letters_past_their_deadline_are_proposed_and_linked(
    meeting: Meeting, late_letter: Recommendation, cast: Cast, login: Callable[[Account], Client]
) -> None:
    (offered,) = proposals(meeting, cast.sari, DAY)
    assert (offered.source, offered.day) == (f"recommendations:{late_letter.pk}", late_letter.deadline)
    sari = login(cast.sari)
    sari.post(f"/meetings/{meeting.pk}/agenda/", {"source": offered.source})
    assert proposals(meeting, cast.sari, DAY) == []
    assert (
        f'<a href="/recommendations/{late_letter.pk}/">{late_letter.number}'
        in sari.get(f"/meetings/{meeting.pk}/").text
    )
    assert f"/recommendations/{late_letter.pk}/" not in login(cast.dishub).get(f"/meetings/{meeting.pk}/").text


def test_a_letter_whose_deadline_has_not_passed_is_not_proposed(
    meeting: Meeting, late_letter: Recommendation, cast: Cast
) -> None:
    assert late_letter.deadline
    assert proposals(meeting, cast.sari, late_letter.deadline) == []


def test_open_complaints_are_proposed_by_number_the_oldest_few(meeting: Meeting, cast: Cast) -> None:
    for day in range(1, 8):
        Complaint.objects.create(
            region="16.02.05", day=date(2024, 9, day), by=cast.sari, kind="unlisted", complainant="Ani", voter="Budi"
        )
    found = proposals(meeting, cast.sari, DAY)
    assert [each.day.day for each in found] == [1, 2, 3, 4, 5]
    assert found[0].text.startswith("001/PKHP/")


def test_what_is_taken_up_is_proposed_no_more(meeting: Meeting, cast: Cast, login: Callable[[Account], Client]) -> None:
    threat = make_threat(cast.sari, likelihood=5, impact=5, title="Banjir")
    login(cast.sari).post(f"/meetings/{meeting.pk}/agenda/", {"source": f"threats:{threat.pk}"})
    assert [item.text for item in meeting.agenda.all()] == ["Banjir"]
    assert proposals(meeting, cast.sari, DAY) == []


def test_the_letter_bears_a_link_by_which_anybody_may_answer(
    meeting: Meeting, cast: Cast, login: Callable[[Account], Client]
) -> None:
    invited = Invitee.objects.get(agency__short="Dishub")
    answer = login(cast.sari).post(f"/meetings/{meeting.pk}/invitees/{invited.pk}/letter/")
    text = subprocess.run(
        ["pdftotext", "-", "-"],  # noqa: S607
        input=answer.content,
        capture_output=True,
        check=True,
    ).stdout.decode()
    assert "Kepala Dishub" in text
    link = next(line for line in text.splitlines() if "/answer/" in line).strip()
    path = "/" + link.split("/", 3)[3]
    assert Client().get(path).status_code == 200
    Client().post(path, {"answer": "deputy", "note": "Sekretaris dinas"})
    invited.refresh_from_db()
    assert (invited.answer, invited.answer_note) == ("deputy", "Sekretaris dinas")


def test_every_letter_bears_the_same_link_until_it_is_renewed(
    meeting: Meeting, cast: Cast, login: Callable[[Account], Client]
) -> None:
    invited = Invitee.objects.get(agency__short="Dishub")
    first, again = invited.link_code(), Invitee.objects.get(pk=invited.pk).link_code()
    assert first == again
    assert Client().get(f"/answer/{first}/").status_code == 200
    login(cast.sari).post(f"/meetings/{meeting.pk}/invitees/{invited.pk}/letter/", {"renew": "1"})
    assert Client().get(f"/answer/{first}/").status_code == 404
    assert Client().get(f"/answer/{Invitee.objects.get(pk=invited.pk).link_code()}/").status_code == 200


def test_who_cannot_come_says_why(meeting: Meeting) -> None:
    invited = Invitee.objects.get(agency__short="Dishub")
    with pytest.raises(ValidationError):
        invited.reply(Answer.NO, " ")


def test_the_code_on_the_wall_takes_attendance_on_its_day_only(meeting: Meeting, settings: object) -> None:
    session = meeting.sessions.get()
    address = f"/attend/{session.code}/"
    Client().post(address, {"name": "Perwakilan Dishub", "position": "Sekretaris"})
    Client().post(address, {"name": "Perwakilan Dishub", "position": "Sekretaris"})
    assert Attendance.objects.filter(name="Perwakilan Dishub").count() == 1
    settings.TODAY = date(2024, 9, 27)  # type: ignore[attr-defined]
    Client().post(address, {"name": "Orang yang tidak datang"})
    assert not Attendance.objects.filter(name="Orang yang tidak datang").exists()
    assert Client().get("/attend/none/").status_code == 404


def test_two_who_write_minutes_at_once_lose_nothing(
    meeting: Meeting, cast: Cast, login: Callable[[Account], Client]
) -> None:
    session = meeting.sessions.get()
    address = f"/meetings/{meeting.pk}/sessions/{session.pk}/"
    login(cast.sari).post(address, {"minutes": "Tulisan Sari", "version": 0})
    answer = login(cast.dewi).post(address, {"minutes": "Tulisan Dewi", "version": 0})
    assert "Tulisan Sari" in answer.text
    assert "Tulisan Dewi" in answer.text
    assert Session.objects.get(pk=session.pk).minutes == "Tulisan Sari"
    login(cast.dewi).post(address, {"minutes": "Keduanya", "version": 1})
    assert Session.objects.get(pk=session.pk).minutes == "Keduanya"


def test_a_promise_is_reported_with_proof_by_its_agency_and_accepted_by_the_office(
    meeting: Meeting, cast: Cast, login: Callable[[Account], Client]
) -> None:
    item = make_item(meeting, invite_agency(meeting), cast.sari)
    browser = login(cast.dishub)
    assert "Daftar dermaga" in browser.get("/items/").text
    with pytest.raises(ValidationError):
        move(item, STEP["report"], cast.dishub, "sudah")
    attach(item, ContentFile(b"x", name="bukti.csv"), cast.dishub)
    browser.post(f"/records/items/{item.pk}/move/", {"move": "report", "note": "Daftar terlampir"})
    assert ActionItem.objects.get().status == "reported"
    browser.post(f"/records/items/{item.pk}/move/", {"move": "accept"})
    assert ActionItem.objects.get().status == "reported"
    login(cast.sari).post(f"/records/items/{item.pk}/move/", {"move": "accept"})
    assert ActionItem.objects.get().status == "done"


def test_another_agency_sees_and_reports_nothing(
    meeting: Meeting, cast: Cast, login: Callable[[Account], Client]
) -> None:
    item = make_item(meeting, invite_agency(meeting), cast.sari)
    browser = login(cast.kpu)
    assert "Daftar dermaga" not in browser.get("/items/").text + browser.get("/items/follow-up/").text
    assert browser.get(f"/items/{item.pk}/").status_code == 404
    assert browser.post(f"/records/items/{item.pk}/move/", {"move": "start"}).status_code == 404


def test_the_follow_up_puts_who_is_late_first(meeting: Meeting, cast: Cast, login: Callable[[Account], Client]) -> None:
    make_item(meeting, invite_agency(meeting), cast.sari, day=date(2024, 9, 1))
    ActionItem.objects.create(
        meeting=meeting, account=cast.budi, by=cast.sari, text="Peta", region="16.02", day=date(2024, 10, 1)
    )
    promises = login(cast.sari).get("/items/follow-up/").context["promises"]
    assert [(each.owner, each.late) for each in promises] == [("Dinas Perhubungan", 1), ("Budi Santoso", 0)]


def test_the_calendar_holds_each_session_in_universal_time(
    meeting: Meeting, cast: Cast, login: Callable[[Account], Client]
) -> None:
    said = login(cast.dishub).get(f"/meetings/{meeting.pk}/calendar.ics").text
    assert "DTSTART:20240926T020000Z" in said
    assert all(len(line.encode()) <= 75 for line in said.split("\r\n"))


def test_the_summary_says_what_was_said_decided_and_promised(
    meeting: Meeting, cast: Cast, login: Callable[[Account], Client]
) -> None:
    Session.objects.update(minutes="Seluruh OPD diundang.")
    make_item(meeting, invite_agency(meeting), cast.sari)
    made = login(cast.sari).get(f"/meetings/{meeting.pk}/summary.pdf").content
    text = subprocess.run(["pdftotext", "-", "-"], input=made, capture_output=True, check=True).stdout.decode()  # noqa: S607
    for part in ("Seluruh OPD diundang.", "Daftar dermaga", "Dinas Perhubungan", "30 September 2024"):
        assert part in " ".join(text.split())


@pytest.mark.parametrize("number", [2, 40])
def test_the_pages_ask_the_same_few_queries_whatever_their_length(
    number: int,
    meeting: Meeting,
    cast: Cast,
    login: Callable[[Account], Client],
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    agency = invite_agency(meeting)
    for each in range(number):
        make_item(meeting, agency, cast.sari, text=f"Janji {each}")
        make_meeting(cast.sari, theme=f"Rapat {each}")
    browser = login(cast.sari)
    for address in ("/meetings/", "/items/", "/items/follow-up/", f"/meetings/{meeting.pk}/"):
        with django_assert_max_num_queries(45 if address.count("/") == 3 and "items" not in address else 22):  # type: ignore[attr-defined]
            assert browser.get(address).status_code == 200
