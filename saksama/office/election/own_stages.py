"""A file of stages of the office's own: what is in it, what is wrong with it, and a sample to begin with."""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import xlsxwriter
from django.utils.text import slugify
from xlsxwriter.utility import xl_col_to_name

from saksama.errors import InputError
from saksama.language import Text
from saksama.office.election.models import Stage
from saksama.office.election.stage_file import StageRow
from saksama.office.table_lines import read_lines

MOST = 200  # rows; an election has some twenty stages
FIRST_YEAR, LAST_YEAR = 2000, 2100  # beyond them a year is a slip of the finger
KEY = re.compile(r"[a-z0-9_]{1,60}")
DATE_FORMS = ("%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d")

# Field → heading of the sample, then the other words for it; without case, blanks and dots.
HEADINGS: dict[str, tuple[str, ...]] = {
    "key": ("Kode", "kunci", "code", "key"),
    "name": ("Tahapan", "namatahapan", "nama", "stage", "name"),
    "english": ("Nama Inggris", "english", "inggris"),
    "begins": ("Mulai", "tanggalmulai", "awal", "begin", "start"),
    "ends": ("Sampai", "tanggalselesai", "selesai", "akhir", "berakhir", "end", "until"),
    "basis": ("Dasar hukum", "dasar", "basis"),
}
NEEDED = ("name", "begins")


@dataclass
class ReadStages:
    """The stages of a file and every problem. They are loaded only if there is none."""

    rows: list[StageRow] = field(default_factory=list)
    problems: list[InputError] = field(default_factory=list)


def read_stages(content: bytes, name: str, known: Iterable[Stage]) -> ReadStages:
    """Reads a csv or xlsx. A row without a code is the stage of that name among the `known`, else a new one.

    Raises:
        InputError: it is no such file at all, or a heading is missing.
    """
    lines = read_lines(content, name)
    at, columns = _headings(lines, name)
    given = [(number, line) for number, line in enumerate(lines[at:], start=at + 1) if any(_text(c) for c in line)]
    if not 0 < len(given) <= MOST:
        what = Text(f"Ada {len(given)} tahapan; 1 sampai {MOST}.", f"There are {len(given)} stages; 1 to {MOST}.")
        raise InputError(what, Text("Mulailah dari contoh berkas.", "Begin with the sample file."), name)
    stages = list(known)
    by_name = {stage.name_id.casefold(): stage for stage in stages}
    by_key = {stage.key: stage for stage in stages}
    read, seen = ReadStages(), dict[str, int]()
    for number, line in given:
        row = _Row(name, number, {key: line[place] if place < len(line) else "" for key, place in columns.items()})
        row.letters = {key: xl_col_to_name(place) for key, place in columns.items()}
        stage = row.stage(by_name, by_key)
        if stage is not None and stage.key in seen:
            before = seen[stage.key]
            row.wrong(
                "key" if "key" in columns else "name",
                Text(f"Tahapan ini sudah ada di baris {before}.", f"This stage is in row {before} already."),
                Text("Beri kode atau nama lain.", "Give it another code or name."),
            )
        elif stage is not None:
            seen[stage.key] = number
            read.rows.append(stage)
        read.problems += row.problems
    return read


def sample(stages: Sequence[StageRow]) -> bytes:
    """A workbook in the very form that `read_stages` takes."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet("Tahapan")
        heading = book.add_format({"bold": True, "bg_color": "#D8E4E5"})
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        for place, (words, width) in enumerate(zip(HEADINGS.values(), (18, 58, 44, 13, 13, 44), strict=True)):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, words[0], heading)
        for number, row in enumerate(stages, start=1):
            for place, text in ((0, row.key), (1, row.name_id), (2, row.name_en), (5, row.basis)):
                sheet.write_string(number, place, text)
            for place, of in ((3, row.begins), (4, row.ends)):
                sheet.write_datetime(number, place, datetime(of.year, of.month, of.day), day)
        sheet.freeze_panes(1, 0)
    return made.getvalue()


def _headings(lines: list[list[Any]], name: str) -> tuple[int, dict[str, int]]:
    """How many lines the headings and what is above them take, and which column is where."""
    words = {_plain(word): key for key, known in HEADINGS.items() for word in known}
    for at, line in enumerate(lines[:20], start=1):
        found: dict[str, int] = {}
        for place, cell in enumerate(line):
            if (key := words.get(_plain(_text(cell)))) is not None:
                found.setdefault(key, place)
        if set(NEEDED) <= found.keys():
            return at, found
    raise InputError(
        Text("Baris judul tidak ditemukan.", "There is no row of headings."),
        Text(
            "Perlu kolom Tahapan dan Mulai; boleh juga Kode, Nama Inggris, Sampai, Dasar hukum.",
            "The columns Tahapan and Mulai are needed; also possible: Kode, Nama Inggris, Sampai, Dasar hukum.",
        ),
        name,
    )


@dataclass
class _Row:
    file: str
    number: int
    cells: dict[str, Any]
    letters: dict[str, str] = field(default_factory=dict)
    problems: list[InputError] = field(default_factory=list)

    def wrong(self, column: str, what: Text, remedy: Text) -> None:
        self.problems.append(InputError(what, remedy, self.file, row=self.number, column=self.letters.get(column, "")))

    def stage(self, by_name: dict[str, Stage], by_key: dict[str, Stage]) -> StageRow | None:
        """The stage, None if something is wrong with the row; then `problems` says what."""
        name = self._short("name", 200)
        if not name:
            remedy = Text("Tulis nama tahapannya, atau hapus barisnya.", "Write the stage's name, or remove the row.")
            self.wrong("name", Text("Nama tahapan kosong.", "The name of the stage is empty."), remedy)
        known = by_key.get(_text(self.cells.get("key"))) or by_name.get(name.casefold())
        key = _text(self.cells.get("key")) or (known.key if known else slugify(name).replace("-", "_")[:60])
        if name and not KEY.fullmatch(key):
            remedy = Text("Huruf kecil, angka, dan garis bawah saja.", "Small letters, digits and underscores only.")
            self.wrong("key", Text(f"Kode “{key[:60]}” salah tulis.", f"The code “{key[:60]}” is malformed."), remedy)
        english = self._short("english", 200) or (known.name_en if known else name)
        basis = self._short("basis", 300)
        begins = self._day("begins")
        ends = self._day("ends") if _text(self.cells.get("ends")) else begins
        if begins and ends and ends < begins:
            what = Text("Sampai lebih awal daripada Mulai.", "It ends before it begins.")
            self.wrong("ends", what, Text("Periksa kedua tanggalnya.", "Check both dates."))
        if self.problems or begins is None or ends is None:
            return None
        return StageRow(key, name, english, begins, ends, basis)

    def _short(self, column: str, most: int) -> str:
        text = _text(self.cells.get(column))
        if len(text) > most:
            what = Text(f"Lebih dari {most} huruf.", f"More than {most} characters.")
            self.wrong(column, what, Text("Persingkat.", "Shorten it."))
        return text[:most]

    def _day(self, column: str) -> date | None:
        cell = self.cells.get(column)
        day = _date(cell)
        if day is not None and FIRST_YEAR <= day.year <= LAST_YEAR:
            return day
        seen = day.strftime("%d-%m-%Y") if day else _text(cell)[:40]
        what = (
            Text(f"“{seen}” bukan tanggal yang mungkin.", f"“{seen}” is no possible date.")
            if seen
            else Text("Tanggalnya kosong.", "The date is empty.")
        )
        self.wrong(column, what, Text("Tulis seperti 27-11-2024.", "Write it like 27-11-2024."))
        return None


def _date(cell: Any) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    for form in DATE_FORMS:
        try:
            return datetime.strptime(_text(cell), form).date()
        except ValueError:
            continue
    return None


def _text(cell: Any) -> str:
    return "" if cell is None else " ".join(str(cell).split())


def _plain(heading: str) -> str:
    return "".join(heading.lower().replace(".", "").split())
