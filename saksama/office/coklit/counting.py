"""Keeping counts: of one TPS from its form, of many from a file. The same row whoever counted, and a trail entry."""

import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from saksama.errors import InputError
from saksama.language import Text
from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import covers
from saksama.office.coklit import actions
from saksama.office.coklit.models import NUMBERS, CoklitCount
from saksama.office.election.models import Level, Region
from saksama.office.trail.record import record
from saksama.reference.regions import Level as ReferenceLevel
from saksama.reference.regions import Region as ReferenceRegion
from saksama.reference.regions import Regions
from saksama.rolls import StationRow, station_rows


@dataclass(frozen=True)
class Reading:
    """A whole file: its counts, ready to be kept, and every problem. They are kept only if there is none."""

    counts: list[CoklitCount]
    problems: list[InputError]
    sha256: str


def read_file(content: bytes, name: str, by: Account, election: str, day: date) -> Reading:
    """Checks every row of an xlsx or csv.

    Raises:
        InputError: the file holds no table of counts at all.
    """
    with tempfile.TemporaryDirectory(prefix="saksama-") as folder:
        path = Path(folder) / f"coklit{Path(name).suffix.lower()}"
        path.write_bytes(content)
        found, problems = station_rows(path, _regions(by.region), name)
    counts: list[CoklitCount] = []
    seen: dict[tuple[str, str], int] = {}
    for station in found:
        problem = _problem(station, name, by, seen)
        if problem is not None:
            problems.append(problem)
            continue
        seen[station.village, station.tps] = station.row
        counts.append(_count(station, by, election, day))
    problems.sort(key=lambda problem: problem.row or 0)
    return Reading(counts, problems, hashlib.sha256(content).hexdigest())


def keep(counts: Sequence[CoklitCount], by: Account, *, sha256: str = "") -> None:
    """One count from its form, or many of a file: what was there for the TPS is replaced, all or nothing."""
    with transaction.atomic():
        CoklitCount.objects.bulk_create(
            counts,
            batch_size=500,
            update_conflicts=True,
            unique_fields=["election", "region", "tps"],
            update_fields=[*NUMBERS, "day", "note", "by", "changed"],
        )
        if sha256:
            details = {"stations": len(counts), "file": f"sha256:{sha256}"}
            record(by, actions.COUNTS_UPLOADED, region=by.region, details=details)
        else:
            for count in counts:
                numbers = {name: getattr(count, name) for name in NUMBERS}
                label = f"{count.region} {count}"
                record(by, actions.COUNT_ENTERED, region=count.region, label=label, details=numbers)


def _problem(station: StationRow, file: str, by: Account, seen: dict[tuple[str, str], int]) -> InputError | None:
    if not covers(by.region, station.village):
        return InputError(
            Text("Desa ini di luar wilayah Anda.", "This village is outside your region."),
            Text(
                "Hapus barisnya, atau minta yang berwenang mengunggahnya.", "Remove the row, or ask whose region it is."
            ),
            file=file,
            row=station.row,
            column="DESA",
        )
    if not (station.tps.isdigit() and len(station.tps) == 3):
        return InputError(
            Text(f"“{station.tps}” bukan nomor TPS.", f"“{station.tps}” is no number of a TPS."),
            Text("Tulis angka 1 sampai 999.", "Write a number from 1 to 999."),
            file=file,
            row=station.row,
            column="TPS",
        )
    if (station.village, station.tps) in seen:
        row = seen[station.village, station.tps]
        return InputError(
            Text(f"TPS ini sudah ada di baris {row}.", f"This TPS is in row {row} already."),
            Text("Hapus salah satunya.", "Remove one of them."),
            file=file,
            row=station.row,
            column="TPS",
        )
    visited, without = station.counts["visited"], _without_sticker(station)
    if without is not None and visited is not None and not 0 <= without <= visited:
        return InputError(
            Text(f"Stiker tidak sesuai dengan {visited} keluarga.", f"The stickers do not fit {visited} households."),
            Text("Periksa kolom dicoklit dan berstiker.", "Check the columns of visits and stickers."),
            file=file,
            row=station.row,
            column="KK DICOKLIT BERSTIKER",
        )
    return None


def _count(station: StationRow, by: Account, election: str, day: date) -> CoklitCount:
    numbers = {name: station.counts[name] for name in NUMBERS if name != "without_sticker"}
    return CoklitCount(
        election=election,
        region=station.village,
        tps=station.tps,
        day=day,
        by=by,
        without_sticker=_without_sticker(station),
        **numbers,
    )


def _without_sticker(station: StationRow) -> int | None:
    """As written, or what remains of the visited ones."""
    said = station.counts["without_sticker"]
    visited, stickers = station.counts["visited"], station.counts["stickers"]
    if said is None and visited is not None and stickers is not None:
        return visited - stickers
    return said


def _regions(within: str) -> Regions:
    """The office's own regions, by name or code, as the engine looks them up: those of the whole regency, so that a
    village of the neighbours is told apart from one that does not exist."""
    regency = ".".join(within.split(".")[: Level.REGENCY])
    levels = {Level.DISTRICT: ReferenceLevel.DISTRICT, Level.VILLAGE: ReferenceLevel.DESA}
    rows = Region.objects.filter(code__within=regency, level__in=levels)
    return Regions(tuple(ReferenceRegion(row.code, levels[Level(row.level)], row.name) for row in rows))
