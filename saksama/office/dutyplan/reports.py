"""A signed report (Form A) linked to an assignment is the best tick there is.

The room of the reports need not be there: nothing of it is imported unless it is. A report counts as signed by its
`status`.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from saksama.office.dutyplan.models import Assignment
from saksama.office.records.models import Link

REPORTS = "saksama.office.fieldwork"
LABEL = REPORTS.rpartition(".")[2]
SIGNED = frozenset({"signed", "sealed"})


def link_made(instance: Link, **_signal: Any) -> None:
    """Called when two records were linked."""
    ends = [instance.first, instance.second]
    assignments = [end for end in ends if isinstance(end, Assignment)]
    reports = [end for end in ends if end is not None and _is_signed(end)]
    for assignment in assignments:
        for report in reports:
            _tick(assignment, report)


def report_saved(instance: Any, **_signal: Any) -> None:
    """Called when a report was saved: signed after it was linked, it ticks all the same."""
    if not _is_signed(instance):
        return
    kind = ContentType.objects.get_for_model(instance)
    own = ContentType.objects.get_for_model(Assignment)
    links = Link.objects.filter(
        Q(first_type=kind, first_id=instance.pk, second_type=own)
        | Q(second_type=kind, second_id=instance.pk, first_type=own)
    )
    for first_type, first_id, second_id in links.values_list("first_type", "first_id", "second_id"):
        number = first_id if first_type == own.pk else second_id
        for assignment in Assignment.objects.filter(pk=number).select_related("duty__stage"):
            _tick(assignment, instance)


def _is_signed(record: Any) -> bool:
    return bool(record._meta.app_label == LABEL and getattr(record, "status", "") in SIGNED)


def _tick(assignment: Assignment, report: Any) -> None:
    assignment.tick(report.by, because=f"{report._meta.label_lower}:{report.pk}")
