"""The TPS of an election as its newest audited list has them: with their voters, and no others in its villages."""

from collections.abc import Mapping

from django.db.models import Q

from saksama.office.election.models import PollingStation
from saksama.office.rolls.models import FOLLOWS, Kind, ListVersion
from saksama.rolls import Engine

BATCH = 500

_QUERY = """
    SELECT village, tps, count(*) FROM read_parquet(?)
    WHERE regexp_full_match(tps, '[0-9]{1,3}') AND (village = ? OR starts_with(village, ? || '.'))
    GROUP BY village, tps ORDER BY village, tps"""

Stations = Mapping[tuple[str, str], int]  # (village, number of three digits) → voters


def stations_of(version: ListVersion) -> Stations:
    """Those that a list names; none for a kind that says nothing of them."""
    if version.kind not in FOLLOWS:
        return {}
    with Engine(threads=1) as engine:
        rows = engine.rows(_QUERY, [str(version.roll), version.region, version.region])
    found: dict[tuple[str, str], int] = {}
    for village, tps, voters in rows:
        place = (village, tps.zfill(3))
        found[place] = found.get(place, 0) + voters
    return found


def store_stations(version: ListVersion, stations: Stations) -> None:
    """Makes those of the list; in the villages it has, takes away those it no longer has. Call it in a transaction.

    A list that others already follow changes nothing, nor does one in which no village is known, or from which files
    were left out. What other rooms have written of a TPS names it by village and number and stays as it is.
    """
    if not stations or version.skips_bad_files or _is_followed(version):
        return
    villages = {village for village, _ in stations}
    there = PollingStation.objects.filter(election=version.election, region__within=version.region)
    gone = [
        pk
        for pk, village, number in there.values_list("pk", "region", "number")
        if village in villages and (village, number) not in stations
    ]
    PollingStation.objects.filter(pk__in=gone).delete()
    PollingStation.objects.bulk_create(
        (
            PollingStation(election=version.election, region=village, number=number, voters=voters)
            for (village, number), voters in stations.items()
        ),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["election", "region", "number"],
        update_fields=["voters"],
    )


def store_stations_again(region: str, election: str) -> None:
    """Those of the list that counts now, after one was withdrawn or stands again. Call it in a transaction.

    Where no list is left the TPS stay as they are until the next one comes.
    """
    lists = ListVersion.objects.standing().filter(region=region, election=election, audited_at__isnull=False)
    there = list(lists.filter(kind__in=FOLLOWS))
    if there:
        newest = max(there, key=lambda each: (FOLLOWS.index(Kind(each.kind)), each.pk))
        store_stations(newest, stations_of(newest))


def _is_followed(version: ListVersion) -> bool:
    """Is an audited list of a later kind there, or of the same kind handed over later?

    The lock makes of two lists that are stored at once the second one see what became of the first.
    """
    lists = ListVersion.objects.standing().filter(region=version.region, election=version.election, kind__in=FOLLOWS)
    list(lists.select_for_update().order_by("pk").values_list("pk", flat=True))
    after = FOLLOWS[FOLLOWS.index(Kind(version.kind)) + 1 :]
    newer = Q(kind__in=after) | Q(kind=version.kind, pk__gt=version.pk)
    return bool(lists.filter(newer, audited_at__isnull=False).exists())
