"""What is public: the head opens the page and decides which lists' figures are on it."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.clock import today
from saksama.office.election.models import Region
from saksama.office.publicsite import actions
from saksama.office.publicsite.figures.counting import digest_of_figures, figures_of
from saksama.office.publicsite.figures.reading import read
from saksama.office.publicsite.models import (
    CitizenReport,
    NewsItem,
    NewsStatus,
    Opinion,
    OpinionStatus,
    Release,
    ReportStatus,
    Site,
)
from saksama.office.publicsite.models.release import release as make_public
from saksama.office.publicsite.models.site import citizens_account
from saksama.office.publicsite.office_forms import SiteForm
from saksama.office.rolls.models import AUDITED_KINDS, ListVersion
from saksama.office.trail.record import record
from saksama.office.vulnerability.published import latest_published


@audience("publicsite.write")
@require_safe
def overview(request: OfficeRequest) -> HttpResponse:
    """What waits, and what is public now."""
    reports = CitizenReport.objects.visible_to(request.user)
    region = request.user.region
    context = {
        "site": Site.objects.filter(pk=1).first(),
        "reports_waiting": reports.filter(status=ReportStatus.RECEIVED).count(),
        "comments_waiting": Opinion.objects.filter(status=OpinionStatus.WAITING).count(),
        "drafts": NewsItem.objects.visible_to(request.user).filter(status=NewsStatus.DRAFT).count(),
        "published": NewsItem.objects.visible_to(request.user).filter(status=NewsStatus.PUBLISHED).count(),
        "releases": Release.objects.current().within(region).select_related("version", "by"),
        "index": latest_published(region),
        "may_release": request.user.may("publicsite.release"),
    }
    return render(request, "publicsite/overview.html", context)


@audience("publicsite.release")
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: OfficeRequest) -> HttpResponse:
    """Opens or closes the page and says whose it is."""
    site = Site.objects.filter(pk=1).first() or _new_site(request.user.region)
    form = SiteForm(request.POST or None, instance=site)
    if form.is_valid():
        with transaction.atomic():
            form.save()
            citizens_account(site.region)
            details = {"fields": form.changed_data, "open": site.is_open}
            record(request.user, actions.SITE_CHANGED, site, details=details)
        messages.success(request, _("The public page is open.") if site.is_open else _("The public page is closed."))
        return redirect("publicsite")
    return render(request, "publicsite/settings.html", {"form": form})


@audience("publicsite.release")
@require_safe
def figures(request: OfficeRequest) -> HttpResponse:
    """The audited lists, and which of them have figures on the public page."""
    lists = (
        ListVersion.objects.within(request.user.region)
        .standing()
        .filter(kind__in=AUDITED_KINDS, audited_at__isnull=False)
    )
    current = {each.version_id: each for each in Release.objects.current().select_related("by")}
    rows = [{"version": each, "release": current.get(each.pk)} for each in lists.order_by("-pk")]
    past = Release.objects.exclude(withdrawn_at=None).within(request.user.region)
    context = {"rows": rows, "past": past.select_related("version", "by", "withdrawn_by")[:20]}
    return render(request, "publicsite/figures.html", context)


@audience("publicsite.release")
@require_http_methods(["GET", "HEAD", "POST"])
def release_figures(request: OfficeRequest, pk: int) -> HttpResponse:
    """What the public would see; the button makes public exactly what was looked at."""
    rows = (
        ListVersion.objects.within(request.user.region)
        .standing()
        .filter(kind__in=AUDITED_KINDS, audited_at__isnull=False)
    )
    version: ListVersion = get_object_or_404(rows, pk=pk)
    told = figures_of(version, today())
    digest = digest_of_figures(told)
    if request.method == "POST":
        if request.POST.get("digest") == digest:
            try:
                make_public(version, told, digest, request.user)
            except ListVersion.DoesNotExist:
                messages.error(request, _("The list has just been withdrawn."))
                return redirect("public_figures")
            messages.success(request, _("Released. The figures are on the public page."))
            return redirect("public_figures")
        messages.warning(request, _("The figures have changed since you looked at them. Look again."))
    preview = read(Release(region=version.region, version=version, figures=told))
    context = {"version": version, "figures": preview, "digest": digest, "hidden": told["hidden"]}
    return render(request, "publicsite/release.html", context)


@audience("publicsite.release")
@require_POST
def withdraw_figures(request: OfficeRequest, pk: int) -> HttpResponse:
    """Takes the figures of a list off the public page."""
    found: Release = get_object_or_404(Release.objects.current().within(request.user.region), pk=pk)
    found.withdraw(request.user)
    messages.success(request, _("Withdrawn."))
    return redirect("public_figures")


def _new_site(region: str) -> Site:
    name = Region.objects.filter(code=region).values_list("name", flat=True).first() or region
    return Site(region=region, title=f"Bawaslu {name}", area=name)
