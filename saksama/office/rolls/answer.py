"""A reading that failed or is in doubt is begun anew, with what was answered in the browser."""

from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saksama.office.accounts.models import Account
from saksama.office.jobs.kinds import start as start_job
from saksama.office.rolls import actions
from saksama.office.rolls.headings import FIELD_LABELS
from saksama.office.rolls.models import ListVersion, Status
from saksama.office.trail.record import record


class AnswerForm(forms.Form):
    """What each heading means that the reading could not place; and whether broken files may be left out."""

    heading = forms.CharField(
        label=gettext_lazy("Another heading, as it is written"), required=False, max_length=60, strip=True
    )
    meaning = forms.ChoiceField(label=gettext_lazy("… means"), required=False)
    skips_bad_files = forms.BooleanField(
        label=gettext_lazy("Leave out files that cannot be read, and name them in the list of rejected rows"),
        required=False,
    )

    def __init__(self, *args: Any, version: ListVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.headings: list[str] = list(version.question.get("headings", []))
        choices: list[tuple[Any, Any]] = [("", "…"), *FIELD_LABELS.items()]
        meaning: Any = self.fields["meaning"]
        meaning.choices = choices
        for number, heading in enumerate(self.headings):
            self.fields[f"asked_{number}"] = forms.ChoiceField(
                label=_("“%(heading)s” means") % {"heading": heading}, choices=choices
            )
        self.order_fields([f"asked_{number}" for number in range(len(self.headings))])

    @property
    def mapping(self) -> dict[str, str]:
        """Heading as written → field of the engine."""
        answers = {heading: self.cleaned_data[f"asked_{number}"] for number, heading in enumerate(self.headings)}
        other, meaning = self.cleaned_data["heading"], self.cleaned_data["meaning"]
        return {**answers, other: meaning} if other and meaning else answers


@transaction.atomic
def begin_anew(version: ListVersion, by: Account, mapping: dict[str, str], *, skips_bad_files: bool) -> bool:
    """Puts a list that has failed in the queue again. False if somebody else just did."""
    job = start_job("rolls.read_and_audit", by, version.region, version=version.pk)
    # The condition makes of two who answer at once one lose; with it goes the job made above.
    taken = ListVersion.objects.filter(pk=version.pk, job=version.job_id).update(
        job=job,
        status=Status.UPLOADED if version.read_at is None else Status.READ,
        mapping={**version.mapping, **mapping},
        skips_bad_files=skips_bad_files or version.skips_bad_files,
        question={},
        is_doubted=False,
    )
    if not taken:
        transaction.set_rollback(True)
        return False
    details = {"headings": len(mapping), "skips_bad_files": skips_bad_files}
    record(by, actions.LIST_BEGUN_ANEW, version, details=details)
    return True
