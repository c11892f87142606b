"""A roll of a few rows, as `read` would have made it."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from saksama.reference.elections import Election
from saksama.rolls.columns import ROLL_COLUMNS
from saksama.rolls.engine import Engine
from saksama.rolls.prepare import prepare

Voter = dict[str, Any]
VOTING_DAY = Election.load("pilkada-2024").voting_day.value


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    with Engine(threads=1) as engine:
        yield engine


def load_roll(engine: Engine, name: str, voters: Sequence[Voter]) -> None:
    """Makes the table `name`; record and source are counted on where a voter does not say them."""
    declared = ", ".join(f'"{column}" {kind}' for column, kind in ROLL_COLUMNS.items())
    engine.run(f'CREATE OR REPLACE TABLE "{name}" ({declared})')
    whole = [
        {"record": n, "source_file": f"{name}.csv", "source_row": n + 2, **voter} for n, voter in enumerate(voters)
    ]
    if whole:
        assert {column for voter in whole for column in voter} <= ROLL_COLUMNS.keys()
        marks = ", ".join("?" for _ in ROLL_COLUMNS)
        engine.connection.executemany(
            f'INSERT INTO "{name}" VALUES ({marks})',
            [[voter.get(column) for column in ROLL_COLUMNS] for voter in whole],
        )


@pytest.fixture
def make_roll(engine: Engine) -> Callable[..., None]:
    """Makes a prepared table of voters: make_roll("roll", [{"name": "RINA", …}])."""

    def make(name: str, voters: Sequence[Voter]) -> None:
        load_roll(engine, name, voters)
        prepare(engine, name, VOTING_DAY)

    return make


@pytest.fixture
def roll_file(engine: Engine, tmp_path: Path) -> Callable[..., Path]:
    """Writes voters as the Parquet file of a roll: roll_file("old", [{"name": "RINA", …}])."""

    def write(name: str, voters: Sequence[Voter]) -> Path:
        load_roll(engine, f"_file_{name}", voters)
        path = tmp_path / f"{name}.parquet"
        engine.run(f'COPY "_file_{name}" TO ? (FORMAT parquet)', [str(path)])
        engine.run(f'DROP TABLE "_file_{name}"')
        return path

    return write
