"""Who is invited, what they answered, and who really came."""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.models import Account
from saksama.office.agencies.models import Agency
from saksama.office.meetings.models.meeting import Meeting, MeetingStatus, Session


def new_salt() -> str:
    """For one invitee's code."""
    return secrets.token_urlsafe(16)


class Answer(models.TextChoices):
    """To an invitation."""

    NONE = "", _("No answer yet")
    YES = "yes", _("Comes")
    DEPUTY = "deputy", _("Sends somebody")
    NO = "no", _("Cannot come")


class Invitee(models.Model):
    """An agency, an account (a Panwaslu Kecamatan), or somebody by title. Whoever holds the link may answer."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="invitees")
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations")
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations_to")
    title = models.CharField(_("invited as"), max_length=160)
    answer = models.CharField(_("answer"), max_length=8, choices=Answer.choices, blank=True)
    answer_note = models.CharField(_("who comes, or why not"), max_length=200, blank=True)
    answered = models.DateTimeField(null=True)
    salt = models.CharField(max_length=32, default=new_salt, editable=False)  # with the secret key it gives the code
    digest = models.CharField(max_length=64, blank=True)  # of the code in the link; the code itself is not kept
    mailed = models.DateTimeField(null=True, editable=False)  # the letter was put into the outbox

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "agency"], condition=~Q(agency=None), name="invitee_agency_once"
            ),
            models.UniqueConstraint(
                fields=["meeting", "account"], condition=~Q(account=None), name="invitee_account_once"
            ),
            models.UniqueConstraint(fields=["digest"], condition=~Q(digest=""), name="invitee_code_once"),
        ]

    def __str__(self) -> str:
        return self.title

    def link_code(self) -> str:
        """The code for the link to answer by: the same in every letter, printed or mailed. Saves its digest.

        It is derived from the office's secret key: a copy of the database gives no code away.
        """
        given = hmac.digest(settings.SECRET_KEY.encode(), f"meetings.answer {self.pk} {self.salt}".encode(), "sha256")
        code = urlsafe_b64encode(given[:24]).decode()
        if self.digest != digest_of(code):
            self.digest = digest_of(code)
            self.save(update_fields=["digest"])
        return code

    def renew_link(self) -> None:
        """For a letter that got into wrong hands: its link is void, the next letter bears another. Saved."""
        self.salt, self.digest = new_salt(), ""
        self.save(update_fields=["salt", "digest"])

    @property
    def addresses(self) -> list[str]:
        """Where the letter can be mailed to: the agency's own address, else its liaisons'; a supervisor's account."""
        if self.agency is not None:
            liaisons = [each.email for each in self.agency.liaisons.all() if each.email and each.is_active]
            return [self.agency.email] if self.agency.email else liaisons
        account = self.account
        return [account.email] if account is not None and account.email and account.is_active else []

    def reply(self, answer: Answer, note: str) -> None:
        """Takes an answer down.

        Raises:
            ValidationError: the meeting takes none any more, or who comes, or why not, is missing.
        """
        if self.meeting.status != MeetingStatus.INVITED:
            raise ValidationError(gettext("This meeting takes no answers now."))
        if answer in (Answer.DEPUTY, Answer.NO) and not note.strip():
            raise ValidationError(gettext("Please say who comes instead, or why nobody can."))
        self.answer, self.answer_note, self.answered = answer, note.strip()[:200], timezone.now()
        self.save()

    @property
    def tone(self) -> str:
        """Of its badge."""
        return {"yes": "good", "deputy": "good", "no": "bad"}.get(self.answer, "warn")


class Attendance(models.Model):
    """Somebody was there, at one session."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="attendances")
    invitee = models.ForeignKey(Invitee, null=True, blank=True, on_delete=models.CASCADE, related_name="attendances")
    name = models.CharField(_("name"), max_length=120)
    position = models.CharField(_("office held"), max_length=120, blank=True)
    by_code = models.BooleanField(default=False)  # came in by the QR code; else written down by the office
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["session", "invitee", "name"], name="attendance_once"),
            models.UniqueConstraint(
                fields=["session", "name"], condition=Q(invitee=None), name="attendance_off_the_list_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


def digest_of(code: str) -> str:
    """What is kept of a code."""
    return hashlib.sha256(code.encode()).hexdigest()


def by_link(code: str) -> Any:
    """The invitee whose link holds the code, None if there is none."""
    return Invitee.objects.select_related("meeting", "agency").filter(digest=digest_of(code)).first()
