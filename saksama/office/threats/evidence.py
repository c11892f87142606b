"""What the register knows for the vulnerability index: threats of an open status, by field and kind."""

from collections.abc import Iterator
from datetime import date

from saksama.office.records.evidence import Event
from saksama.office.records.models import Classification
from saksama.office.threats.models import Status, Threat


def events(region: str, since: date, until: date) -> Iterator[Event]:
    """One event a threat, kind `threats.<field>`, or `threats.happened_<field>` if it came true; level 1–3 by risk."""
    for threat in Threat.objects.within(region).filter(day__range=(since, until)).order_by("pk").iterator(500):
        happened = "happened_" if threat.status == Status.HAPPENED else ""
        yield Event(
            kind=f"threats.{happened}{threat.field}",
            region=threat.region,
            day=threat.day,
            title=threat.title,
            url=threat.get_absolute_url(),
            level=1 + (threat.risk_now >= 6) + (threat.risk_now >= 15),
            restricted=threat.classification != Classification.OPEN,
            source=f"threats.threat:{threat.pk}",
        )
