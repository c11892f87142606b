"""What the residue knows for the vulnerability index: RTs without one voter, from which people are in no list.

Who was confirmed as missing at the door is a confirmed finding of the list, which `rolls/evidence.py` yields.
"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from saksama.office.clock import today
from saksama.office.records.evidence import Event
from saksama.office.residue.models import AreaChoice, Residue, ResidueArea

NOT_ENUMERATED = "rolls.not_enumerated"


def events(region: str, since: date, until: date) -> Iterator[Event]:
    """One event an RT, of the newest search of each regency; an earlier one has the same RTs again."""
    newest = (
        Residue.objects.standing().filter(done_at__isnull=False).order_by().values("region").annotate(last=Max("pk"))
    )
    searches = Residue.objects.filter(pk__in=[row["last"] for row in newest])
    areas = ResidueArea.objects.within(region).filter(kind=AreaChoice.SILENT_RT, residue__in=searches)
    for area in areas.select_related("residue").order_by("pk").iterator(chunk_size=500):
        day = min(timezone.localdate(area.residue.done_at), today())
        if since <= day <= until:
            yield Event(
                kind=NOT_ENUMERATED,
                region=area.region,
                day=day,
                title=f"RT {area.rt}: {area.not_visited} orang dicari, tidak satu pun pemilih di daftar",
                url=f"{reverse('residue', args=[area.residue_id])}?place={area.region}",
                source=f"{ResidueArea._meta.label_lower}:{area.pk}",
            )
