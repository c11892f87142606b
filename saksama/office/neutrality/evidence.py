"""Neutrality cases as events for the vulnerability index: those that Bawaslu found to be violations and handed over.

A case from a file of a suspected violation is counted there already and not twice. Who answers "not proven" ends it.
"""

from collections.abc import Iterator
from datetime import date

from saksama.office.neutrality.models import Answer, Group, NeutralityCase, PersonKind, Status, ViolationClass
from saksama.office.neutrality.models.case import GROUPS
from saksama.office.records.evidence import Event
from saksama.office.records.models import Classification

COUNTED = (Status.REFERRED, Status.ANSWERED, Status.CLOSED)
NO_VIOLATION = (Answer.NOT_PROVEN, Answer.NOT_COMPETENT)
LEVELS = {ViolationClass.ETHICS: 1, ViolationClass.MODERATE: 2, ViolationClass.SEVERE: 3}


def events(region: str, since: date, until: date) -> Iterator[Event]:
    """neutrality.asn for civil servants, army and police, neutrality.village for village heads and officials."""
    rows = NeutralityCase.objects.within(region).filter(occurred__range=(since, until), status__in=COUNTED)
    rows = rows.exclude(origin__startswith="violations.")
    for case in rows.select_related("assessment").prefetch_related("handovers").order_by("pk"):
        issued = [each for each in case.handovers.all() if each.issued]
        if not issued or issued[-1].answer in NO_VIOLATION:  # of several bodies the last one asked counts
            continue
        is_village = GROUPS[PersonKind(case.person_kind)] == Group.VILLAGE
        yield Event(
            kind="neutrality.village" if is_village else "neutrality.asn",
            region=case.region,
            day=case.occurred,
            title=str(case),
            url=case.get_absolute_url(),
            level=LEVELS.get(ViolationClass(case.assessment.klass), 2),
            restricted=case.classification != Classification.OPEN,
            source=f"{case._meta.label_lower}:{case.pk}",
        )
