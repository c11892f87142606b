"""Reading and loading a csv of region codes: the whole of Indonesia or one regency."""

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TextIO

from saksama.errors import InputError
from saksama.language import Text
from saksama.office.accounts.region_code import PATTERN, level_of, parent_of
from saksama.office.election.models import Region
from saksama.rolls.engine import Progress

BATCH = 5000  # rows a transaction: short enough that other writers get their turn in between
CODE_HEADINGS = ("code", "kode")
NAME_HEADINGS = ("name", "nama")
LOADING = Text("Memuat wilayah", "Loading regions")
CHECKING = Text("Memeriksa berkas wilayah", "Checking the file of regions")


def load_regions(path: Path, report: Progress) -> int:
    """Loads regions from a csv with the columns code and name; known codes get the new name. Gives their number.

    The whole file is checked before the first row is written. Loading again changes nothing.

    Raises:
        InputError: naming the row that cannot be used.
    """
    report(CHECKING, 0, 0)
    regions = read_regions(path)
    _check_parents(regions, path.name)
    ordered = iter(sorted(regions.values(), key=lambda region: region.code))
    done = 0
    while batch := list(islice(ordered, BATCH)):
        Region.objects.bulk_create(
            batch,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["name", "level", "parent"],
        )
        done += len(batch)
        report(LOADING, done, len(regions))
    return done


def read_regions(path: Path) -> dict[str, Region]:
    """The regions of the file by code, not saved yet.

    Raises:
        InputError: naming the row that cannot be used.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return dict(_regions(file, path.name))
    except UnicodeDecodeError as error:
        what = Text("Berkas bukan csv UTF-8.", "The file is no csv in UTF-8.")
        remedy = Text("Simpan sebagai “CSV UTF-8”.", "Save it as “CSV UTF-8”.")
        raise InputError(what, remedy, file=path.name) from error


def _regions(file: TextIO, name: str) -> Iterator[tuple[str, Region]]:
    rows = csv.reader(file)
    heading = [cell.strip().lower() for cell in next(rows, [])]
    code_at = _column(heading, CODE_HEADINGS, name)
    name_at = _column(heading, NAME_HEADINGS, name)
    seen: set[str] = set()
    for number, row in enumerate(rows, start=2):
        if not any(row):
            continue
        code = row[code_at].strip() if code_at < len(row) else ""
        title = row[name_at].strip() if name_at < len(row) else ""
        if not PATTERN.fullmatch(code):
            what = Text(f"Kode wilayah “{code}” salah tulis.", f"“{code}” is no region code.")
            raise InputError(what, Text("Tulis seperti 16.02.05.", "Write it like 16.02.05."), file=name, row=number)
        if not title or code in seen:
            what = (
                Text(f"Kode {code} muncul dua kali.", f"The code {code} occurs twice.")
                if code in seen
                else Text(f"Nama wilayah {code} kosong.", f"The name of region {code} is empty.")
            )
            raise InputError(what, Text("Perbaiki baris ini.", "Correct the line."), file=name, row=number)
        seen.add(code)
        yield code, Region(code=code, parent=parent_of(code), level=level_of(code), name=title[:100])


def _column(heading: list[str], words: tuple[str, ...], file: str) -> int:
    for word in words:
        if word in heading:
            return heading.index(word)
    what = Text(f"Kolom “{words[1]}” tidak ada.", f"There is no column “{words[0]}”.")
    remedy = Text(
        "Baris pertama harus berisi judul kode dan nama.", "The first line must hold the headings code and name."
    )
    raise InputError(what, remedy, file=file, row=1)


def _check_parents(regions: dict[str, Region], file: str) -> None:
    wanted = {region.parent for region in regions.values() if region.parent and region.parent not in regions}
    missing = wanted - set(Region.objects.filter(code__in=wanted).values_list("code", flat=True))
    if missing:
        code = min(missing)
        what = Text(f"Wilayah induk {code} tidak ada.", f"The parent region {code} is missing.")
        remedy = Text("Tambahkan baris itu, atau muat induknya dahulu.", "Add its line, or load the parent first.")
        raise InputError(what, remedy, file=file)
