"""Awareness meetings (sosialisasi netralitas): which agencies were told what is forbidden, and which never were."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saksama.office.agencies.models import Agency
from saksama.office.neutrality.models.case import Group
from saksama.office.records.models import Record, RecordQuerySet


class Audience(models.TextChoices):
    """Who was spoken to."""

    ASN = Group.ASN.value, Group.ASN.label
    VILLAGE = Group.VILLAGE.value, Group.VILLAGE.label
    SERVICE = Group.SERVICE.value, Group.SERVICE.label
    MIXED = "mixed", _("Several")


class AwarenessQuerySet(RecordQuerySet["Awareness"]):
    """Meetings; an export, which reads a piece at a time, brings the agencies of each piece along."""

    def iterator(self, chunk_size: int | None = None) -> Iterator["Awareness"]:
        """Two queries a piece, whatever the number of rows."""
        return super(AwarenessQuerySet, self.prefetch_related("agencies")).iterator(chunk_size=chunk_size or 500)


class Awareness(Record):
    """One meeting that was held."""

    title = models.CharField(_("theme"), max_length=160)
    audience = models.CharField(_("who was spoken to"), max_length=10, choices=Audience.choices)
    agencies = models.ManyToManyField(Agency, verbose_name=_("agencies that came"), blank=True, related_name="+")
    participants = models.PositiveIntegerField(_("number of participants"))
    speakers = models.CharField(_("speakers, by office"), max_length=200, blank=True)
    materials = models.TextField(_("materials handed out"), max_length=1000, blank=True)

    objects: ClassVar[Any] = AwarenessQuerySet.as_manager()

    class Meta(Record.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="awareness_audience_known"),
        ]

    def __str__(self) -> str:
        return self.title

    def search_parts(self) -> list[object]:
        """Also by speakers and materials."""
        return [self.speakers, self.materials]
