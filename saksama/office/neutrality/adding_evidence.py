"""One more piece of evidence of a case: a file under its hash, or a link."""

from django.db import transaction

from saksama.office.accounts.models import Account
from saksama.office.neutrality import actions
from saksama.office.neutrality.forms import EvidenceForm
from saksama.office.neutrality.models import CaseEvidence, NeutralityCase
from saksama.office.records.models import attach
from saksama.office.records.states import hold
from saksama.office.trail.record import record


@transaction.atomic
def add_evidence(case: NeutralityCase, form: EvidenceForm, by: Account) -> None:
    """Keeps what a valid form says; a file that is a piece already stays that one piece.

    Raises:
        PermissionDenied: the status of the case is another one now.
    """
    hold(case, case.status)
    piece: CaseEvidence = form.instance
    upload = form.cleaned_data["upload"]
    file = attach(case, upload, by, piece.title) if upload else None
    if file is None or not case.evidence.filter(attachment=file).exists():
        piece.case, piece.by, piece.attachment = case, by, file
        form.save()
        record(by, actions.EVIDENCE_ADDED, case, details={"kind": piece.kind})
