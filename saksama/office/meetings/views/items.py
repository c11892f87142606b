"""Action items: the list of what was promised, one of them, and what became of each agency's promises."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.clock import today
from saksama.office.meetings.models import ActionItem, ItemStatus
from saksama.office.meetings.room import ITEMS
from saksama.office.records.listing import record_list


@dataclass(frozen=True)
class Promises:
    """What one agency or person has promised in all meetings one sees."""

    owner: str
    items: list[ActionItem]
    done: int
    late: int


@audience("meetings.items")
@require_safe
def items(request: OfficeRequest) -> HttpResponse:
    """Every action item one may see, the next due first."""
    return render(request, "meetings/items.html", {"records": record_list(request, ITEMS), "day": today()})


@audience("meetings.items")
@require_safe
def item(request: OfficeRequest, pk: int) -> HttpResponse:
    """One action item with its proof."""
    rows = ActionItem.objects.visible_to(request.user).select_related("meeting", "agency", "account", "by")
    found = get_object_or_404(rows, pk=pk)
    may_change = found.is_correctable_by(request.user)
    return render(
        request, "meetings/item.html", {"item": found, "late": found.days_late(today()), "may_change": may_change}
    )


@audience("meetings.items")
@require_safe
def follow_up(request: OfficeRequest) -> HttpResponse:
    """What every agency promised in which meeting, and what became of it; who is late first."""
    day = today()
    rows = ActionItem.objects.visible_to(request.user).select_related("meeting", "agency", "account")
    owners: dict[str, list[ActionItem]] = {}
    for each in rows.exclude(status=ItemStatus.DROPPED)[:2000]:
        owners.setdefault(each.owner, []).append(each)
    promises = [_promises(owner, given, day) for owner, given in owners.items()]
    promises.sort(key=lambda each: (-each.late, each.owner))
    return render(request, "meetings/follow_up.html", {"promises": promises, "day": day})


def _promises(owner: str, given: list[ActionItem], day: Any) -> Promises:
    done = sum(each.status == ItemStatus.DONE for each in given)
    return Promises(owner, given, done, sum(each.days_late(day) > 0 for each in given))
