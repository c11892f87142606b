"""What every room asks alike: the fields of a record, the filters of a list, a comment, a file."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saksama.office.accounts.region_code import covers
from saksama.office.clock import today
from saksama.office.election.agenda import current_election
from saksama.office.election.models import Stage
from saksama.office.quick_select import QuickSelect
from saksama.office.records.models import Classification, Record
from saksama.office.records.models.attachment import check
from saksama.office.records.places import Ready, place_choices
from saksama.office.trail.models import CLEARANCE

NATIONAL_NUMBER = re.compile(r"(?<!\d)\d[\d*]{15}(?!\d)")


def without_personal_number(text: str) -> str:
    """The text itself.

    Raises:
        ValidationError: it holds something like a NIK; what is written here is read by many.
    """
    if NATIONAL_NUMBER.search(text):  # a telephone number is shorter, and belongs into some fields
        raise forms.ValidationError(_("Please write without NIK or family card numbers."))
    return text


class DateInput(forms.DateInput):
    """A date with the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """A time with the browser's own clock."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class ManyFilesInput(forms.ClearableFileInput):
    """A file field that takes several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files to attach, each checked by kind and size. On a phone the camera is offered."""

    def __init__(self, *, pictures: bool = False, **kwargs: Any) -> None:
        attributes: dict[str, Any] = {"multiple": True}
        if pictures:
            attributes["accept"] = "image/jpeg,image/png,image/webp"
        super().__init__(widget=ManyFilesInput(attrs=attributes), **{"required": False, **kwargs})

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The files, possibly none."""
        given: Sequence[Any] = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not given:
            super().clean(None, initial)
        for upload in given:
            check(upload)
        return list(given)


class RecordForm(forms.ModelForm):  # type: ignore[type-arg]
    """A record to write: place, stage and class are offered as far as the writer's own reach."""

    class Meta:
        widgets: dict[str, Any] = {"day": DateInput}

    def __init__(self, *args: Any, viewer: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        fields: dict[str, Any] = self.fields
        if "region" in fields:
            places = Ready(place_choices(viewer.region))
            fields["region"] = forms.ChoiceField(label=fields["region"].label, choices=places)
            self.initial["region"] = self.initial.get("region") or viewer.region
        if "stage" in fields:
            fields["stage"].queryset = Stage.objects.filter(election=current_election(today()))
            fields["stage"].empty_label = _("none")
        if "day" in fields:
            fields["day"].widget = DateInput()
            self.initial["day"] = self.initial.get("day") or today()
        if "classification" in fields:
            fields["classification"].choices = [
                (kind.value, kind.label)
                for kind in Classification
                if kind not in CLEARANCE or viewer.may(CLEARANCE[kind])
            ]

    def clean_region(self) -> str:
        """A place of one's own region."""
        region = str(self.cleaned_data["region"])
        if not covers(self.viewer.region, region):  # that there is such a place, the choices have said
            raise forms.ValidationError(_("This place is not in your region."))
        return region

    def clean(self) -> dict[str, Any]:
        """Free text takes no NIK: a record is read, searched and exported by many."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, value in list(cleaned.items()):
            if isinstance(value, str):
                try:
                    without_personal_number(value)
                except forms.ValidationError as error:
                    self.add_error(name, error)
        return cleaned


class RecordFilter(forms.Form):
    """Which records to show; everything is optional. A room adds its own fields and names them in `exact`."""

    model: type[Any] = Record
    statuses: Sequence[tuple[str, Any]] = ()
    exact: Sequence[str] = ()  # fields that filter the column of their name by equality

    q = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=100)
    place = forms.ChoiceField(label=gettext_lazy("Place"), required=False, widget=QuickSelect)
    stage = forms.ModelChoiceField(label=gettext_lazy("Stage"), required=False, queryset=Stage.objects.none())
    status = forms.ChoiceField(label=gettext_lazy("Status"), required=False, widget=QuickSelect)
    since = forms.DateField(label=gettext_lazy("From"), required=False, widget=DateInput)
    until = forms.DateField(label=gettext_lazy("Until"), required=False, widget=DateInput)

    def __init__(self, *args: Any, viewer: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = ("", _("All"))
        fields: dict[str, Any] = self.fields
        fields["place"].choices = [everything, *place_choices(viewer.region)]
        fields["stage"].queryset = Stage.objects.filter(election=current_election(today()))
        fields["stage"].empty_label = everything[1]
        if self.statuses:
            fields["status"].choices = [everything, *self.statuses]
        else:
            del fields["status"]

    def apply(self, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        """Only the rows that fit; what is no choice is said at its field, the other filters hold."""
        self.is_valid()
        chosen = self.cleaned_data
        if chosen.get("q"):
            rows = rows.matching(chosen["q"])  # type: ignore[attr-defined]
        if chosen.get("place"):
            rows = rows.filter(region__within=chosen["place"])
        for name in ("stage", "status", *self.exact):
            if chosen.get(name):
                rows = rows.filter(**{name: chosen[name]})
        if chosen.get("since"):
            rows = rows.filter(day__gte=chosen["since"])
        if chosen.get("until"):
            rows = rows.filter(day__lte=chosen["until"])
        return rows


class CommentForm(forms.Form):
    """A word on a record."""

    text = forms.CharField(
        label=gettext_lazy("Comment"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}), strip=True
    )

    def clean_text(self) -> str:
        """Without numbers of people."""
        return without_personal_number(str(self.cleaned_data["text"]))


class AttachForm(forms.Form):
    """Files for a record."""

    uploads = FilesField(label=gettext_lazy("Files"), required=True)
    caption = forms.CharField(label=gettext_lazy("What they show"), required=False, max_length=200)

    def clean_caption(self) -> str:
        """Without numbers of people."""
        return without_personal_number(str(self.cleaned_data["caption"]))


class MoveForm(forms.Form):
    """A step of the states, with a reason where one is asked."""

    move = forms.CharField(max_length=40)
    note = forms.CharField(label=gettext_lazy("Reason or note"), required=False, max_length=500)
