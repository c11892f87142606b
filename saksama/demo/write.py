"""Writes the lists, one xlsx file a TPS or one csv file a desa, and the registers, one file each."""

import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import xlsxwriter

from saksama.demo.layout import Column, FileFormat, csv_columns, voter_columns
from saksama.demo.sheet import Form, Station
from saksama.demo.tables import Table
from saksama.language import Text
from saksama.rolls.columns import DataState
from saksama.rolls.engine import Engine, Progress

TITLES = {
    "dps": ("DAFTAR PEMILIH SEMENTARA", "11 AGUSTUS 2024"),
    "dpshp": ("DAFTAR PEMILIH SEMENTARA HASIL PERBAIKAN", "13 SEPTEMBER 2024"),
    "dpt": ("DAFTAR PEMILIH TETAP", "19 SEPTEMBER 2024"),
}


def load(engine: Engine, name: str, table: Table) -> None:
    """Makes a DuckDB table of a table in memory."""
    engine.connection.register("in_memory", table)
    engine.table(name, "SELECT * FROM in_memory")
    engine.connection.unregister("in_memory")


def write_list(
    engine: Engine, name: str, folder: Path, state: DataState, file_format: FileFormat, progress: Progress
) -> int:
    """Writes the list in the DuckDB table `name` under `folder`; gives the number of files."""
    files = _workbooks(engine, name, state) if file_format == "xlsx" else _csv_files(engine, name, state)
    total = int(engine.value(f'SELECT count(DISTINCT source_file) FROM "{name}"'))
    what = Text(f"Menulis {name.upper()}", f"Writing {name.upper()}")
    folders = engine.rows(f"SELECT DISTINCT regexp_replace(source_file, '/[^/]*$', '', 'g') FROM \"{name}\"")
    for (inner,) in folders:
        (folder / inner).mkdir(parents=True, exist_ok=True)
    written = 0
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        waiting: list[Future[None]] = []
        for batch in files:
            for future in waiting:
                future.result()
            written += len(waiting)
            progress(what, written, total)
            waiting = [pool.submit(_write_one, folder / file, build) for file, build in batch]
        for future in waiting:
            future.result()
    progress(what, total, total)
    return total


class _Workbook:
    """A workbook still to be zipped; zipping runs beside the next query."""

    def __init__(self, form: Form, station: Station, rows: str) -> None:
        self._form, self._station, self._rows = form, station, rows

    def content(self) -> bytes:
        return self._form.workbook(self._station, self._rows)


class _Csv:
    def __init__(self, text: str) -> None:
        self._text = text

    def content(self) -> bytes:
        return self._text.encode()


Batch = list[tuple[str, _Workbook | _Csv]]


def _write_one(file: Path, source: _Workbook | _Csv) -> None:
    file.write_bytes(source.content())


def _workbooks(engine: Engine, name: str, state: DataState) -> Iterator[Batch]:
    title, date = TITLES[name]
    form = Form(title, date, voter_columns(state))
    for (district,) in engine.rows(f'SELECT DISTINCT district FROM "{name}" ORDER BY 1'):
        query = f"""
            SELECT source_file, any_value(district_name), any_value(village_name), any_value(tps),
                count(*) FILTER (sex = 'L'), count(*) FILTER (sex = 'P'),
                string_agg({form.row_sql()}, '' ORDER BY source_row)
            FROM "{name}" WHERE district = ? GROUP BY source_file ORDER BY source_file"""
        yield [
            (file, _Workbook(form, Station(of, village, tps, men, women), rows))
            for file, of, village, tps, men, women, rows in engine.rows(query, [district])
        ]


def _csv_files(engine: Engine, name: str, state: DataState) -> Iterator[Batch]:
    columns = csv_columns(state)
    line = " || ',' || ".join(_quoted(column.text) for column in columns)
    heading = ",".join(column.heading for column in columns)
    for (district,) in engine.rows(f'SELECT DISTINCT district FROM "{name}" ORDER BY 1'):
        query = f"""SELECT source_file, string_agg({line}, chr(10) ORDER BY source_row)
            FROM "{name}" WHERE district = ? GROUP BY source_file ORDER BY source_file"""
        yield [(file, _Csv(f"{heading}\n{text}\n")) for file, text in engine.rows(query, [district])]


def _quoted(text: str) -> str:
    """A field of a csv file: in quotes where it holds a comma or a quote."""
    text = f"coalesce({text}, '')"
    return f"CASE WHEN {text} SIMILAR TO '.*[,\"].*' THEN '\"' || replace({text}, '\"', '\"\"') || '\"' ELSE {text} END"


def write_register(engine: Engine, name: str, columns: tuple[Column, ...], file: Path, file_format: FileFormat) -> int:
    """Writes the DuckDB table `name` as one file in the order of `number`; gives the number of rows."""
    selected = ", ".join(f"coalesce({column.text}, '')" for column in columns)
    found = engine.rows(f'SELECT {selected} FROM "{name}" ORDER BY number')
    if file_format == "csv":
        line = " || ',' || ".join(_quoted(column.text) for column in columns)
        body = engine.value(f'SELECT string_agg({line}, chr(10) ORDER BY number) FROM "{name}"') or ""
        file.write_text(",".join(column.heading for column in columns) + "\n" + body + "\n", encoding="utf-8")
        return len(found)
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet(name[:31])
        bold = book.add_format({"bold": True, "border": 1})
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, column.heading, bold)
        for line_number, values in enumerate(found, start=1):
            for place, value in enumerate(values):
                sheet.write_string(line_number, place, str(value))
    return len(found)
