"""What deserves a second look, worked out after a sheet is sent. Nothing here accuses anybody: a person decides."""

from collections.abc import Callable, Iterable
from statistics import median
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from saksama.office.checklists.answers import broken_checks
from saksama.office.checklists.models import CLOSED_KINDS, NUMBERS, Compiled, Doubt, Sheet
from saksama.office.records.models import Attachment

SAME_FROM = 6  # closed questions all answered alike
FASTEST = 3.0  # seconds a question that somebody who reads it needs at least
PEERS = 8  # sheets of a sub-district from which on a number can stand out
FAR = 5.0  # robust standard deviations from the median: Iglewicz and Hoaglin (1993) propose 3.5, this accuses fewer
SCALE = 1.4826  # of the median absolute deviation to the standard deviation of a normal distribution

REASONS = {
    "contradiction": gettext_lazy("Contradiction"),
    "same": gettext_lazy("All answers alike"),
    "fast": gettext_lazy("Too fast"),
    "photo": gettext_lazy("Photo used twice"),
    "outlier": gettext_lazy("Far from the others"),
}


def say(doubt: Doubt) -> str:
    """A doubt in words."""
    told: dict[str, Any] = doubt.details
    texts: dict[str, Callable[[], str]] = {
        "contradiction": lambda: _("%(label)s: %(said)s") % told,
        "same": lambda: _("All %(n)d answers are “%(answer)s”.") % told,
        "fast": lambda: (
            ngettext("%(questions)d question", "%(questions)d questions", told["questions"]) % told
            + " "
            + _("in %(seconds)d seconds.") % told
        ),
        "photo": lambda: _("The photo %(file)s is also in: %(other)s.") % told,
        "outlier": lambda: _("%(label)s: %(value)g; the others around it have %(median)g.") % told,
    }
    return texts[doubt.reason]()


def look(sheet: Sheet, questions: list[Compiled], answers: dict[str, Any]) -> list[Doubt]:
    """Everything odd about a sheet just sent; keeps it on the list. Outliers of its sub-district are looked at anew."""
    found = [*_contradictions(questions, answers), *_all_the_same(questions, answers)]
    found += [*_too_fast(sheet, answers), *_photos(sheet)]
    doubts = [Doubt(sheet=sheet, reason=reason, question=name, details=told) for reason, name, told in found]
    doubts += _outliers(sheet, questions)
    Doubt.objects.bulk_create(doubts, ignore_conflicts=True)
    return doubts


Found = Iterable[tuple[str, str, dict[str, Any]]]


def _contradictions(questions: list[Compiled], answers: dict[str, Any]) -> Found:
    for each in broken_checks(questions, answers):
        said = each.question.check_message or each.question.check_text
        yield "contradiction", each.question.name, {"label": each.question.label, "said": said}


def _all_the_same(questions: list[Compiled], answers: dict[str, Any]) -> Found:
    """Looks for whoever ticked down one column; a list should have questions to which the good answer is no."""
    given = [
        answers[each.question.name]
        for each in questions
        if each.question.kind in CLOSED_KINDS and each.question.name in answers
    ]
    if len(given) >= SAME_FROM and len(set(given)) == 1:
        words = {"yes": _("Yes"), "no": _("No")}
        yield "same", "", {"n": len(given), "answer": words.get(given[0], given[0])}


def _too_fast(sheet: Sheet, answers: dict[str, Any]) -> Found:
    if sheet.seconds is not None and answers and sheet.seconds < FASTEST * len(answers):
        yield "fast", "", {"questions": len(answers), "seconds": sheet.seconds}


def _photos(sheet: Sheet) -> Found:
    kind = ContentType.objects.get_for_model(Sheet)
    own = Attachment.objects.filter(content_type=kind, object_id=sheet.pk)
    hashes = {each.sha256: each.name for each in own}
    for other in Attachment.objects.filter(sha256__in=hashes).exclude(content_type=kind, object_id=sheet.pk)[:5]:
        yield "photo", other.sha256[:12], {"file": hashes[other.sha256], "other": str(other.about)}


def _outliers(sheet: Sheet, questions: list[Compiled]) -> list[Doubt]:
    """Numbers far from those of the other sheets of the sub-district; one query."""
    district = ".".join(sheet.region.split(".")[:3])
    peers = list(Sheet.objects.counted().filter(checklist=sheet.checklist_id, region__within=district))
    doubts = []
    for each in questions:
        name = each.question.name
        if each.question.kind not in NUMBERS:
            continue
        given = [(peer, peer.answers[name]) for peer in peers if isinstance(peer.answers.get(name), int | float)]
        if len(given) < PEERS:
            continue
        middle = median(value for _peer, value in given)
        spread = SCALE * median(abs(value - middle) for _peer, value in given)
        if not spread:
            # More than half gave the same number: one that differs is far only if it differs by much.
            spread = max(1.0, abs(middle) / FAR)
        for peer, value in given:
            if abs(value - middle) > FAR * spread:
                told = {"label": each.question.label, "value": value, "median": middle}
                doubts.append(Doubt(sheet=peer, reason="outlier", question=name, details=told))
    return doubts
