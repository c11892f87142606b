"""What one was told: the newest first, read when it is opened."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.listing import listing
from saksama.office.records.models import Notice


@audience("records.use")
@require_safe
def notices(request: OfficeRequest) -> HttpResponse:
    """One's own notices, never another's."""
    rows = Notice.objects.filter(account=request.user)
    unread = rows.filter(read=None).exists()
    return render(request, "records/notices.html", {"listing": listing(request, rows), "unread": unread})


@audience("records.use")
@require_POST
def open_notice(request: OfficeRequest, pk: int) -> HttpResponse:
    """Marks it as read and leads to what it is about."""
    notice: Notice = get_object_or_404(Notice, account=request.user, pk=pk)
    Notice.objects.filter(pk=notice.pk, read=None).update(read=timezone.now())
    return redirect(notice.url if notice.url.startswith("/") else "notices")


@audience("records.use")
@require_POST
def all_read(request: OfficeRequest) -> HttpResponse:
    """Marks all as read."""
    Notice.objects.filter(account=request.user, read=None).update(read=timezone.now())
    return redirect("notices")
