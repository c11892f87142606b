"""The summary of a meeting as PDF: agenda, minutes, decisions, action items, who came."""

from pathlib import Path

from django.db.models import Count

from saksama.office.meetings.models import Answer, ItemStatus, Meeting
from saksama.office.recommendations.letter.indonesian import date_in_words, day_and_date
from saksama.office.typesetting import typeset

TEMPLATE = Path(__file__).parent / "summary.typ"
# An Indonesian document, whatever the reader's language.
ANSWERS = {Answer.NONE: "belum menjawab", Answer.YES: "hadir", Answer.DEPUTY: "diwakili", Answer.NO: "berhalangan"}
STATES = {
    ItemStatus.OPEN: "belum mulai",
    ItemStatus.STARTED: "dikerjakan",
    ItemStatus.REPORTED: "dilaporkan selesai",
    ItemStatus.DONE: "selesai",
    ItemStatus.DROPPED: "dibatalkan",
}


def summary_pdf(meeting: Meeting, region: str, signatory: str) -> bytes:
    """What the meeting was, as its records stand now."""
    sessions = meeting.sessions.annotate(present=Count("attendances"))
    invitees = meeting.invitees.annotate(sessions=Count("attendances__session", distinct=True))
    days = day_and_date(meeting.day)
    content = {
        "theme": meeting.theme,
        "region": region,
        "days": days if meeting.day == meeting.last_day else f"{days} – {day_and_date(meeting.last_day)}",
        "venue": meeting.place,
        "aim": meeting.aim,
        "agenda": list(meeting.agenda.values_list("text", flat=True)),
        "sessions": [
            {
                "day": day_and_date(each.day),
                "time": f"{each.begins:%H.%M}–{each.ends:%H.%M}",
                "title": each.title,
                "speaker": each.speaker,
                "minutes": each.minutes,
                "present": each.present,
            }
            for each in sessions
        ],
        "decisions": list(meeting.decisions.values_list("text", flat=True)),
        "items": [
            {"text": i.text, "owner": i.owner, "until": date_in_words(i.day), "status": STATES[ItemStatus(i.status)]}
            for i in meeting.items.select_related("agency", "account")
        ],
        "invitees": [{"title": i.title, "answer": ANSWERS[Answer(i.answer)], "sessions": i.sessions} for i in invitees],
        "signatory": signatory,
    }
    return typeset(TEMPLATE, content, meeting.last_day)
