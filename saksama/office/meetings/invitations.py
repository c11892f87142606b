"""Inviting: the list of invitees, and the letters and calendar entries that go out to them."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from saksama.office.accounts.access import Role
from saksama.office.accounts.models import Account
from saksama.office.agencies.models import Agency
from saksama.office.meetings import actions
from saksama.office.meetings.models import Invitee, Meeting, MeetingStatus
from saksama.office.recommendations.letter.indonesian import date_in_words, day_and_date
from saksama.office.trail.record import record
from saksama.office.typesetting import typeset

LETTER = Path(__file__).parent / "invitation.typ"


def add_invitees(meeting: Meeting, by: Account, agencies: Iterable[Agency], districts: bool, title: str = "") -> int:
    """Puts agencies, all Panwaslu Kecamatan of the region and somebody by title on the list; who is there stays."""
    wanted = [Invitee(meeting=meeting, agency=agency, title=agency.head or agency.name) for agency in agencies]
    if districts:
        accounts = Account.objects.visible_to(meeting).filter(is_active=True, role=Role.DISTRICT)
        wanted += [
            Invitee(meeting=meeting, account=each, title=f"Panwaslu Kecamatan: {each.name}") for each in accounts
        ]
    if title:
        wanted.append(Invitee(meeting=meeting, title=title))
    with transaction.atomic():
        before = meeting.invitees.count()
        Invitee.objects.bulk_create(wanted, ignore_conflicts=True)
        added = int(meeting.invitees.count() - before)
        record(by, actions.INVITEE_ADDED, meeting, details={"added": added})
    return added


def letters(to: Sequence[tuple[Invitee, str]], region: str, signatory: str) -> bytes:
    """The invitations to one meeting as PDF, one after the other, each with the address to answer at."""
    meeting = to[0][0].meeting
    content = {
        "letters": [{"to": invitee.title, "link": link} for invitee, link in to],
        "region": region,
        "number": meeting.number,
        "date": date_in_words(timezone.localdate(meeting.created)),
        "theme": meeting.theme,
        "aim": meeting.aim,
        "days": f"{day_and_date(meeting.day)} sampai dengan {day_and_date(meeting.last_day)}"
        if meeting.last_day != meeting.day
        else day_and_date(meeting.day),
        "venue": meeting.place,
        "sessions": [
            {
                "day": day_and_date(each.day),
                "time": f"{each.begins:%H.%M}–{each.ends:%H.%M} WIB",
                "title": each.title,
                "speaker": each.speaker,
            }
            for each in meeting.sessions.all()
        ],
        "signatory": signatory,
    }
    return typeset(LETTER, content, meeting.day)


def calendar(meeting: Meeting, url: str) -> bytes:
    """The sessions as iCalendar (RFC 5545), times in UTC."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Saksama//Rapat//ID", "METHOD:PUBLISH"]
    stamp = meeting.changed.astimezone(UTC)
    # RFC 5545, 3.8.7.4: a later version of an entry has a higher number, by which calendars replace the earlier one.
    sequence = int((meeting.changed - meeting.created).total_seconds() // 60)
    status = "CANCELLED" if meeting.status == MeetingStatus.CANCELLED else "CONFIRMED"
    for each in meeting.sessions.all():
        begins, ends = (
            timezone.make_aware(datetime.combine(each.day, at)).astimezone(UTC) for at in (each.begins, each.ends)
        )
        lines += [
            "BEGIN:VEVENT",
            f"UID:session-{each.pk}@saksama",
            f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
            f"DTSTART:{begins:%Y%m%dT%H%M%SZ}",
            f"DTEND:{ends:%Y%m%dT%H%M%SZ}",
            f"SUMMARY:{_escaped(f'{meeting.theme}: {each.title}')}",
            f"LOCATION:{_escaped(meeting.place)}",
            f"URL:{url}",
            f"SEQUENCE:{sequence}",
            f"STATUS:{status}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _escaped(text: str) -> str:
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return text


def _folded(line: str) -> Iterable[str]:
    """Lines of at most 75 octets; what goes on begins with a space (RFC 5545, 3.1)."""
    start = ""
    while len((start + line).encode()) > 75:
        cut = 74
        while len((start + line[:cut]).encode()) > 75:
            cut -= 1
        yield start + line[:cut]
        line, start = line[cut:], " "
    yield start + line
