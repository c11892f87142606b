"""The stages on a timeline, and loading them: those that come with the package, or a file of the office's own."""

import hashlib
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saksama.errors import InputError
from saksama.language import Language
from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.clock import today
from saksama.office.election import actions
from saksama.office.election.agenda import current_election
from saksama.office.election.models import Stage
from saksama.office.election.own_stages import read_stages, sample
from saksama.office.election.stage_file import USUAL, Replaced, StageRow, load_election, replace_stages, shipped_rows
from saksama.office.trail.record import record
from saksama.reference.elections import Election, election_keys

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LARGEST = 2 * 1024 * 1024  # bytes; a file of stages has some kilobytes
OTHER = "-"  # the choice of an election that is not there yet


@audience("stages.read")
@require_safe
def stages(request: OfficeRequest) -> HttpResponse:
    """All stages of the running election, or of another that is loaded, on a timeline."""
    day = today()
    loaded = _loaded()
    key = request.GET.get("election", "")
    key = key if key in loaded else current_election(day)
    context = {
        "stages": Stage.objects.filter(election=key).prefetch_related("duties"),
        "day": day,
        "election": _title(key),
        "others": [(other, _title(other)) for other in loaded if other != key],
        "may_load": request.user.may("regions.load"),
    }
    return render(request, "election/stages.html", context)


class ShippedForm(forms.Form):
    """An election that comes with the package."""

    election = forms.ChoiceField(label=gettext_lazy("Election"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "shipped_%s", **kwargs})
        field: Any = self.fields["election"]
        field.choices = [(key, _title(key)) for key in election_keys()]
        field.initial = current_election(today())


class OwnForm(forms.Form):
    """Whose stages they are, and the file."""

    election = forms.ChoiceField(label=gettext_lazy("Election"))
    other = forms.CharField(
        label=gettext_lazy("Name of the other election"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Only for an election that is not in the list, as in “PSU OKI 2025”."),
    )
    file = forms.FileField(
        label=gettext_lazy("File of stages (xlsx or csv)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = sorted({*election_keys(), *_loaded()})
        field: Any = self.fields["election"]
        field.choices = [*((key, _title(key)) for key in known), (OTHER, _("Another election, named below"))]
        field.initial = current_election(today()) or USUAL

    def clean(self) -> dict[str, Any]:
        """Another election needs a name; of that its key is made."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        cleaned["key"] = cleaned.get("election", "")
        if cleaned["key"] == OTHER:
            cleaned["key"] = slugify(cleaned.get("other", ""))
            if not cleaned["key"]:
                self.add_error("other", _("Give the election a name."))
            elif cleaned["key"] in {*election_keys(), *_loaded()}:
                self.add_error("other", _("This election is in the list above. Choose it there."))
        return cleaned

    def clean_file(self) -> Any:
        """No file that no spreadsheet of stages can be."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("This file is too large for a file of stages."))
        return file


@audience("regions.load")
@require_http_methods(["GET", "HEAD", "POST"])
def load_stages(request: OfficeRequest) -> HttpResponse:
    """Shows both ways; posted to, loads the stages of an election that comes with the package."""
    form = ShippedForm(request.POST or None)
    if not form.is_valid():
        return _loading(request, OwnForm())
    key = form.cleaned_data["election"]
    try:
        with transaction.atomic():
            load_election(key)
            record(request.user, actions.STAGES_LOADED, region=request.user.region, details={"election": key})
    except InputError as problem:
        return _loading(request, OwnForm(), [problem])
    messages.success(request, _("The stages are loaded."))
    return redirect(f"{reverse('stages')}?election={key}")


@audience("regions.load")
@require_POST
def load_own_stages(request: OfficeRequest) -> HttpResponse:
    """Every row is checked before one stage is touched; then all are replaced in one transaction with its entry."""
    form = OwnForm(request.POST, request.FILES)
    if not form.is_valid():
        return _loading(request, form)
    file, key = form.cleaned_data["file"], form.cleaned_data["key"]
    content = file.read()
    try:
        read = read_stages(content, file.name, Stage.objects.filter(election=key))
        if read.problems:
            return _loading(request, form, read.problems)
        done = _replaced(request, key, read.rows, content)
    except InputError as problem:
        return _loading(request, form, [problem])
    said = _("%(count)d stages are loaded: %(added)d new, %(gone)d gone.")
    messages.success(request, said % {"count": done.stages, "added": done.added, "gone": done.gone})
    return redirect(f"{reverse('stages')}?election={key}")


@audience("regions.load")
@require_safe
def stages_sample(request: OfficeRequest) -> HttpResponse:
    """The stages of the running election as a workbook that can be changed and handed in again."""
    key = current_election(today())
    rows = [
        StageRow(stage.key, stage.name_id, stage.name_en, stage.begins, stage.ends, stage.basis)
        for stage in Stage.objects.filter(election=key).order_by("position")
    ]
    answer = HttpResponse(sample(rows or shipped_rows(USUAL)), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="tahapan-{key or USUAL}.xlsx"'
    return answer


@transaction.atomic
def _replaced(request: OfficeRequest, key: str, rows: list[StageRow], content: bytes) -> Replaced:
    done = replace_stages(key, rows)
    details = {
        "election": key,
        "stages": done.stages,
        "added": done.added,
        "gone": done.gone,
        "file": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
    record(request.user, actions.STAGES_LOADED, region=request.user.region, details=details)
    return done


def _loading(request: OfficeRequest, form: OwnForm, problems: list[InputError] | None = None) -> HttpResponse:
    found = problems or []
    context = {"form": form, "shipped": ShippedForm(), "problems": found, "count": len(found)}
    return render(request, "election/load_stages.html", context)


def _loaded() -> list[str]:
    return list(Stage.objects.order_by("election").values_list("election", flat=True).distinct())


def _title(key: str) -> str:
    language: Language = "en" if get_language() == "en" else "id"
    return Election.load(key).title.in_(language) if key in election_keys() else key
