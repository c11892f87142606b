"""The audit trail: entries that are added and never changed, each chained to the one before by its hash."""

import hashlib
import json
from datetime import UTC
from typing import Any, NoReturn, Self

from django.db import models
from django.db.models import Q

from saksama.office.accounts.region_code import RegionCodeField
from saksama.office.accounts.scope import RegionalQuerySet
from saksama.office.trail.actions import label_of

GENESIS = "0" * 64  # what stands as "previous" in the first entry


class NoChange(RuntimeError):
    """Somebody tried to change or delete an entry."""


def canonical(value: object) -> str:
    """JSON with sorted keys and no spaces: the same value is always the same bytes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


# Which permission it takes to read entries about a classified thing; whoever made an entry may read it.
CLEARANCE = {"restricted": "records.restricted", "secret": "records.secret"}


class EntryQuerySet(RegionalQuerySet["Entry"]):
    """Entries can be read."""

    def visible_to(self, viewer: Any) -> Self:
        """Of the own region, without those about things the viewer may not know of."""
        hidden = [kind for kind, permission in CLEARANCE.items() if not viewer.may(permission)]
        rows = super().visible_to(viewer)
        return rows.exclude(Q(classification__in=hidden) & ~Q(actor=viewer.username)) if hidden else rows

    def update(self, **kwargs: Any) -> NoReturn:
        """Refused; the database refuses it too."""
        raise NoChange("the audit trail is append-only")

    def delete(self) -> NoReturn:
        """Refused; the database refuses it too."""
        raise NoChange("the audit trail is append-only")


class Entry(models.Model):
    """Who did, saw or exported what, and when. Written only by `record.record`."""

    number = models.BigIntegerField(primary_key=True)  # 1, 2, 3 … without a gap
    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=60, blank=True, db_index=True)  # account name; empty for nobody logged in
    action = models.CharField(max_length=60, db_index=True)
    object_type = models.CharField(max_length=60, blank=True)  # app.model, as in accounts.account
    object_id = models.CharField(max_length=60, blank=True)
    object_label = models.CharField(max_length=200, blank=True)
    region = RegionCodeField(blank=True, db_index=True)
    classification = models.CharField(max_length=10, blank=True)  # of the object, if it is not open to all
    # Text and not a JSON column: a database may write 1.0 for 1, and then the hash would not come out again.
    details_text = models.TextField(default="{}")
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        indexes = [models.Index(fields=["object_type", "object_id"], name="trail_object")]

    def __str__(self) -> str:
        return f"{self.number} {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Adds the entry; a second save is refused."""
        if not self._state.adding:
            raise NoChange("the audit trail is append-only")
        super().save(*args, force_insert=True)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused; the database refuses it too."""
        raise NoChange("the audit trail is append-only")

    @property
    def details(self) -> dict[str, Any]:
        """What else is to be known, without personal data."""
        details: dict[str, Any] = json.loads(self.details_text)
        return details

    @property
    def action_label(self) -> str:
        """The action in the reader's language."""
        return label_of(self.action)

    def computed_hash(self) -> str:
        """SHA-256 of all the rest of the entry, the previous hash among it, as hex."""
        content = {
            "number": self.number,
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor": self.actor,
            "action": self.action,
            "object": [self.object_type, self.object_id, self.object_label],
            "region": self.region,
            "class": self.classification,
            "details": self.details_text,
            "previous": self.previous,
        }
        return hashlib.sha256(canonical(content).encode()).hexdigest()


class ChainHead(models.Model):
    """The end of the chain, one row. Whoever adds an entry locks it first, so that the chain never forks."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="trail_one_head")]

    def __str__(self) -> str:
        return f"{self.number} {self.hash}"
