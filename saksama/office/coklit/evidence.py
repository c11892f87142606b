"""What coklit knows for the vulnerability index: TPS that nobody enumerated, and nil where all were."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Max
from django.urls import reverse

from saksama.office.coklit.models import CoklitCount
from saksama.office.records.evidence import Event

NOT_ENUMERATED = "rolls.not_enumerated"


def events(region: str, since: date, until: date) -> Iterator[Event]:
    """One event a TPS without one household visited; nil for a village whose reported TPS all were visited.

    A village without a report yields nothing: not reported is not zero.
    """
    counts = CoklitCount.objects.within(region).filter(day__range=(since, until))
    never = set()
    for count in counts.never_visited().order_by("pk").iterator(chunk_size=500):
        never.add(count.region)
        yield Event(
            kind=NOT_ENUMERATED,
            region=count.region,
            day=count.day,
            title=f"TPS {count.tps}: tidak satu keluarga pun dicoklit",
            url=f"{reverse('coklit')}?place={count.region}",
            source=f"{CoklitCount._meta.label_lower}:{count.pk}",
        )
    reported = counts.filter(visited__gt=0).order_by("region").values_list("region").annotate(Max("day"))
    for village, day in reported:
        if village not in never:
            yield Event(
                kind=NOT_ENUMERATED,
                region=village,
                day=day,
                title="Semua TPS yang dilaporkan dicoklit",
                url=f"{reverse('coklit')}?place={village}",
                count=0,
            )
