"""Making a draft of a letter: from confirmed findings of one list, or from what a former letter left undone."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from saksama.office.accounts.models import Account
from saksama.office.recommendations import actions
from saksama.office.recommendations.asking import kind_of
from saksama.office.recommendations.compose import (
    first_opening,
    follow_up_opening,
    subject_of,
    usual_closing,
    usual_legal_basis,
)
from saksama.office.recommendations.models import Item, OfficeData, Recommendation
from saksama.office.recommendations.models.item import OPEN_RESULTS
from saksama.office.recommendations.states import Refused, State
from saksama.office.rolls.models import Finding, FindingStatus, ListVersion
from saksama.office.trail.record import record

MOST_FINDINGS = 20_000  # in one letter
BATCH = 1_000


def free_findings(rows: "QuerySet[Finding]") -> "QuerySet[Finding]":
    """Those confirmed on the spot and in no letter yet."""
    taken = Item.objects.filter(finding=OuterRef("pk"))
    return rows.filter(status=FindingStatus.CONFIRMED).exclude(Exists(taken))


def draft(version: ListVersion, chosen: "QuerySet[Finding]", by: Account) -> Recommendation:
    """A draft with the chosen findings, `chosen` coming from `visible_to`. All of them or none.

    Raises Refused when there is nothing to recommend, or too much for one letter.
    """
    try:
        return _draft(version, chosen, by)
    except IntegrityError as error:  # item_first_letter_once: somebody else was quicker with one of them
        raise Refused(_("Some of these findings have just been put into another letter. Choose anew.")) from error


def _draft(version: ListVersion, chosen: "QuerySet[Finding]", by: Account) -> Recommendation:
    with transaction.atomic():
        _of_a_standing_list(version)
        findings = list(free_findings(chosen.filter(version=version))[: MOST_FINDINGS + 1])
        if not findings:
            raise Refused(_("Choose at least one finding that is confirmed and in no letter yet."))
        if len(findings) > MOST_FINDINGS:
            raise Refused(
                _("More than %(most)s findings. Choose fewer, for example by place.") % {"most": MOST_FINDINGS}
            )
        office = OfficeData.of(version.region)
        letter = _begun(version, office, by, opening=first_opening(office, version, len(findings)))
        Item.objects.bulk_create(
            (Item(recommendation=letter, finding=each, region=each.region, kind=kind_of(each)) for each in findings),
            batch_size=BATCH,
        )
        record(by, actions.DRAFTED, letter, details={"list": version.pk, "findings": len(findings)})
    return letter


def follow_up(before: Recommendation, by: Account) -> Recommendation:
    """A draft of what the next list shows as not, partly or otherwise fixed; it cites the letter before.

    Raises Refused when nothing is left, or the follow-up is there already.
    """
    with transaction.atomic():
        _of_a_standing_list(before.version)
        locked = Recommendation.objects.select_for_update().get(pk=before.pk)
        if Recommendation.objects.filter(follows=locked).exists():
            raise Refused(_("The follow-up letter is there already."))
        latest = locked.look_ups.select_related("version").first()
        rest = list(locked.items.filter(result__in=OPEN_RESULTS))
        if latest is None or not rest:
            raise Refused(_("Nothing is left that the next list shows as not fixed."))
        office = OfficeData.of(locked.region)
        text = follow_up_opening(office, locked, latest.version, len(rest))
        letter = _begun(locked.version, office, by, opening=text, follows=locked)
        Item.objects.bulk_create(
            (
                Item(
                    recommendation=letter, finding_id=each.finding_id, previous=each, region=each.region, kind=each.kind
                )
                for each in rest
            ),
            batch_size=BATCH,
        )
        record(by, actions.DRAFTED, letter, details={"follows": locked.number, "findings": len(rest)})
    return letter


def remove_findings(letter: Recommendation, items: "QuerySet[Item]", by: Account) -> int:
    """Takes findings out of a draft; they can be recommended in another letter. Gives their number."""
    with transaction.atomic():
        locked = _locked_draft(letter)
        before = locked.items.count()
        doomed = list(items.filter(recommendation=letter).values_list("pk", flat=True))
        if len(doomed) == before:
            raise Refused(_("A letter without findings is none. Discard the draft instead."))
        is_usual = locked.opening == _opening(locked, before)
        Item.objects.filter(pk__in=doomed).delete()
        if is_usual:  # what the office has written itself is the office's to change
            locked.opening = _opening(locked, before - len(doomed))
            locked.save(update_fields=["opening"])
        if doomed:
            record(by, actions.FINDINGS_REMOVED, letter, details={"findings": len(doomed)})
    return len(doomed)


def _opening(letter: Recommendation, findings: int) -> str:
    """The usual sentences, which say how many findings there are."""
    office = OfficeData.of(letter.region)
    if letter.follows is None:
        return first_opening(office, letter.version, findings)
    latest = letter.follows.look_ups.select_related("version").first()
    return follow_up_opening(office, letter.follows, latest.version, findings) if latest else ""


def discard(letter: Recommendation, by: Account) -> None:
    """Deletes a draft that never had a number."""
    with transaction.atomic():
        locked = _locked_draft(letter)
        if locked.number:
            raise Refused(_("It has a number already, which must not get lost. Change it instead."))
        record(by, actions.DISCARDED, locked, details={"list": locked.version_id, "findings": locked.items.count()})
        locked.delete()


def change(letter: Recommendation, by: Account, fields: dict[str, Any]) -> None:
    """Writes what a form has changed in the text of a draft."""
    with transaction.atomic():
        locked = _locked_draft(letter)
        for name, value in fields.items():
            setattr(locked, name, value)
        locked.save(update_fields=list(fields))
        record(by, actions.EDITED, locked, details={"fields": sorted(fields)})


def _of_a_standing_list(version: ListVersion) -> None:
    """Locked before the letter, as who withdraws it does."""
    if ListVersion.objects.standing().select_for_update().filter(pk=version.pk).first() is None:
        raise Refused(_("This list has been withdrawn. Choose the findings of another."))


def _begun(
    version: ListVersion, office: OfficeData, by: Account, *, opening: str, follows: Recommendation | None = None
) -> Recommendation:
    letter: Recommendation = Recommendation.objects.create(
        region=version.region,
        version=version,
        follows=follows,
        nature=office.nature,
        subject=subject_of(version, follows=follows is not None),
        addressee=office.addressee,
        addressee_place=office.addressee_place,
        opening=opening,
        legal_basis=usual_legal_basis(),
        closing=usual_closing(),
        copies=office.copies,
        deadline_days=office.deadline_days,
        by=by,
    )
    return letter


def _locked_draft(letter: Recommendation) -> Recommendation:
    locked: Recommendation = Recommendation.objects.select_for_update().get(pk=letter.pk)
    if locked.state != State.DRAFT:
        raise Refused(_("Only a draft can be changed."))
    return locked
