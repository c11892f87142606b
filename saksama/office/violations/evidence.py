"""Suspected violations as events for the vulnerability index: registered ones, by kind."""

from collections.abc import Iterator
from datetime import date

from saksama.office.records.evidence import Event
from saksama.office.records.models import Classification
from saksama.office.violations.models import Source, Status, ViolationFile

NOT_COUNTED = (Status.STUDIED, Status.DECLINED, Status.STOPPED)


def events(region: str, since: date, until: date) -> Iterator[Event]:
    """violations.crime, violations.ethics …, and violations.report for what citizens reported."""
    rows = ViolationFile.objects.within(region).filter(occurred__range=(since, until))
    for file in rows.exclude(status__in=NOT_COUNTED):
        kinds = [f"violations.{file.kind}"]
        if file.source == Source.REPORT:
            kinds.append("violations.report")
        for kind in kinds:
            yield Event(
                kind,
                file.region,
                file.occurred,
                str(file),
                file.get_absolute_url(),
                restricted=file.classification != Classification.OPEN,
                source=f"{file._meta.label_lower}:{file.pk}",
            )
