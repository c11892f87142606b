"""A sample, the TPS drawn, and the people in them with what was found. A draw is never changed and never deleted."""

from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import RegionCodeField, parent_of
from saksama.office.accounts.scope import HasRegion, Regional, RegionalQuerySet
from saksama.office.jobs.models import Job
from saksama.office.jobs.models import State as JobState
from saksama.office.rolls.models import ListVersion
from saksama.rolls.sample import Direction, Outcome, SampleResult

PEOPLE_OF_A_HOUSE = 2.7  # voters in a household of OKI: 577,241 voters, 216,812 households (DOMAIN 4.1)


class DirectionChoice(models.TextChoices):
    """From the list to the people, or from the people to the list."""

    LIST_TO_PEOPLE = Direction.LIST_TO_PEOPLE, _("From the list to people: is who is listed really there?")
    PEOPLE_TO_LIST = Direction.PEOPLE_TO_LIST, _("From people to the list: is who lives there listed?")


class OutcomeChoice(models.TextChoices):
    """What was found for one person."""

    NOT_VISITED = Outcome.NOT_VISITED, _("Not visited yet")
    FOUND = Outcome.FOUND, _("Found")
    DEAD = Outcome.DEAD, _("Dead")
    MOVED = Outcome.MOVED, _("Moved away")
    UNKNOWN = Outcome.UNKNOWN, _("Not known there")
    UNDER_AGE = Outcome.UNDER_AGE, _("Under age")
    SOLDIER_POLICE = Outcome.SOLDIER_POLICE, _("Soldier or police")
    LISTED = Outcome.LISTED, _("In the list")
    NOT_LISTED = Outcome.NOT_LISTED, _("Not in the list")
    CANNOT_TELL = Outcome.CANNOT_TELL, _("Cannot tell")


class SampleQuerySet(RegionalQuerySet["Sample"]):
    """Samples of the viewer's region, and those of a wider region that contain it."""

    def visible_to(self, viewer: HasRegion) -> Self:
        """A village sees that there is a sample; of its TPS and people only the own ones."""
        above, code = [], viewer.region
        while code := parent_of(code):
            above.append(code)
        return self.filter(Q(region__within=viewer.region) | Q(region__in=above)) if viewer.region else self


class Sample(Regional):
    """What was planned and drawn: the list by its key and hash, the seed, the sizes. All that repeats the draw."""

    region = RegionCodeField(_("regency or sub-district"), db_index=True)
    version = models.ForeignKey(ListVersion, verbose_name=_("list"), on_delete=models.PROTECT, related_name="samples")
    direction = models.CharField(_("direction"), max_length=20, choices=DirectionChoice.choices)
    precision = models.FloatField(
        _("precision, percentage points"), validators=[MinValueValidator(0.1), MaxValueValidator(30)]
    )
    confidence = models.FloatField(default=0.95)
    expected = models.FloatField(
        _("share expected, per cent"), validators=[MinValueValidator(0.1), MaxValueValidator(99)]
    )
    icc = models.FloatField(default=0.05)  # how alike the people of one TPS are in what is measured
    per_cluster = models.PositiveSmallIntegerField(
        _("people in each TPS"), validators=[MinValueValidator(1), MaxValueValidator(40)]
    )
    seed = models.PositiveBigIntegerField(_("seed"), validators=[MaxValueValidator(10**12)])
    clusters = models.PositiveIntegerField(default=0)
    design_effect = models.FloatField(default=1.0)
    population = models.PositiveIntegerField(default=0)
    list_sha256 = models.CharField(max_length=64, blank=True)  # of the Parquet file drawn from
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    drawn_at = models.DateTimeField(null=True)
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")

    objects: ClassVar[Any] = SampleQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(direction__in=DirectionChoice.values), name="sample_direction_known"),
            models.CheckConstraint(
                condition=Q(drawn_at__isnull=True) | ~Q(list_sha256=""), name="sample_drawn_has_hash"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} · {self.seed}"

    @property
    def kind(self) -> Direction:
        """The engine's word for the direction."""
        return Direction(self.direction)

    @property
    def houses(self) -> int:
        """Houses to visit in each TPS, people-to-list only."""
        return max(1, round(self.per_cluster / PEOPLE_OF_A_HOUSE))

    @property
    def has_failed(self) -> bool:
        """True if the draw has come to an end without success."""
        return self.drawn_at is None and self.job is not None and self.job.state == JobState.FAILED


class SampleStation(Regional):
    """A TPS drawn. Its region is the village; `place` is what the draw calls it, a code or a name that none has."""

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="stations", db_index=False)
    place = models.CharField(max_length=150, blank=True)
    tps = models.CharField(max_length=10, blank=True)
    cluster_size = models.PositiveIntegerField()
    inclusion = models.FloatField()
    turn = models.CharField(max_length=5, blank=True)  # people-to-list: kanan or kiri
    start = models.BigIntegerField(null=True)  # people-to-list: the voter at whose house the walk begins

    objects: ClassVar[Any] = RegionalQuerySet.as_manager()

    class Meta:
        ordering = ["place", "tps"]
        constraints = [
            models.UniqueConstraint(fields=["sample", "place", "tps"], name="sample_station_once"),
            models.CheckConstraint(condition=Q(inclusion__gt=0, inclusion__lte=1), name="sample_inclusion_is_a_chance"),
        ]

    def __str__(self) -> str:
        return f"{self.sample_id}: TPS {self.tps or '–'}"


class SampleEntryQuerySet(RegionalQuerySet["SampleEntry"]):
    """People of samples; where they are, their TPS says."""

    region_path = "station__region"


class SampleEntry(models.Model):
    """One person: drawn from the list, or met at a door. People drawn are in the list under `record`, not here."""

    station = models.ForeignKey(SampleStation, on_delete=models.PROTECT, related_name="entries", db_index=False)
    number = models.PositiveIntegerField()  # in the TPS
    person = models.CharField(max_length=80)  # code of the draw
    record = models.BigIntegerField(null=True)
    name = models.CharField(_("name"), max_length=150, blank=True)  # people-to-list only
    birth = models.CharField(_("birth date or age"), max_length=20, blank=True)
    outcome = models.CharField(max_length=20, choices=OutcomeChoice.choices, default=OutcomeChoice.NOT_VISITED)
    note = models.CharField(_("note"), max_length=300, blank=True)
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = SampleEntryQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["station", "number"], name="sample_entry_once"),
            models.CheckConstraint(condition=Q(outcome__in=OutcomeChoice.values), name="sample_outcome_known"),
        ]

    def __str__(self) -> str:
        return self.person

    @property
    def result(self) -> SampleResult:
        """For the estimate."""
        station = self.station
        return SampleResult(
            direction=station.sample.kind,
            village=station.place,
            tps=station.tps,
            cluster_size=station.cluster_size,
            inclusion=station.inclusion,
            person=self.person,
            outcome=Outcome(self.outcome),
        )
