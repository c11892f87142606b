"""One made-up regency in each state of the data, linked once, read by many tests."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from saksama.demo import Rates, Regency, make_regency
from saksama.reference.elections import Election
from saksama.rolls.columns import DataState, ListKind
from saksama.rolls.engine import Engine
from saksama.rolls.evaluate import DuplicateQuality, evaluate_duplicates, load_truth
from saksama.rolls.link import Linkage, find_duplicates, match_lists
from saksama.rolls.prepare import prepare, state_of
from saksama.rolls.read import read

VOTING_DAY = Election.load("pilkada-2024").voting_day.value
# Many who merely look alike: 3,000 people would have four pairs of twins and one father and son.
RATES = Rates(twins=0.03, son_named_as_father=0.004, namesakes=0.003)
VOTERS = 3_000


@dataclass
class Linked:
    """The tables roll, dps, duplicates and matched of one state, and the truth about them."""

    engine: Engine
    regency: Regency
    state: DataState

    @cached_property
    def duplicates(self) -> Linkage:
        return find_duplicates(self.engine, state=self.state)

    @cached_property
    def matches(self) -> Linkage:
        return match_lists(self.engine, "dps", "roll", state=self.state, into="matched")

    def pairs(self, table: str = "duplicates") -> list[tuple[int, int, float]]:
        """Left, right and probability, the same order always."""
        return self.engine.rows(f'SELECT "left", "right", probability FROM "{table}" ORDER BY ALL')

    def quality(self) -> DuplicateQuality:
        self.duplicates  # noqa: B018  found once, on first use
        load_truth(self.engine, "roll", self.regency.truth, "dpt")
        return evaluate_duplicates(self.engine, self.pairs())

    def find_again(self, change: str, table: str) -> list[tuple[int, int, float]]:
        """Duplicates of a copy of the roll made by a SELECT over roll."""
        self.engine.table(table, change)
        prepare(self.engine, table, VOTING_DAY)
        find_duplicates(self.engine, table, state=self.state, into=f"{table}_duplicates")
        return self.pairs(f"{table}_duplicates")


@pytest.fixture(scope="session")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[DataState], Linked]]:
    """The regency in one state of the data; made on first use."""
    made: dict[DataState, Linked] = {}
    folder = tmp_path_factory.mktemp("linked")

    def make(state: DataState) -> Linked:
        if state not in made:
            made[state] = _load(folder / state, state)
        return made[state]

    yield make
    for one in made.values():
        one.engine.__exit__()
    shutil.rmtree(folder, ignore_errors=True)


def _load(folder: Path, state: DataState) -> Linked:
    regency = make_regency(folder, voters=VOTERS, seed=2024, state=state, file_format="csv", rates=RATES)
    engine = Engine(threads=2)
    for name, given in (("roll", "dpt"), ("dps", "dps")):
        file = folder / f"{given}.parquet"
        read([regency.lists[given]], kind=ListKind[given.upper()], output=file)
        engine.read_parquet(name, file)
        prepare(engine, name, VOTING_DAY)
    return Linked(engine, regency, state_of(engine, "roll"))
