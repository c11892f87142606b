"""What the schedule has and the log has not."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from saksama.office.posko.models import LogEntry, Planned, post_of


def with_log(viewer: Any, since: date, until: date) -> Any:
    """The schedule of some days as one may see it, each with `is_logged` by one's own post; one query."""
    own = LogEntry.objects.filter(planned=OuterRef("pk"), post=post_of(viewer))
    rows = Planned.objects.visible_to(viewer).filter(day__lte=until, until__gte=since)
    return rows.select_related("stage").annotate(is_logged=Exists(own))


def unlogged(viewer: Any, since: date, until: date) -> list[Any]:
    """What should have been written down by `until` and is not, the latest first."""
    return list(with_log(viewer, since, until).filter(is_logged=False, day__lte=until).order_by("-day", "starts")[:20])
