"""The official schedule as KPU hands it out: csv, xlsx or iCalendar, read row by row before anything is stored."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone
from icalendar import Calendar
from xlsxwriter.utility import xl_col_to_name

from saksama.errors import InputError
from saksama.language import Text
from saksama.office.election.models import Region, Stage
from saksama.office.posko.models import Organiser, Planned
from saksama.office.table_lines import read_lines

MOST = 2_000  # rows; a schedule has some hundreds
KINDS = (".csv", ".xlsx", ".ics")

# Heading in the file → field. Without case and blanks.
HEADINGS = {
    "tanggal": "day", "date": "day", "tgl": "day", "hari/tanggal": "day",
    "sampai": "until", "tanggalselesai": "until", "until": "until", "s.d.": "until",
    "mulai": "starts", "pukul": "starts", "jam": "starts", "waktu": "starts", "start": "starts",
    "selesai": "ends", "end": "ends",
    "kegiatan": "title", "acara": "title", "uraian": "title", "activity": "title",
    "penyelenggara": "organiser", "pelaksana": "organiser", "organiser": "organiser",
    "tahapan": "stage", "stage": "stage",
    "wilayah": "region", "kecamatan": "region", "desa": "region", "region": "region",
    "tempat": "place", "lokasi": "place", "place": "place",
}  # fmt: skip
ORGANISERS = {
    "kpu": Organiser.KPU, "ppk": Organiser.KPU, "pps": Organiser.KPU, "bawaslu": Organiser.BAWASLU,
    "panwascam": Organiser.BAWASLU, "paslon": Organiser.CANDIDATE, "partai": Organiser.CANDIDATE,
    "pemerintah": Organiser.GOVERNMENT, "pemda": Organiser.GOVERNMENT,
}  # fmt: skip
_HEADING_REMEDY = Text(
    "Baris judul memerlukan sedikitnya kolom Tanggal dan Kegiatan; boleh juga Sampai, Mulai, Selesai, Penyelenggara, "
    "Tahapan, Wilayah, Tempat.",
    "The heading row needs at least the columns Tanggal and Kegiatan; also possible: Sampai, Mulai, Selesai, "
    "Penyelenggara, Tahapan, Wilayah, Tempat.",
)


@dataclass
class ReadSchedule:
    """What can be stored, and what cannot with its reason and place; rows = good + problems."""

    planned: list[Planned] = field(default_factory=list)
    problems: list[InputError] = field(default_factory=list)
    known: int = 0  # of `planned`, those that are in the schedule already


@dataclass(frozen=True)
class _Cells:
    """One row by field, with what is needed to point at a cell."""

    row: int
    values: dict[str, Any]
    columns: dict[str, str]


def read_schedule(content: bytes, name: str, region: str, election: str) -> ReadSchedule:
    """Reads a file handed over by somebody of `region`.

    Raises:
        InputError: the whole file cannot be used: another kind, no headings, too long.
    """
    suffix = Path(name).suffix.lower()
    readers: dict[str, Callable[[bytes, str], list[_Cells]]] = {".csv": _sheet, ".xlsx": _sheet, ".ics": _ics}
    if suffix not in readers:
        raise InputError(
            Text("Jenis berkas ini tidak dapat dibaca.", "This kind of file cannot be read."),
            Text("Kirim csv, xlsx, atau ics.", "Send csv, xlsx or ics."),
            name,
        )
    rows = readers[suffix](content, name)
    if len(rows) > MOST:
        raise InputError(
            Text(f"Ada {len(rows)} baris; paling banyak {MOST}.", f"There are {len(rows)} rows; at most {MOST}."),
            Text("Bagi menjadi beberapa berkas.", "Split it into several files."),
            name,
        )
    return _checked(rows, name, region, election)


def _checked(rows: list[_Cells], name: str, region: str, election: str) -> ReadSchedule:
    places = _places(region)
    stages = {key.lower(): stage for stage in Stage.objects.filter(election=election) for key in _names(stage)}
    read = ReadSchedule()
    for cells in rows:
        try:
            read.planned.append(_planned(cells, name, region, places, stages))
        except InputError as problem:
            read.problems.append(problem)
    # One activity twice in the file is one row.
    unique = {each.made_key(): each for each in read.planned}
    read.planned = sorted(unique.values(), key=lambda each: (each.day, each.starts or time()))
    for key, each in unique.items():
        each.key = key
    read.known = Planned.objects.filter(key__in=unique).count()
    return read


def _planned(cells: _Cells, name: str, region: str, places: dict[str, list[str]], stages: dict[str, Stage]) -> Planned:
    def wrong(column: str, what: Text, remedy: Text) -> InputError:
        return InputError(what, remedy, name, row=cells.row, column=cells.columns.get(column, column))

    title = _text(cells.values.get("title"))
    if not title:
        raise wrong(
            "title",
            Text("Kegiatannya kosong.", "The activity is empty."),
            Text("Isi nama kegiatan.", "Write what it is."),
        )
    day = _day(cells.values.get("day"))
    if day is None:
        seen = _text(cells.values.get("day"))
        raise wrong(
            "day",
            Text(f"“{seen}” bukan tanggal.", f"“{seen}” is no date."),
            Text("Tulis seperti 24-09-2024.", "Write it like 24-09-2024."),
        )
    until = _day(cells.values.get("until")) or day
    if until < day:
        raise wrong(
            "until",
            Text("Selesai sebelum mulai.", "It ends before it begins."),
            Text("Periksa kedua tanggalnya.", "Check both dates."),
        )
    times = {}
    for column in ("starts", "ends"):
        value = cells.values.get(column)
        times[column] = _time(value)
        if times[column] is None and _text(value):
            raise wrong(
                column,
                Text(f"“{_text(value)}” bukan jam.", f"“{_text(value)}” is no time."),
                Text("Tulis seperti 09.00 atau 09:00.", "Write it like 09:00."),
            )
    stage_name = _text(cells.values.get("stage"))
    stage = stages.get(stage_name.lower()) if stage_name else None
    if stage_name and stage is None:
        raise wrong(
            "stage",
            Text(f"Tahapan “{stage_name}” tidak dikenal.", f"The stage “{stage_name}” is unknown."),
            Text(
                "Tulis namanya seperti di halaman Tahapan, atau kosongkan.",
                "Write its name as on the page Stages, or leave it empty.",
            ),
        )
    where = _text(cells.values.get("region"))
    found = places.get(_plain(where), []) if where else [region]
    if len(found) != 1:
        what = (
            Text(f"Wilayah “{where}” ada lebih dari satu.", f"There is more than one place called “{where}”.")
            if found
            else Text(f"Wilayah “{where}” tidak ada di wilayah Anda.", f"“{where}” is not in your region.")
        )
        raise wrong(
            "region",
            what,
            Text(
                "Tulis nama kecamatan, atau kode wilayah seperti 16.02.05.",
                "Write the sub-district's name, or a region code like 16.02.05.",
            ),
        )
    organiser = _text(cells.values.get("organiser")).lower().split()
    return Planned(
        title=title[:200],
        organiser=ORGANISERS.get(organiser[0], Organiser.OTHER) if organiser else Organiser.KPU,
        stage=stage,
        region=found[0],
        place=_text(cells.values.get("place"))[:200],
        day=day,
        until=until,
        **times,
    )


def _sheet(content: bytes, name: str) -> list[_Cells]:
    return list(_table(read_lines(content, name), name))


def _table(rows: list[list[Any]], name: str) -> Iterator[_Cells]:
    """The rows below the first one that has both headings needed."""
    for row in rows[:20]:
        fields = {
            HEADINGS[_plain(_text(cell))]: place for place, cell in enumerate(row) if _plain(_text(cell)) in HEADINGS
        }
        if {"day", "title"} <= fields.keys():
            at = rows.index(row) + 1
            break
    else:
        raise InputError(Text("Judul kolom tidak ditemukan.", "No headings found."), _HEADING_REMEDY, name)
    columns = {each: xl_col_to_name(place) for each, place in fields.items()}
    for number, row in enumerate(rows[at:], start=at + 1):
        values = {each: row[place] if place < len(row) else "" for each, place in fields.items()}
        if any(_text(value) for value in values.values()):
            yield _Cells(number, values, columns)


def _ics(content: bytes, name: str) -> list[_Cells]:
    try:
        read = Calendar.from_ical(content)
    except ValueError as error:
        raise InputError(
            Text("Ini bukan kalender iCalendar.", "This is no iCalendar file."),
            Text("Ekspor ulang dari program kalender sebagai .ics.", "Export it again from the calendar program."),
            name,
        ) from error
    rows = []
    for number, event in enumerate(read.walk("VEVENT"), start=1):
        begin, end = _moment(event, "DTSTART"), _moment(event, "DTEND")
        is_whole_day = isinstance(begin, date) and not isinstance(begin, datetime)
        # A whole-day event ends on the day after its last one.
        last = end - timedelta(days=1) if is_whole_day and end is not None and end > begin else end
        values = {
            "title": str(event.get("SUMMARY", "")),
            "day": begin,
            "until": last,
            "starts": None if is_whole_day else begin,
            "ends": None if is_whole_day else end,
            "place": str(event.get("LOCATION", "")),
        }
        rows.append(_Cells(number, values, dict.fromkeys(values, "VEVENT")))
    return rows


def _moment(event: Any, key: str) -> Any:
    found = event.get(key)
    value = getattr(found, "dt", None)
    if isinstance(value, datetime) and value.tzinfo is not None:
        return timezone.localtime(value)
    return value


def _names(stage: Stage) -> tuple[str, ...]:
    return (stage.key, stage.name_id, stage.name_en)


def _places(region: str) -> dict[str, list[str]]:
    """Codes by name and by code; a sub-district goes before a village of its name."""
    by_level: dict[str, dict[int, list[str]]] = {}
    for code, name, level in Region.objects.filter(code__within=region).values_list("code", "name", "level"):
        by_level.setdefault(code, {})[level] = [code]
        by_level.setdefault(_plain(name), {}).setdefault(level, []).append(code)
    return {name: levels[min(levels)] for name, levels in by_level.items()}


def _plain(text: str) -> str:
    plain = "".join(text.lower().split())
    for prefix in ("kecamatan", "kec.", "desa", "kelurahan"):
        if len(plain) > len(prefix):
            plain = plain.removeprefix(prefix)
    return plain


def _text(value: Any) -> str:
    return "" if value is None else " ".join(str(value).split())


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    for form in ("%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(_text(value), form).date()
        except ValueError:
            continue
    return None


def _time(value: Any) -> time | None:
    if isinstance(value, datetime):
        return value.time().replace(second=0, microsecond=0)
    if isinstance(value, time):
        return value
    text = _text(value).lower().removesuffix("wib").strip().replace(".", ":")
    for form in ("%H:%M", "%H:%M:%S"):
        try:
            return datetime.strptime(text, form).time().replace(second=0)
        except ValueError:
            continue
    return None
