"""What the letters know for the vulnerability index: recommendations that KPU left unanswered or did not carry out."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from saksama.office.clock import today
from saksama.office.election.models import Level
from saksama.office.recommendations.models import Item, Recommendation
from saksama.office.recommendations.states import SENT_STATES
from saksama.office.records.evidence import Event


def events(region: str, since: date, until: date) -> Iterator[Event]:
    """`recommendations.unanswered` on the day after the deadline, if no answer came by then or later than that;
    `recommendations.not_carried_out` on the day somebody marked it.

    One event a letter, kind and sub-district with records in it, however many records: the letter itself lies in the
    regency and would count for no sub-district.
    """
    letters = Recommendation.objects.filter(state__in=SENT_STATES).order_by("pk")
    passed = letters.filter(deadline__gte=since - timedelta(days=1), deadline__lt=min(until, today()))
    passed = passed.filter(Q(answered_on__isnull=True) | Q(answered_on__gt=F("deadline")))
    given_up = letters.filter(given_up_on__range=(since, until))
    places = _places(region, passed | given_up)
    for letter in passed.iterator(500):
        if letter.deadline:
            day = letter.deadline + timedelta(days=1)
            yield from _events("recommendations.unanswered", letter, day, places[letter.pk])
    for letter in given_up.iterator(500):
        if letter.given_up_on:
            yield from _events("recommendations.not_carried_out", letter, letter.given_up_on, places[letter.pk])


def _places(region: str, letters: QuerySet[Recommendation]) -> dict[int, list[str]]:
    """Of each letter the sub-districts of its records in the region; of records in one village only, that village."""
    villages: dict[tuple[int, str], set[str]] = defaultdict(set)
    items = Item.objects.within(region).filter(recommendation__in=letters.order_by())
    for letter, code in items.order_by().values_list("recommendation", "region").distinct():
        villages[letter, ".".join(code.split(".")[: Level.DISTRICT])].add(code)
    places: dict[int, list[str]] = defaultdict(list)
    for (letter, district), codes in sorted(villages.items()):
        places[letter].append(district if len(codes) > 1 else codes.pop())
    return places


def _events(kind: str, letter: Recommendation, day: date, places: list[str]) -> Iterator[Event]:
    for place in places:
        yield Event(
            kind=kind,
            region=place,
            day=day,
            title=f"{letter.number} {letter.subject}",
            url=reverse("recommendation", args=[letter.pk]),
            source=f"recommendations.recommendation:{letter.pk}",
        )
