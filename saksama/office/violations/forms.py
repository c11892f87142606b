"""Forms of suspected violations."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saksama.office.clock import now, today
from saksama.office.fieldwork.models import ViolationKind
from saksama.office.records.forms import DateInput, RecordFilter, RecordForm, without_personal_number
from saksama.office.violations.models import EVENTS, Part, Person, Recipient, Source, Status, ViolationFile


class MomentInput(forms.DateTimeInput):
    """A day and a time with the browser's own picker."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class FileForm(RecordForm):
    """What a citizen reports (laporan), or a file to be corrected."""

    class Meta(RecordForm.Meta):
        model = ViolationFile
        fields = [
            "party", "received", "region", "place", "stage", "kind", "event", "occurred", "known", "article",
            "account", "evidence_list",
        ]  # fmt: skip
        widgets = {
            "received": MomentInput(),
            "occurred": DateInput(),
            "known": DateInput(),
            "account": forms.Textarea(attrs={"rows": 6}),
            "evidence_list": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "known": _("The legal term to report counts from this day."),
            "received": _("Reports are taken from 8 to 16 o'clock."),
            "article": _("Number and law, such as Pasal 71 ayat (1) UU 10/2016."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("received", timezone.localtime(now()))
        if self.instance.source == Source.FINDING:
            del self.fields["party"]

    def clean(self) -> dict[str, Any]:
        """Times in order: it happened, was known, was received."""
        told = super().clean()
        occurred, known, received = (told.get(name) for name in ("occurred", "known", "received"))
        if occurred and known and known < occurred:
            self.add_error("known", gettext("It cannot be known before it happened."))
        if known and received and timezone.localtime(received).date() < known:
            self.add_error("received", gettext("It cannot be received before it was known."))
        return told


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]
    """A person of the file."""

    class Meta:
        model = Person
        fields: tuple[str, ...] = (
            "part", "name", "occupation", "address", "phone", "birthplace", "birth_date", "sex", "citizenship", "email",
        )  # fmt: skip
        widgets = {"birth_date": DateInput()}

    def clean(self) -> dict[str, Any]:
        """Without numbers of people."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        for value in told.values():
            if isinstance(value, str):
                without_personal_number(value)
        return told


class ReporterForm(PersonForm):
    """The reporter, with all that the report form asks."""

    class Meta(PersonForm.Meta):
        fields: tuple[str, ...] = tuple(name for name in PersonForm.Meta.fields if name != "part")


class ReportedForm(forms.ModelForm):  # type: ignore[type-arg]
    """The reported party."""

    class Meta:
        model = Person
        fields = ("name", "occupation", "address", "phone")


class DecisionForm(forms.Form):
    """What the plenary decided: a violation."""

    plenary_number = forms.CharField(label=_("Number of the minutes (berita acara)"), max_length=80)
    at = forms.DateTimeField(label=_("Decided"), widget=MomentInput)
    kind = forms.ChoiceField(label=_("Kind of violation"), choices=ViolationKind.choices)
    article = forms.CharField(label=_("Article"), max_length=300)


class HandOverForm(forms.Form):
    """To whom, by which letter."""

    recipient = forms.ChoiceField(label=_("To whom"), choices=Recipient.choices)
    letter_number = forms.CharField(label=_("Number of the letter"), max_length=80)
    at = forms.DateTimeField(label=_("Handed over"), widget=MomentInput)


class EventForm(forms.Form):
    """A step of Gakkumdu, police, prosecutor or court."""

    event = forms.ChoiceField(label=_("What happened"), choices=list(EVENTS.items()))
    at = forms.DateTimeField(label=_("When"), widget=MomentInput)


class FileFilter(RecordFilter):
    """Which files to list."""

    model = ViolationFile
    statuses = Status.choices
    exact = ("source", "kind")

    source = forms.ChoiceField(label=_("Source"), required=False, choices=[("", _("All")), *Source.choices])
    kind = forms.ChoiceField(
        label=_("Kind of violation"), required=False, choices=[("", _("All")), *ViolationKind.choices]
    )


PARTS_OF_A_REPORT = (Part.REPORTER, Part.REPORTED)
DEFAULT_RECIPIENT = {
    ViolationKind.ADMINISTRATIVE: Recipient.KPU,
    ViolationKind.ETHICS: Recipient.DKPP,
    ViolationKind.CRIME: Recipient.GAKKUMDU,
    ViolationKind.OTHER: Recipient.BKN,
}


def new_report() -> ViolationFile:
    """An empty report of a citizen, of today."""
    return ViolationFile(source=Source.REPORT, day=today())
