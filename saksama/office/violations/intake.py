"""Reports of citizens from outside, each row with its reporter and reported party: by the API, and from a table."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saksama.office.records.forms import without_personal_number
from saksama.office.records.intake import Intake, register_intake
from saksama.office.violations import actions
from saksama.office.violations.forms import FileForm, new_report
from saksama.office.violations.models import Part, Person, ViolationFile

PEOPLE = ("reporter_name", "reporter_address", "reporter_phone", "reported_name", "reported_address")


class FileWithPeopleForm(FileForm):
    """The report with the two people that its page asks for in forms of their own; they are corrected on that page."""

    reporter_name = forms.CharField(label=_("Name of the reporter"), max_length=120)
    reporter_address = forms.CharField(label=_("Address of the reporter"), max_length=200, required=False)
    reporter_phone = forms.CharField(label=_("Telephone of the reporter"), max_length=30, required=False)
    reported_name = forms.CharField(label=_("Name of the reported party"), max_length=120)
    reported_address = forms.CharField(label=_("Address of the reported party"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in PEOPLE:
                del self.fields[name]

    def clean_reporter_phone(self) -> str:
        """A telephone, never a NIK."""
        return without_personal_number(str(self.cleaned_data["reporter_phone"]))


def _report(by: Any) -> ViolationFile:
    file = new_report()
    file.by = by
    return file


def _add_people(file: ViolationFile, told: Mapping[str, Any], by: Any, is_new: bool) -> None:
    if not is_new:
        return
    Person.objects.bulk_create(
        [
            Person(
                file=file,
                part=part,
                name=told[f"{part}_name"],
                address=told.get(f"{part}_address", ""),
                phone=told.get(f"{part}_phone", ""),
            )
            for part in (Part.REPORTER.value, Part.REPORTED.value)
        ]
    )


VIOLATIONS = register_intake(
    Intake(
        "violations",
        ViolationFile,
        _("Violations"),
        "violations.write",
        "violations",
        FileWithPeopleForm,
        blank=_report,
        written=actions.OPENED,
        changed=actions.CHANGED,
        after=_add_people,
    )
)
