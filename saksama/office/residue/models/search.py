"""One search: a list, the people sought in it, and what came out by place."""

from pathlib import Path
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import RegionCodeField, parent_of
from saksama.office.accounts.scope import HasRegion, Regional, RegionalQuerySet
from saksama.office.jobs.models import Job
from saksama.office.jobs.models import State as JobState
from saksama.office.rolls.models import ListVersion
from saksama.rolls import AreaKind, Sought


class SoughtChoice(models.TextChoices):
    """Where it is known from that somebody may be missing."""

    DPK = Sought.DPK, _("DPK of the last election")
    REPORTED = Sought.REPORTED, _("Reported as missing")


class AreaChoice(models.TextChoices):
    """Why an area counts as not enumerated, the gravest first."""

    NEVER = AreaKind.NEVER, _("Never enumerated")
    SILENT_RT = AreaKind.SILENT_RT, _("RT without one voter in the list")
    PARTLY = AreaKind.PARTLY, _("Some households not visited")
    NOT_REPORTED = AreaKind.NOT_REPORTED, _("No coklit report")


# The lists a search rests on.
LISTS = ("version", "dpk", "deaths", "police_army")


class ResidueQuerySet(RegionalQuerySet["Residue"]):
    """Searches: those of the viewer's region, and those of a wider region that contain it."""

    def visible_to(self, viewer: HasRegion) -> Self:
        """As with lists: a sub-district sees that there is a search; of its people and places only the own ones."""
        above, code = [], viewer.region
        while code := parent_of(code):
            above.append(code)
        return self.filter(Q(region__within=viewer.region) | Q(region__in=above)) if viewer.region else self

    def standing(self) -> Self:
        """Those that rest on no list that was withdrawn since."""
        return self.filter(**{f"{name}__withdrawn_at": None for name in LISTS})


class Residue(Regional):
    """A search in one list. What it rests on is kept: the lists by key, the reports and coklit counts by number."""

    region = RegionCodeField(_("regency or city"), db_index=True)
    version = models.ForeignKey(ListVersion, verbose_name=_("list"), on_delete=models.PROTECT, related_name="residues")
    dpk = models.ForeignKey(
        ListVersion,
        verbose_name=_("DPK of the last election"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    deaths = models.ForeignKey(
        ListVersion,
        verbose_name=_("register of deaths"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    police_army = models.ForeignKey(
        ListVersion,
        verbose_name=_("soldiers and police"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    with_reported = models.BooleanField(_("people reported as missing"), default=True)
    with_coklit = models.BooleanField(_("coklit counts"), default=True)
    claim = models.CharField(_("what KPU says"), max_length=300, blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)
    facts = models.JSONField(default=dict)  # confidence, state of the data by source, reports, coklit stations
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")

    objects: ClassVar[Any] = ResidueQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.version}"

    @property
    def folder(self) -> Path:
        """Where the engine's result lies."""
        return Path(settings.DATA_FOLDER) / "residue" / str(self.pk)

    @property
    def withdrawn_lists(self) -> list[ListVersion]:
        """Those it rests on that were withdrawn since."""
        used = [getattr(self, name) for name in LISTS]
        return [each for each in used if each is not None and each.is_withdrawn]

    @property
    def has_failed(self) -> bool:
        """True if its work has come to an end without success."""
        return self.done_at is None and self.job is not None and self.job.state == JobState.FAILED


class ResiduePlace(Regional):
    """People counted in one place: the regency, a sub-district, a village, or a TPS of a village."""

    residue = models.ForeignKey(Residue, on_delete=models.CASCADE, related_name="places", db_index=False)
    source = models.CharField(max_length=10, choices=SoughtChoice.choices)
    tps = models.CharField(max_length=3, blank=True)
    people = models.PositiveIntegerField()
    in_list = models.PositiveIntegerField()
    not_in_list = models.PositiveIntegerField()
    cannot_tell = models.PositiveIntegerField()
    not_eligible = models.PositiveIntegerField()
    low = models.PositiveIntegerField()  # of those due, at least so many are in the list
    high = models.PositiveIntegerField()

    objects: ClassVar[Any] = RegionalQuerySet.as_manager()

    class Meta:
        ordering = ["region", "tps"]
        constraints = [
            models.UniqueConstraint(fields=["residue", "source", "region", "tps"], name="residue_place_once"),
            models.CheckConstraint(
                condition=Q(people=F("in_list") + F("not_in_list") + F("cannot_tell") + F("not_eligible")),
                name="residue_place_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(low__lte=F("in_list"), high__gte=F("in_list")), name="residue_place_interval"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.tps}".strip()

    @property
    def due(self) -> int:
        """People who should be in the list."""
        return self.people - self.not_eligible

    @property
    def surely_missing(self) -> int:
        """At least so many of them are not, at the confidence of the search."""
        return max(self.due - self.high, 0)

    @property
    def percent(self) -> float | None:
        """Found in the list, of those due."""
        return 100 * self.in_list / self.due if self.due else None

    @property
    def interval_words(self) -> str:
        """Its limits in whole per cent, one number where they are the same."""
        low, high = (f"{100 * count / self.due:.0f}" if self.due else "" for count in (self.low, self.high))
        return f"{low} %" if low == high else f"{low}–{high} %"

    @property
    def percent_low(self) -> float | None:
        """Lower end of the interval."""
        return 100 * self.low / self.due if self.due else None

    @property
    def percent_high(self) -> float | None:
        """Upper end of the interval."""
        return 100 * self.high / self.due if self.due else None


class ResidueArea(Regional):
    """An area that was not, or not wholly, enumerated; its region is the village."""

    residue = models.ForeignKey(Residue, on_delete=models.CASCADE, related_name="areas")
    kind = models.CharField(max_length=12, choices=AreaChoice.choices)
    tps = models.CharField(max_length=3, blank=True)
    rt = models.CharField(max_length=3, blank=True)
    households = models.PositiveIntegerField(null=True)
    not_visited = models.PositiveIntegerField(null=True)  # households; in a silent RT the people found in no list
    voters = models.PositiveIntegerField(null=True)
    voters_left = models.PositiveIntegerField(null=True)

    objects: ClassVar[Any] = RegionalQuerySet.as_manager()

    class Meta:
        ordering = ["region", "tps", "rt"]
        constraints = [models.CheckConstraint(condition=Q(kind__in=AreaChoice.values), name="residue_area_kind_known")]

    def __str__(self) -> str:
        return f"{self.region} {self.tps or self.rt}".strip()
