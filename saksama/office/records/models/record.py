"""The record: what a room writes down about one thing at one place on one day."""

from typing import Any, ClassVar, Protocol, Self, TypeVar

from django.db import models
from django.db.models import Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.access import Role, may
from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import RegionCodeField
from saksama.office.accounts.scope import RegionalQuerySet
from saksama.office.election.models import Stage
from saksama.office.records.registry import room_of
from saksama.office.trail.models import CLEARANCE  # the permission that a class demands

RowOf = TypeVar("RowOf", bound=models.Model, covariant=True)
ACCOUNTS_A_QUERY = 200  # SQLite takes 500 selects in one
SEARCH_LENGTH = 8_000  # characters of a record that search looks through


class Viewer(Protocol):
    """Who looks: an account, or a token that stands for less than an account."""

    pk: Any
    role: str
    region: str

    def may(self, permission: str) -> bool:
        """True if it has the permission."""
        ...


class Classification(models.TextChoices):
    """Who may know of a record at all."""

    OPEN = "open", _("Ordinary")
    RESTRICTED = "restricted", _("Restricted")
    SECRET = "secret", _("Secret")


class RecordQuerySet(RegionalQuerySet[RowOf]):
    """Records by role, region and classification: the one place that decides who finds one."""

    def visible_to(self, viewer: Any) -> Self:
        """What a viewer may see. Every list, count, search, map, export, link and the API begin here."""
        if not viewer.may(room_of(self.model).read):
            return self.none()
        return self.cleared_for(viewer).filter(self.in_reach_of(viewer))

    def in_reach_of(self, viewer: Any) -> Q:
        """By region; a room whose records reach further (an agency's own items) overrides this."""
        return Q(**{f"{self.region_path}__within": viewer.region}) if viewer.region else Q()

    def cleared_for(self, viewer: Any) -> Self:
        """Without those whose classification the viewer may not see. Its author always sees a record."""
        hidden = [kind for kind, permission in CLEARANCE.items() if not viewer.may(permission)]
        return self.exclude(Q(classification__in=hidden) & ~Q(by=viewer.pk)) if hidden else self

    def matching(self, words: str) -> Self:
        """Those that contain every one of the words."""
        rows = self
        for word in words.lower().split()[:8]:
            rows = rows.filter(search_text__contains=word)
        return rows


class Record(models.Model):
    """A thing with a place, a stage, a date, people, a status and a history. Its room is declared in `room.py`."""

    region = RegionCodeField(_("region"), db_index=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    stage = models.ForeignKey(
        Stage, verbose_name=_("stage"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    day = models.DateField(_("date"), db_index=True)
    classification = models.CharField(
        _("classification"), max_length=10, choices=Classification.choices, default=Classification.OPEN
    )
    by = models.ForeignKey(Account, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+", editable=False)
    created = models.DateTimeField(_("written"), auto_now_add=True)
    changed = models.DateTimeField(_("changed"), auto_now=True)
    search_text = models.TextField(editable=False, blank=True)

    objects: ClassVar[Any] = RecordQuerySet.as_manager()
    status: Any  # a room with states has a column of this name

    class Meta:
        abstract = True
        ordering = ["-day", "-id"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the text that search looks through."""
        parts = (str(part) for part in (str(self), self.place, *self.search_parts()) if part)
        self.search_text = " ".join(" ".join(parts).lower().split())[:SEARCH_LENGTH]
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "search_text", "changed"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse(room_of(type(self)).detail_route, args=[self.pk])

    def search_parts(self) -> list[object]:
        """What else it is to be found by, beyond its name and place."""
        return []

    def what_happened(self) -> str:
        """What happened, for a record of another room that is begun from this one."""
        return ""

    def is_editable_by(self, viewer: Any) -> bool:
        """True if somebody who sees it may also change it."""
        return bool(viewer.may(room_of(type(self)).write))

    def is_correctable_by(self, viewer: Any) -> bool:
        """True if what it says may be changed; files and links may often be added longer than that."""
        return self.is_editable_by(viewer)

    def why_not(self, move: Any, by: Account) -> list[Any]:
        """What keeps a move of its states from being made: one sentence each, empty if nothing does."""
        return []

    def moved(self, move: Any, by: Account) -> None:
        """Called in the transaction of a move, after the new status is set and before it is saved."""


def accounts_that_see(record: Record) -> list[Account]:
    """Open accounts that may see the record: whom a notice about it may reach.

    Two queries, and one more for each further `ACCOUNTS_A_QUERY` accounts of such a role.
    """
    roles = [role for role in Role if may(role, room_of(type(record)).read)]
    accounts = list(Account.objects.filter(is_active=True, role__in=roles))
    seers: set[int] = set()
    for start in range(0, len(accounts), ACCOUNTS_A_QUERY):
        first, *others = [_seen_by(record, each) for each in accounts[start : start + ACCOUNTS_A_QUERY]]
        seers.update(first.union(*others, all=True))
    return [account for account in accounts if account.pk in seers]


def _seen_by(record: Record, account: Account) -> Any:
    """The account's key if it sees the record, else nothing: what it sees is asked of the room, whatever its rules."""
    rows = type(record).objects.visible_to(account).filter(pk=record.pk).order_by()
    return rows.annotate(seer=Value(account.pk, models.BigIntegerField())).values_list("seer", flat=True)
