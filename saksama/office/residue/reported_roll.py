"""The people reported as missing as a roll of the engine, so that they are sought like those of the DPK."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from saksama.office.accounts.region_code import parent_of
from saksama.office.residue.models import MissingReport
from saksama.rolls import ROLL_COLUMNS, Engine

SOURCE = "laporan"  # stands as the file; the row is the report's key


def write_reported_roll(reports: Iterable[MissingReport], path: Path) -> int:
    """Writes ROLL_COLUMNS, one row a report in the order of their keys; gives their number."""
    ordered = sorted(reports, key=lambda report: report.pk)
    write_roll([{**row_of(report), "record": number} for number, report in enumerate(ordered)], path)
    return len(ordered)


def write_roll(people: Sequence[Mapping[str, object]], path: Path) -> None:
    """Writes ROLL_COLUMNS from rows by column, each with its `record`; what a row does not say stays empty."""
    columns = ", ".join(f"{name} {kind}" for name, kind in ROLL_COLUMNS.items())
    rows = [[person.get(column) for column in ROLL_COLUMNS] for person in people]
    with Engine(threads=1) as engine:
        engine.run(f"CREATE TABLE reported ({columns})")
        if rows:
            marks = ", ".join("?" for _ in ROLL_COLUMNS)
            engine.connection.executemany(f"INSERT INTO reported VALUES ({marks})", rows)
        engine.run("COPY (SELECT * FROM reported ORDER BY record) TO ? (FORMAT parquet)", [str(path)])


def row_of(report: MissingReport) -> dict[str, object]:
    """What a report says, by column."""
    return {
        "name": report.name.upper(),
        "birthplace": report.birthplace.upper() or None,
        "birthdate": report.birthdate,
        "age": report.age,
        "sex": report.sex or None,
        "address": report.address.upper() or None,
        "rt": report.rt or None,
        "rw": report.rw or None,
        "tps": report.tps or None,
        "village": report.region,
        "district": parent_of(report.region),
        "source_file": SOURCE,
        "source_row": report.pk,
    }
