"""What is asked to plan a sample, and for each person checked."""

import re
import secrets
from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import covers
from saksama.office.election.models import Level, Region
from saksama.office.records.forms import ManyFilesInput
from saksama.office.rolls.models import AUDITED_KINDS, ListVersion
from saksama.office.samples.models import OutcomeChoice, Sample
from saksama.rolls.sample import TICKS, Direction

LONG_NUMBER = re.compile(r"\d{8,}")
MOST_BYTES = 20 * 1024**2
CONFIDENCES = ((0.9, "90 %"), (0.95, "95 %"), (0.99, "99 %"))


class SampleForm(forms.ModelForm):  # type: ignore[type-arg]
    """From what is wanted to the size; the seed comes from chance unless somebody throws dice in public."""

    region = forms.ChoiceField(label=gettext_lazy("Place"))
    confidence = forms.TypedChoiceField(
        label=gettext_lazy("Confidence"), choices=CONFIDENCES, coerce=float, initial=0.95
    )

    class Meta:
        model = Sample
        fields = ["version", "region", "direction", "precision", "confidence", "expected", "per_cluster", "seed"]

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        lists = ListVersion.objects.visible_to(account).within(account.region).usable()
        fields["version"].queryset = lists.filter(kind__in=AUDITED_KINDS)
        places = Region.objects.filter(code__within=account.region, level__in=[Level.REGENCY, Level.DISTRICT])
        indent = "\u00a0\u00a0\u00a0"
        fields["region"].choices = [
            (place.code, f"{indent * (place.level == Level.DISTRICT)}{place.name}") for place in places
        ]
        if not self.is_bound:
            initial = {"version": fields["version"].queryset.first(), "precision": 3, "expected": 5, "per_cluster": 10}
            for name, value in {**initial, "seed": secrets.randbelow(900_000) + 100_000}.items():
                fields[name].initial = value
        fields["precision"].help_text = _("The interval shall reach so far to either side, for example 3.")
        fields["expected"].help_text = _("A guess: how many of 100 are wrong. Less knowledge, nearer to 50.")
        fields["per_cluster"].help_text = _("Few people in many TPS tell more than many people in few TPS.")
        fields["seed"].help_text = _("The same list and seed give the same sample: anybody can repeat the draw.")

    def clean(self) -> dict[str, Any]:
        """The list must hold the region."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        version, region = cleaned.get("version"), cleaned.get("region")
        if version and region and not covers(version.region, region):
            self.add_error("region", _("This list is of another region."))
        return cleaned


class PersonForm(forms.Form):
    """Somebody met at a door, to be looked for in the list."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=150)
    birth = forms.CharField(label=gettext_lazy("Birth date or age"), max_length=20, required=False)
    outcome = forms.ChoiceField(label=gettext_lazy("In the list of this TPS?"))
    note = forms.CharField(label=gettext_lazy("Note"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcome: Any = self.fields["outcome"]
        outcome.choices = outcomes_of(Direction.PEOPLE_TO_LIST)[1:]

    def clean(self) -> dict[str, Any]:
        """No numbers of people."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("name", "note"):
            if LONG_NUMBER.search(str(cleaned.get(name, ""))):
                self.add_error(name, _("Please write this without NIK or other long numbers."))
        return cleaned


class SheetsField(forms.FileField):
    """Forms that came back, a workbook a village; checked by name and size, what is in them is read later."""

    widget = ManyFilesInput(attrs={"accept": ".xlsx", "multiple": True})

    def clean(self, data: Any, initial: Any = None) -> Any:
        """All of them."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given:
            super().clean(None, initial)
        files = [super(SheetsField, self).clean(each, initial) for each in given]
        for file in files:
            if PurePosixPath(str(file.name)).suffix.lower() != ".xlsx":
                raise forms.ValidationError(_("%(name)s is no xlsx."), params={"name": file.name})
        if sum(file.size for file in files) > MOST_BYTES:
            raise forms.ValidationError(_("These files are too large for forms."))
        return files


class SheetForm(forms.Form):
    """What comes back from the field."""

    file = SheetsField(
        label=gettext_lazy("Files"),
        help_text=gettext_lazy("The workbooks that were printed here, filled in, saved as xlsx; several at once."),
    )


def outcomes_of(direction: Direction) -> list[tuple[str, Any]]:
    """What can be chosen for a person, "not visited yet" first."""
    labels = dict(OutcomeChoice.choices)
    return [
        (OutcomeChoice.NOT_VISITED.value, labels[OutcomeChoice.NOT_VISITED]),
        *((outcome.value, labels[outcome.value]) for outcome in TICKS[direction]),
    ]
