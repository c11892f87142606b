"""What planning asks, what a tick may hold, and the filters of the list."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import covers
from saksama.office.clock import today
from saksama.office.dutyplan.models import TEAM_ROLES, Assignment, State
from saksama.office.dutyplan.planning import PLACE_OF_TPS
from saksama.office.election.agenda import current_election
from saksama.office.election.models import Duty, Level, Stage
from saksama.office.records.forms import DateInput, FilesField, RecordFilter, without_personal_number
from saksama.office.records.places import place_choices

LEVELS = [
    (int(Level.DISTRICT), gettext_lazy("each sub-district")),
    (int(Level.VILLAGE), gettext_lazy("each village")),
    (PLACE_OF_TPS, gettext_lazy("each TPS")),
]
WHO = [
    ("place", gettext_lazy("the supervisors of the place (PKD in the village)")),
    ("district", gettext_lazy("the Panwaslu Kecamatan of the sub-district")),
    ("account", gettext_lazy("one account")),
]


def plannable() -> "QuerySet[Duty]":
    """Activities of the running election that are supervised below the regency."""
    rows: QuerySet[Duty] = Duty.objects.filter(
        stage__election=current_election(today()), level__gte=Level.DISTRICT
    ).select_related("stage")
    return rows.order_by("stage__begins", "stage__position", "due", "key")


def duty_choices(first: Any) -> list[Any]:
    """Activities under their stage."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for duty in plannable():
        groups.setdefault(duty.stage.name, []).append((duty.pk, duty.text))
    return [("", first), *groups.items()]


class PlanForm(forms.Form):
    """An activity at all places of a region at once."""

    duty = forms.ChoiceField(label=gettext_lazy("Activity"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Or an activity of your own"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("What is to be supervised that the stage does not list."),
    )
    stage = forms.ModelChoiceField(
        label=gettext_lazy("… of the stage"), required=False, queryset=Stage.objects.none(), empty_label="–"
    )
    place = forms.ChoiceField(label=gettext_lazy("Where"))
    level = forms.TypedChoiceField(label=gettext_lazy("In"), choices=LEVELS, coerce=int, initial=int(Level.VILLAGE))
    who = forms.ChoiceField(label=gettext_lazy("By"), choices=WHO, initial="place")
    account = forms.ModelChoiceField(
        label=gettext_lazy("Account"),
        required=False,
        queryset=Account.objects.none(),
        help_text=gettext_lazy("Only if one account does it all."),
    )
    begins = forms.DateField(label=gettext_lazy("From"), required=False, widget=DateInput)
    until = forms.DateField(
        label=gettext_lazy("Until"),
        required=False,
        widget=DateInput,
        help_text=gettext_lazy("Empty: the dates of the stage and of the activity."),
    )
    replacing = forms.BooleanField(
        label=gettext_lazy("Change also what is planned already"), required=False, initial=False
    )

    def __init__(self, *args: Any, viewer: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        fields: dict[str, Any] = self.fields
        fields["duty"].choices = duty_choices("–")
        fields["stage"].queryset = Stage.objects.filter(election=current_election(today()))
        fields["place"].choices = place_choices(viewer.region)
        accounts = Account.objects.visible_to(viewer).filter(is_active=True, role__in=TEAM_ROLES)
        fields["account"].queryset = accounts.order_by("region", "name")
        fields["account"].label_from_instance = lambda each: f"{each.name} ({each.region})"

    def clean_text(self) -> str:
        """Without numbers of people."""
        return without_personal_number(str(self.cleaned_data["text"]).strip())

    def clean_place(self) -> str:
        """A place of one's own region."""
        place = str(self.cleaned_data["place"])
        if not covers(self.viewer.region, place):
            raise forms.ValidationError(_("This place is not in your region."))
        return place

    def clean(self) -> dict[str, Any]:
        """Either a known activity or one of one's own; dates in order."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(cleaned.get("duty")) == bool(cleaned.get("text")):
            self.add_error("duty", _("Choose an activity, or write one of your own."))
        if cleaned.get("text") and not cleaned.get("stage"):
            self.add_error("stage", _("Which stage does it belong to?"))
        if cleaned.get("who") == "account" and not cleaned.get("account"):
            self.add_error("account", _("Which account?"))
        if cleaned.get("begins") and cleaned.get("until") and cleaned["begins"] > cleaned["until"]:
            self.add_error("until", _("This is before the first day."))
        if cleaned.get("text") and not cleaned.get("until") and cleaned.get("stage"):
            cleaned["until"] = cleaned["stage"].ends
        return cleaned


class CopyForm(forms.Form):
    """The places and people of one activity for another."""

    source = forms.ChoiceField(label=gettext_lazy("Planned as for"))
    duty = forms.ChoiceField(label=gettext_lazy("Activity to plan"))
    begins = forms.DateField(label=gettext_lazy("From"), required=False, widget=DateInput)
    until = forms.DateField(label=gettext_lazy("Until"), required=False, widget=DateInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["source"].choices = fields["duty"].choices = duty_choices("–")

    def clean(self) -> dict[str, Any]:
        """Two activities, dates in order."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("duty") and cleaned.get("duty") == cleaned.get("source"):
            self.add_error("duty", _("Choose another activity."))
        if cleaned.get("begins") and cleaned.get("until") and cleaned["begins"] > cleaned["until"]:
            self.add_error("until", _("This is before the first day."))
        return cleaned


class CsvForm(forms.Form):
    """A plan from a table."""

    file = forms.FileField(
        label=gettext_lazy("File (csv)"),
        help_text=gettext_lazy("Columns: kegiatan, wilayah (code), tps, akun, mulai, sampai. One row a place."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv"}),
    )
    replacing = forms.BooleanField(label=gettext_lazy("Change also what is planned already"), required=False)


class TickForm(forms.Form):
    """That it is done, in a word and a photo if there is one."""

    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("No NIK."),
    )
    photos = FilesField(label=gettext_lazy("Photos"), pictures=True)

    def clean_note(self) -> str:
        """Without numbers of people."""
        return without_personal_number(str(self.cleaned_data["note"]))


class AssignmentFilter(RecordFilter):
    """Which assignments."""

    model = Assignment
    statuses: Sequence[tuple[str, Any]] = State.choices
    exact = ("duty",)
    duty = forms.ModelChoiceField(
        label=gettext_lazy("Activity"), required=False, queryset=Duty.objects.none(), empty_label=gettext_lazy("All")
    )
    who = forms.ChoiceField(
        label=gettext_lazy("Who"),
        required=False,
        choices=[("", gettext_lazy("All")), ("nobody", gettext_lazy("Nobody")), ("mine", gettext_lazy("I"))],
    )

    def __init__(self, *args: Any, viewer: Any, **kwargs: Any) -> None:
        super().__init__(*args, viewer=viewer, **kwargs)
        self.viewer = viewer
        fields: dict[str, Any] = self.fields
        fields["duty"].queryset = plannable()

    def apply(self, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        """The status is worked out for today, the rest as in every room."""
        rows = super().apply(rows.with_state(today()))  # type: ignore[attr-defined]
        if self.cleaned_data.get("who") == "nobody":
            rows = rows.filter(is_manned=False, is_done=False)
        if self.cleaned_data.get("who") == "mine":
            rows = rows.of(self.viewer)  # type: ignore[attr-defined]
        return rows
