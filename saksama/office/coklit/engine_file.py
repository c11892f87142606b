"""The counts as the file that the engine reads (rolls/stations.py): for an audit, and to download."""

import csv
import io
from pathlib import Path

from django.db.models import QuerySet

from saksama.office.coklit.models import CoklitCount
from saksama.office.election.models import Region

HEADINGS = {
    "households": "JUMLAH KK",
    "visited": "KK DICOKLIT",
    "with_sticker": "KK DICOKLIT BERSTIKER",
    "without_sticker": "KK DICOKLIT TANPA STIKER",
    "not_visited": "KK TIDAK DIDATANGI",
    "sticker_without_visit": "STIKER TANPA COKLIT",
    "joki": "JOKI",
    "in_party": "PANTARLIH PARTAI",
}


def write_counts(region: str, election: str, path: Path) -> Path | None:
    """The counts of a region and election as a file for an audit; None if nobody has counted there."""
    counts = CoklitCount.objects.within(region).filter(election=election)
    if not counts.exists():
        return None
    path.write_bytes(counts_csv(counts))
    return path


def counts_csv(counts: "QuerySet[CoklitCount]") -> bytes:
    """One row a TPS. The village is written as its code, which no two share, with its name beside. Two queries."""
    rows = list(counts)
    names = dict(Region.objects.filter(code__in={row.region for row in rows}).values_list("code", "name"))
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["DESA", "NAMA DESA", "TPS", *HEADINGS.values(), "TANGGAL"])
    for row in rows:
        numbers = [getattr(row, name) for name in HEADINGS]
        said = ["" if number is None else number for number in numbers]
        writer.writerow([row.region, names.get(row.region, ""), row.tps, *said, row.day.isoformat()])
    return text.getvalue().encode("utf-8-sig")
