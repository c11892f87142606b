"""The open checklists of a village supervisor's own places, to be taken along where there is no signal."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from saksama.office.checklists.filling import turn_of
from saksama.office.checklists.models import Checklist, Sheet, Status
from saksama.office.checklists.views.filling import WHOLE
from saksama.office.clock import today
from saksama.office.election.models import Level, PollingStation, Region
from saksama.office.offline.forms_to_carry import CarriedForm

MOST = 40  # places


def carried_forms(viewer: Any) -> Iterator[CarriedForm]:
    """For whoever has one village: its TPS, or itself, as far as they are not answered yet; three queries each."""
    if not viewer.may("checklists.fill") or viewer.region.count(".") != Level.VILLAGE - 1:
        return
    village = Region.objects.get(code=viewer.region)
    left = MOST
    for checklist in Checklist.objects.visible_to(viewer).filter(closed=None).order_by("pk"):
        version, turn = checklist.current, turn_of(checklist, today())
        if version is None:
            continue
        sheets = Sheet.objects.filter(checklist=checklist, region=village.code, turn=turn)
        done = set(sheets.exclude(status__in=(Status.DRAFT, Status.AGAIN)).values_list("tps", flat=True))
        numbers = [""] if checklist.unit != "tps" else _stations(village.code, checklist)
        for tps in [number for number in numbers if number not in done][:left]:
            url = reverse("fill_sheet", args=[checklist.pk, village.code, tps or WHOLE])
            title = f"{village.name}, TPS {tps}" if tps else village.name
            draft = f"saksama:keep:checklist:{viewer.pk}:{version.pk}:{village.code}:{tps}:{turn}"
            yield CarriedForm(url, title, checklist.name, draft)
            left -= 1


def _stations(village: str, checklist: Checklist) -> list[str]:
    stations = PollingStation.objects.filter(region=village)
    if checklist.stage:
        stations = stations.filter(election=checklist.stage.election)
    return sorted(set(stations.values_list("number", flat=True)))
