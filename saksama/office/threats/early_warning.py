"""Early warning: after each new or changed threat, whoever may see enough of them in one place is told.

Counted anew for each person, over what that person may see: a warning must not betray that a secret threat is there.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse

from saksama.language import Text
from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import level_of
from saksama.office.election.models import Region
from saksama.office.records.models import notify
from saksama.office.records.models.record import accounts_that_see
from saksama.office.threats import actions
from saksama.office.threats.models import HIGH, Field, Kind, Threat, WarningRule
from saksama.office.threats.models.threat import RISK_NOW
from saksama.office.trail.record import record

WARNING = Text(
    "Peringatan dini “{rule}”: {count} dalam {days} hari di {place}.",
    "Early warning “{rule}”: {count} within {days} days in {place}.",
)


def warn_about(threat: Threat) -> int:
    """Tells those whom a rule makes aware; in the transaction of the change. Gives the number of notices."""
    told = 0
    readers: list[Account] | None = None
    for rule in _rules_for(threat):
        place = ".".join(threat.region.split(".")[: rule.level])
        name = Region.objects.filter(code=place).values_list("name", flat=True).first() or place
        readers = accounts_that_see(threat) if readers is None else readers
        for reader in readers:
            number = _like(threat, rule, place, threat.day).visible_to(reader).count()
            if number >= rule.count:
                text = WARNING.fill(rule=rule.name, count=number, days=rule.days, place=name)
                # Once a window: the key holds the place and the week, not the threat.
                key = f"warning {rule.pk} {place} {threat.day.toordinal() // rule.days}"
                notify([reader], text, f"{reverse('threats')}?place={place}", key)
                told += 1
    return told


def _rules_for(threat: Threat) -> Iterable[WarningRule]:
    for rule in WarningRule.objects.filter(is_on=True):
        fits = rule.kind in ("", threat.kind) and rule.field in ("", threat.field)
        inside = threat.region == rule.region or threat.region.startswith(f"{rule.region}.") or not rule.region
        if fits and inside and level_of(threat.region) >= rule.level and threat.risk_now >= rule.least_risk:
            yield rule


def _like(threat: Threat, rule: WarningRule, place: str, day: date) -> Any:
    rows = Threat.objects.filter(region__within=place, day__gt=day - timedelta(days=rule.days), day__lte=day)
    if rule.kind:
        rows = rows.filter(kind=rule.kind)
    if rule.field:
        rows = rows.filter(field=rule.field)
    return rows.annotate(risk_at=RISK_NOW).filter(risk_at__gte=rule.least_risk)


# What an office can begin with; it changes and switches them afterwards.
USUAL: tuple[tuple[str, dict[str, Any]], ...] = (
    ("Tiga gangguan sejenis sekecamatan dalam tujuh hari", {"kind": Kind.DISTURBANCE, "count": 3, "days": 7}),
    ("Dua ancaman keamanan sekecamatan dalam tujuh hari", {"kind": Kind.THREAT, "field": Field.SECURITY, "count": 2}),
    ("Satu item berisiko tinggi", {"least_risk": HIGH, "count": 1, "days": 1}),
)


def add_usual_rules(region: str, by: Account) -> int:
    """Adds the usual rules for a region that has none; gives their number. In a transaction of its own."""
    with transaction.atomic():
        if WarningRule.objects.filter(region=region).exists():
            return 0
        for name, values in USUAL:
            rule = WarningRule.objects.create(region=region, name=name, **values)
            record(by, actions.RULE_CHANGED, rule, details={"on": True})
    return len(USUAL)
