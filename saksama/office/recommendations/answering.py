"""KPU's answers: record by record in the browser, or all at once from the workbook that came back."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from saksama.errors import InputError
from saksama.language import Text
from saksama.office.accounts.models import Account
from saksama.office.recommendations import actions
from saksama.office.recommendations.letter import Answer, AnswerKind, WrongAnswers, read_answers
from saksama.office.recommendations.models import Claim, Item, Recommendation
from saksama.office.recommendations.states import Refused
from saksama.office.rolls.masking import mask
from saksama.office.trail.record import record

CLAIMS = {
    AnswerKind.FIXED: Claim.FIXED,
    AnswerKind.ALREADY_RIGHT: Claim.ALREADY_RIGHT,
    AnswerKind.REJECTED: Claim.REJECTED,
}
_REASON_LENGTH = 500


def answer(letter: Recommendation, items: "QuerySet[Item]", by: Account, claim: Claim, reason: str) -> int:
    """Writes one answer to records of the letter, `items` coming from `visible_to`. Gives their number."""
    if claim == Claim.REJECTED and not reason:
        raise Refused(_("Say why it is rejected."))
    with transaction.atomic():
        _locked_open(letter)
        chosen = list(items.filter(recommendation=letter).values_list("pk", flat=True))
        if not chosen:
            raise Refused(_("Tick at least one record."))
        Item.objects.filter(recommendation=letter, pk__in=chosen).update(
            claim=claim, claim_reason=reason, claimed_by=by, claimed_at=timezone.now()
        )
        record(by, actions.RECORDS_ANSWERED, letter, details={"answer": claim, "records": len(chosen)})
    return len(chosen)


def upload(letter: Recommendation, workbook: bytes, name: str, by: Account) -> int:
    """Takes over the answers of a returned attachment; all of them, or none. Gives their number.

    Raises InputError naming row and column.
    """
    answers = read_answers(workbook, name)
    with transaction.atomic():
        _locked_open(letter)
        ours = {item.finding.finding_id: item for item in letter.items.select_related("finding")}
        _refuse_strangers(answers, ours, name)
        if not answers:
            raise InputError(
                Text("Tidak ada jawaban di dalamnya.", "There is no answer in it."),
                Text("Isi kolom jawaban, lalu kirim lagi.", "Fill in the answer column and send it again."),
                name,
            )
        changed = []
        at = timezone.now()
        for each in answers:
            item = ours[each.finding_id]
            item.claim, item.claim_reason = CLAIMS[each.kind], mask(each.reason)[:_REASON_LENGTH]
            item.claimed_by, item.claimed_at = by, at
            changed.append(item)
        Item.objects.bulk_update(changed, ["claim", "claim_reason", "claimed_by", "claimed_at"], batch_size=500)
        record(by, actions.ANSWERS_UPLOADED, letter, details={"records": len(changed)})
    return len(changed)


def _refuse_strangers(answers: Sequence[Answer], ours: dict[str, Item], name: str) -> None:
    problems = [
        InputError(
            Text("Kode temuan ini tidak ada dalam surat.", "This finding code is not in the letter."),
            Text(
                "Pakai lampiran surat ini sendiri, dan jangan ubah kodenya.",
                "Use the attachment of this very letter, and leave its codes as they are.",
            ),
            name,
            row=each.row,
            column=each.column,
        )
        for each in answers
        if each.finding_id not in ours
    ]
    if problems:
        raise WrongAnswers.of(problems)


def _locked_open(letter: Recommendation) -> None:
    locked: Recommendation = Recommendation.objects.select_for_update().get(pk=letter.pk)
    if not locked.takes_answers:
        raise Refused(_("The answer has been handed in already; it can no longer be changed."))
