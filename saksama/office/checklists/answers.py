"""What was typed, turned into answers: each in its kind, only where its condition holds, problems at their question."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from saksama.office.checklists.expressions import Value, evaluate
from saksama.office.checklists.models import Compiled, Kind, Question
from saksama.office.records.forms import without_personal_number

LONGEST_TEXT = 1000
POSITION = re.compile(r"(-?\d{1,2}(?:\.\d+)?)[\s,]+(-?\d{1,3}(?:\.\d+)?)")


@dataclass
class Reading:
    """Answers by question, and what is wrong with them."""

    answers: dict[str, Any] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)  # must be mended before it is sent
    odd: dict[str, str] = field(default_factory=dict)  # may be so all the same


def as_values(answers: Mapping[str, Any]) -> dict[str, Value]:
    """Answers as expressions see them."""
    return {name: frozenset(value) if isinstance(value, list) else value for name, value in answers.items()}


def read_answers(
    questions: Iterable[Compiled], typed: Any, photos: Mapping[str, int], *, draft: bool = False
) -> Reading:
    """Reads a form.

    Args:
        questions: in their order; a condition speaks of earlier ones only.
        typed: of the form, with `getlist`.
        photos: number of photos by question, those kept already included.
        draft: what lacks is no problem.
    """
    reading = Reading()
    questions = list(questions)
    for each in questions:
        question = each.question
        if each.condition is not None and evaluate(each.condition, as_values(reading.answers)) is not True:
            continue
        try:
            value = (photos.get(question.name) or None) if question.kind == Kind.PHOTO else _value(question, typed)
        except ValidationError as error:
            reading.problems[question.name] = " ".join(error.messages)
            continue
        if value in (None, "", []):
            if question.required and not draft:
                reading.problems[question.name] = _("This must be answered.")
            continue
        reading.answers[question.name] = value
    for broken in broken_checks(questions, reading.answers):
        said = broken.question.check_message or _("Does not hold: %(check)s") % {"check": broken.question.check_text}
        reading.odd[broken.question.name] = said
    return reading


def broken_checks(questions: Iterable[Compiled], answers: Mapping[str, Any]) -> list[Compiled]:
    """Questions whose check is surely false."""
    values = as_values(answers)
    return [
        each
        for each in questions
        if each.check is not None and each.question.name in answers and evaluate(each.check, values) is False
    ]


def incidents(questions: Iterable[Compiled], answers: Mapping[str, Any]) -> list[list[str]]:
    """Question and kind of each incident that the answers tell of."""
    values = as_values(answers)
    return [
        [each.question.name, each.question.incident_kind or each.question.name]
        for each in questions
        if each.incident is not None and each.question.name in answers and evaluate(each.incident, values) is True
    ]


def in_words(question: Question, value: Any) -> str:
    """An answer as people read it."""
    if value is None:
        return ""
    words = dict(question.options)
    if isinstance(value, list):
        return ", ".join(str(words.get(each, each)) for each in value)
    if question.kind == Kind.PHOTO:
        return str(value)
    return words.get(value, str(value)) if isinstance(value, str) else f"{value:g}" if value % 1 else f"{int(value)}"


def _value(question: Question, typed: Any) -> Any:
    if question.kind == Kind.SEVERAL:
        known = dict(question.options)
        chosen = typed.getlist(question.name)
        if wrong := [each for each in chosen if each not in known]:
            raise ValidationError(_("“%(value)s” cannot be chosen.") % {"value": wrong[0][:40]})
        return [name for name in known if name in chosen]
    text = str(typed.get(question.name, "")).strip()
    return _READERS[Kind(question.kind)](question, text) if text else None


def _choice(question: Question, text: str) -> str:
    if text not in dict(question.options):
        raise ValidationError(_("“%(value)s” cannot be chosen.") % {"value": text[:40]})
    return text


def _number(question: Question, text: str) -> float | int:
    # 1.204 is a thousand here, 1,5 one and a half; a whole number has no decimals to confuse it with.
    is_whole = question.kind == Kind.NUMBER
    plain = re.sub(r"(?<=\d)[.\s](?=\d{3}\b)", "", text) if is_whole else text.replace(",", ".")
    if not re.fullmatch(r"-?\d{1,12}" if is_whole else r"-?\d{1,12}(\.\d{1,6})?", plain):
        wanted = _("Write a whole number, such as 12.") if is_whole else _("Write a number, such as 12,5.")
        raise ValidationError(wanted)
    number = int(plain) if is_whole else float(plain)
    if question.minimum is not None and number < question.minimum:
        raise ValidationError(_("%(value)g is less than %(limit)g.") % {"value": number, "limit": question.minimum})
    if question.maximum is not None and number > question.maximum:
        raise ValidationError(_("%(value)g is more than %(limit)g.") % {"value": number, "limit": question.maximum})
    return number


def _text(question: Question, text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise ValidationError(_("At most %(n)d characters.") % {"n": LONGEST_TEXT})
    return without_personal_number(text)


def _date(question: Question, text: str) -> str:
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError as error:
        raise ValidationError(_("Write a date, such as 2024-11-27.")) from error


def _time(question: Question, text: str) -> str:
    try:
        return time.fromisoformat(text[:5]).strftime("%H:%M")
    except ValueError as error:
        raise ValidationError(_("Write a time, such as 07:30.")) from error


def _position(question: Question, text: str) -> str:
    found = POSITION.match(text)
    if not found or abs(float(found[1])) > 90 or abs(float(found[2])) > 180:
        raise ValidationError(_("Write latitude and longitude, such as -3.39, 104.83."))
    return f"{float(found[1]):.6f}, {float(found[2]):.6f}"


_READERS = {
    Kind.YES_NO: _choice,
    Kind.CHOICE: _choice,
    Kind.NUMBER: _number,
    Kind.DECIMAL: _number,
    Kind.TEXT: _text,
    Kind.DATE: _date,
    Kind.TIME: _time,
    Kind.PLACE: _position,
}
