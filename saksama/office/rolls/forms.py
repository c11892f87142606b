"""What is asked when a list is handed over, when findings are filtered, and when one is reviewed."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from saksama.language import Language
from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import covers, level_of
from saksama.office.election.models import Level, Region
from saksama.office.rolls.models import CategoryChoice, FindingStatus, Kind, ListVersion, Severity, Source, Verdict
from saksama.reference.elections import Election, election_keys

SUFFIXES = (".xlsx", ".csv", ".zip")
LONG_NUMBER = re.compile(r"\d{8,}")


class ManyFiles(forms.ClearableFileInput):
    """A file field that takes several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once, each a list or a zip of lists, together within the limit."""

    widget = ManyFiles(attrs={"accept": ",".join(SUFFIXES), "multiple": True})

    def clean(self, data: Any, initial: Any = None) -> Any:
        """All files, checked by name and size; what is in them is read later."""
        given: Sequence[UploadedFile[Any]] = data if isinstance(data, list | tuple) else [data] if data else []
        if not given:
            super().clean(None, initial)
        files = [super(FilesField, self).clean(each, initial) for each in given]
        for file in files:
            if PurePosixPath(file.name).suffix.lower() not in SUFFIXES:
                raise forms.ValidationError(_("%(name)s is no xlsx, csv or zip."), params={"name": file.name})
        if sum(file.size for file in files) > settings.LIST_UPLOAD_LIMIT:
            limit = filesizeformat(settings.LIST_UPLOAD_LIMIT)
            raise forms.ValidationError(
                _("The files are larger than %(limit)s together. Send them as a zip."), params={"limit": limit}
            )
        if len({file.name for file in files}) < len(files):
            raise forms.ValidationError(_("Two files have the same name. Send them in a zip with folders."))
        return files


class ListForm(forms.ModelForm):  # type: ignore[type-arg]
    """A list to hand over."""

    given = FilesField(
        label=gettext_lazy("Files"),
        help_text=gettext_lazy("xlsx, csv or zip; several at once. They are kept unchanged as proof."),
    )

    class Meta:
        model = ListVersion
        fields = ["kind", "name", "election", "region", "previous"]

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account
        fields: dict[str, Any] = self.fields
        fields["kind"].initial = Kind.DPS
        fields["name"].help_text = _("So that it is told from others, for example “pleno 11 August”.")
        fields["election"] = forms.ChoiceField(label=fields["election"].label, choices=_elections())
        fields["previous"].queryset = ListVersion.objects.visible_to(account).filter(read_at__isnull=False)
        fields["previous"].empty_label = _("nothing")
        fields["region"].initial = account.region if level_of(account.region) == Level.REGENCY else None
        fields["region"].help_text = _("Code of the regency or city, for example 16.02.")

    def clean_region(self) -> str:
        """A regency of one's own region."""
        region = str(self.cleaned_data["region"])
        if level_of(region) != Level.REGENCY or not covers(self.account.region, region):
            raise forms.ValidationError(_("This is no regency or city of your region."))
        return region

    def clean_name(self) -> str:
        """A name goes into the audit trail, which takes no numbers of people."""
        name = str(self.cleaned_data["name"])
        if LONG_NUMBER.search(name):
            raise forms.ValidationError(_("Please name the list without long numbers."))
        return name

    def clean(self) -> dict[str, Any]:
        """A list is compared with one of its own region only."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        previous = cleaned.get("previous")
        if previous is not None and "region" in cleaned and previous.region != cleaned["region"]:
            self.add_error("previous", _("That list is of another region."))
        return cleaned


def _elections() -> list[tuple[str, str]]:
    """Key and title, the latest first."""
    language: Language = "en" if get_language() == "en" else "id"
    known = sorted(((Election.load(key), key) for key in election_keys()), key=_voting_day, reverse=True)
    return [(key, election.title.in_(language)) for election, key in known]


def _voting_day(named: tuple[Election, str]) -> date:
    return named[0].voting_day.value


class FindingFilter(forms.Form):
    """Which findings to show; everything is optional."""

    place = forms.ChoiceField(label=gettext_lazy("Place"), required=False)
    category = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    rule = forms.ChoiceField(label=gettext_lazy("Rule"), required=False)
    severity = forms.ChoiceField(label=gettext_lazy("Severity"), required=False)
    status = forms.ChoiceField(label=gettext_lazy("Status"), required=False)
    probability = forms.ChoiceField(label=gettext_lazy("Probability"), required=False)
    source = forms.ChoiceField(label=gettext_lazy("Source"), required=False)

    def __init__(self, *args: Any, places: Sequence[Region], rules: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = ("", _("All"))
        indent = "\u00a0\u00a0\u00a0"
        named = [(place.code, f"{indent * (place.level == Level.VILLAGE)}{place.name}") for place in places]
        choices: dict[str, Sequence[tuple[Any, Any]]] = {
            "place": named,
            "category": CategoryChoice.choices,
            "rule": rules,
            "severity": Severity.choices,
            "status": FindingStatus.choices,
            "probability": [(str(percent), f"≥ {percent} %") for percent in (95, 80, 50)],
            "source": Source.choices,
        }
        for name, values in choices.items():
            field: Any = self.fields[name]
            field.choices = [everything, *values]


class ReviewForm(forms.Form):
    """What was seen on the spot."""

    verdict = forms.ChoiceField(label=gettext_lazy("Verdict"), choices=Verdict.choices)
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Who was asked, what was seen. No NIK."),
    )

    def clean_note(self) -> str:
        """A note is read by many."""
        note = str(self.cleaned_data["note"])
        if LONG_NUMBER.search(note):
            raise forms.ValidationError(_("Please write the note without NIK or other long numbers."))
        return note
