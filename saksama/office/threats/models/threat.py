"""One threat, disturbance, obstacle or challenge, where and how likely, before and after what is done about it."""

from datetime import date
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.models import Account
from saksama.office.records.models import Record, RecordQuerySet

# Risk is likelihood × impact, each 1 to 5. An office's own convention, stated on the page; no law sets it.
HIGH, MEDIUM = 15, 6


class Kind(models.TextChoices):
    """AGHT. No official definition was found: the words are common intelligence teaching, one label an item."""

    THREAT = "threat", _("Threat (ancaman)")
    DISTURBANCE = "disturbance", _("Disturbance (gangguan)")
    OBSTACLE = "obstacle", _("Obstacle (hambatan)")
    CHALLENGE = "challenge", _("Challenge (tantangan)")


class Field(models.TextChoices):
    """The fields of national life in which a threat arises (ipoleksosbudhankam), and two that elections add."""

    IDEOLOGY = "ideology", _("Ideology")
    POLITICS = "politics", _("Politics")
    ECONOMY = "economy", _("Economy")
    SOCIAL = "social", _("Social and cultural")
    SECURITY = "security", _("Defence and security")
    INFORMATION = "information", _("Information and cyber")
    NATURE = "nature", _("Nature and access")


class Reliability(models.TextChoices):
    """How far the source is to be trusted: the letters of the Admiralty code."""

    A = "A", _("A completely reliable")
    B = "B", _("B usually reliable")
    C = "C", _("C fairly reliable")
    D = "D", _("D not usually reliable")
    E = "E", _("E unreliable")
    F = "F", _("F cannot be judged")


class Credibility(models.IntegerChoices):
    """How far the information is to be believed: the numbers of the Admiralty code."""

    CONFIRMED = 1, _("1 confirmed by other sources")
    PROBABLE = 2, _("2 probably true")
    POSSIBLE = 3, _("3 possibly true")
    DOUBTFUL = 4, _("4 doubtful")
    IMPROBABLE = 5, _("5 improbable")
    UNKNOWN = 6, _("6 cannot be judged")


class Status(models.TextChoices):
    """How far it has come."""

    REPORTED = "reported", _("Reported")
    WATCHED = "watched", _("Under watch")
    HAPPENED = "happened", _("Came true")
    CLOSED = "closed", _("No longer a threat")


OPEN = frozenset({Status.REPORTED, Status.WATCHED, Status.HAPPENED})


def _scale() -> dict[str, Any]:
    return {"validators": [MinValueValidator(1), MaxValueValidator(5)]}


class Threat(Record):
    """One item of the register."""

    title = models.CharField(_("title"), max_length=160)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    field = models.CharField(_("field"), max_length=12, choices=Field.choices)
    description = models.TextField(_("what is known"), max_length=4000)
    source = models.CharField(_("source"), max_length=200, blank=True)
    reliability = models.CharField(
        _("reliability of the source"), max_length=1, choices=Reliability.choices, default=Reliability.F
    )
    credibility = models.PositiveSmallIntegerField(
        _("credibility of the information"), choices=Credibility.choices, default=Credibility.UNKNOWN
    )
    likelihood = models.PositiveSmallIntegerField(_("likelihood"), **_scale())
    impact = models.PositiveSmallIntegerField(_("impact"), **_scale())
    likelihood_after = models.PositiveSmallIntegerField(
        _("likelihood after measures"), null=True, blank=True, **_scale()
    )
    impact_after = models.PositiveSmallIntegerField(_("impact after measures"), null=True, blank=True, **_scale())
    owner = models.ForeignKey(
        Account, verbose_name=_("owner"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.REPORTED, db_index=True)

    objects: ClassVar[Any] = RecordQuerySet.as_manager()

    class Meta(Record.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="threat_status_known"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="threat_kind_known"),
            models.CheckConstraint(
                condition=Q(likelihood__range=(1, 5), impact__range=(1, 5)), name="threat_scale_before"
            ),
            models.CheckConstraint(
                condition=Q(likelihood_after=None, impact_after=None)
                | Q(likelihood_after__range=(1, 5), impact_after__range=(1, 5)),
                name="threat_scale_after",
            ),
        ]
        indexes = [models.Index(fields=["region", "kind", "day"], name="threat_place_kind")]

    def __str__(self) -> str:
        return self.title

    def search_parts(self) -> list[object]:
        """Also by what is known and who said it."""
        return [self.description, self.source]

    def why_not(self, move: Any, by: Account) -> list[Any]:
        """A threat is closed once something was done, or said why not; watched only with an owner."""
        if move.key == "watch" and self.owner_id is None:
            return [gettext("Name an owner first.")]
        if move.key == "close" and self.measures.filter(done=None).exists():
            return [gettext("A measure is still open: finish it or take it away first.")]
        return []

    @property
    def risk(self) -> int:
        """1 to 25, before measures."""
        return self.likelihood * self.impact

    @property
    def risk_after(self) -> int | None:
        """1 to 25, None while nobody has judged it."""
        if self.likelihood_after is None or self.impact_after is None:
            return None
        return self.likelihood_after * self.impact_after

    @property
    def risk_now(self) -> int:
        """After measures where judged, else before."""
        return self.risk if self.risk_after is None else self.risk_after

    @property
    def tone(self) -> str:
        """Of the badge of its risk."""
        return {"high": "bad", "medium": "warn"}.get(level_of_risk(self.risk_now), "good")

    @property
    def status_tone(self) -> str:
        """Of the badge of its status."""
        tones = {Status.HAPPENED: "bad", Status.WATCHED: "accent", Status.CLOSED: "good"}
        return tones.get(Status(self.status), "")

    def is_late(self, day: date) -> bool:
        """True if a measure should have been done."""
        return any(measure.done is None and measure.due < day for measure in self.measures.all())


def level_of_risk(risk: int) -> str:
    """high, medium or low."""
    return "high" if risk >= HIGH else "medium" if risk >= MEDIUM else "low"


# The same as `risk_now`, for the database.
RISK_NOW = models.Case(
    models.When(likelihood_after=None, then=F("likelihood") * F("impact")),
    default=F("likelihood_after") * F("impact_after"),
    output_field=models.PositiveSmallIntegerField(),
)
