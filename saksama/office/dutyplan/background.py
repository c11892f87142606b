"""What the worker does by time of day: tells who has late duties."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from saksama.office.dutyplan.models import Assignment
from saksama.office.dutyplan.notices import remind_late
from saksama.office.jobs.timetable import daily


@daily("dutyplan.late", _("Late supervision duties"), at=time(6, 0))
def tell_late() -> None:
    """In every regency that plans duties."""
    regions = Assignment.objects.order_by().values_list("region", flat=True).distinct()
    for regency in sorted({".".join(region.split(".")[:2]) for region in regions}):
        remind_late(regency, "system")
