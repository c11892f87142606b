"""A SELECT as a csv file that people open in a spreadsheet."""

import csv
from pathlib import Path

from saksama.rolls.engine import Engine
from saksama.writing import safe_cell


def write_csv(engine: Engine, query: str, path: Path) -> None:
    """Writes a SELECT as csv that opens well in Excel: UTF-8 with a mark, no formulas."""
    cursor = engine.connection.execute(query)
    names = [column[0] for column in cursor.description or ()]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        while rows := cursor.fetchmany(50_000):
            writer.writerows([safe_cell(value) for value in row] for row in rows)
