"""Who was reported as missing, for the page of the finding about this person."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saksama.office.accounts.models import Account
from saksama.office.residue import actions
from saksama.office.residue.look import FIELDS, said
from saksama.office.residue.models import MissingReport, ResiduePerson, SoughtChoice
from saksama.office.rolls.models import Finding
from saksama.office.rolls.told import Told, tells_of
from saksama.office.trail.record import record

NAME, CHANNEL, DAY = gettext_lazy("Name"), gettext_lazy("Reported by"), gettext_lazy("Day of the report")


@tells_of(SoughtChoice.REPORTED.value)
def reported(finding: Finding, viewer: Account) -> Told | None:
    """As reported to who may see people, with an entry in the trail; the first letters of the name to others."""
    rows = [each["row"] for each in finding.records if each["roll"] == SoughtChoice.REPORTED]
    report = MissingReport.objects.filter(pk__in=rows).first()
    if report is None:
        return None
    people = ResiduePerson.objects.filter(report=report, residue__version=finding.version_id)
    person = people.select_related("residue__version").order_by("-residue").first()
    sought = _where_sought(person) if person else ""
    if not viewer.may("residue.people"):
        return Told([(NAME, report.initials)], sought, "")
    with transaction.atomic():
        details = {"finding": finding.pk, "residue": person.residue_id if person else None}
        record(viewer, actions.PERSON_SEEN, person or report, details=details)
    lines = [(label, said(getattr(report, name, None))) for name, label in FIELDS.items()]
    lines += [(CHANNEL, report.get_channel_display()), (DAY, said(report.day))]
    url = reverse("residue_person", args=[person.residue_id, person.pk]) if person else ""
    return Told([(label, value) for label, value in lines if value], sought, url)


def _where_sought(person: ResiduePerson) -> str:
    residue = person.residue
    day = date_format(timezone.localtime(residue.done_at or residue.created), "j F Y")
    told = _("Sought on %(day)s in the whole list %(list)s, not only in this village and TPS: %(outcome)s.")
    return f"{told % {'day': day, 'list': residue.version, 'outcome': person.get_presence_display()}} {person.reason}"
