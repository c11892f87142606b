"""Letters by e-mail with their calendar entry, the summary for those invited, and putting right what was planned."""

import subprocess
from collections.abc import Callable
from datetime import date, time
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import icalendar
import pytest
from django.conf import LazySettings
from django.test import Client

from saksama.office.accounts.models import Account
from saksama.office.mail.models import Choice, Mail, Preference
from saksama.office.mail.outbox import send_due
from saksama.office.meetings.background import remind_owners
from saksama.office.meetings.invitations import add_invitees
from saksama.office.meetings.models import ActionItem, AgendaItem, Answer, Attendance, Invitee, Meeting, Session
from saksama.office.meetings.room import MEETING_MOVES
from saksama.office.records.models import Notice
from saksama.office.records.states import move
from tests.office.conftest import Cast
from tests.office.meetings.conftest import DAY, make_agency, make_item, make_meeting

STEP = {step.key: step for step in MEETING_MOVES}


@pytest.fixture
def folder(settings: LazySettings, tmp_path: Path) -> Path:
    """Where the office puts its mails instead of sending them."""
    settings.MAIL_FOLDER = tmp_path / "surel"
    return tmp_path / "surel"


@pytest.fixture
def meeting(cast: Cast, oki: None) -> Meeting:
    """Planned, with the Dishub, which has an address, and both Panwaslu Kecamatan, of which Budi has one."""
    made = make_meeting(cast.sari)
    agency = make_agency(cast.dishub)
    agency.email = "dishub@oki.example"
    agency.save()
    Account.objects.filter(username="budi").update(email="budi@bawaslu.example")
    add_invitees(made, cast.sari, [agency], districts=True)
    return made


def mails(folder: Path) -> dict[str, Any]:
    """The mails in the folder by their address."""
    found = [message_from_bytes(file.read_bytes(), policy=default) for file in folder.glob("*.eml")]
    return {str(each["To"]): each for each in found}


def words(pdf: bytes) -> str:
    """The text of a PDF."""
    said = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout  # noqa: S607
    return " ".join(said.decode().split())


def test_the_letters_go_out_with_their_calendar_entry_and_the_link_answers(
    meeting: Meeting, cast: Cast, folder: Path
) -> None:
    move(meeting, STEP["invite"], cast.sari)
    send_due()
    sent = mails(folder)
    assert set(sent) == {"dishub@oki.example", "budi@bawaslu.example"}
    letter = sent["dishub@oki.example"]
    parts = {part.get_filename(): part for part in letter.iter_attachments()}
    assert "Kepala Dishub" in words(parts["undangan.pdf"].get_content())
    events = icalendar.Calendar.from_ical(parts["rapat.ics"].get_content()).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == ["Sinergitas: Pembukaan"]
    body = letter.get_body().get_content()
    path = body[body.index("/answer/") :].split()[0]
    Client().post(path, {"answer": "yes", "note": ""})
    assert Invitee.objects.get(agency__short="Dishub").answer == Answer.YES


def test_a_supervisor_who_wants_no_mail_gets_none(meeting: Meeting, cast: Cast, folder: Path) -> None:
    Preference.objects.create(account=cast.budi, choice=Choice.NONE)
    move(meeting, STEP["invite"], cast.sari)
    assert set(Mail.objects.values_list("to", flat=True)) == {"dishub@oki.example"}


def test_a_cancellation_reaches_those_who_were_written_to(meeting: Meeting, cast: Cast, folder: Path) -> None:
    move(meeting, STEP["invite"], cast.sari)
    send_due()
    for file in folder.glob("*.eml"):
        file.unlink()
    move(meeting, STEP["cancel"], cast.sari, "Banjir")
    send_due()
    letter = mails(folder)["dishub@oki.example"]
    assert letter["Subject"] == "Rapat dibatalkan: Sinergitas"
    (entry,) = letter.iter_attachments()
    assert "STATUS:CANCELLED" in entry.get_content()
    assert Notice.objects.filter(account=cast.dishub, text_id__startswith="Rapat dibatalkan").exists()


def test_those_invited_get_the_summary_once_it_is_issued_and_not_before(
    meeting: Meeting, cast: Cast, folder: Path, login: Callable[[Account], Client]
) -> None:
    address = f"/meetings/{meeting.pk}/summary.pdf"
    move(meeting, STEP["invite"], cast.sari)
    assert login(cast.dishub).get(address).status_code == 404
    Session.objects.update(minutes="Seluruh OPD diundang.")
    move(meeting, STEP["hold"], cast.sari)
    move(meeting, STEP["close"], cast.sari)
    assert "Seluruh OPD diundang." in words(login(cast.dishub).get(address).content)
    assert login(cast.kpu).get(address).status_code == 404
    assert Mail.objects.filter(to="dishub@oki.example", subject__startswith="Risalah rapat").exists()


def test_all_letters_come_as_one_document(meeting: Meeting, cast: Cast, login: Callable[[Account], Client]) -> None:
    said = words(login(cast.sari).post(f"/meetings/{meeting.pk}/letters/").content)
    assert said.count("Yth.") == 3
    assert said.count("/answer/") == 3


def test_a_changed_venue_is_told_to_those_invited(
    meeting: Meeting, cast: Cast, login: Callable[[Account], Client]
) -> None:
    move(meeting, STEP["invite"], cast.sari)
    fields = {"theme": "Sinergitas", "kind": "coordination", "day": "2024-09-26", "last_day": "2024-09-28"}
    fields |= {"place": "Kantor Bawaslu", "region": "16.02", "number": "098/x", "aim": "", "stage": ""}
    answer = login(cast.sari).post(f"/meetings/{meeting.pk}/change/", fields)
    assert answer.status_code == 302
    assert Notice.objects.filter(account=cast.dishub, text_id__contains="berubah").count() == 1


def test_a_session_is_changed_without_touching_minutes_written_meanwhile(
    meeting: Meeting, cast: Cast, login: Callable[[Account], Client]
) -> None:
    session = meeting.sessions.get()
    sari = login(cast.sari)
    address = f"/meetings/{meeting.pk}/sessions/{session.pk}/"
    sari.post(address, {"minutes": "Catatan", "version": 0})
    fields = {"day": "2024-09-27", "begins": "10:00", "ends": "11:00", "title": "AGHT", "speaker": "Kasi Intelijen"}
    sari.post(f"{address}change/", fields)
    session.refresh_from_db()
    assert (session.title, session.begins, session.minutes) == ("AGHT", time(10), "Catatan")
    sari.post(f"{address}remove/")
    assert Session.objects.filter(pk=session.pk).exists()  # it has minutes


def test_points_of_the_agenda_change_places_and_go(
    meeting: Meeting, cast: Cast, login: Callable[[Account], Client]
) -> None:
    points = [AgendaItem.objects.create(meeting=meeting, text=text, position=0) for text in ("satu", "dua", "tiga")]
    sari = login(cast.sari)
    sari.post(f"/meetings/{meeting.pk}/agenda/{points[2].pk}/", {"do": "up"})
    assert [each.text for each in meeting.agenda.all()] == ["satu", "tiga", "dua"]
    sari.post(f"/meetings/{meeting.pk}/agenda/{points[0].pk}/", {"do": "remove"})
    assert [each.text for each in meeting.agenda.all()] == ["tiga", "dua"]


def test_who_has_answered_or_come_stays_on_the_list(
    meeting: Meeting, cast: Cast, login: Callable[[Account], Client]
) -> None:
    came, silent = meeting.invitees.filter(account__isnull=False)
    Attendance.objects.create(session=meeting.sessions.get(), invitee=came, name="Wakil")
    for invitee in (came, silent):
        login(cast.sari).post(f"/meetings/{meeting.pk}/invitees/{invitee.pk}/remove/")
    assert came in meeting.invitees.all()
    assert silent not in meeting.invitees.all()


def test_an_action_item_is_changed_until_it_is_reported(
    meeting: Meeting, cast: Cast, login: Callable[[Account], Client]
) -> None:
    item = make_item(meeting, make_agency(cast.dishub), cast.sari)
    fields = {"text": "Daftar dermaga dan jalan", "agency": item.agency_id, "account": "", "day": "2024-10-05"}
    login(cast.sari).post(f"/items/{item.pk}/change/", fields)
    item.refresh_from_db()
    assert (item.text, item.day) == ("Daftar dermaga dan jalan", date(2024, 10, 5))
    ActionItem.objects.update(status="reported")
    assert login(cast.sari).get(f"/items/{item.pk}/change/").status_code == 404


def test_owners_are_reminded_before_the_day_and_once_when_it_is_over(meeting: Meeting, cast: Cast) -> None:
    agency = make_agency(cast.dishub)
    make_item(meeting, agency, cast.sari, text="Lusa", day=date(2024, 9, 28))
    make_item(meeting, agency, cast.sari, text="Kemarin", day=date(2024, 9, 25))
    make_item(meeting, agency, cast.sari, text="Bulan depan", day=date(2024, 10, 28))
    make_item(meeting, agency, cast.sari, text="Sudah", day=date(2024, 9, 25), status="done")
    for _morning in range(2):
        remind_owners()
    told = sorted(Notice.objects.filter(account=cast.dishub).values_list("text_id", flat=True))
    assert told == [
        "Tindak lanjut jatuh tempo 28-09-2024: Lusa",
        "Tindak lanjut lewat batas waktu 25-09-2024: Kemarin",
    ]
    assert DAY == date(2024, 9, 26)
