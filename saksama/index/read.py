"""Data from csv, in either of two shapes.

Wide: `region`, one column an indicator, and where wanted `name`, `group`, `period`. An empty cell is not reported.
Long: `region, indicator, value`, and where wanted `name, group, period, level, evidence`. Rows of a region and
indicator are summed up; `level` names the level of an event and multiplies by its weight in the tree. `nihil` is a
reported zero; indicator `*` with value 0 or `nihil` says that all indicators without a row of their own were reported
as zero. What has no row at all was not reported.
"""

import csv
import io
from collections import defaultdict
from hashlib import sha256
from pathlib import Path
from typing import NoReturn

import numpy as np

from saksama.errors import InputError
from saksama.index.arrays import Floats
from saksama.index.data import Cell, Data, group_of
from saksama.index.node import Tree
from saksama.language import Text

ABOUT_REGION = ("region", "name", "group", "period")
LONG = ("indicator", "value", "level", "evidence")
NOT_REPORTED = {"", "na", "n/a", "tidak dilaporkan", "not reported", "belum"}
ZERO = {"nihil", "nil"}
ALL_INDICATORS = "*"
ONLY_PERIOD = "-"

Row = dict[str, str]


def read_data(path: Path, tree: Tree) -> Data:
    """Reads a csv (comma or semicolon, UTF-8). Raises InputError with row and column for what cannot be used."""
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise InputError(NOT_READABLE.fill(why=problem.strerror), CHECK_FILE, file=str(path)) from problem
    return parse_data(content, str(path), tree)


def parse_data(content: bytes, file: str, tree: Tree) -> Data:
    """The data of a csv that has been read already; `file` is what errors call it. Raises as `read_data`."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise InputError(NOT_READABLE.fill(why="UTF-8"), CHECK_FILE, file=file) from problem
    first = text.partition("\n")[0]
    reader = csv.DictReader(
        io.StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ","
    )
    headings = [heading.strip() for heading in reader.fieldnames or ()]
    reader.fieldnames = headings
    sheet = _Sheet(file, tree)
    is_long = "indicator" in headings
    sheet.check_headings(headings, is_long)
    for number, row in enumerate(reader, start=2):
        if None in row or None in row.values():
            raise InputError(ROW_LENGTH.fill(expected=len(headings)), CHECK_SEPARATORS, file=file, row=number)
        cells = {heading: value.strip() for heading, value in row.items()}
        if any(cells.values()):
            sheet.take_long(cells, number) if is_long else sheet.take_wide(cells, number)
    return sheet.data(sha256(content).hexdigest())


class _Sheet:
    """Collects the rows of one file."""

    def __init__(self, file: str, tree: Tree) -> None:
        self.file = file
        self.tree = tree
        self.regions: dict[str, tuple[str, str]] = {}  # code → name, group
        self.sums: dict[Cell, float] = {}
        self.divisors: dict[Cell, float] = {}  # of the tree's denominators
        self.evidence: defaultdict[Cell, list[str]] = defaultdict(list)
        self.nothing_else: set[tuple[str, str]] = set()  # period, region: the rest was reported as zero
        self.periods: set[str] = set()

    def check_headings(self, headings: list[str], is_long: bool) -> None:
        """All indicators known, all of the tree there (wide), the needed columns there."""
        known = {*ABOUT_REGION, *(LONG if is_long else self.tree.column), *self.tree.denominators}
        for heading in headings:
            if heading not in known:
                self._fail(UNKNOWN_COLUMN.fill(name=heading), COLUMNS_ARE.fill(known=self._some_keys()), 1, heading)
            if headings.count(heading) > 1:
                self._fail(COLUMN_TWICE.fill(name=heading), KEEP_ONE, 1, heading)
        for needed in ("region", *(("indicator", "value") if is_long else ())):
            if needed not in headings:
                self._fail(MISSING_COLUMN.fill(name=needed), ADD_COLUMN.fill(name=needed), 1, needed)
        if not is_long and not set(headings) & set(self.tree.column):
            self._fail(NO_INDICATOR, COLUMNS_ARE.fill(known=self._some_keys()), 1, "")

    def take_wide(self, row: Row, number: int) -> None:
        """A row of a region: one cell an indicator."""
        period, region = self._place(row, number)
        if any((period, region, key) in self.sums for key in self.tree.column):
            self._fail(REGION_TWICE.fill(region=region, period=period), KEEP_ONE, number, "region")
        for key in self.tree.column:
            value = self._value(row.get(key, ""), number, key)
            if value is not None:
                self.sums[period, region, key] = value
        self._divide(row, period, region, number)

    def take_long(self, row: Row, number: int) -> None:
        """A row of a region and an indicator, or of an event."""
        period, region = self._place(row, number)
        self._divide(row, period, region, number)
        key, level = row["indicator"], row.get("level", "")
        value = self._value(row["value"], number, "value")
        if key == ALL_INDICATORS:
            if value:
                self._fail(STAR_IS_ZERO.fill(value=row["value"]), WRITE_NIHIL, number, "value")
            if value is not None:
                self.nothing_else.add((period, region))
            return
        if key not in self.tree.column:
            self._fail(UNKNOWN_INDICATOR.fill(name=key), COLUMNS_ARE.fill(known=self._some_keys()), number, "indicator")
        if value is not None:
            cell = (period, region, key)
            self.sums[cell] = self.sums.get(cell, 0.0) + value * self._level(key, level, number)
            if row.get("evidence"):
                self.evidence[cell].append(row["evidence"])

    def data(self, digest: str) -> Data:
        """All rows as arrays, regions and periods in order of their codes."""
        if not self.regions:
            self._fail(NO_ROWS, CHECK_FILE, 1, "")
        regions, periods = sorted(self.regions), sorted(self.periods)
        keys = list(self.tree.column)
        values = np.full((len(periods), len(regions), len(keys)), np.nan)
        at_period, at_region = ({code: at for at, code in enumerate(codes)} for codes in (periods, regions))
        for period, region in self.nothing_else:
            values[at_period[period], at_region[region]] = 0.0
        for (period, region, key), value in self.sums.items():
            values[at_period[period], at_region[region], self.tree.column[key]] = value
        return Data(
            tuple(periods),
            tuple(regions),
            tuple(self.regions[code][0] for code in regions),
            tuple(self.regions[code][1] for code in regions),
            tuple(keys),
            values,
            {cell: tuple(links) for cell, links in self.evidence.items()},
            digest,
            self._denominators(at_period, at_region),
        )

    def _divide(self, row: Row, period: str, region: str, number: int) -> None:
        """Keeps the denominators of a row; what is said of a region twice must agree."""
        for key in self.tree.denominators:
            value = self._value(row.get(key, ""), number, key)
            if value is not None:
                known = self.divisors.setdefault((period, region, key), value)
                if value <= 0 or known != value:
                    self._fail(WRONG_DENOMINATOR.fill(region=region, value=row[key]), ONE_DENOMINATOR, number, key)

    def _denominators(self, at_period: dict[str, int], at_region: dict[str, int]) -> Floats | None:
        keys = list(self.tree.denominators)
        if not keys:
            return None
        values = np.full((len(at_period), len(at_region), len(keys)), np.nan)
        for (period, region, key), value in self.divisors.items():
            values[at_period[period], at_region[region], keys.index(key)] = value
        return values

    def _place(self, row: Row, number: int) -> tuple[str, str]:
        region = row["region"]
        if not region:
            self._fail(NO_REGION, FILL_REGION, number, "region")
        known = self.regions.get(region, ("", ""))
        self.regions[region] = (row.get("name") or known[0] or region, row.get("group") or known[1] or group_of(region))
        period = row.get("period") or ONLY_PERIOD
        self.periods.add(period)
        return period, region

    def _value(self, cell: str, number: int, column: str) -> float | None:
        """A number, 0 for `nihil`, None for not reported."""
        if cell.lower() in NOT_REPORTED:
            return None
        if cell.lower() in ZERO:
            return 0.0
        try:
            value = float(cell.replace(",", ".") if "." not in cell else cell)
        except ValueError:
            value = float("nan")
        if not np.isfinite(value):
            self._fail(NOT_A_NUMBER.fill(value=cell), WRITE_NUMBER, number, column)
        return value

    def _level(self, key: str, level: str, number: int) -> float:
        indicator = self.tree.indicators[self.tree.column[key]].indicator
        levels = indicator.levels if indicator else {}
        if not level:
            return 1.0
        if level not in levels:
            known = ", ".join(levels) or "-"
            self._fail(UNKNOWN_LEVEL.fill(indicator=key, level=level), COLUMNS_ARE.fill(known=known), number, "level")
        return levels[level]

    def _some_keys(self) -> str:
        keys = list(self.tree.column)
        return ", ".join(keys[:12]) + (" …" if len(keys) > 12 else "")

    def _fail(self, what: Text, remedy: Text, row: int, column: str) -> NoReturn:
        where = Text(f"kolom {column}: ", f"column {column}: ") if column else Text("", "")
        raise InputError(Text(where.id + what.id, where.en + what.en), remedy, file=self.file, row=row)


NOT_READABLE = Text("Berkas tidak dapat dibaca ({why}).", "The file cannot be read ({why}).")
CHECK_FILE = Text("Periksa nama berkas; simpan sebagai CSV UTF-8.", "Check the file's name; save it as CSV UTF-8.")
ROW_LENGTH = Text("Jumlah kolom baris ini bukan {expected}.", "This row does not have {expected} columns.")
CHECK_SEPARATORS = Text("Periksa koma dan tanda kutip.", "Check commas and quotes.")
UNKNOWN_COLUMN = Text("Kolom '{name}' tidak dikenal.", "Unknown column '{name}'.")
COLUMNS_ARE = Text("Yang dikenal: {known}.", "Known are: {known}.")
COLUMN_TWICE = Text("Kolom '{name}' ada dua kali.", "Column '{name}' is there twice.")
KEEP_ONE = Text("Simpan satu saja.", "Keep one of them.")
MISSING_COLUMN = Text("Kolom '{name}' tidak ada.", "Column '{name}' is missing.")
ADD_COLUMN = Text("Tambahkan kolom '{name}'.", "Add a column '{name}'.")
NO_INDICATOR = Text("Tidak ada kolom indikator.", "There is no column of an indicator.")
REGION_TWICE = Text(
    "Wilayah {region} sudah ada pada periode {period}.", "Region {region} is there already in period {period}."
)
WRONG_DENOMINATOR = Text(
    "{region}: pembagi '{value}' harus di atas nol dan sama di setiap baris wilayah ini.",
    "{region}: the denominator '{value}' must be above zero and the same in each row of the region.",
)
ONE_DENOMINATOR = Text("Tulis satu angka bagi wilayah dan periode ini.", "Give one number for this region and period.")
STAR_IS_ZERO = Text("Indikator * hanya untuk nihil, bukan '{value}'.", "Indicator * is for nil only, not '{value}'.")
WRITE_NIHIL = Text("Tulis nihil.", "Write nihil.")
UNKNOWN_INDICATOR = Text("Indikator '{name}' tidak ada di pohon.", "Indicator '{name}' is not in the tree.")
NO_ROWS = Text("Tidak ada baris.", "There are no rows.")
NO_REGION = Text("Kode wilayah kosong.", "The region's code is empty.")
FILL_REGION = Text("Isi kode Kemendagri, misalnya 16.02.01.", "Give the Kemendagri code, such as 16.02.01.")
NOT_A_NUMBER = Text("'{value}' bukan angka.", "'{value}' is not a number.")
WRITE_NUMBER = Text(
    "Tulis angka; nihil bila dilaporkan nol; kosongkan bila tidak dilaporkan.",
    "Write a number; nihil if zero was reported; leave empty if not reported.",
)
UNKNOWN_LEVEL = Text("{indicator}: tingkat '{level}' tidak dikenal.", "{indicator}: unknown level '{level}'.")
