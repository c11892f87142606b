"""What is asked: for a search, for a check at the door, for somebody reported as missing, and to filter people."""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from saksama.language import Language
from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import covers, level_of
from saksama.office.clock import today
from saksama.office.election.models import Level, Region
from saksama.office.residue.models import (
    Channel,
    MissingReport,
    PersonStatus,
    PresenceChoice,
    Residue,
    SoughtChoice,
    Verdict,
)
from saksama.office.rolls.models import AUDITED_KINDS, Kind, ListVersion
from saksama.reference.tms import tms_reasons

LONG_NUMBER = re.compile(r"\d{8,}")
SUFFIXES = (".xlsx", ".csv")
MOST_BYTES = 20 * 1024**2
DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
YOUNGEST, OLDEST = 16, 120  # years, of somebody who may be missing from a list of voters


class ResidueForm(forms.ModelForm):  # type: ignore[type-arg]
    """In which list, who is sought, and who is excused."""

    class Meta:
        model = Residue
        fields = ["version", "dpk", "with_reported", "with_coklit", "deaths", "police_army", "claim"]

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lists = ListVersion.objects.visible_to(account).within(account.region).usable()
        fields: dict[str, Any] = self.fields
        fields["version"].queryset = lists.filter(kind__in=AUDITED_KINDS)
        kinds = {"dpk": Kind.DPK, "deaths": Kind.DEATHS, "police_army": Kind.POLICE_ARMY}
        for name, kind in kinds.items():
            fields[name].queryset = lists.filter(kind=kind)
            fields[name].empty_label = _("nothing")
            if not self.is_bound:
                fields[name].initial = fields[name].queryset.first()
        if not self.is_bound:
            fields["version"].initial = fields["version"].queryset.first()
        fields["with_reported"].label = _("Seek the people reported as missing, too")
        fields["with_coklit"].label = _("Name the areas not enumerated, by the coklit counts")
        fields["deaths"].help_text = fields["police_army"].help_text = _(
            "Who is plainly in it is not counted as missing."
        )
        fields["claim"].help_text = _(
            "For example “all have been included; perhaps a few are left”, with date and place."
        )

    def clean(self) -> dict[str, Any]:
        """Somebody must be sought, and the lists must be of one region."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not any(cleaned.get(name) for name in ("dpk", "with_reported", "with_coklit")):
            raise forms.ValidationError(_("Choose the DPK, the people reported, or the coklit counts."))
        version = cleaned.get("version")
        for name in ("dpk", "deaths", "police_army"):
            other = cleaned.get(name)
            if version and other and other.region != version.region:
                self.add_error(name, _("That list is of another region."))
        return cleaned


class PersonFilter(forms.Form):
    """Which people to show; everything is optional."""

    place = forms.ChoiceField(label=gettext_lazy("Place"), required=False)
    source = forms.ChoiceField(label=gettext_lazy("Known from"), required=False)
    presence = forms.ChoiceField(label=gettext_lazy("The search says"), required=False)
    status = forms.ChoiceField(label=gettext_lazy("On the spot"), required=False)

    def __init__(self, *args: Any, places: Sequence[Region], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = ("", _("All"))
        indent = "\u00a0\u00a0\u00a0"
        choices: dict[str, Sequence[tuple[Any, Any]]] = {
            "place": [(place.code, f"{indent * (place.level == Level.VILLAGE)}{place.name}") for place in places],
            "source": SoughtChoice.choices,
            "presence": PresenceChoice.choices,
            "status": PersonStatus.choices,
        }
        for name, values in choices.items():
            field: Any = self.fields[name]
            field.choices = [everything, *values]


class CheckForm(forms.Form):
    """What was found out at the door."""

    verdict = forms.ChoiceField(choices=Verdict.choices)
    reason = forms.ChoiceField(label=gettext_lazy("If not eligible, why"), required=False)
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Who was asked, what was seen. No NIK."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language: Language = "en" if get_language() == "en" else "id"
        reason: Any = self.fields["reason"]
        reason.choices = [("", "–"), *((key, each.title.in_(language)) for key, each in tms_reasons().items())]

    def clean_note(self) -> str:
        """A note is read by many."""
        note = str(self.cleaned_data["note"])
        if LONG_NUMBER.search(note):
            raise forms.ValidationError(_("Please write the note without NIK or other long numbers."))
        return note

    def clean(self) -> dict[str, Any]:
        """Not eligible needs its reason; nothing else has one."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("verdict") == Verdict.NOT_ELIGIBLE and not cleaned.get("reason"):
            self.add_error("reason", _("Choose why this person is not eligible."))
        elif cleaned.get("verdict") != Verdict.NOT_ELIGIBLE:
            cleaned["reason"] = ""
        return cleaned


class ReportForm(forms.ModelForm):  # type: ignore[type-arg]
    """Somebody reported as missing."""

    class Meta:
        model = MissingReport
        fields = [
            "name", "birthplace", "birthdate", "age", "sex", "address", "rt", "rw", "region", "tps", "channel", "day",
            "note",
        ]  # fmt: skip
        widgets = {"birthdate": DAY, "day": DAY}

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account
        fields: dict[str, Any] = self.fields
        villages = Region.objects.filter(code__within=account.region, level=Level.VILLAGE)
        fields["region"] = forms.ModelChoiceField(villages, label=fields["region"].label)
        fields["note"].help_text = _("No NIK.")
        for name in ("rt", "rw", "tps"):
            fields[name].widget.attrs["inputmode"] = "numeric"
        if not self.is_bound:
            fields["day"].initial = today()
            fields["channel"].initial = (
                Channel.SUPERVISOR if account.role in ("village", "district") else Channel.CITIZEN
            )
            if level_of(account.region) == Level.VILLAGE:
                fields["region"].initial = account.region

    def clean_region(self) -> str:
        """The village's code."""
        village: Region = self.cleaned_data["region"]
        if not covers(self.account.region, village.code):  # the choices say so already; never trust one door only
            raise forms.ValidationError(_("This village is not in your region."))
        return village.code

    def clean_name(self) -> str:
        """Letters, no number."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        if re.search(r"\d", name) or not re.search(r"[^\W\d_]", name):
            raise forms.ValidationError(_("A name has letters and no digits."))
        return name

    def clean_note(self) -> str:
        """As in all notes."""
        note = str(self.cleaned_data["note"])
        if LONG_NUMBER.search(note):
            raise forms.ValidationError(_("Please write the note without NIK or other long numbers."))
        return note

    def clean(self) -> dict[str, Any]:
        """Without birth date and age nobody can be told from a namesake."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("rt", "rw", "tps"):
            text = str(cleaned.get(name) or "")
            if text and not re.fullmatch(r"\d{1,3}", text):
                self.add_error(name, _("A number of at most three digits."))
            elif text:
                cleaned[name] = text.zfill(3)
        if "birthdate" not in self.errors and "age" not in self.errors:
            birthdate, age = cleaned.get("birthdate"), cleaned.get("age")
            if birthdate is None and age is None:
                self.add_error("birthdate", _("Give the birth date, or the age if it is not known."))
            elif birthdate is not None and birthdate >= today():
                self.add_error("birthdate", _("This day is still to come."))
            elif birthdate is None and age is not None and not YOUNGEST <= age <= OLDEST:
                self.add_error("age", _("Between 16 and 120."))
        if cleaned.get("day") and cleaned["day"] > today():
            self.add_error("day", _("This day is still to come."))
        return cleaned


class ReportFileForm(forms.Form):
    """Many at once."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "xlsx or csv, one row a person, headings as in KPU's lists. Numbers (NIK, KK) are not kept."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )
    channel = forms.ChoiceField(label=gettext_lazy("Reported by"), choices=Channel.choices)
    day = forms.DateField(label=gettext_lazy("Day of the report"), widget=DAY, initial=today)

    def clean_day(self) -> Any:
        """Nobody reports tomorrow."""
        day = self.cleaned_data["day"]
        if day > today():
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def clean_file(self) -> "UploadedFile[Any]":
        """By its name and size; what is in it is read later."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if PurePosixPath(str(file.name)).suffix.lower() not in SUFFIXES:
            raise forms.ValidationError(_("%(name)s is no xlsx or csv."), params={"name": file.name})
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("This file is too large for a table of reports."))
        return file
