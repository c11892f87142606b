"""What the letters know for the vulnerability index: recommendations that KPU left unanswered or did not carry out."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse

from saksama.office.clock import today
from saksama.office.recommendations.models import Recommendation
from saksama.office.recommendations.states import SENT_STATES
from saksama.office.records.evidence import Event


def events(region: str, since: date, until: date) -> Iterator[Event]:
    """`recommendations.unanswered` on the day after the deadline, if no answer came by then or later than that;
    `recommendations.not_carried_out` on the day somebody marked it. One event a letter and kind."""
    letters = Recommendation.objects.within(region).filter(state__in=SENT_STATES).order_by("pk")
    passed = Q(deadline__gte=since - timedelta(days=1), deadline__lt=min(until, today()))
    for letter in letters.filter(passed).iterator(500):
        if letter.deadline and (letter.answered_on is None or letter.answered_on > letter.deadline):
            yield _event("recommendations.unanswered", letter, letter.deadline + timedelta(days=1))
    for letter in letters.filter(given_up_on__range=(since, until)).iterator(500):
        yield _event("recommendations.not_carried_out", letter, letter.given_up_on or until)


def _event(kind: str, letter: Recommendation, day: date) -> Event:
    return Event(
        kind=kind,
        region=letter.region,
        day=day,
        title=f"{letter.number} {letter.subject}",
        url=reverse("recommendation", args=[letter.pk]),
        source=f"recommendations.recommendation:{letter.pk}",
    )
