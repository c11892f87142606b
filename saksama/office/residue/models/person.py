"""Somebody sought and not found, or not for sure. Names stay in the lists; here only their first letters."""

import hashlib
import re
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from saksama.language import Text
from saksama.office.accounts.region_code import level_of, parent_of
from saksama.office.accounts.scope import Regional, RegionalQuerySet
from saksama.office.residue.models.report import MissingReport
from saksama.office.residue.models.search import Residue, SoughtChoice
from saksama.rolls import Presence


class PresenceChoice(models.TextChoices):
    """What the search says."""

    NOT_IN_LIST = Presence.NOT_IN_LIST, _("Not in the list")
    CANNOT_TELL = Presence.CANNOT_TELL, _("Cannot tell")
    NOT_ELIGIBLE = Presence.NOT_ELIGIBLE, _("No longer eligible")


class PersonStatus(models.TextChoices):
    """What the last check on the spot said."""

    OPEN = "open", _("Not checked")
    MISSING = "missing", _("Eligible and missing")
    IN_LIST = "in_list", _("Found in the list")
    NOT_ELIGIBLE = "not_eligible", _("Not eligible")
    UNCLEAR = "unclear", _("Could not be found out")


# The rule of the audit that finds the same person (rolls/check/rules/missing.py).
RULES = {SoughtChoice.DPK: "H02", SoughtChoice.REPORTED: "H06"}


class ResiduePerson(Regional):
    """One person; the region is the village, else the sub-district, else the regency."""

    residue = models.ForeignKey(Residue, on_delete=models.CASCADE, related_name="people", db_index=False)
    source = models.CharField(max_length=10, choices=SoughtChoice.choices)
    record = models.BigIntegerField()  # in the list of the people sought
    source_file = models.CharField(max_length=400)
    source_row = models.BigIntegerField()
    report = models.ForeignKey(MissingReport, null=True, on_delete=models.PROTECT, related_name="found")
    tps = models.CharField(max_length=3, blank=True)
    rt = models.CharField(max_length=3, blank=True)
    initials = models.CharField(max_length=80)  # S*** A*****
    presence = models.CharField(max_length=12, choices=PresenceChoice.choices)
    probability = models.FloatField(null=True)  # that the person is in the list
    reason_id = models.TextField()
    reason_en = models.TextField()
    roll_record = models.BigIntegerField(null=True)  # who in the list may be this person
    status = models.CharField(max_length=12, choices=PersonStatus.choices, default=PersonStatus.OPEN)

    objects: ClassVar[Any] = RegionalQuerySet.as_manager()

    class Meta:
        ordering = ["region", "tps", "rt", "id"]
        constraints = [
            models.UniqueConstraint(fields=["residue", "source", "record"], name="residue_person_once"),
            models.CheckConstraint(condition=Q(status__in=PersonStatus.values), name="residue_person_status_known"),
            models.CheckConstraint(
                condition=Q(presence__in=PresenceChoice.values), name="residue_person_presence_known"
            ),
        ]
        indexes = [
            models.Index(fields=["residue", "region", "tps", "rt", "id"], name="residue_person_place"),
            models.Index(fields=["residue", "status", "region", "tps", "rt", "id"], name="residue_person_status"),
            models.Index(fields=["residue", "presence", "region", "tps", "rt", "id"], name="residue_person_presence"),
        ]

    def __str__(self) -> str:
        return f"{self.source}:{self.residue_id}.{self.record}"

    @property
    def reason(self) -> str:
        """Why the search says so, in the reader's language."""
        return Text(self.reason_id, self.reason_en).in_("en" if get_language() == "en" else "id")

    @property
    def rule(self) -> str:
        """Of the audit."""
        return RULES[SoughtChoice(self.source)]

    @property
    def roll_name(self) -> str:
        """How records of findings name the list in which this person was sought from.

        "dpk" is the one DPK that the audit of the list knew. A row of any other says whose row it is: two DPKs may be
        called alike, file by file.
        """
        dpk = self.residue.dpk
        if self.source == SoughtChoice.REPORTED or dpk is None:
            return str(SoughtChoice.REPORTED)
        return "dpk" if self.residue.version.registers.contains(dpk) else dpk.name_in_records

    def finding_id(self, roll_name: str) -> str:
        """Of the finding about this person: the audit's own (rolls/check/finding_query.py) if it knew the same DPK."""
        place = f"{self.rule}|{self.source_file}:{self.source_row}"
        if roll_name not in ("dpk", SoughtChoice.REPORTED):
            place = f"{place}|{roll_name}"
        return hashlib.md5(place.encode(), usedforsecurity=False).hexdigest()[:16]

    @property
    def district(self) -> str:
        """The code of the sub-district, empty if it is not known."""
        return {4: parent_of(self.region), 3: self.region}.get(level_of(self.region), "")

    @property
    def presence_tone(self) -> str:
        """Of its badge."""
        tones = {PresenceChoice.NOT_IN_LIST: "bad", PresenceChoice.CANNOT_TELL: "warn"}
        return tones.get(PresenceChoice(self.presence), "")

    @property
    def status_tone(self) -> str:
        """Of its badge."""
        tones = {PersonStatus.MISSING: "bad", PersonStatus.IN_LIST: "good", PersonStatus.UNCLEAR: "warn"}
        return tones.get(PersonStatus(self.status), "")


def initials_of(name: str) -> str:
    """The first letter of each word, the rest as stars, never telling how long a word is: SITI AMINAH → S*** A***."""
    return " ".join(f"{word[0]}***" for word in re.findall(r"[^\W\d_]+", name))[:80] or "–"
