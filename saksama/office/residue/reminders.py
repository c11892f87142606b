"""What the start page says of people not yet listed: how many in one's own region wait to be looked for."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from saksama.language import Text
from saksama.office.accounts.access import Role
from saksama.office.accounts.models import Account
from saksama.office.election.reminders import Reminder, remind
from saksama.office.residue.models import PersonStatus, PresenceChoice, Residue, ResiduePerson

TO_CHECK = Text(
    "{n} orang yang belum terdaftar perlu dicek di lapangan.", "{n} people not yet listed are to be checked."
)


@remind
def people(viewer: Account, day: date) -> Iterator[Reminder]:
    """Of the newest search, for who goes from door to door; two queries."""
    if viewer.role not in (Role.DISTRICT, Role.VILLAGE) or not viewer.may("residue.check"):
        return
    newest = Residue.objects.visible_to(viewer).standing().order_by("-pk").first()
    if newest is None:
        return
    rows = ResiduePerson.objects.visible_to(viewer).filter(residue=newest, status=PersonStatus.OPEN)
    number = rows.exclude(presence=PresenceChoice.NOT_ELIGIBLE).count()
    if number:
        url = f"{reverse('residue_people', args=[newest.pk])}?status={PersonStatus.OPEN.value}"
        yield Reminder(TO_CHECK.fill(n=number), url)
