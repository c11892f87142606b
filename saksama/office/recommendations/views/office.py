"""What stands on every letter of the office, and its Word template."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saksama.errors import InputError
from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.recommendations import actions
from saksama.office.recommendations.example import example
from saksama.office.recommendations.forms import OfficeForm, TemplateForm
from saksama.office.recommendations.letter import try_template
from saksama.office.recommendations.letter.docx import TEMPLATE
from saksama.office.recommendations.models import OfficeData
from saksama.office.recommendations.views.common import language
from saksama.office.recommendations.views.files import DOCX
from saksama.office.stored_files import store
from saksama.office.trail.record import record


@audience("recommendations.office")
@require_http_methods(["GET", "HEAD", "POST"])
def office(request: OfficeRequest) -> HttpResponse:
    """Letterhead, signatory, addressee, numbers and deadline of the own office."""
    data = OfficeData.of(request.user.region)
    form = OfficeForm(request.POST or None, request.FILES or None, instance=data)
    if form.is_valid():
        if logo := form.cleaned_data["logo"]:
            data.logo_sha256 = store(logo, ".png").stem
        with transaction.atomic():
            form.save()
            record(request.user, actions.OFFICE_CHANGED, data, details={"fields": sorted(form.changed_data)})
        messages.success(request, _("Kept. New letters will have it."))
        return redirect("recommendations_office")
    return _page(request, data, form, TemplateForm())


@audience("recommendations.office")
@require_POST
def upload_template(request: OfficeRequest) -> HttpResponse:
    """Takes the office's own template if a letter can be filled into it; or goes back to the shipped one."""
    data = OfficeData.of(request.user.region)
    form = TemplateForm(request.POST, request.FILES)
    if data.pk is None:
        messages.error(request, _("Fill in the data of the office first."))
        return redirect("recommendations_office")
    if "shipped" in request.POST:
        _keep_template(request, data, "", "")
        messages.success(request, _("Letters are made with the shipped template again."))
        return redirect("recommendations_office")
    if form.is_valid():
        given = form.cleaned_data["template"]
        try:
            try_template(example(data), given.read())
        except InputError as problem:
            form.add_error("template", problem.say(language()))
        else:
            given.seek(0)
            _keep_template(request, data, store(given, ".docx").stem, given.name[:200])
            messages.success(request, _("The template can be filled, and is used from now on."))
            return redirect("recommendations_office")
    return _page(request, data, OfficeForm(instance=data), form)


@audience("recommendations.office")
@require_safe
def template(request: OfficeRequest) -> HttpResponse:
    """The template in use, to be changed in Word."""
    data = OfficeData.of(request.user.region)
    with transaction.atomic():
        record(request.user, actions.DOWNLOADED, region=request.user.region, label="template.docx")
    answer = HttpResponse(data.template or TEMPLATE.read_bytes(), content_type=DOCX)
    answer["Content-Disposition"] = 'attachment; filename="templat-saran-perbaikan.docx"'
    return answer


def _keep_template(request: OfficeRequest, data: OfficeData, sha256: str, name: str) -> None:
    with transaction.atomic():
        data.template_sha256, data.template_name = sha256, name
        data.save(update_fields=["template_sha256", "template_name"])
        record(request.user, actions.TEMPLATE_CHANGED, data, details={"sha256": f"sha256:{sha256 or 'shipped'}"})


def _page(request: OfficeRequest, data: OfficeData, form: OfficeForm, template_form: TemplateForm) -> HttpResponse:
    context = {"data": data, "form": form, "template_form": template_form}
    return render(request, "recommendations/office.html", context)
