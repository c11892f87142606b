"""The rules for early warning: an office reads, changes and switches them."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.threats import actions
from saksama.office.threats.early_warning import add_usual_rules
from saksama.office.threats.forms import WarningRuleForm
from saksama.office.threats.models import WarningRule
from saksama.office.trail.record import record


@audience("threats.rules")
@require_http_methods(["GET", "POST"])
def rules(request: OfficeRequest) -> HttpResponse:
    """All rules of the region, and a new one."""
    return _page(request, WarningRule(region=request.user.region))


@audience("threats.rules")
@require_http_methods(["GET", "POST"])
def rule(request: OfficeRequest, pk: int) -> HttpResponse:
    """Changes a rule."""
    return _page(request, get_object_or_404(WarningRule.objects.visible_to(request.user), pk=pk))


@audience("threats.rules")
@require_POST
def usual(request: OfficeRequest) -> HttpResponse:
    """Begins with the usual rules."""
    add_usual_rules(request.user.region, request.user)
    return redirect("warning_rules")


def _page(request: OfficeRequest, subject: WarningRule) -> HttpResponse:
    form = WarningRuleForm(request.POST or None, instance=subject)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            kept = form.save()
            record(request.user, actions.RULE_CHANGED, kept, details={"on": kept.is_on})
        messages.success(request, _("The rule holds from now on."))
        return redirect("warning_rules")
    known = WarningRule.objects.visible_to(request.user)
    return render(request, "threats/rules.html", {"form": form, "rules": known, "chosen": subject})
