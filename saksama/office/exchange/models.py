"""A table that was handed over, what each row of it will do, and which records came from which key."""

from pathlib import Path
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import RegionCodeField
from saksama.office.accounts.scope import Regional, RegionalQuerySet
from saksama.office.jobs.models import Job
from saksama.office.records.intake import INTAKES, Intake


class State(models.TextChoices):
    """How far a table is."""

    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Checked")
    WRITING = "writing", _("Being written")
    DONE = "done", _("Done")
    UNUSABLE = "unusable", _("Cannot be used")


class TableQuerySet(RegionalQuerySet["Table"]):
    """Tables: one's own only, since they may hold names."""

    def visible_to(self, viewer: Any) -> Self:
        """Whoever handed it over."""
        return self.filter(by=viewer.pk)


class Table(Regional):
    """A file of rows for one intake. The file itself is gone as soon as it is done or put aside."""

    region = RegionCodeField(blank=True, db_index=True)  # of whoever handed it over
    intake_key = models.CharField(max_length=40)
    name = models.CharField(max_length=200)  # as the sender called it
    file = models.CharField(max_length=60, blank=True)  # in the folder of imports
    updates = models.BooleanField(default=False)  # rows that are there already are changed; else left alone
    state = models.CharField(max_length=10, choices=State.choices, default=State.CHECKING)
    ignored = models.JSONField(default=list)  # headings that are no field
    problem_id = models.CharField(max_length=600, blank=True)  # with the whole file
    problem_en = models.CharField(max_length=600, blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")

    objects: ClassVar[Any] = TableQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=Q(state__in=State.values), name="table_state_known")]

    def __str__(self) -> str:
        return f"{self.intake_key} {self.pk}"

    @property
    def intake(self) -> Intake:
        """What its rows are."""
        return INTAKES[self.intake_key]

    @property
    def path(self) -> Path:
        """Where the file lies while it is needed."""
        return folder() / self.file

    @property
    def problem(self) -> str:
        """In the reader's language."""
        from django.utils.translation import get_language

        return self.problem_en if get_language() == "en" else self.problem_id

    def forget(self) -> None:
        """The file is no longer needed."""
        if self.file:
            self.path.unlink(missing_ok=True)
            self.file = ""


def folder() -> Path:
    """Where tables lie until they are done; readable by the server only."""
    found: Path = Path(settings.DATA_FOLDER) / "imports"
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


class Does(models.TextChoices):
    """What a row will do, or has done."""

    NEW = "new", _("New")
    CHANGE = "change", _("Change")
    SAME = "same", _("Already there")
    WRONG = "wrong", _("Cannot be taken")


class Row(models.Model):
    """A row as it was judged. Not its content: that is in the file until it is in its record."""

    table = models.ForeignKey(Table, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()  # in the file, the heading being row 1
    does = models.CharField(max_length=6, choices=Does.choices)
    label = models.CharField(max_length=200, blank=True)
    object_id = models.PositiveBigIntegerField(null=True)
    fields = models.JSONField(default=list)  # that change, as the form calls them
    problems = models.JSONField(default=list)  # [{"column", "what", "remedy"}]

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["table", "number"], name="table_row_once")]

    def __str__(self) -> str:
        return f"{self.table_id}:{self.number}"

    @property
    def tone(self) -> str:
        """Of its badge."""
        return {Does.NEW: "good", Does.CHANGE: "accent", Does.WRONG: "bad"}.get(Does(self.does), "")


class RowKey(models.Model):
    """Which record came from which key of whose table, so that the same row makes it once only."""

    intake_key = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    object_id = models.PositiveBigIntegerField()
    region = RegionCodeField(blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["intake_key", "by", "key"], name="row_key_once")]
        indexes = [models.Index(fields=["intake_key", "region", "key"], name="row_key_of_region")]

    def __str__(self) -> str:
        return f"{self.intake_key} {self.object_id}"
