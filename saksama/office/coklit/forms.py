"""What is asked of one TPS, and of a file."""

from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saksama.office.clock import today
from saksama.office.coklit.models import CoklitCount

SUFFIXES = (".xlsx", ".csv")
MOST_BYTES = 10 * 1024**2  # of a file of counts; 1,249 TPS are 0.1 MB
DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
NUMBER = {"inputmode": "numeric", "min": 0}


class CountForm(forms.ModelForm):  # type: ignore[type-arg]
    """The counts of one TPS, as they are written down in the field: with and without sticker apart."""

    with_sticker = forms.IntegerField(label=gettext_lazy("Visited, with sticker"), min_value=0, required=False)
    anyway = forms.BooleanField(label=gettext_lazy("It is so all the same"), required=False)

    class Meta:
        model = CoklitCount
        fields = [
            "day", "households", "without_sticker", "not_visited", "sticker_without_visit", "joki", "in_party", "note",
        ]  # fmt: skip
        widgets = {"day": DAY}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given: CoklitCount = self.instance
        self.fields["with_sticker"].initial = given.with_sticker
        self.fields["note"].help_text = _("No NIK.")
        for name, field in self.fields.items():
            if isinstance(field, forms.IntegerField):
                field.widget.attrs.update(NUMBER)
                field.help_text = field.help_text or (_("Empty if it was not counted.") if name == "households" else "")
        self.order_fields(
            [
                "households",
                "with_sticker",
                "without_sticker",
                "not_visited",
                "sticker_without_visit",
                "joki",
                "in_party",
                "day",
                "note",
                "anyway",
            ]  # fmt: skip
        )

    def clean_day(self) -> Any:
        """Nothing is observed tomorrow."""
        day = self.cleaned_data["day"]
        if day > today():
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def clean(self) -> dict[str, Any]:
        """Visited is what has a sticker and what has none; at least one number must be there."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        stickers, without = cleaned.get("with_sticker"), cleaned.get("without_sticker")
        known = [number for number in (stickers, without) if number is not None]
        self.instance.visited = sum(known) if known else None
        numbers = [value for name, value in cleaned.items() if isinstance(value, int) and name != "anyway"]
        if not self.errors and not numbers:
            raise forms.ValidationError(_("Write at least one number."))
        return cleaned


class FileForm(forms.Form):
    """A table of counts."""

    day = forms.DateField(label=gettext_lazy("Day of the observation"), widget=DAY, initial=today)
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("xlsx or csv, one row a TPS."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )

    def clean_file(self) -> "UploadedFile[Any]":
        """By its name and size; what is in it is read later."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if PurePosixPath(str(file.name)).suffix.lower() not in SUFFIXES:
            raise forms.ValidationError(_("%(name)s is no xlsx or csv."), params={"name": file.name})
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("This file is too large for a table of counts."))
        return file
