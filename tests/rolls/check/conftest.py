"""Tables of a few rows, as the rules get them, on a real engine."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from saksama.reference.elections import Election
from saksama.reference.regions import Regions
from saksama.rolls.check.catalogue import CATALOGUE, rule_of
from saksama.rolls.check.rule import Row, Rule
from saksama.rolls.check.run import Checked, check
from saksama.rolls.check.tables import GIVEN
from saksama.rolls.columns import ROLL_COLUMNS
from saksama.rolls.engine import Engine
from saksama.rolls.findings import FINDING_COLUMNS
from saksama.rolls.prepare import DERIVED_COLUMNS, prepare

Findings = list[dict[str, Any]]


class Office:
    """What a test needs: give tables, run one rule or all, read the findings."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.election = Election.load("pilkada-2024")
        self.regions = Regions.load()
        self.given: set[str] = set()

    def give(self, name: str, rows: list[Row]) -> None:
        """Makes a table of rows; a roll gets its record numbers, source and derived columns."""
        is_roll = "source_row" in GIVEN[name].columns
        columns = ROLL_COLUMNS if is_roll else GIVEN[name].columns
        declared = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
        self.engine.run(f'CREATE OR REPLACE TABLE "{name}" ({declared})')
        if rows:
            source = [
                {"record": n, "source_file": f"{name}.xlsx", "source_row": n + 1} if is_roll else {}
                for n in range(len(rows))
            ]
            whole = [{**where, **row} for where, row in zip(source, rows, strict=True)]
            names = sorted({column for row in whole for column in row} - DERIVED_COLUMNS.keys())
            assert set(names) <= columns.keys()
            listed = ", ".join(f'"{column}"' for column in names)
            values = ", ".join([f"({', '.join('?' for _ in names)})"] * len(rows))
            self.engine.run(
                f'INSERT INTO "{name}" ({listed}) VALUES {values}', [row.get(c) for row in whole for c in names]
            )
        if is_roll:
            prepare(self.engine, name, self.election.voting_day.value)
        self.given.add(name)

    def check(self, *rules: Rule) -> Checked:
        if "roll" not in self.given:
            self.give("roll", [])
        return check(self.engine, election=self.election, regions=self.regions, tables=self.given, rules=rules)

    def findings(self) -> Findings:
        rows = self.engine.rows("SELECT * FROM findings ORDER BY finding_id")
        return [dict(zip(FINDING_COLUMNS, row, strict=True)) for row in rows]

    def found_by(self, *codes: str) -> set[str]:
        """Runs several rules, which must be able to run, and gives the codes of those that found something."""
        checked = self.check(*(rule for rule in CATALOGUE if rule.code in codes))
        assert {run.code for run in checked.ran} == set(codes)
        return {run.code for run in checked.ran if run.findings}

    def findings_of(self, code: str) -> Findings:
        """Runs one rule, which must be able to run, and gives its findings."""
        rule = rule_of(code)
        assert rule is not None
        checked = self.check(rule)
        assert not checked.skipped, checked.skipped
        return self.findings()


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    with Engine(threads=1) as engine:
        yield engine


@pytest.fixture
def office(engine: Engine) -> Office:
    return Office(engine)


@pytest.fixture
def new_office(engine: Engine) -> Callable[[], Office]:
    """For properties, which need a fresh office an example."""
    return lambda: Office(engine)
