"""One small regency, made once, read by many tests."""

import csv
from collections.abc import Callable
from dataclasses import dataclass

import duckdb
import pytest

from saksama.demo import Regency, make_regency
from saksama.rolls.columns import DataState

Row = dict[str, str]


@dataclass(frozen=True)
class Made:
    """A regency written as csv, with its truth and its rows at hand."""

    regency: Regency

    def truth(self, query: str, *parameters: object) -> list[tuple[object, ...]]:
        """Rows of a query over people, errors, lookalikes and missing."""
        with duckdb.connect() as connection:
            for name in ("people", "errors", "lookalikes", "missing"):
                relation = connection.read_parquet(str(self.regency.truth / f"{name}.parquet"))
                relation.create_view(name)
            return connection.execute(query, list(parameters)).fetchall()

    def rows(self, name: str = "dpt") -> dict[tuple[str, int], Row]:
        """Every row of a list by its file and its line."""
        found = {}
        for file in sorted(self.regency.lists[name].rglob("*.csv")):
            path = str(file.relative_to(self.regency.lists[name]))
            with file.open(encoding="utf-8", newline="") as lines:
                for row in (reader := csv.DictReader(lines)):
                    found[path, reader.line_num] = row
        return found

    def planted(self, kind: str, name: str = "dpt") -> list[tuple[Row, int, str]]:
        """Row, person and detail of each error of a kind."""
        rows = self.rows(name)
        query = "SELECT source_file, source_row, person, detail FROM errors WHERE list = ? AND kind = ? ORDER BY ALL"
        found = self.truth(query, name, kind)
        return [(rows[str(file), int(str(row))], int(str(person)), str(detail)) for file, row, person, detail in found]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """6,000 voters, all columns."""
    folder = tmp_path_factory.mktemp("demo") / "full"
    return Made(make_regency(folder, voters=6_000, seed=7, state=DataState.FULL, file_format="csv"))


@pytest.fixture(scope="session")
def made_in(tmp_path_factory: pytest.TempPathFactory) -> Callable[[DataState], Made]:
    """The same people in another state of the data, 2,000 of them."""

    def make(state: DataState) -> Made:
        folder = tmp_path_factory.mktemp("demo") / state.value
        return Made(make_regency(folder, voters=2_000, seed=7, state=state, file_format="csv"))

    return make
