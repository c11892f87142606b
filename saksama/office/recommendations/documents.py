"""Papers that people bring along: the signed letter, the receipt, KPU's answer letter."""

from pathlib import PurePosixPath
from typing import Any

from django.db import transaction

from saksama.office.accounts.models import Account
from saksama.office.recommendations import actions
from saksama.office.recommendations.models import Document, DocumentKind, Recommendation
from saksama.office.rolls.masking import mask
from saksama.office.stored_files import store
from saksama.office.trail.record import record


def keep(letter: Recommendation, kind: DocumentKind, upload: Any, by: Account) -> Document:
    """Keeps an upload that a form has looked at; its `suffix` is what it truly is."""
    suffix = upload.suffix
    path = store(upload, suffix)
    name = mask(f"{PurePosixPath(upload.name).stem[:120]}{suffix}")
    with transaction.atomic():
        document: Document = Document.objects.create(
            recommendation=letter,
            kind=kind,
            name=name,
            sha256=path.stem,
            suffix=suffix,
            size=path.stat().st_size,
            by=by,
        )
        record(by, actions.DOCUMENT_ADDED, letter, details={"kind": kind, "sha256": f"sha256:{document.sha256}"})
    return document
