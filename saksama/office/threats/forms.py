"""What is asked about a threat, a measure and a warning rule."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.access import PERMISSIONS
from saksama.office.accounts.models import Account
from saksama.office.records.forms import DateInput, FilesField, RecordFilter, RecordForm, without_personal_number
from saksama.office.records.models import Classification
from saksama.office.threats.matrix import square_columns
from saksama.office.threats.models import Field, Kind, Measure, Status, Threat, WarningRule
from saksama.office.threats.models.threat import OPEN

STEPS = [
    (1, _("1 very low")),
    (2, _("2 low")),
    (3, _("3 medium")),
    (4, _("4 high")),
    (5, _("5 very high")),
]


class ThreatForm(RecordForm):
    """A threat, new or changed."""

    likelihood = forms.TypedChoiceField(label=_("Likelihood"), choices=STEPS, coerce=int, initial=3)
    impact = forms.TypedChoiceField(label=_("Impact"), choices=STEPS, coerce=int, initial=3)
    photos = FilesField(label=_("Evidence"))

    class Meta:
        model = Threat
        fields = [
            "title",
            "kind",
            "field",
            "region",
            "place",
            "day",
            "stage",
            "description",
            "source",
            "reliability",
            "credibility",
            "likelihood",
            "impact",
            "owner",
            "classification",
            "latitude",
            "longitude",
        ]
        widgets = {"description": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        writers = PERMISSIONS["threats.write"].roles
        fields["owner"].queryset = Account.objects.visible_to(self.viewer).filter(is_active=True, role__in=writers)
        fields["owner"].label_from_instance = lambda account: account.name
        fields["owner"].empty_label = gettext("nobody yet")
        fields["classification"].help_text = gettext("Who may not see a class finds the record nowhere.")


class AssessmentForm(forms.ModelForm):  # type: ignore[type-arg]
    """Likelihood and impact as they are after the measures."""

    likelihood_after = forms.TypedChoiceField(label=_("Likelihood after measures"), choices=STEPS, coerce=int)
    impact_after = forms.TypedChoiceField(label=_("Impact after measures"), choices=STEPS, coerce=int)

    class Meta:
        model = Threat
        fields = ["likelihood_after", "impact_after"]


class MeasureForm(forms.ModelForm):  # type: ignore[type-arg]
    """A measure to plan."""

    class Meta:
        model = Measure
        fields = ["text", "who", "due"]
        widgets = {"due": DateInput}

    def clean_text(self) -> str:
        """Without numbers of people."""
        return without_personal_number(str(self.cleaned_data["text"]))


class MeasureDoneForm(forms.Form):
    """A measure that is done."""

    result = forms.CharField(label=_("Result"), max_length=300)

    def clean_result(self) -> str:
        """Without numbers of people."""
        return without_personal_number(str(self.cleaned_data["result"]))


class WarningRuleForm(forms.ModelForm):  # type: ignore[type-arg]
    """A rule for early warning."""

    class Meta:
        model = WarningRule
        fields = ["name", "kind", "field", "least_risk", "level", "count", "days", "is_on"]


class ThreatFilter(RecordFilter):
    """Which threats to list."""

    model = Threat
    statuses = Status.choices
    exact = ("kind", "field", "classification")

    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *Kind.choices])
    field = forms.ChoiceField(label=_("Field of life"), required=False, choices=[("", _("All")), *Field.choices])
    classification = forms.ChoiceField(label=_("Classification"), required=False)
    likelihood = forms.TypedChoiceField(label=_("Likelihood"), required=False, coerce=int, empty_value=None)
    impact = forms.TypedChoiceField(label=_("Impact"), required=False, coerce=int, empty_value=None)
    after = forms.BooleanField(required=False, widget=forms.HiddenInput)  # likelihood and impact after measures

    def __init__(self, *args: Any, viewer: Any, **kwargs: Any) -> None:
        super().__init__(*args, viewer=viewer, **kwargs)
        for name in ("likelihood", "impact"):
            scale: Any = self.fields[name]
            scale.choices = [("", gettext("All")), *STEPS]
        clearance = {Classification.RESTRICTED: "records.restricted", Classification.SECRET: "records.secret"}
        known = [kind for kind in Classification if kind not in clearance or viewer.may(clearance[kind])]
        classes: Any = self.fields["classification"]
        classes.choices = [("", gettext("All")), *((kind.value, kind.label) for kind in known)]

    def apply(self, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        """Also by a square of the matrix."""
        return self.in_square(self.apply_outside_of_square(rows))

    def apply_outside_of_square(self, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        """All other filters: what the matrix counts."""
        return super().apply(rows)

    def in_square(self, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        """Only the open ones of the chosen likelihood and impact, as the matrix counts them."""
        chosen = self.cleaned_data
        columns = square_columns(after=bool(chosen.get("after")))
        asked = {name: chosen[name] for name in columns if chosen.get(name)}
        for name, value in asked.items():
            rows = rows.annotate(**{f"{name}_shown": columns[name]}).filter(**{f"{name}_shown": value})
        return rows.filter(status__in=OPEN) if asked else rows


class ReportForm(forms.Form):
    """The days of a report."""

    since = forms.DateField(label=_("From"), widget=DateInput)
    until = forms.DateField(label=_("Until"), widget=DateInput)

    def clean(self) -> dict[str, Any]:
        """In their order."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("since") and cleaned.get("until") and cleaned["since"] > cleaned["until"]:
            raise forms.ValidationError(gettext("The first day is after the last."))
        return cleaned
