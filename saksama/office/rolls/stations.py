"""The TPS of an election as its newest audited list has them: with their voters, and no others in its region."""

from django.db import transaction

from saksama.office.election.models import PollingStation
from saksama.office.rolls.models import Kind, ListVersion
from saksama.rolls import Engine

# DPTb holds only those who vote elsewhere than at home.
OF_STATIONS = frozenset({Kind.DP4, Kind.DPHP, Kind.DPS, Kind.DPSHP, Kind.DPT})
BATCH = 500

_QUERY = """
    SELECT village, tps, count(*) FROM read_parquet(?)
    WHERE regexp_full_match(tps, '[0-9]{1,3}') AND (village = ? OR starts_with(village, ? || '.'))
    GROUP BY village, tps ORDER BY village, tps"""


def store_stations(version: ListVersion) -> int:
    """Makes those of the list, takes away those it no longer has; gives their number. What is done twice is the same.

    What other rooms have written of a TPS names it by village and number and stays as it is.
    """
    if version.kind not in OF_STATIONS:
        return 0
    with Engine(threads=1) as engine:
        rows = engine.rows(_QUERY, [str(version.roll), version.region, version.region])
    stations = {
        (village, tps.zfill(3)): PollingStation(
            election=version.election, region=village, number=tps.zfill(3), voters=voters
        )
        for village, tps, voters in rows
    }
    with transaction.atomic():
        there = PollingStation.objects.filter(election=version.election, region__within=version.region)
        gone = [pk for pk, *place in there.values_list("pk", "region", "number") if tuple(place) not in stations]
        PollingStation.objects.filter(pk__in=gone).delete()
        PollingStation.objects.bulk_create(
            stations.values(),
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["election", "region", "number"],
            update_fields=["voters"],
        )
    return len(stations)
