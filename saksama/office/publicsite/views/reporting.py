"""A citizen reports, and follows by number and code what became of it. No account, no cookie."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from saksama.office.election.models import Region
from saksama.office.publicsite.flood import admit
from saksama.office.publicsite.forms import FollowForm, MessageForm, ReportForm
from saksama.office.publicsite.models import CitizenReport, Site
from saksama.office.publicsite.pages import page, public_form, too_much
from saksama.office.publicsite.receiving import cleaned_photos, receive, report_of, write_back
from saksama.office.publicsite.reminding import LOOKED_AT_WITHIN


@public_form
def report(request: HttpRequest, site: Site) -> HttpResponse:
    """The form; sent, it answers with number and code, which are shown this once."""
    form = ReportForm(request.POST or None, request.FILES or None, around=site.region)
    if form.is_valid():
        try:
            photos = cleaned_photos(form)
        except ValidationError as error:
            form.add_error("photos", error)
        else:
            if not admit("report", request):
                return too_much(request, site)
            made = receive(form, photos, site)
            report, code = made or (None, "")
            received = {"report": report, "code": code, "days": LOOKED_AT_WITHIN.days}
            return page(request, site, "publicsite/open/reported.html", **received)
    context = {
        "form": form,
        "days": LOOKED_AT_WITHIN.days,
        "title": _("Report something"),
        "summary": _("Report what you have seen in the election, also without your name."),
    }
    return page(request, site, "publicsite/open/report.html", **context)


@public_form
def follow(request: HttpRequest, site: Site) -> HttpResponse:
    """What became of a report, for whoever has number and code. They come by POST: an address would keep the code."""
    form = FollowForm(request.POST or None)
    if form.is_valid():
        if not admit("follow", request):
            return too_much(request, site)
        found = report_of(form.cleaned_data["number"], form.cleaned_data["code"])
        if found is None:
            form.add_error(None, _("There is no report with this number and code. Look at both again."))
        else:
            return _followed(request, site, found, form, MessageForm())
    return page(request, site, "publicsite/open/follow.html", form=form)


@public_form
def message(request: HttpRequest, site: Site) -> HttpResponse:
    """A further word of the citizen."""
    form, written = FollowForm(request.POST or None), MessageForm(request.POST or None)
    if not form.is_valid():
        return page(request, site, "publicsite/open/follow.html", form=form)
    if not admit("message", request):
        return too_much(request, site)
    found = report_of(form.cleaned_data["number"], form.cleaned_data["code"])
    if found is None:
        form.add_error(None, _("There is no report with this number and code. Look at both again."))
        return page(request, site, "publicsite/open/follow.html", form=form)
    if written.is_valid():
        if not found.messages.filter(by=None, text=written.cleaned_data["text"]).exists():  # sent twice it is one
            write_back(found, written.cleaned_data["text"])
        written = MessageForm()
    return _followed(request, site, found, form, written)


def _followed(
    request: HttpRequest, site: Site, report: CitizenReport, form: FollowForm, written: MessageForm
) -> HttpResponse:
    place = Region.objects.filter(code=report.region).values_list("name", flat=True).first()
    context = {
        "report": report,
        "messages": report.messages.all(),
        "place": place,
        "form": form,
        "written": written,
    }
    return page(request, site, "publicsite/open/followed.html", **context)
