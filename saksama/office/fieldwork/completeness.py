"""What a report lacks to stand in court: who, what, where, when, why, how; times in order; witnesses with address;
evidence named and tied to a fact; an article for a suspected violation. One sentence each, naming its section."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saksama.office.clock import today
from saksama.office.fieldwork.models import Fact, FieldReport, Part, ViolationKind

SECTION_NAMES: dict[str, str | Promise] = {
    "supervisor": gettext_lazy("I. The supervisor"),
    "activity": gettext_lazy("II. The supervision"),
    "account": gettext_lazy("III. Account"),
    "evidence": gettext_lazy("Evidence"),
    "violation": gettext_lazy("IV. Suspected violation"),
    "dispute": gettext_lazy("V. Potential dispute"),
}
SHORT = 80  # characters; an account below that tells a court nothing
ARTICLE = re.compile(r"\b(pasal|article)\s*\d", re.IGNORECASE)


@dataclass(frozen=True)
class Gap:
    """One thing that is missing. `must`: without it nobody can sign; otherwise it is advice."""

    section: str
    text: str
    must: bool

    @property
    def sentence(self) -> str:
        """With the section before it."""
        return f"{SECTION_NAMES[self.section]}: {self.text}"


def gaps(report: FieldReport) -> list[Gap]:
    """Everything missing, in the order of the form; four queries."""
    facts = list(report.facts.all())
    return [
        *_supervisor(report),
        *_activity(report),
        *_account(report, facts),
        *_evidence(report, facts),
        *_violation(report),
        *_dispute(report),
    ]


def _supervisor(report: FieldReport) -> Iterator[Gap]:
    if report.stage is None:
        yield Gap("supervisor", _("say which stage was supervised."), True)
    for value, text in (
        (report.supervisor_name, _("write the name of the supervisor.")),
        (report.supervisor_position, _("write the office of the supervisor, such as “PKD of the village”.")),
        (report.assignment_number, _("write the number of the letter of assignment.")),
    ):
        if not value.strip():
            yield Gap("supervisor", text, True)
    if not report.supervisor_address.strip():
        yield Gap("supervisor", _("the address of the supervisor's office is missing."), False)


def _activity(report: FieldReport) -> Iterator[Gap]:
    for value, text in (
        (report.subject, _("what was supervised? Write the object.")),
        (report.purpose, _("why? Write the purpose.")),
        (report.target, _("who or what was the target?")),
        (report.place, _("where exactly? Write the place, not only the village.")),
    ):
        if not value.strip():
            yield Gap("activity", text, True)
    if report.begins is None or report.ends is None:
        yield Gap("activity", _("from when until when? Write both times."), True)
    if report.day > today():
        yield Gap("activity", _("the date lies in the future."), True)
    if report.stage and not report.stage.begins <= report.day <= report.stage.ends:
        days = {"stage": report.stage, "from": f"{report.stage.begins:%d-%m-%Y}", "to": f"{report.stage.ends:%d-%m-%Y}"}
        text = _("the date lies outside the stage %(stage)s (%(from)s to %(to)s). Is the stage right?") % days
        yield Gap("activity", text, False)
    if report.latitude is None:
        yield Gap("activity", _("the position on the map is missing."), False)


def _account(report: FieldReport, facts: list[Fact]) -> Iterator[Gap]:
    if not report.present.strip():
        yield Gap("account", _("who was there? Name the people and their offices."), True)
    if len(report.seen.strip()) < SHORT:
        text = _("tell what was seen in at least %(number)d characters; now there are %(now)d.")
        yield Gap("account", text % {"number": SHORT, "now": len(report.seen.strip())}, True)
    if not facts:
        yield Gap("account", _("how did it go? Write at least one fact with its time."), True)
    for fact in facts:
        if fact.at is None:
            yield Gap("account", _("fact %(number)d has no time.") % {"number": fact.position}, True)
    yield from _order(report, facts)
    if not report.analysis.strip():
        yield Gap("account", _("write what follows from the facts (analysis and conclusion)."), True)


def _order(report: FieldReport, facts: list[Fact]) -> Iterator[Gap]:
    timed = [fact for fact in facts if fact.at is not None]
    for earlier, later in zip(timed, timed[1:], strict=False):
        if minutes(later.at, report.begins) < minutes(earlier.at, report.begins):
            told = {
                "later": later.position,
                "earlier": earlier.position,
                "at": _clock(later),
                "before": _clock(earlier),
            }
            text = _("fact %(later)d (%(at)s) is told after fact %(earlier)d (%(before)s). Put them in order of time.")
            yield Gap("account", text % told, True)
    if report.begins is None or report.ends is None:
        return
    for fact in timed:
        if minutes(fact.at, report.begins) > minutes(report.ends, report.begins):
            told = {
                "number": fact.position,
                "at": _clock(fact),
                "from": f"{report.begins:%H.%M}",
                "to": f"{report.ends:%H.%M}",
            }
            text = _("fact %(number)d (%(at)s) lies outside the supervision, %(from)s to %(to)s.")
            yield Gap("account", text % told, True)


def minutes(at: dt.time | None, begins: dt.time | None) -> int:
    """Minutes since the supervision began. A time of day before its beginning is of the night that followed."""
    if at is None:
        return 0
    day = 24 * 60
    start = begins.hour * 60 + begins.minute if begins else 0
    return (at.hour * 60 + at.minute - start) % day


def _evidence(report: FieldReport, facts: list[Fact]) -> Iterator[Gap]:
    rows = list(report.evidence.all())
    known = {fact.position for fact in facts}
    for row in rows:
        if not row.name.strip():
            yield Gap("evidence", _("piece %(number)d has no name.") % {"number": row.position}, True)
        if row.fact not in known:
            text = _("say which fact piece %(number)d proves.") % {"number": row.position}
            yield Gap("evidence", text, True)
    named = [row.attachment_id for row in rows if row.attachment_id]
    for file in report.attachments().exclude(pk__in=named):
        yield Gap("evidence", _("the file %(name)s is not named as evidence.") % {"name": file.name}, True)
    if not rows:
        text = _("there is none. A report without photo or document is easily denied.")
        yield Gap("evidence", text, bool(report.has_violation))


def _violation(report: FieldReport) -> Iterator[Gap]:
    if report.has_violation is None:
        yield Gap("violation", _("say whether there is a suspected violation or not."), True)
    if not report.has_violation:
        return
    for value, text in (
        (report.violation_event, _("name the event.")),
        (report.violation_place, _("write the place of the event.")),
        (report.violation_day, _("write the date of the event.")),
        (report.violation_time, _("write the time of the event.")),
        (report.violation_account, _("tell what happened.")),
        (report.violation_kind, _("choose the kind of violation.")),
        (report.violation_article, _("name the article that is violated.")),
        (report.violation_analysis, _("tell why the article is met, element by element.")),
        (report.follow_up, _("say what is to follow.")),
    ):
        if value is None or not str(value).strip():
            yield Gap("violation", text, True)
    if report.violation_day and report.violation_day > report.day:
        yield Gap("violation", _("the event lies after the day of supervision."), True)
    if report.violation_article and not ARTICLE.search(report.violation_article):
        yield Gap(
            "violation", _("write the article with its number and law, such as “Pasal 71 ayat (1) UU 10/2016”."), True
        )
    yield from _people(report)


def _people(report: FieldReport) -> Iterator[Gap]:
    people = list(report.people.all())
    suspects = [person for person in people if person.part == Part.SUSPECT]
    witnesses = [person for person in people if person.part == Part.WITNESS]
    if not suspects:
        yield Gap("violation", _("name at least one perpetrator, or write “unknown”."), True)
    for person in suspects:
        if not (person.address or person.occupation):
            text = _("perpetrator %(number)d has neither office nor address.") % {"number": person.position}
            yield Gap("violation", text, True)
    if not witnesses:
        yield Gap("violation", _("name at least one witness."), True)
    for person in witnesses:
        if not person.address.strip():
            text = _("witness %(number)d has no address and cannot be summoned.") % {"number": person.position}
            yield Gap("violation", text, True)
    if len(witnesses) == 1 and report.violation_kind == ViolationKind.CRIME:
        yield Gap("violation", _("one witness alone proves little in court; is there a second?"), False)


def _dispute(report: FieldReport) -> Iterator[Gap]:
    if report.has_dispute is None:
        yield Gap("dispute", _("say whether a dispute may come of it or not."), True)
    if not report.has_dispute:
        return
    for value, text in (
        (report.dispute_party, _("name the participant of the election.")),
        (report.dispute_place, _("write the place.")),
        (report.dispute_day, _("write the date.")),
        (report.dispute_form, _("write the form of the object: decision, minutes, act.")),
        (report.dispute_object, _("write the identity of the object: number, date.")),
        (report.dispute_loss, _("write the direct loss.")),
        (report.dispute_account, _("tell what happened.")),
    ):
        if value is None or not str(value).strip():
            yield Gap("dispute", text, True)


def _clock(fact: Fact) -> str:
    return f"{fact.at:%H.%M}" if fact.at else ""
