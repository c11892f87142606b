"""Where and when: regions, polling stations, boundaries by Kemendagri code; elections and their stages."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from saksama.language import Text
from saksama.office.accounts.region_code import RegionCodeField, parent_of
from saksama.office.accounts.scope import Regional, RegionalQuerySet


class Level(models.IntegerChoices):
    """Depth of a region; the number of parts of its code."""

    PROVINCE = 1, _("Province")
    REGENCY = 2, _("Regency or city")
    DISTRICT = 3, _("Sub-district")
    VILLAGE = 4, _("Village")


class RegionQuerySet(RegionalQuerySet["Region"]):
    """Regions are public knowledge; a viewer's own are those in the own region."""

    region_path = "code"


class Region(models.Model):
    """Province, regency, sub-district or village."""

    code = RegionCodeField(primary_key=True)
    parent = RegionCodeField(blank=True, db_index=True)  # derived from the code, kept for the index
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    name = models.CharField(max_length=100)

    objects: ClassVar[Any] = RegionQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        indexes = [models.Index(fields=["level", "code"], name="region_level")]
        constraints = [
            models.CheckConstraint(condition=Q(level__in=Level.values), name="region_level_known"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def region(self) -> str:
        """The region a region lies in is itself, so that the trail and the scope can treat it like any other thing."""
        return self.code

    @property
    def path(self) -> list[str]:
        """Codes from the province down to this region."""
        codes = [self.code]
        while parent := parent_of(codes[0]):
            codes.insert(0, parent)
        return codes


class Boundary(models.Model):
    """The outline of a region as simplified GeoJSON geometry. Illustrative, no legal boundary."""

    region = models.OneToOneField(Region, on_delete=models.CASCADE, primary_key=True, related_name="boundary")
    geometry = models.TextField()  # GeoJSON geometry, as text: it is passed on, never looked into
    version = models.CharField(max_length=16)  # digest of the file it came from, for the cache

    def __str__(self) -> str:
        return self.region_id


class PollingStation(Regional):
    """A TPS of an election's list. Its region is the village."""

    number = models.CharField(max_length=3)  # 001
    election = models.CharField(max_length=40)  # key of the election, pilkada-2024
    voters = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["region", "number"]
        constraints = [
            models.UniqueConstraint(fields=["election", "region", "number"], name="polling_station_once"),
        ]

    def __str__(self) -> str:
        return f"TPS {self.number}"


class StageQuerySet(models.QuerySet["Stage"]):
    """Stages by date."""

    def running(self, day: date) -> Self:
        """Those whose dates include the day."""
        return self.filter(begins__lte=day, ends__gte=day)

    def coming(self, day: date) -> Self:
        """Those that have not begun."""
        return self.filter(begins__gt=day)

    def past(self, day: date) -> Self:
        """Those that have ended."""
        return self.filter(ends__lt=day)


class Stage(models.Model):
    """A stage (tahapan) of an election with its legal dates and what is to be supervised in it."""

    election = models.CharField(max_length=40)
    key = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()
    name_id = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    begins = models.DateField()
    ends = models.DateField()  # the last day, included
    basis = models.CharField(max_length=300, blank=True)  # legal basis of the dates

    objects: ClassVar[Any] = StageQuerySet.as_manager()

    class Meta:
        ordering = ["begins", "position"]
        constraints = [
            models.UniqueConstraint(fields=["election", "key"], name="stage_once"),
            models.CheckConstraint(condition=Q(begins__lte=F("ends")), name="stage_begins_before_it_ends"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the reader's language."""
        return Text(self.name_id, self.name_en).in_("en" if get_language() == "en" else "id")


class Duty(models.Model):
    """Something that each region of a level has to supervise in a stage, until a day."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="duties")
    key = models.CharField(max_length=60)
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    text_id = models.CharField(max_length=200)
    text_en = models.CharField(max_length=200)
    due = models.DateField()  # the last day, included
    own = models.BooleanField(default=False)  # added by the office: due only where it is planned

    class Meta:
        ordering = ["due", "key"]
        constraints = [models.UniqueConstraint(fields=["stage", "key"], name="duty_once")]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """In the reader's language."""
        return Text(self.text_id, self.text_en).in_("en" if get_language() == "en" else "id")


class DutyDone(Regional):
    """A region, or one of its polling stations, says that a duty is done."""

    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="done")
    by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    tps = models.CharField(max_length=3, blank=True, default="")  # empty: the whole region
    note = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["duty", "region", "tps"], name="duty_done_once")]

    def __str__(self) -> str:
        return f"{self.duty_id} {self.region}"
