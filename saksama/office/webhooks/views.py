"""The subscriptions of an office, what each was told, a test, and a new secret."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saksama.office.accounts.access import BAWASLU, Role, audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.listing import listing
from saksama.office.trail.record import record
from saksama.office.webhooks import actions
from saksama.office.webhooks.delivering import send_again
from saksama.office.webhooks.forms import SubscriptionForm
from saksama.office.webhooks.models import OLD_SECRET_LASTS, Message, Subscription
from saksama.office.webhooks.outbox import put_out_test
from saksama.office.webhooks.signing import new_secret


@audience("webhooks.manage")
@require_safe
def webhooks(request: OfficeRequest) -> HttpResponse:
    """Who is told of what."""
    rows = _mine(request).select_related("by")
    return render(request, "webhooks/webhooks.html", {"listing": listing(request, rows)})


@audience("webhooks.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def new_webhook(request: OfficeRequest) -> HttpResponse:
    """Sets one up; its secret is shown on the page that follows, and only there."""
    form = SubscriptionForm(request.POST or None, instance=Subscription(by=request.user), viewer=request.user)
    if form.is_valid():
        form.instance.secret = new_secret()
        with transaction.atomic():
            kept = form.save()
            record(request.user, actions.SUBSCRIBED, kept, details={"events": kept.events})
        return render(request, "webhooks/secret.html", {"webhook": kept})
    return render(request, "webhooks/form.html", {"form": form, "webhook": None})


@audience("webhooks.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def change_webhook(request: OfficeRequest, pk: int) -> HttpResponse:
    """Another address, other events, or silence. Whoever changes it answers for it."""
    found = _one(request, pk)
    form = SubscriptionForm(request.POST or None, instance=found, viewer=request.user)
    if form.is_valid():
        form.instance.by = request.user
        with transaction.atomic():
            form.save()
            record(request.user, actions.CHANGED, found, details={"changed": form.changed_data})
        messages.success(request, _("Saved."))
        return redirect("webhook", pk=pk)
    return render(request, "webhooks/form.html", {"form": form, "webhook": found})


@audience("webhooks.manage")
@require_safe
def webhook(request: OfficeRequest, pk: int) -> HttpResponse:
    """One, with what it was told and what came of it."""
    found = _one(request, pk)
    rows = Message.objects.filter(subscription=found)
    return render(request, "webhooks/webhook.html", {"webhook": found, "listing": listing(request, rows)})


@audience("webhooks.manage")
@require_POST
def test_webhook(request: OfficeRequest, pk: int) -> HttpResponse:
    """Puts a message into the outbox that says nothing."""
    put_out_test(_one(request, pk))
    messages.success(request, _("The test is on its way. Load this page anew in a moment."))
    return redirect("webhook", pk=pk)


@audience("webhooks.manage")
@require_POST
def new_webhook_secret(request: OfficeRequest, pk: int) -> HttpResponse:
    """A new secret; for a day messages are signed with both."""
    found = _one(request, pk)
    found.old_secret, found.old_until = found.secret, timezone.now() + OLD_SECRET_LASTS
    found.secret = new_secret()
    with transaction.atomic():
        found.save(update_fields=["secret", "old_secret", "old_until"])
        record(request.user, actions.SECRET_CHANGED, found)
    return render(request, "webhooks/secret.html", {"webhook": found})


@audience("webhooks.manage")
@require_POST
def send_webhook_again(request: OfficeRequest, pk: int, message: int) -> HttpResponse:
    """A message that was refused or given up, after the receiver was mended."""
    send_again(get_object_or_404(Message, subscription=_one(request, pk), pk=message))
    messages.success(request, _("It is on its way again."))
    return redirect("webhook", pk=pk)


@audience("webhooks.manage")
@require_POST
def end_webhook(request: OfficeRequest, pk: int) -> HttpResponse:
    """Takes it away with its outbox."""
    found = _one(request, pk)
    with transaction.atomic():
        record(request.user, actions.ENDED, found)
        found.delete()
    messages.success(request, _("The webhook is taken away."))
    return redirect("webhooks")


def _mine(request: OfficeRequest) -> Any:
    """Those of one's own kind of office: the prosecutors know nothing of Bawaslu's, and the other way round."""
    roles = {Role.PROSECUTOR} if request.user.role == Role.PROSECUTOR else BAWASLU
    return Subscription.objects.visible_to(request.user).filter(by__role__in=roles)


def _one(request: OfficeRequest, pk: int) -> Subscription:
    found: Subscription = get_object_or_404(_mine(request), pk=pk)
    return found
