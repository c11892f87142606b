"""From what was typed to a sheet: a draft kept, or sent once and for all; sending twice is sending once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from saksama.office.accounts.models import Account
from saksama.office.checklists import actions
from saksama.office.checklists.answers import Reading, incidents, read_answers
from saksama.office.checklists.models import Checklist, Sheet, Status, Version
from saksama.office.checklists.oddities import look
from saksama.office.records.models import attach
from saksama.office.trail.record import record

Files = Mapping[str, Sequence[Any]]  # photos by question
Filled = tuple[Sheet | None, Reading]


@dataclass(frozen=True)
class Spot:
    """What a sheet is about."""

    region: str
    tps: str
    place: str
    turn: str = ""


def turn_of(checklist: Checklist, day: date) -> str:
    """The day, for a checklist that is filled in daily."""
    return day.isoformat() if checklist.repeats else ""


def sheet_at(checklist: Checklist, spot: Spot) -> Sheet | None:
    """The sheet of a place, if there is one."""
    found: Sheet | None = (
        Sheet.objects.filter(checklist=checklist, region=spot.region, tps=spot.tps, turn=spot.turn)
        .select_related("version", "by", "checklist")
        .first()
    )
    return found


class AnsweredByOther(Exception):  # noqa: N818 - no error of the program: somebody else was quicker
    """The sheet of this place is somebody else's, and is not asked for again."""


def fill(version: Version, spot: Spot, by: Account, day: date, typed: Any, files: Files, **how: Any) -> Filled:
    """Keeps a draft, or with `send` sends. No sheet comes back if something must be mended first; nothing is kept then.

    `anyway`: also what is odd. `only_own`: not what somebody else has begun. `seconds`: from opening the page to now.

    Raises:
        AnsweredByOther: with `only_own`, also where both have begun at once.
    """
    try:
        return _fill(version, spot, by, day, typed, files, **how)
    except IntegrityError:  # sheet_once: of two first sheets of a place, or of one sent twice, the other is there now
        return _fill(version, spot, by, day, typed, files, **how)


@transaction.atomic
def _fill(
    version: Version,
    spot: Spot,
    by: Account,
    day: date,
    typed: Any,
    files: Files,
    *,
    send: bool,
    anyway: bool = False,
    only_own: bool = False,
    seconds: int | None = None,
) -> Filled:
    existing = sheet_at(version.checklist, spot)
    if existing is not None:
        existing = Sheet.objects.select_for_update().select_related("version", "by", "checklist").get(pk=existing.pk)
        if only_own and existing.by_id != by.pk and existing.status != Status.AGAIN:
            raise AnsweredByOther
        version = existing.version
    questions = version.compile()
    kept = dict(existing.answers) if existing is not None else {}
    photos = {
        each.question.name: len(files.get(each.question.name, ())) + int(kept.get(each.question.name) or 0)
        for each in questions
        if each.question.kind == "photo"
    }
    reading = read_answers(questions, typed, photos, draft=not send)
    if existing is not None and not existing.is_open:
        return existing, reading
    if send and (reading.problems or (reading.odd and not anyway)):
        return None, reading
    sheet = existing or Sheet(
        checklist=version.checklist, version=version, region=spot.region, tps=spot.tps, turn=spot.turn, by=by
    )
    sheet.place, sheet.day, sheet.stage = spot.place, day, version.checklist.stage
    sheet.answers = reading.answers
    if send:
        sheet.seconds = seconds if existing is None else None
        sheet.status, sheet.sent = Status.SENT, timezone.now()
        sheet.incidents = incidents(questions, reading.answers)
        sheet.latitude, sheet.longitude = _position(questions, reading.answers)
    sheet.save()
    for name, uploads in files.items():
        for upload in uploads:
            attach(sheet, upload, by, name)
    if send:
        sheet.doubts.filter(word="open").delete()
        look(sheet, questions, reading.answers)
        record(by, actions.SENT, sheet, details={"checklist": version.checklist.name, "version": version.number})
    return sheet, reading


def _position(questions: Any, answers: Mapping[str, Any]) -> tuple[float | None, float | None]:
    for each in questions:
        if each.question.kind == "place" and each.question.name in answers:
            latitude, _comma, longitude = answers[each.question.name].partition(", ")
            return float(latitude), float(longitude)
    return None, None
