"""Field reports as events for the vulnerability index: that supervision took place, and what it suspects."""

from collections.abc import Iterator
from datetime import date

from saksama.office.fieldwork.models import FieldReport, Status
from saksama.office.records.evidence import Event
from saksama.office.records.models import Classification


def events(region: str, since: date, until: date) -> Iterator[Event]:
    """fieldwork.report for each signed report; fieldwork.suspected and fieldwork.dispute where one is suspected.

    A suspected violation that became a file is counted there; an index rule should use one of the two.
    """
    rows = FieldReport.objects.within(region).filter(day__range=(since, until), status=Status.SIGNED)
    for report in rows:
        kinds = ["fieldwork.report"]
        kinds += ["fieldwork.suspected"] if report.has_violation else []
        kinds += ["fieldwork.dispute"] if report.has_dispute else []
        for kind in kinds:
            yield Event(
                kind,
                report.region,
                report.day,
                str(report),
                report.get_absolute_url(),
                restricted=report.classification != Classification.OPEN,
                source=f"{report._meta.label_lower}:{report.pk}",
            )
