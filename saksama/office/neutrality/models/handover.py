"""A hand-over to the competent body: the letter, the link to answer by, the answer and the sanction."""

from datetime import timedelta
from typing import Any

from django.core import signing
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.models import Account
from saksama.office.agencies.models import Agency
from saksama.office.clock import now
from saksama.office.neutrality.catalogue import Body, bodies, sanctions
from saksama.office.neutrality.models.case import NeutralityCase
from saksama.office.records.models import Attachment

SALT = "neutrality.answer"
LINK_LIVES = timedelta(days=90)  # from the hand-over; a body that answers later answers by letter


class Answer(models.TextChoices):
    """What the body says. Their values are those of `Outcome`."""

    NONE = "", _("No answer yet")
    SANCTION = "sanction", _("Proven: a sanction was given")
    NOT_PROVEN = "not_proven", _("Not proven")
    NOT_COMPETENT = "not_competent", _("Not for us to decide")


class Handover(models.Model):
    """Prepared by staff (`issued` is empty), issued when the head approves, then answered once."""

    case = models.ForeignKey(NeutralityCase, on_delete=models.CASCADE, related_name="handovers")
    body = models.CharField(_("to whom"), max_length=20)
    agency = models.ForeignKey(
        Agency,
        verbose_name=_("its liaison here"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="neutrality_handovers",
        help_text=_("Whoever answers for this agency here sees the case and may answer it."),
    )
    addressee = models.CharField(_("addressee of the letter"), max_length=200)
    addressee_place = models.CharField(_("place of the addressee"), max_length=60, default="tempat")
    number = models.CharField(_("number of the letter"), max_length=80)
    dated = models.DateField(_("date of the letter"))
    answer_by = models.DateField(_("answer expected by"))
    copies = models.TextField(_("copies to, one a line"), max_length=1000, blank=True)
    prepared_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", editable=False)
    issued = models.DateTimeField(null=True, editable=False)
    approved_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", null=True, editable=False)
    content = models.JSONField(null=True, editable=False)  # what the letter said when it was issued, for good
    link_version = models.PositiveSmallIntegerField(default=1, editable=False)
    link_expires = models.DateTimeField(null=True, editable=False)

    progress = models.CharField(max_length=500, blank=True, editable=False)  # what it says before it has decided
    progress_at = models.DateTimeField(null=True, editable=False)
    answer = models.CharField(_("answer"), max_length=14, choices=Answer.choices, blank=True, editable=False)
    sanction = models.CharField(_("sanction"), max_length=24, blank=True, editable=False)
    decision_number = models.CharField(_("number of the decision"), max_length=80, blank=True, editable=False)
    decision_day = models.DateField(_("date of the decision"), null=True, editable=False)
    decision_file = models.ForeignKey(
        Attachment, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )  # the letter of decision, among the files of the case
    note = models.CharField(_("note"), max_length=500, blank=True, editable=False)
    answered_by = models.CharField(_("who answers"), max_length=120, blank=True, editable=False)
    answered = models.DateTimeField(null=True, editable=False)
    by_link = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(issued=None), name="handover_one_draft"),
            models.CheckConstraint(condition=Q(answer__in=Answer.values), name="handover_answer_known"),
            models.CheckConstraint(
                condition=Q(answer="", answered=None) | ~Q(answer="") & Q(answered__isnull=False),
                name="handover_answered_with_answer",
            ),
            models.CheckConstraint(condition=Q(sanction="") ^ Q(answer="sanction"), name="handover_sanction_named"),
            models.CheckConstraint(condition=Q(answered=None) | Q(issued__isnull=False), name="handover_issued_first"),
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.body})"

    @property
    def body_of_law(self) -> Body:
        """The line of the table."""
        return bodies()[self.body]

    @property
    def sanction_title(self) -> str:
        """The sanction in the reader's language."""
        known = sanctions().get(self.sanction)
        return known.title.in_("en" if get_language() == "en" else "id") if known else ""

    def issue(self, by: Any) -> None:
        """From now on it is out and can be answered; what it says is kept, whatever becomes of the case."""
        from saksama.office.neutrality.letter import letter_content

        self.issued = now()
        self.approved_by = by
        self.link_expires = self.issued + LINK_LIVES
        self.content = letter_content(self)
        self.save()

    @property
    def is_answerable(self) -> bool:
        """True while an answer can come: the case still waits for this very letter, and no later one has gone out."""
        waits = self.issued is not None and self.answered is None and self.case.status == "referred"
        return waits and not self.case.handovers.filter(issued__gt=self.issued).exists()

    def link_code(self) -> str:
        """The code in the link of the letter. Signed, not stored: a letter printed again has the same link."""
        return signing.Signer(salt=SALT).sign(f"{self.pk}.{self.link_version}")


def by_link(code: str) -> Handover | None:
    """The hand-over whose link holds the code; None if it is forged, renewed since, or too old."""
    try:
        told = signing.Signer(salt=SALT).unsign(code)
    except signing.BadSignature:
        return None
    pk, _dot, version = told.partition(".")
    rows = Handover.objects.select_related("case", "case__agency")
    found = rows.filter(pk=int(pk), link_version=int(version), issued__isnull=False).first()
    if found is None or found.link_expires is None or found.link_expires < now():
        return None
    return found
