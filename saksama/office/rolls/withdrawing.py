"""A list handed over by mistake is withdrawn: it is kept with its findings, and no room uses it. Can be taken back."""

from django import forms
from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from saksama.office.accounts.models import Account
from saksama.office.clock import now
from saksama.office.jobs.kinds import start as start_job
from saksama.office.rolls import actions
from saksama.office.rolls.masking import mask
from saksama.office.rolls.models import AUDITED_KINDS, ListVersion, Status
from saksama.office.rolls.signals import list_stands_again, list_withdrawal_asked, list_withdrawn
from saksama.office.rolls.stations import store_stations_again
from saksama.office.trail.record import record


class WithdrawForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("Everybody who sees the list reads it. No names and no NIK."),
    )

    def clean_reason(self) -> str:
        """Goes into the trail."""
        reason: str = self.cleaned_data["reason"]
        if mask(reason) != reason:
            raise forms.ValidationError(_("Please write this without NIK or other long numbers."))
        return reason


def consequences(version: ListVersion) -> list[str]:
    """What comes of withdrawing it, in sentences: here and in the rooms that have used it."""
    said = []
    if version.findings_count:
        text = ngettext(
            "%(count)s finding stays to be read, and goes into no new letter, figure or index.",
            "%(count)s findings stay to be read, and go into no new letter, figure or index.",
            version.findings_count,
        )
        said.append(text % {"count": intcomma(version.findings_count)})
    checked = [str(each) for each in (version.checked_lists.all() | version.followers.all()).distinct()]
    if checked:
        said.append(
            _(
                "What was found in %(lists)s by comparing with it stays there; the pages say so. "
                "Hand these lists over anew."
            )
            % {"lists": ", ".join(checked)}
        )
    for _receiver, sentences in list_withdrawal_asked.send(ListVersion, version=version):
        said += sentences or []
    return said


def withdraw(version: ListVersion, by: Account, reason: str) -> None:
    """From now on no room uses it.

    Raises:
        ValidationError: it is withdrawn already, or a room cannot do without it; with the sentence for the reader.
    """
    with transaction.atomic():
        # Letters lock the list before themselves: of a letter and a withdrawal at once one sees the other.
        locked: ListVersion = ListVersion.objects.select_for_update().get(pk=version.pk)
        if locked.is_withdrawn:
            raise ValidationError(_("This list has been withdrawn already."))
        locked.withdrawn_at, locked.withdrawn_by, locked.withdrawn_reason = now(), by, reason
        _save(locked)
        store_stations_again(locked.region, locked.election)
        list_withdrawn.send(ListVersion, version=locked, by=by)
        record(by, actions.LIST_WITHDRAWN, locked, details={"reason": reason})


def stand_again(version: ListVersion, by: Account) -> None:
    """Takes a withdrawal back; what had not been read or audited by then goes on.

    Raises:
        ValidationError: it is not withdrawn, or its reading has not noticed the withdrawal yet.
    """
    with transaction.atomic():
        locked: ListVersion = ListVersion.objects.select_for_update().get(pk=version.pk)
        if not locked.is_withdrawn:
            raise ValidationError(_("This list is not withdrawn."))
        if locked.job is not None and not locked.job.is_over:
            raise ValidationError(_("The work begun before it was withdrawn is not over yet. Try again in a while."))
        reason = locked.withdrawn_reason
        locked.withdrawn_at, locked.withdrawn_by, locked.withdrawn_reason = None, None, ""
        if _is_unfinished(locked):
            locked.job = start_job("rolls.read_and_audit", by, locked.region, version=locked.pk)
        _save(locked, "job")
        store_stations_again(locked.region, locked.election)
        list_stands_again.send(ListVersion, version=locked, by=by)
        record(by, actions.LIST_STANDS_AGAIN, locked, details={"withdrawn_for": reason})


def _is_unfinished(version: ListVersion) -> bool:
    """A list that failed waits for an answer, as it did before."""
    last = Status.AUDITED if version.kind in AUDITED_KINDS else Status.READ
    return version.status not in (last, Status.FAILED)


def _save(version: ListVersion, *fields: str) -> None:
    version.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason", *fields])
