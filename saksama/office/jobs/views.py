"""Background jobs to look at: the list, one job, and its state as JSON for the progress bar."""

from django.contrib.humanize.templatetags.humanize import intcomma
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.jobs.kinds import KINDS
from saksama.office.jobs.models import Job, State
from saksama.office.listing import listing


@audience("jobs.read")
@require_safe
def jobs(request: OfficeRequest) -> HttpResponse:
    """The jobs one may see, newest first."""
    rows = Job.objects.visible_to(request.user).select_related("owner")
    return render(request, "jobs/jobs.html", {"listing": listing(request, rows)})


@audience("jobs.read")
@require_safe
def job(request: OfficeRequest, pk: int) -> HttpResponse:
    """One job; without JavaScript the page loads itself anew while it runs."""
    found: Job = get_object_or_404(Job.objects.visible_to(request.user).select_related("owner"), pk=pk)
    known = KINDS.get(found.kind)
    url = known.result_url(found) if known and known.result_url and found.state == State.DONE else ""
    return render(request, "jobs/job.html", {"job": found, "result_url": url})


@audience("jobs.read")
@require_safe
def job_state(request: OfficeRequest, pk: int) -> HttpResponse:
    """What office.js asks every second or two."""
    found: Job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    count = f"{intcomma(found.done)} / {intcomma(found.total)}" if found.total else ""
    return JsonResponse(
        {
            "state": found.state,
            "over": found.is_over,
            "done": found.done,
            "total": found.total,
            "text": found.text,
            "count": count,
            "percent": found.percent,
        }
    )
