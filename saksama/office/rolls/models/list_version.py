"""One version of the voter list of one region. The voters themselves lie in Parquet, outside the database."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import RegionCodeField, parent_of
from saksama.office.accounts.scope import HasRegion, Regional, RegionalQuerySet
from saksama.office.jobs.models import Job
from saksama.office.jobs.models import State as JobState
from saksama.rolls import ListKind


class Kind(models.TextChoices):
    """Versions of the list, and the registers it is checked against."""

    DP4 = ListKind.DP4, "DP4"
    DPHP = ListKind.DPHP, "DPHP"
    DPS = ListKind.DPS, "DPS"
    DPSHP = ListKind.DPSHP, "DPSHP"
    DPT = ListKind.DPT, "DPT"
    DPTB = ListKind.DPTB, "DPTb"
    DPK = ListKind.DPK, "DPK"
    DEATHS = ListKind.DEATHS, _("Register of deaths")
    POLICE_ARMY = ListKind.POLICE_ARMY, _("Soldiers and police")
    CLAIMED = ListKind.CLAIMED, _("People KPU says it has added")


# Against what a list is audited, and the name of each among the engine's second lists and in the records of a finding.
REGISTER_ROLLS: dict[Kind, str] = {
    Kind.DEATHS: "deaths",
    Kind.DPK: "dpk",
    Kind.POLICE_ARMY: "police_army",
    Kind.CLAIMED: "claimed",
}

# What is audited; the others are read only, to check a list against them.
AUDITED_KINDS = frozenset({Kind.DP4, Kind.DPHP, Kind.DPS, Kind.DPSHP, Kind.DPT, Kind.DPTB})

_BY_KEY = "list:"
# The order in which lists follow one another; DPTb holds only those who vote elsewhere than at home.
FOLLOWS = (Kind.DP4, Kind.DPHP, Kind.DPS, Kind.DPSHP, Kind.DPT)


class Status(models.TextChoices):
    """How far a list has come."""

    UPLOADED = "uploaded", _("Uploaded")
    READING = "reading", _("Being read")
    READ = "read", _("Read")
    AUDITING = "auditing", _("Being audited")
    AUDITED = "audited", _("Audited")
    FAILED = "failed", _("Failed")


class ListQuerySet(RegionalQuerySet["ListVersion"]):
    """Lists: those of the viewer's region, and those of a wider region that contain it."""

    def visible_to(self, viewer: HasRegion) -> Self:
        """A sub-district sees that the regency's list is there; of its findings only the own ones."""
        above, code = [], viewer.region
        while code := parent_of(code):
            above.append(code)
        return self.filter(Q(region__within=viewer.region) | Q(region__in=above)) if viewer.region else self

    def standing(self) -> Self:
        """All but those that were handed over by mistake and withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def usable(self) -> Self:
        """What has been read and is what it is called, as far as anybody knows: only these are searched or used."""
        return self.standing().filter(read_at__isnull=False, is_doubted=False).exclude(status=Status.FAILED)


class ListVersion(Regional):
    """A list as it was handed over, with its way through reading and audit."""

    region = RegionCodeField(_("regency or city"), db_index=True)
    kind = models.CharField(_("kind of list"), max_length=12, choices=Kind.choices)
    election = models.CharField(_("election"), max_length=40)
    name = models.CharField(_("name"), max_length=120)
    previous = models.ForeignKey(
        "self",
        verbose_name=_("compared with"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="followers",
    )
    registers = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="checked_lists")
    mapping = models.JSONField(default=dict)  # heading as written → field of the engine, "-" for one not needed
    skips_bad_files = models.BooleanField(default=False)
    # What the reading cannot place: {"headings": […], "place": "desa.xlsx:C3"}
    question = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.UPLOADED)
    data_state = models.CharField(max_length=12, blank=True)  # DataState of the engine
    files_read = models.PositiveIntegerField(default=0)
    rows_read = models.PositiveBigIntegerField(default=0)
    rows_kept = models.PositiveBigIntegerField(default=0)
    rows_rejected = models.PositiveBigIntegerField(default=0)
    findings_count = models.PositiveIntegerField(default=0)
    warnings = models.JSONField(default=list)  # [{"id": …, "en": …}] of the reading
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)
    is_doubted = models.BooleanField(default=False)  # from the reading (`plausible.py`) until somebody says it is right
    audited_at = models.DateTimeField(null=True)
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    # Handed over by mistake: kept, and used by no room (`withdrawing.py`).
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    objects: ClassVar[Any] = ListQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="list_status_known"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="list_kind_known"),
            models.CheckConstraint(condition=Q(rows_read=F("rows_kept") + F("rows_rejected")), name="list_rows_add_up"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason=""),
                name="list_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}"

    @property
    def folder(self) -> Path:
        """Where its Parquet files lie."""
        return Path(settings.DATA_FOLDER) / "rolls" / str(self.pk)

    @property
    def roll(self) -> Path:
        """The voters, ROLL_COLUMNS of the engine."""
        return self.folder / "roll.parquet"

    @property
    def rejects(self) -> Path:
        """The rows that could not be kept, REJECT_COLUMNS of the engine."""
        return self.folder / "roll.rejects.parquet"

    @property
    def has_rejects(self) -> bool:
        """True if a row could not be kept, or a whole file was left out."""
        return self.read_at is not None and (self.rows_rejected > 0 or self.skips_bad_files)

    @property
    def search_index(self) -> Path:
        """By which its voters are found while a name is typed; made when the list is read."""
        return self.folder / "search"

    @property
    def shown_records(self) -> Path:
        """The records that its findings show; see `shown_records.py`."""
        return self.folder / "shown.sqlite3"

    @property
    def rolls(self) -> dict[str, "ListVersion"]:
        """By the name that the records of its findings bear: itself, the list before it and its registers."""
        found = {"roll": self, **{REGISTER_ROLLS[Kind(each.kind)]: each for each in self.registers.all()}}
        return {**found, "previous": self.previous} if self.previous else found

    @property
    def name_in_records(self) -> str:
        """Its name in a record of a finding of another list whose audit did not know it."""
        return f"{_BY_KEY}{self.pk}"

    def rolls_named(self, names: Iterable[str]) -> dict[str, "ListVersion"]:
        """`rolls`, and those of the names that `name_in_records` gives."""
        if not set(names) - {"roll", "previous"}:
            return {"roll": self, **({"previous": self.previous} if self.previous else {})}
        keys = {name: int(name.removeprefix(_BY_KEY)) for name in names if name.startswith(_BY_KEY)}
        others = ListVersion.objects.in_bulk(keys.values()) if keys else {}
        return {**self.rolls, **{name: others[key] for name, key in keys.items() if key in others}}

    def same_files(self) -> "models.QuerySet[ListVersion]":
        """The other lists of the region that consist of the very same files: a list handed over twice is no new one."""
        own = set(self.files.values_list("sha256", flat=True))
        others = ListVersion.objects.standing().filter(region=self.region, files__sha256__in=own).exclude(pk=self.pk)
        hashes: dict[int, set[str]] = {}
        for pk, sha256 in ListFile.objects.filter(version__in=others).values_list("version", "sha256"):
            hashes.setdefault(pk, set()).add(sha256)
        same: models.QuerySet[ListVersion] = ListVersion.objects.filter(
            pk__in=[pk for pk, found in hashes.items() if found == own]
        )
        return same

    @property
    def is_audited(self) -> bool:
        """True once its findings are there."""
        return self.status == Status.AUDITED

    @property
    def is_withdrawn(self) -> bool:
        """True while no room uses it, as it was handed over by mistake."""
        return self.withdrawn_at is not None

    @property
    def withdrawn_text(self) -> str:
        """The sentence for every page that shows it; empty while it stands."""
        if self.withdrawn_at is None:
            return ""
        day = date_format(timezone.localtime(self.withdrawn_at), "j F Y")
        said = gettext("The list %(list)s was withdrawn on %(day)s, as it was handed over by mistake.")
        return said % {"list": self, "day": day}

    @property
    def has_failed(self) -> bool:
        """True if its work has come to an end without success, for whatever reason."""
        return self.status == Status.FAILED or (self.job is not None and self.job.state == JobState.FAILED)

    @property
    def tone(self) -> str:
        """Of its badge."""
        tones = {Status.AUDITED: "good", Status.READ: "good", Status.UPLOADED: "", Status.FAILED: "bad"}
        return "bad" if self.has_failed else tones.get(Status(self.status), "accent")


class ListFile(models.Model):
    """A file as it was handed over; kept under the SHA-256 of its content, as proof of what was given."""

    version = models.ForeignKey(ListVersion, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)  # as the sender called it; places are read from it
    sha256 = models.CharField(max_length=64)
    suffix = models.CharField(max_length=5)
    size = models.PositiveBigIntegerField()  # bytes

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["version", "name"], name="list_file_name_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Where `stored_files.store` has put it."""
        return Path(settings.DATA_FOLDER) / "files" / self.sha256[:2] / f"{self.sha256}{self.suffix}"
