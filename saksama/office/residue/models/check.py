"""What a supervisor found out at the door. Every check is kept; the last one is the person's status."""

from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.models import Account
from saksama.office.residue import actions
from saksama.office.residue.models.person import PersonStatus, ResiduePerson
from saksama.office.rolls.models import CategoryChoice, Finding, ListVersion, Severity, Source, review
from saksama.office.rolls.models import Verdict as FindingVerdict
from saksama.office.trail.record import record


class Verdict(models.TextChoices):
    """What was seen; the statuses a person can get by it."""

    MISSING = PersonStatus.MISSING.value, _("Eligible and missing")
    IN_LIST = PersonStatus.IN_LIST.value, _("Found in the list")
    NOT_ELIGIBLE = PersonStatus.NOT_ELIGIBLE.value, _("Not eligible")
    UNCLEAR = PersonStatus.UNCLEAR.value, _("Could not be found out")


# What the check says of the audit's finding "this person is missing".
_OF_FINDING = {
    Verdict.MISSING: FindingVerdict.CONFIRMED,
    Verdict.IN_LIST: FindingVerdict.REFUTED,
    Verdict.NOT_ELIGIBLE: FindingVerdict.REFUTED,
    Verdict.UNCLEAR: FindingVerdict.UNCLEAR,
}
_SAYS = {
    "H02": (
        "Memilih sebagai DPK pada pemilu terakhir, tidak ditemukan di daftar ini.",
        "Voted as DPK in the last election, not found in this list.",
    ),
    "H06": (
        "Dilaporkan belum terdaftar; tidak ditemukan di daftar ini.",
        "Reported as missing, and not found in this list.",
    ),
}


class PersonCheck(models.Model):
    """One verdict of one person at one door."""

    person = models.ForeignKey(ResiduePerson, on_delete=models.CASCADE, related_name="checks")
    verdict = models.CharField(_("verdict"), max_length=12, choices=Verdict.choices)
    reason = models.CharField(_("why not eligible"), max_length=40, blank=True)  # key of reference/tms.py
    note = models.CharField(_("note"), max_length=500, blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="person_check_verdict_known"),
            models.CheckConstraint(
                condition=~Q(verdict="not_eligible") | ~Q(reason=""), name="person_check_not_eligible_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.verdict}"

    @property
    def tone(self) -> str:
        """Of its badge."""
        return ResiduePerson(status=self.verdict).status_tone


def check_person(person: ResiduePerson, by: Account, verdict: Verdict, *, reason: str = "", note: str = "") -> None:
    """Keeps the check, and says the same of the finding about this person, so that it can go into a letter.

    The finding is the audit's own where there is one; somebody confirmed as missing whom no audit has found gets one.
    """
    with transaction.atomic():
        PersonCheck.objects.create(person=person, verdict=verdict, reason=reason, note=note, by=by)
        person.status = verdict.value
        person.save(update_fields=["status"])
        version: ListVersion = person.residue.version
        # In a list that was withdrawn nothing is confirmed; the check stays, and the next search shows it.
        finding = None if version.is_withdrawn else finding_about(person)
        if finding is None and verdict is Verdict.MISSING and not version.is_withdrawn:
            finding = _new_finding(person, version)
        if finding is not None:
            review(version, [finding], by, _OF_FINDING[verdict], note, is_from_check=True)
        record(by, actions.PERSON_CHECKED, person, details={"verdict": verdict, "residue": person.residue_id})


def finding_about(person: ResiduePerson) -> Finding | None:
    """What is said of the same person in the list: by its audit, or after an earlier check.

    A finding of the same file and row, but of another DPK, is about somebody else.
    """
    roll_name = person.roll_name
    ids = (person.finding_id(roll_name), person.finding_id("dpk"))
    rows = Finding.objects.filter(version_id=person.residue.version_id, finding_id__in=ids).order_by("pk")
    return next((each for each in rows if roll_name in (said["roll"] for said in each.records)), None)


def _new_finding(person: ResiduePerson, version: ListVersion) -> Finding:
    said_id, said_en = _SAYS[person.rule]
    roll = person.roll_name
    made: Finding = Finding.objects.create(
        version=version,
        # A report of the field stays whatever the next audit finds; of the DPK an audit makes the same finding again.
        source=Source.COMPLAINT if person.report_id else Source.AUDIT,
        finding_id=person.finding_id(roll),
        rule=person.rule,
        category=CategoryChoice.MISSING,
        severity=Severity.HIGH,
        region=person.region,
        tps=person.tps,
        records=[{"roll": roll, "record": person.record, "file": person.source_file, "row": person.source_row}],
        evidence_id=said_id,
        evidence_en=said_en,
    )
    ListVersion.objects.filter(pk=version.pk).update(findings_count=F("findings_count") + 1)
    return made
