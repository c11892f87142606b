"""What the start page says of threats: measures whose day is near or over."""

from collections.abc import Iterator
from datetime import date

from saksama.language import Text
from saksama.office.accounts.models import Account
from saksama.office.election.reminders import SOON, Reminder, remind
from saksama.office.threats.models import Measure, Threat
from saksama.office.threats.models.threat import OPEN

MOST = 5
DUE = Text("Tindakan atas “{threat}”: {measure}", "Measure against “{threat}”: {measure}")


@remind
def measures(viewer: Account, day: date) -> Iterator[Reminder]:
    """One query for who plans measures, over the threats that one may see, else none."""
    if not viewer.may("threats.write"):
        return
    seen = Threat.objects.visible_to(viewer).filter(status__in=OPEN)
    rows = Measure.objects.filter(done=None, due__lte=day + SOON, threat__in=seen).select_related("threat")
    for each in rows.order_by("due")[:MOST]:
        said = DUE.fill(threat=each.threat.title, measure=each.text)
        yield Reminder(said, f"{each.threat.get_absolute_url()}#measures", each.due)
