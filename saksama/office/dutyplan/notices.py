"""Telling those who are late, each once for each day on which they are told."""

from collections import Counter

from django.db import transaction
from django.urls import reverse

from saksama.language import Text
from saksama.office.accounts.models import Account
from saksama.office.clock import today
from saksama.office.dutyplan import actions
from saksama.office.dutyplan.models import TEAM_ROLES, Assignment, State
from saksama.office.records.models import notify
from saksama.office.trail.record import record


@transaction.atomic
def remind_late(region: str, by: object) -> int:
    """A notice to every account that has late duties in the region; gives their number."""
    day = today()
    late = Assignment.objects.filter(region__within=region).with_state(day).filter(status=State.LATE)
    own: Counter[int] = Counter()
    teams: Counter[str] = Counter()
    for assignee, team in late.values_list("assignee", "team"):
        if assignee is None:
            teams[team] += 1
        else:
            own[assignee] += 1
    told = 0
    accounts = Account.objects.get_queryset().filter(is_active=True, role__in=TEAM_ROLES)
    for account in accounts.filter(region__in=teams) | accounts.filter(pk__in=own):
        number = own[account.pk] + teams[account.region]
        text = Text(
            f"{number} tugas pengawasan Anda melewati batas waktu.", f"{number} of your supervision duties are late."
        )
        notify([account], text, reverse("my_duties"), key=f"dutyplan.late {day.isoformat()}")
        told += 1
    record(by, actions.REMINDED, region=region, details={"accounts": told, "duties": late.count()})
    return told
