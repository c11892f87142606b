"""The seal: the report as it was signed, in canonical JSON with the hashes of its evidence, and the hash of that."""

import hashlib
import json
import secrets
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from saksama.office.accounts.models import Account
from saksama.office.fieldwork.models.report import FieldReport
from saksama.office.trail.models import canonical

CODE_BYTES = 12  # 16 characters of the verify address: not to be guessed


def new_code() -> str:
    """A code for the verify address."""
    return secrets.token_urlsafe(CODE_BYTES)


class Seal(models.Model):
    """Made once, when the report is signed; never changed."""

    report = models.OneToOneField(FieldReport, on_delete=models.PROTECT, related_name="seal")
    # Text and not a JSON column: a database may write it otherwise, and then the hash would not come out again.
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    code = models.CharField(max_length=20, unique=True, default=new_code)
    at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text="") & ~Q(sha256=""), name="seal_is_filled")]

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def content(self) -> dict[str, Any]:
        """The report as it was sealed."""
        return dict(json.loads(self.text))

    @property
    def verify_path(self) -> str:
        """The address, without the host, at which anybody may check it."""
        return reverse("verify_report", args=[self.code])


def digest(text: str) -> str:
    """SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def seal(report: FieldReport, content: dict[str, Any], by: Account) -> Seal:
    """Seals a report with what `content.content_of` gave for it; inside the caller's transaction."""
    if report.signed_at is None:
        raise ValueError("an unsigned report is not sealed")
    text = canonical(content)
    return Seal.objects.create(report=report, text=text, sha256=digest(text), at=report.signed_at, by=by)
