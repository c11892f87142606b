"""Checklists, their versions and questions; the sheets filled in; and what was odd in them."""

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import covers
from saksama.office.accounts.scope import Regional, RegionalQuerySet
from saksama.office.checklists import actions
from saksama.office.checklists.expressions import ExpressionError, Node, check, parse
from saksama.office.election.models import Stage
from saksama.office.records.models import Record, RecordQuerySet
from saksama.office.trail.record import record


class Kind(models.TextChoices):
    """Kinds of answers."""

    YES_NO = "yes_no", gettext_lazy("Yes or no")
    CHOICE = "choice", gettext_lazy("One of several")
    SEVERAL = "several", gettext_lazy("Several of several")
    NUMBER = "number", gettext_lazy("Whole number")
    DECIMAL = "decimal", gettext_lazy("Number with decimals")
    TEXT = "text", gettext_lazy("Text")
    DATE = "date", gettext_lazy("Date")
    TIME = "time", gettext_lazy("Time of day")
    PHOTO = "photo", gettext_lazy("Photo")
    PLACE = "place", gettext_lazy("Position")


NUMBERS = (Kind.NUMBER, Kind.DECIMAL)
CLOSED_KINDS = (Kind.YES_NO, Kind.CHOICE)
# What expressions may compare an answer with; photos and positions are not compared.
EXPRESSION_KINDS = {
    Kind.YES_NO: "text",
    Kind.CHOICE: "text",
    Kind.SEVERAL: "several",
    Kind.NUMBER: "number",
    Kind.DECIMAL: "number",
    Kind.TEXT: "text",
    Kind.DATE: "date",
    Kind.TIME: "time",
}


class Unit(models.TextChoices):
    """What one sheet is about."""

    STATION = "tps", gettext_lazy("a TPS")
    VILLAGE = "village", gettext_lazy("a village")


class ChecklistQuerySet(RegionalQuerySet["Checklist"]):
    """A region sees its own checklists and those from above."""

    def visible_to(self, viewer: Any) -> Self:
        """Made for a region that covers the viewer's own, or lies in it."""
        if not viewer.may("checklists.read"):
            return self.none()
        parts = viewer.region.split(".") if viewer.region else []
        above = [".".join(parts[:depth]) for depth in range(len(parts) + 1)]
        rows = self.filter(Q(region__in=above) | Q(region__within=viewer.region))
        return rows if viewer.may("checklists.make") else rows.filter(versions__opened__isnull=False).distinct()


class Checklist(Regional):
    """A list of questions for a stage. Its region is the one whose places it is filled in for."""

    name = models.CharField(gettext_lazy("name"), max_length=120)
    purpose = models.CharField(gettext_lazy("what it is for"), max_length=300, blank=True)
    stage = models.ForeignKey(
        Stage, verbose_name=gettext_lazy("stage"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    unit = models.CharField(gettext_lazy("one sheet for"), max_length=10, choices=Unit.choices, default=Unit.STATION)
    repeats = models.BooleanField(gettext_lazy("a new sheet every day"), default=False)
    closed = models.DateTimeField(null=True, editable=False)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", editable=False)
    created = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Any] = ChecklistQuerySet.as_manager()

    class Meta:
        ordering = ["-created", "-id"]

    def __str__(self) -> str:
        return self.name

    @property
    def current(self) -> "Version | None":
        """The version that is filled in now."""
        return self.versions.filter(opened__isnull=False).order_by("-number").first()

    @property
    def newest(self) -> "Version":
        """The version that is being worked on, or else the current one."""
        return self.versions.order_by("-number")[0]

    @transaction.atomic
    def changeable(self, by: Account) -> "Version":
        """The newest version; a copy of it with the next number if it has been answered already."""
        newest = Version.objects.select_for_update().filter(checklist=self).order_by("-number")[0]
        if not newest.is_frozen:
            return newest
        copy = Version.objects.create(checklist=self, number=newest.number + 1)
        questions = list(newest.questions.all())
        for each in questions:
            each.pk, each.version = None, copy
        Question.objects.bulk_create(questions)
        record(by, actions.CHANGED, self, details={"version": copy.number})
        return copy

    @transaction.atomic
    def open(self, by: Account) -> None:
        """Lets the newest version be filled in.

        Raises:
            ValidationError: it has no question, or a question whose expression makes no sense.
        """
        newest = self.newest
        newest.compile()
        newest.opened, self.closed = newest.opened or timezone.now(), None
        newest.save()
        self.save()
        record(by, actions.OPENED, self, details={"version": newest.number})

    @transaction.atomic
    def close(self, by: Account) -> None:
        """No more sheets."""
        self.closed = timezone.now()
        self.save()
        record(by, actions.CLOSED, self)


class Version(models.Model):
    """The questions as they stood when somebody answered them."""

    checklist = models.ForeignKey(Checklist, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    opened = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["checklist", "number"], name="checklist_version_once")]

    def __str__(self) -> str:
        return f"{self.checklist} v{self.number}"

    @property
    def is_frozen(self) -> bool:
        """True once it has been answered: its questions stay as they are."""
        return self.sheets.exists()

    def compile(self) -> "list[Compiled]":
        """Its questions with their expressions read.

        Raises:
            ValidationError: for each expression that makes no sense, with question and character.
        """
        problems: list[ValidationError] = []
        made: list[Compiled] = []
        kinds: dict[str, str] = {}
        for question in self.questions.all():
            earlier = dict(kinds)
            if question.kind in EXPRESSION_KINDS:
                kinds[question.name] = EXPRESSION_KINDS[Kind(question.kind)]
            nodes = {}
            for part, known in (("condition", earlier), ("check", kinds), ("incident", kinds)):
                try:
                    nodes[part] = question.read(part, dict(known))
                except ValidationError as error:
                    problems.append(error)
            if not problems:
                made.append(Compiled(question, nodes["condition"], nodes["check"], nodes["incident"]))
        if not made and not problems:
            problems.append(ValidationError(_("There is no question yet.")))
        if problems:
            raise ValidationError(problems)
        return made


class Question(models.Model):
    """One question of a version."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(gettext_lazy("short name"), max_length=40)
    section = models.CharField(gettext_lazy("heading above it"), max_length=80, blank=True)
    kind = models.CharField(gettext_lazy("kind of answer"), max_length=10, choices=Kind.choices, default=Kind.YES_NO)
    label = models.CharField(gettext_lazy("question"), max_length=300)
    hint = models.CharField(gettext_lazy("hint"), max_length=300, blank=True)
    required = models.BooleanField(gettext_lazy("must be answered"), default=True)
    choices = models.JSONField(default=list, blank=True)  # [[name, label], …]
    minimum = models.FloatField(gettext_lazy("at least"), null=True, blank=True)
    maximum = models.FloatField(gettext_lazy("at most"), null=True, blank=True)
    condition = models.CharField(gettext_lazy("only if"), max_length=500, blank=True)
    check_text = models.CharField(gettext_lazy("must hold"), max_length=500, blank=True)
    check_message = models.CharField(gettext_lazy("said if it does not"), max_length=200, blank=True)
    incident = models.CharField(gettext_lazy("it is an incident if"), max_length=500, blank=True)
    incident_kind = models.CharField(gettext_lazy("kind of incident"), max_length=40, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["version", "name"], name="question_name_once")]

    def __str__(self) -> str:
        return self.label

    @property
    def options(self) -> list[tuple[str, str]]:
        """What may be chosen, with its words."""
        if self.kind == Kind.YES_NO:
            return [("yes", _("Yes")), ("no", _("No"))]
        return [(str(name), str(label)) for name, label in self.choices]

    def read(self, part: str, kinds: dict[str, str]) -> Node | None:
        """Its condition, check or incident; None if it has none.

        Raises:
            ValidationError: with the question and the character where it stops making sense.
        """
        text = {"condition": self.condition, "check": self.check_text, "incident": self.incident}[part]
        if not text.strip():
            return None
        try:
            node = parse(text, self.name)
            check(node, kinds)
        except ExpressionError as error:
            from django.utils.translation import get_language

            said = error.what.in_("en" if get_language() == "en" else "id")
            where = _("Question “%(name)s”, %(part)s, character %(position)d: %(said)s")
            names = {"condition": _("only if"), "check": _("must hold"), "incident": _("it is an incident if")}
            told = {"name": self.name, "part": names[part], "position": error.position, "said": said}
            raise ValidationError(where % told) from error
        return node


class Compiled:
    """A question with its expressions read."""

    def __init__(self, question: Question, condition: Node | None, check: Node | None, incident: Node | None) -> None:
        self.question, self.condition, self.check, self.incident = question, condition, check, incident


class Status(models.TextChoices):
    """Where a sheet stands."""

    DRAFT = "draft", gettext_lazy("Draft")
    SENT = "sent", gettext_lazy("Sent")
    AGAIN = "again", gettext_lazy("Asked again")
    WRONG = "wrong", gettext_lazy("Wrong, not counted")


class SheetQuerySet(RecordQuerySet["Sheet"]):
    """Sheets; a draft is its author's alone."""

    def in_reach_of(self, viewer: Any) -> Q:
        """By region, without the drafts of others."""
        return super().in_reach_of(viewer) & (~Q(status=Status.DRAFT) | Q(by=viewer.pk))

    def counted(self) -> Self:
        """Those whose answers count."""
        return self.filter(status=Status.SENT)


class Sheet(Record):
    """One checklist filled in for one place, once or on one day. Its region is the village."""

    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="sheets")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="sheets")
    tps = models.CharField(max_length=3, blank=True)
    turn = models.CharField(max_length=10, blank=True)  # the day of a checklist that is filled in daily
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT, db_index=True)
    answers = models.JSONField(default=dict)
    started = models.DateTimeField(default=timezone.now)
    sent = models.DateTimeField(null=True)
    seconds = models.PositiveIntegerField(null=True)  # from opening the page to sending; unknown after a draft
    incidents = models.JSONField(default=list)  # [[question, kind], …]

    objects: ClassVar[Any] = SheetQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["checklist", "region", "tps", "turn"], name="sheet_once"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="sheet_status_known"),
        ]
        indexes = [models.Index(fields=["checklist", "status", "region"], name="sheet_of_checklist")]

    def __str__(self) -> str:
        return f"{self.checklist.name} · {self.place}"

    def search_parts(self) -> list[object]:
        """Also by what was written."""
        return [value for value in self.answers.values() if isinstance(value, str)]

    def is_editable_by(self, viewer: Any) -> bool:
        """Files and links may be added by whoever answers for the place."""
        return bool(viewer.may("checklists.fill")) and covers(viewer.region, self.region)

    @property
    def is_open(self) -> bool:
        """True while its answers may be changed."""
        return self.status in (Status.DRAFT, Status.AGAIN)


class Doubt(models.Model):
    """Why a sheet deserves a second look, and what came of it."""

    class Word(models.TextChoices):
        """What whoever looked again says."""

        OPEN = "open", gettext_lazy("Not looked at yet")
        RIGHT = "right", gettext_lazy("Right")
        WRONG = "wrong", gettext_lazy("Wrong")
        AGAIN = "again", gettext_lazy("Ask again")

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="doubts")
    reason = models.CharField(max_length=20)  # key of oddities.REASONS
    question = models.CharField(max_length=40, blank=True)
    details = models.JSONField(default=dict)
    word = models.CharField(max_length=10, choices=Word.choices, default=Word.OPEN)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField(null=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["sheet", "reason", "question"], name="doubt_once")]
        indexes = [models.Index(fields=["word", "sheet"], name="doubt_open")]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """The reason in words."""
        from saksama.office.checklists.oddities import say

        return say(self)

    @transaction.atomic
    def decide(self, word: str, by: Account, note: str = "") -> None:
        """The word of whoever looked again; wrong takes the sheet out of the results, again gives it back.

        Raises:
            ValidationError: it has been decided, or it is one's own sheet.
        """
        locked = Doubt.objects.select_for_update().select_related("sheet__checklist", "sheet__by").get(pk=self.pk)
        if locked.word != Doubt.Word.OPEN:
            raise ValidationError(_("Somebody else has decided this meanwhile."))
        if locked.sheet.by_id == by.pk:
            raise ValidationError(_("Somebody else must look at one's own answers."))
        locked.word, locked.by, locked.at, locked.note = word, by, timezone.now(), note[:300]
        locked.save()
        sheet = locked.sheet
        if word != Doubt.Word.RIGHT:
            sheet.status = Status.WRONG if word == Doubt.Word.WRONG else Status.AGAIN
            sheet.save()
        record(by, actions.DECIDED, sheet, details={"reason": locked.reason, "word": word, "note": note[:300]})
        if word == Doubt.Word.AGAIN:
            self._ask_again(sheet)

    def _ask_again(self, sheet: Sheet) -> None:
        from saksama.language import Text
        from saksama.office.records.models import notify

        text = Text(f"Mohon periksa lagi: {sheet}", f"Please look at it again: {sheet}")
        notify([sheet.by], text, sheet.get_absolute_url(), key=f"checklists.again {self.pk}")
