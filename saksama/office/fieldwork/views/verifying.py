"""Whether a printed report is the sealed one: open to everybody who holds the paper, and telling nothing else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from saksama.office.accounts.access import PUBLIC, audience
from saksama.office.fieldwork.models import Seal
from saksama.office.fieldwork.verifying import verify_seal


@audience(PUBLIC)
@require_safe
def verify_report(request: HttpRequest, code: str) -> HttpResponse:
    """Number, version, date and hash, and whether the seal holds. The code cannot be guessed."""
    rows = Seal.objects.select_related("report__by", "report__stage", "report__signed_by", "report__replaces__seal")
    seal: Seal = get_object_or_404(rows, code=code)
    newer = hasattr(seal.report, "followed_by") and hasattr(seal.report.followed_by, "seal")
    context = {"seal": seal, "report": seal.report, "verdict": verify_seal(seal), "newer": newer}
    return render(request, "fieldwork/verify.html", context)
