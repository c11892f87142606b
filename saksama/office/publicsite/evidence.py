"""What citizens' reports say to the index: those that were confirmed and that no other room counts."""

from collections.abc import Iterator
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from saksama.office.publicsite.models import CitizenReport, ReportStatus
from saksama.office.records.evidence import Event
from saksama.office.records.models import Link
from saksama.office.records.models.record import Classification


def events(region: str, since: date, until: date) -> Iterator[Event]:
    """publicsite.money, publicsite.neutrality …: done and confirmed. What became a record of another room counts there.

    Two queries.
    """
    rows = CitizenReport.objects.within(region).filter(status=ReportStatus.DONE, is_confirmed=True)
    kind = ContentType.objects.get_for_model(CitizenReport)
    tied: set[int] = set()
    ends = Link.objects.filter(Q(first_type=kind) | Q(second_type=kind))
    for first_type, first, second_type, second in ends.values_list(
        "first_type_id", "first_id", "second_type_id", "second_id"
    ):
        if first_type != second_type:
            tied.add(first if first_type == kind.pk else second)
    for report in rows.order_by("day", "pk"):
        happened = report.occurred or report.day
        if since <= happened <= until and report.pk not in tied:
            yield Event(
                f"publicsite.{report.kind}",
                report.region,
                happened,
                str(report),
                report.get_absolute_url(),
                restricted=report.classification != Classification.OPEN,
                source=f"{report._meta.label_lower}:{report.pk}",
            )
