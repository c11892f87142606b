"""A meeting over one or several days, with its sessions, agenda and decisions."""

import secrets
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saksama.language import Text
from saksama.office.accounts.access import LIAISONS
from saksama.office.accounts.models import Account
from saksama.office.records.models import Record, RecordQuerySet, notify

TOLD = Text("Undangan: {theme}", "Invitation: {theme}")
CANCELLED = Text("Rapat dibatalkan: {theme}", "Meeting cancelled: {theme}")
CHANGED = Text("Jadwal atau tempat rapat berubah: {theme}", "Day or venue of the meeting changed: {theme}")
SUMMARISED = Text("Risalah rapat terbit: {theme}", "Summary of the meeting issued: {theme}")


class Kind(models.TextChoices):
    """Why people come together."""

    COORDINATION = "coordination", _("Coordination meeting (rakor)")
    BRIEFING = "briefing", _("Awareness meeting (sosialisasi)")
    PLENARY = "plenary", _("Plenary meeting (pleno)")
    EVALUATION = "evaluation", _("Evaluation")


class MeetingStatus(models.TextChoices):
    """How far a meeting has come."""

    PLANNED = "planned", _("Planned")
    INVITED = "invited", _("Invitations sent")
    HELD = "held", _("Held")
    CLOSED = "closed", _("Summary issued")
    CANCELLED = "cancelled", _("Cancelled")


class MeetingQuerySet(RecordQuerySet["Meeting"]):
    """Meetings of the own region, and those one is invited to."""

    def in_reach_of(self, viewer: Any) -> Q:
        """A kecamatan sees the regency's meetings it is invited to; a liaison sees those of the own agency only."""
        invited = Q(invitees__account=viewer.pk) | Q(invitees__agency__liaisons=viewer.pk)
        own = invited if viewer.role in LIAISONS else invited | super().in_reach_of(viewer)
        return Q(pk__in=self.model.objects.filter(own).order_by().values("pk"))


class Meeting(Record):
    """One meeting. Its region is that of the office that calls it, its place the venue."""

    theme = models.CharField(_("theme"), max_length=200)
    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices, default=Kind.COORDINATION)
    last_day = models.DateField(_("last day"))
    aim = models.TextField(_("aim"), max_length=2000, blank=True)
    number = models.CharField(_("number of the invitation letter"), max_length=60, blank=True)
    status = models.CharField(
        max_length=10, choices=MeetingStatus.choices, default=MeetingStatus.PLANNED, db_index=True
    )

    objects: ClassVar[Any] = MeetingQuerySet.as_manager()

    class Meta(Record.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(condition=Q(status__in=MeetingStatus.values), name="meeting_status_known"),
            models.CheckConstraint(condition=Q(last_day__gte=F("day")), name="meeting_days_in_order"),
        ]

    def __str__(self) -> str:
        return self.theme

    def search_parts(self) -> list[object]:
        """Also by aim and number, and by what was planned, said and decided in it; three queries."""
        parts: list[object] = [self.aim, self.number]
        if self.pk is not None:
            parts += self.agenda.values_list("text", flat=True)
            parts += self.decisions.values_list("text", flat=True)
            for session in self.sessions.all():
                parts += [session.title, session.speaker, session.minutes]
        return parts

    def found_anew(self) -> None:
        """After its programme, agenda, minutes or decisions have changed: the search looks through them too."""
        self.save(update_fields=["search_text"])

    def why_not(self, move: Any, by: Account) -> list[Any]:
        """What a step needs."""
        reasons = []
        if move.key == "invite":
            if not self.invitees.exists():
                reasons.append(gettext("Nobody is on the list of invitees."))
            if not self.sessions.exists():
                reasons.append(gettext("No session has a time yet."))
            if not self.number:
                reasons.append(gettext("The invitation letter has no number."))
        if move.key == "close":
            empty = self.sessions.filter(minutes="").count()
            if empty:
                reasons.append(gettext("%(count)d sessions have no minutes.") % {"count": empty})
        return reasons

    def moved(self, move: Any, by: Account) -> None:
        """Those invited who have an account are told; letters, and the summary, also go out by e-mail."""
        from saksama.office.meetings import posting

        url = self.get_absolute_url()
        if move.key == "invite":
            notify(self.invited_accounts(), TOLD.fill(theme=self.theme), url, f"meeting {self.pk}")
            posting.mail_letters(self)
        elif move.key == "cancel":
            notify(self.invited_accounts(), CANCELLED.fill(theme=self.theme), url, f"meeting {self.pk} cancelled")
            posting.mail_word(self, CANCELLED.fill(theme=self.theme).id)
        elif move.key == "close":
            notify(self.invited_accounts(), SUMMARISED.fill(theme=self.theme), url, f"meeting {self.pk} closed")
            posting.mail_summary(self)

    def invited_accounts(self) -> Any:
        """Open accounts of those invited: supervisors, and liaisons of agencies."""
        invited = Q(invitations_to__meeting=self) | Q(agencies__invitations__meeting=self)
        return Account.objects.filter(invited, is_active=True).distinct()

    def tell_change(self) -> None:
        """Those invited are told that day or venue have changed; in the transaction of the change."""
        if self.status == MeetingStatus.INVITED:
            key = f"meeting {self.pk} {self.day} {self.last_day} {self.place}"[:120]
            notify(self.invited_accounts(), CHANGED.fill(theme=self.theme), self.get_absolute_url(), key)

    @property
    def is_open(self) -> bool:
        """True while it can still be prepared."""
        return self.status in (MeetingStatus.PLANNED, MeetingStatus.INVITED)

    @property
    def tone(self) -> str:
        """Of its badge."""
        tones = {MeetingStatus.CLOSED: "good", MeetingStatus.CANCELLED: "bad", MeetingStatus.INVITED: "accent"}
        return tones.get(MeetingStatus(self.status), "warn" if self.status == MeetingStatus.HELD else "")


def new_code() -> str:
    """For an address that only who was shown it knows."""
    return secrets.token_urlsafe(16)


class Session(models.Model):
    """Part of a meeting: a time, a subject, a speaker, and what was said."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="sessions")
    day = models.DateField(_("day"))
    begins = models.TimeField(_("begins"))
    ends = models.TimeField(_("ends"))
    title = models.CharField(_("subject"), max_length=200)
    speaker = models.CharField(
        _("speaker"), max_length=160, blank=True, help_text=_("By office, such as Kasi Intelijen.")
    )
    minutes = models.TextField(_("minutes"), max_length=20_000, blank=True)
    minutes_version = models.PositiveIntegerField(default=0)  # two people write at once: nobody overwrites the other
    code = models.CharField(max_length=32, default=new_code, unique=True, editable=False)  # of the QR code

    class Meta:
        ordering = ["day", "begins", "id"]
        constraints = [models.CheckConstraint(condition=Q(ends__gt=F("begins")), name="session_ends_after_it_begins")]

    def __str__(self) -> str:
        return self.title

    def takes_attendance_on(self, day: date) -> bool:
        """True on its own day: a code that was photographed says nothing the day after."""
        return day == self.day and self.meeting.status in (MeetingStatus.INVITED, MeetingStatus.HELD)


class AgendaItem(models.Model):
    """A point to talk about, and the record it is about, if any."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    text = models.CharField(_("point"), max_length=300)
    source = models.CharField(max_length=60, blank=True)  # "recommendations:12", of the room and its record
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "source"], condition=~Q(source=""), name="agenda_source_once")
        ]

    def __str__(self) -> str:
        return self.text


class Decision(models.Model):
    """What the meeting decided."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="decisions")
    text = models.CharField(_("decision"), max_length=600)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text
