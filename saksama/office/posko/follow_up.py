"""What became of a complaint, told as the complainant would ask for it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from saksama.office.posko.models import Complaint, ComplaintStatus


@dataclass(frozen=True)
class Step:
    """One thing that has happened, or is awaited if it has no time."""

    text: str
    at: datetime | None = None
    note: str = ""


def follow_up(complaint: Complaint) -> list[Step]:
    """From its taking to the next list; what is to come has no time."""
    steps = [Step(_("Complaint taken"), complaint.created)]
    finding = complaint.finding
    if finding is None:
        if complaint.status == ComplaintStatus.RECEIVED:
            steps.append(Step(_("Waits for a voter list in which it can be a finding")))
        return steps
    steps.append(Step(_("Entered among the findings of %(list)s") % {"list": complaint.version}, complaint.created))
    reviews = list(finding.reviews.standing().select_related("by").order_by("at"))
    steps += [
        Step(_("Checked on the spot: %(verdict)s") % {"verdict": each.get_verdict_display()}, each.at, each.note)
        for each in reviews
    ]
    if not reviews:
        steps.append(Step(_("Is to be checked on the spot")))
    for item in finding.recommended.select_related("recommendation").order_by("pk"):
        letter = item.recommendation
        said = _("In letter %(letter)s to KPU: %(state)s") % {"letter": letter, "state": letter.get_state_display()}
        steps.append(Step(said, letter.made_at))
        if item.claim:
            steps.append(Step(_("KPU says: %(claim)s") % {"claim": item.get_claim_display()}, item.claimed_at))
        if item.result:
            steps.append(
                Step(
                    _("Looked up in the next list: %(result)s") % {"result": item.get_result_display()}, letter.made_at
                )
            )
    return steps
