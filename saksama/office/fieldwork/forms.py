"""The form of a report: one page in sections, everything optional while it is a draft."""

from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from saksama.office.fieldwork.models import EvidenceKind, FieldReport, Status, ViolationKind
from saksama.office.records.forms import (
    DateInput,
    FilesField,
    RecordFilter,
    RecordForm,
    TimeInput,
    without_personal_number,
)

BLANK_ROWS = 2  # offered beyond those filled in, for a browser without script
MOST_ROWS = 60

# Section of the page → its fields; the rows of facts, people and evidence stand in "account", "violation", "evidence".
FIELDS: dict[str, tuple[str, ...]] = {
    "supervisor": ("stage", "supervisor_name", "supervisor_position", "assignment_number", "supervisor_address"),
    "activity": (
        "region", "place", "day", "begins", "ends", "form", "subject", "purpose", "target", "latitude", "longitude",
    ),
    "account": ("present", "seen", "analysis"),
    "violation": (
        "has_violation", "violation_event", "violation_place", "violation_day", "violation_time", "violation_kind",
        "violation_article", "violation_account", "violation_analysis", "follow_up",
    ),
    "dispute": (
        "has_dispute", "dispute_party", "dispute_place", "dispute_day", "dispute_form", "dispute_object",
        "dispute_loss", "dispute_account",
    ),
}  # fmt: skip
ROWS = {
    "present": 2, "purpose": 2, "target": 2, "seen": 6, "analysis": 4, "violation_account": 5,
    "violation_analysis": 4, "dispute_account": 3,
}  # fmt: skip
YES_NO = (("", _("not said yet")), ("yes", _("yes, there is")), ("no", _("no, there is none")))


def yes_no(value: str) -> bool | None:
    """What the choice means."""
    return {"yes": True, "no": False}.get(value)


class ReportForm(RecordForm):
    """The fields of the report itself."""

    class Meta(RecordForm.Meta):
        model = FieldReport
        fields = [name for names in FIELDS.values() for name in names]
        widgets = {
            **RecordForm.Meta.widgets,
            **{name: forms.Textarea(attrs={"rows": rows}) for name, rows in ROWS.items()},
            **{name: DateInput() for name in ("violation_day", "dispute_day")},
            **{name: TimeInput() for name in ("begins", "ends", "violation_time")},
        }
        help_texts = {
            "subject": _("Such as: limited meeting of pair 1; distribution of ballot papers."),
            "target": _("Whom or what did you watch: the campaign team, KPPS, the committee?"),
            "place": _("Building, street, RT/RW or TPS."),
            "present": _("Names and offices, and about how many people."),
            "seen": _("In your own words, as if for somebody who was not there."),
            "analysis": _("What follows from the facts? Which rule applies?"),
            "violation_article": _("Number and law, such as Pasal 71 ayat (1) UU 10/2016."),
            "violation_analysis": _("Element by element: who, what act, with what effect."),
            "dispute_form": _("Decision, minutes, or act."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("has_violation", "has_dispute"):
            kept = getattr(self.instance, name)
            self.fields[name] = forms.TypedChoiceField(
                label=self.fields[name].label, choices=YES_NO, required=False, coerce=yes_no, empty_value=None
            )
            self.initial[name] = {True: "yes", False: "no"}.get(kept, "")
        for name in ("latitude", "longitude"):
            self.fields[name].widget.attrs["step"] = "any"


class FactForm(forms.Form):
    """A fact with its time."""

    at = forms.TimeField(label=_("Time"), required=False, widget=TimeInput)
    text = forms.CharField(
        label=_("What happened"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean_text(self) -> str:
        """Without numbers of people."""
        return without_personal_number(str(self.cleaned_data["text"]))


class PersonForm(forms.Form):
    """A perpetrator or a witness."""

    name = forms.CharField(label=_("Name"), required=False, max_length=120)
    occupation = forms.CharField(label=_("Office or occupation"), required=False, max_length=120)
    address = forms.CharField(label=_("Address"), required=False, max_length=200)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=30)

    def clean(self) -> dict[str, Any]:
        """A row with anything in it needs a name; no numbers of people."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("name", "occupation", "address"):
            without_personal_number(str(told.get(name, "")))
        if any(told.values()) and not told.get("name"):
            self.add_error("name", _("Write the name, or “unknown”."))
        return told


class EvidenceForm(forms.Form):
    """A piece of evidence: its name, and the number of the fact it proves."""

    attachment = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=EvidenceKind.choices)
    name = forms.CharField(label=_("What it shows"), required=False, max_length=200)
    fact = forms.IntegerField(
        label=_("Proves fact number"),
        required=False,
        min_value=1,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    remove = forms.BooleanField(label=_("Remove"), required=False)

    def clean_name(self) -> str:
        """Without numbers of people."""
        return without_personal_number(str(self.cleaned_data["name"]))


class PhotosForm(forms.Form):
    """New files, with what they show."""

    uploads = FilesField(label=_("Photos and files"))
    caption = forms.CharField(label=_("What they show"), required=False, max_length=200)
    proves = forms.IntegerField(label=_("Proves fact number"), required=False, min_value=1)

    def clean_caption(self) -> str:
        """Without numbers of people."""
        return without_personal_number(str(self.cleaned_data["caption"]))


def _rows(form: type[forms.Form], blank: int = BLANK_ROWS) -> type[Any]:
    made: type[Any] = formset_factory(form, extra=blank, max_num=MOST_ROWS, absolute_max=MOST_ROWS + 40)
    return made


FactRows = _rows(FactForm)
PersonRows = _rows(PersonForm, 1)
EvidenceRows = _rows(EvidenceForm, 1)


class ReportFilter(RecordFilter):
    """Which reports to list."""

    model = FieldReport
    statuses = Status.choices
    exact = ("violation_kind",)

    violation = forms.ChoiceField(
        label=_("Suspected violation"),
        required=False,
        choices=[("", _("All")), ("yes", _("with")), ("no", _("without"))],
    )
    violation_kind = forms.ChoiceField(
        label=_("Kind of violation"), required=False, choices=[("", _("All")), *ViolationKind.choices]
    )

    def apply(self, rows: Any) -> Any:
        """Also by whether a violation is suspected."""
        rows = super().apply(rows)
        chosen = yes_no(self.cleaned_data.get("violation", ""))
        return rows if chosen is None else rows.filter(has_violation=chosen)
