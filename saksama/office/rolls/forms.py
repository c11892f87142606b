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
from saksama.office.quick_select import QuickSelect
from saksama.office.rolls import against, photos
from saksama.office.rolls.models import (
    AUDITED_KINDS,
    CategoryChoice,
    FindingStatus,
    Kind,
    ListVersion,
    Severity,
    Source,
    Upload,
    Verdict,
)
from saksama.office.rolls.order import SORTS
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
            return []
        for each in given:
            if not each.size:
                raise forms.ValidationError(_("%(name)s is empty."), params={"name": each.name})
        files = [super(FilesField, self).clean(each, initial) for each in given]
        check_files([(file.name, file.size) for file in files])
        return files


def check_files(files: Sequence[tuple[str, int]]) -> None:
    """Refuses files by name and size (bytes), whichever way they come."""
    for name, _size in files:
        if PurePosixPath(name).suffix.lower() not in SUFFIXES:
            raise forms.ValidationError(_("%(name)s is no xlsx, csv or zip."), params={"name": name})
    if sum(size for _name, size in files) > settings.LIST_UPLOAD_LIMIT:
        limit = filesizeformat(settings.LIST_UPLOAD_LIMIT)
        raise forms.ValidationError(
            _("The files are larger than %(limit)s together. Send them as a zip."), params={"limit": limit}
        )
    if len({name for name, _size in files}) < len(files):
        raise forms.ValidationError(_("Two files have the same name. Send them in a zip with folders."))


class ListForm(forms.ModelForm):  # type: ignore[type-arg]
    """A list to hand over."""

    given = FilesField(
        required=False,
        label=gettext_lazy("Files"),
        help_text=gettext_lazy("xlsx, csv or zip; several at once. They are kept unchanged as proof."),
    )

    uploaded = forms.ModelMultipleChoiceField(Upload.objects.none(), required=False, widget=forms.MultipleHiddenInput)

    class Meta:
        model = ListVersion
        fields = ["kind", "name", "election", "region"]

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account
        fields: dict[str, Any] = self.fields
        fields["kind"].initial = Kind.DPS
        fields["name"].help_text = _("So that it is told from others, for example “pleno 11 August”.")
        fields["election"] = forms.ChoiceField(label=fields["election"].label, choices=_elections())
        fields["uploaded"].queryset = Upload.objects.visible_to(account).exclude(sha256="")
        fields.update(against.fields(account))
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
        """Files there must be; a list is checked against lists of its own region only, a register against nothing."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._check_files_together(cleaned)
        for name in against.KINDS:
            value, cleaned[name] = cleaned.get(name, against.NOTHING), None
            if cleaned.get("kind") in AUDITED_KINDS and "region" in cleaned:
                try:
                    cleaned[name] = against.chosen(name, value, self.account, cleaned["region"])
                except forms.ValidationError as error:
                    self.add_error(name, error)
        return cleaned

    def _check_files_together(self, cleaned: dict[str, Any]) -> None:
        if "given" not in cleaned or "uploaded" not in cleaned:
            return
        names = [(file.name, file.size) for file in [*cleaned["given"], *cleaned["uploaded"]]]
        try:
            if not names:
                raise forms.ValidationError(_("Choose at least one file."))
            check_files(names)
        except forms.ValidationError as error:
            self.add_error("given", error)

    @property
    def registers(self) -> list[ListVersion]:
        """What it is checked against beside the earlier list."""
        found = (self.cleaned_data[name] for name in against.KINDS if name != "previous")
        return [each for each in found if each is not None]

    @property
    def compared(self) -> list[Any]:
        """The fields of what it is checked against, for the page."""
        return [self[name] for name in against.KINDS]


def _elections() -> list[tuple[str, str]]:
    """Key and title, the latest first."""
    language: Language = "en" if get_language() == "en" else "id"
    known = sorted(((Election.load(key), key) for key in election_keys()), key=_voting_day, reverse=True)
    return [(key, election.title.in_(language)) for election, key in known]


def _voting_day(named: tuple[Election, str]) -> date:
    return named[0].voting_day.value


class FindingFilter(forms.Form):
    """Which findings to show; everything is optional."""

    place = forms.ChoiceField(label=gettext_lazy("Place"), required=False, widget=QuickSelect)
    category = forms.ChoiceField(label=gettext_lazy("Kind"), required=False, widget=QuickSelect)
    rule = forms.ChoiceField(label=gettext_lazy("Rule"), required=False, widget=QuickSelect)
    severity = forms.ChoiceField(label=gettext_lazy("Severity"), required=False, widget=QuickSelect)
    status = forms.ChoiceField(label=gettext_lazy("Status"), required=False, widget=QuickSelect)
    probability = forms.ChoiceField(label=gettext_lazy("Probability"), required=False, widget=QuickSelect)
    source = forms.ChoiceField(label=gettext_lazy("Source"), required=False, widget=QuickSelect)
    sort = forms.ChoiceField(
        label=gettext_lazy("Order"), required=False, choices=list(SORTS.items()), widget=QuickSelect
    )

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
    photo = forms.FileField(
        label=gettext_lazy("Photo"),
        required=False,
        help_text=gettext_lazy("Place, time and telephone that are written into a photo are taken out of it."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*", "capture": "environment", "data-photo": ""}),
    )

    def clean_photo(self) -> bytes | None:
        """The picture alone."""
        given = self.cleaned_data["photo"]
        return photos.cleaned(given) if given else None

    def clean_note(self) -> str:
        """A note is read by many."""
        note = str(self.cleaned_data["note"])
        if LONG_NUMBER.search(note):
            raise forms.ValidationError(_("Please write the note without NIK or other long numbers."))
        return note
