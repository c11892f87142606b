"""What an audit found, as the office keeps it: one row a finding, indexed for the filters of its pages."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import FloatField, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from saksama.language import Text
from saksama.office.accounts.region_code import covers, level_of, parent_of
from saksama.office.accounts.scope import HasRegion, Regional, RegionalQuerySet
from saksama.office.election.models import Level
from saksama.office.rolls.complaint_rules import COMPLAINT_RULES, ComplaintRule
from saksama.office.rolls.models.list_version import ListVersion
from saksama.rolls import CATALOGUE, Category, Rule

RULES: dict[str, Rule | ComplaintRule] = {**{rule.code: rule for rule in CATALOGUE}, **COMPLAINT_RULES}


class CategoryChoice(models.TextChoices):
    """The engine's categories, named for the reader."""

    TMS = Category.TMS, _("Listed, but should not be (TMS)")
    MISSING = Category.MISSING, _("Eligible, but not listed")
    DATA = Category.DATA, _("Wrong or incomplete data")
    ANOMALY = Category.ANOMALY, _("Odd place or group")


class Severity(models.IntegerChoices):
    """A number, so that the gravest come first by an index."""

    HIGH = 1, _("High")
    MEDIUM = 2, _("Medium")
    LOW = 3, _("Low")


class FindingStatus(models.TextChoices):
    """What the last review said."""

    OPEN = "open", _("Not reviewed")
    CONFIRMED = "confirmed", _("Confirmed on the spot")
    REFUTED = "refuted", _("Not confirmed")
    UNCLEAR = "unclear", _("Cannot tell")


class Source(models.TextChoices):
    """Who says so. Findings of an audit are replaced by the next audit of the list, those of a complaint stay."""

    AUDIT = "audit", _("Audit of the list")
    COMPLAINT = "complaint", _("A voter's complaint")


_SEVERITIES = dict(Severity.choices)
_STATUSES = dict(FindingStatus.choices)


class FindingQuerySet(RegionalQuerySet["Finding"]):
    """Findings; one about two places is seen from both."""

    def visible_to(self, viewer: HasRegion) -> Self:
        """In the viewer's region. Those of an audit once it is complete, as they are stored in steps."""
        complete = Q(version__audited_at__isnull=False) | Q(source=Source.COMPLAINT)
        return super().visible_to(viewer).filter(complete)

    def visible_in(self, version: ListVersion, viewer: HasRegion, place: str = "", *, walked: bool = False) -> Self:
        """Those of one list, and of one place in the viewer's region if one is given.

        What can be asked of the list is not asked of each row, as `visible_to` does. So an index answers a count by
        itself and gives the order of a page, which is what makes long lists bearable. `walked`: for one row or the
        next in an order, whose index is then walked along until one fits, instead of looking all of them up first.
        """
        region = place if covers(viewer.region, place) else viewer.region
        rows = self
        if covers(region, version.region) or walked:
            rows = rows.filter(version=version)
        if not covers(region, version.region):
            rows = rows.filter(_in_or_named(version, region) if walked else Q(pk__in=_keys_in(version, region)))
        rows = rows if region == place or not place else rows.within(place)
        return rows._shown_of(version)

    def of(self, version: ListVersion) -> Self:
        """Those of one list, wherever they are."""
        return self.filter(version=version)._shown_of(version)

    def _shown_of(self, version: ListVersion) -> Self:
        return self if version.audited_at else self.filter(source=Source.COMPLAINT)

    def within(self, region: str) -> Self:
        """Those that concern the region. Above the sub-district the first place is enough: a list is of one regency."""
        if level_of(region) < Level.DISTRICT:
            return super().within(region)
        elsewhere = FindingPlace.objects.filter(region__within=region)
        return self.filter(Q(region__within=region) | Q(pk__in=elsewhere.values("finding")))


def _elsewhere(version: ListVersion, region: str) -> Any:
    return FindingPlace.objects.filter(version=version, region__within=region).values("finding")


def _in_or_named(version: ListVersion, region: str) -> Q:
    return Q(region__within=region) | Q(pk__in=_elsewhere(version, region))


def _keys_in(version: ListVersion, region: str) -> Any:
    """Two ranges of two indexes; either one or the other (`_in_or_named`) looks at all findings of the list."""
    first = Finding.objects.filter(version=version, region__within=region).order_by().values("pk")
    return first.union(_elsewhere(version, region), all=True)


class Finding(Regional):
    """One finding of one list. Its region is the village it concerns, else sub-district, else that of the list."""

    version = models.ForeignKey(ListVersion, on_delete=models.CASCADE, related_name="findings", db_index=False)
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.AUDIT)
    finding_id = models.CharField(max_length=16)  # of the engine: the same in every audit of the same files
    rule = models.CharField(max_length=8)
    category = models.CharField(max_length=10, choices=CategoryChoice.choices)
    tms_reason = models.CharField(max_length=40, blank=True)
    severity = models.PositiveSmallIntegerField(choices=Severity.choices)
    probability = models.FloatField(null=True)  # only where it is an estimate
    tps = models.CharField(max_length=3, blank=True)
    record = models.BigIntegerField(null=True)  # first record concerned, in the list's Parquet
    records = models.JSONField(default=list)  # [{"roll", "record", "file", "row"}]
    evidence_id = models.TextField()
    evidence_en = models.TextField()
    status = models.CharField(max_length=10, choices=FindingStatus.choices, default=FindingStatus.OPEN)
    # For an index on which the likeliest come first and those without a probability (2) last, on both databases.
    unlikely = models.GeneratedField(
        expression=Value(1.0) - Coalesce("probability", Value(-1.0)), output_field=FloatField(), db_persist=True
    )

    objects: ClassVar[Any] = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["severity", "region", "id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "finding_id"], name="finding_once"),
            models.CheckConstraint(condition=Q(severity__in=Severity.values), name="finding_severity_known"),
            models.CheckConstraint(condition=Q(status__in=FindingStatus.values), name="finding_status_known"),
            models.CheckConstraint(condition=Q(source__in=Source.values), name="finding_source_known"),
        ]
        indexes = [
            models.Index(fields=["version", "severity", "region", "id"], name="finding_gravest"),
            models.Index(fields=["version", "region", "severity", "id"], name="finding_place"),
            models.Index(fields=["version", "rule", "severity", "region", "id"], name="finding_rule"),
            models.Index(fields=["version", "category", "severity", "region", "id"], name="finding_category"),
            models.Index(fields=["version", "status", "severity", "region", "id"], name="finding_status"),
            models.Index(fields=["version", "unlikely", "id", "region", "severity"], name="finding_likeliest"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """Rule and id in one word, T04_9c1b…: an id of digits only would look like a NIK if it stood alone."""
        return f"{self.rule}_{self.finding_id}"

    @property
    def title(self) -> Text:
        """What the rule is called."""
        return RULES[self.rule].title if self.rule in RULES else Text(self.rule, self.rule)

    @property
    def law(self) -> str:
        """Where the duty stands."""
        return RULES[self.rule].law if self.rule in RULES else ""

    @property
    def proof(self) -> Text:
        """What is kept as proof, and who issues it."""
        return RULES[self.rule].proof if self.rule in RULES else Text("", "")

    @property
    def evidence(self) -> str:
        """The evidence in the reader's language."""
        return Text(self.evidence_id, self.evidence_en).in_("en" if get_language() == "en" else "id")

    @property
    def percent(self) -> int | None:
        """Its probability, 0 to 100."""
        return None if self.probability is None else int(self.probability * 100)

    @property
    def district(self) -> str:
        """The code of its sub-district, empty for a finding about the whole regency."""
        return {4: parent_of(self.region), 3: self.region}.get(level_of(self.region), "")

    @property
    def severity_label(self) -> str:
        """As get_severity_display gives it, in a third of the time: it stands in each row of a long page."""
        return str(_SEVERITIES[self.severity])

    @property
    def status_label(self) -> str:
        """As get_status_display gives it, likewise."""
        return str(_STATUSES[self.status])

    @property
    def severity_tone(self) -> str:
        """Of its badge."""
        return {Severity.HIGH: "bad", Severity.MEDIUM: "warn"}.get(Severity(self.severity), "")

    @property
    def status_tone(self) -> str:
        """Of its badge."""
        tones = {FindingStatus.CONFIRMED: "bad", FindingStatus.REFUTED: "good", FindingStatus.UNCLEAR: "warn"}
        return tones.get(FindingStatus(self.status), "")


class FindingPlace(Regional):
    """A further village that a finding concerns, as that of the second of a pair. The first is the finding's region."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="other_places", db_index=False)
    # That of the finding, kept here so that counting by place need not look at every list there ever was.
    version = models.ForeignKey(ListVersion, on_delete=models.CASCADE, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["version", "region", "finding"], name="finding_place_of_list")]
        constraints = [models.UniqueConstraint(fields=["finding", "region"], name="finding_place_once")]

    def __str__(self) -> str:
        return f"{self.finding_id} {self.region}"
