"""The start page of each role."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.clock import today
from saksama.office.election.agenda import agenda
from saksama.office.election.reminders import waiting
from saksama.office.start.changes import changes
from saksama.office.start.models import all_seen, new_since
from saksama.office.start.shortcuts import shortcuts


@audience("start")
@require_safe
def start(request: OfficeRequest) -> HttpResponse:
    """What is late, due today and soon, what waits for a decision, what has changed since the last visit."""
    day = today()
    since, was_here = new_since(request.user)
    plan, waits = agenda(request.user, day), waiting(request.user, day)
    new = changes(request.user, since)
    due_today = [task for task in plan.now if task.duty.due == day and not task.is_done]
    context = {
        "agenda": plan,
        "waiting": waits,
        "changes": new,
        "since": since,
        "was_here": was_here,
        "due_today": due_today,
        "later": [task for task in plan.now if task not in due_today],
        "figures": {
            "late": len(plan.late) + len(waits.late),
            "today": len(due_today) + len(waits.today),
            "decisions": len(waits.decisions),
            "new": sum(each.number for each in new),
            "more": any(each.is_more for each in new),
        },
        "shortcuts": shortcuts(request.user),
    }
    return render(request, "start/start.html", context)


@audience("start")
@require_POST
def seen(request: OfficeRequest) -> HttpResponse:
    """All changes are seen: from now on only what comes later is new."""
    all_seen(request.user)
    return redirect("start")
