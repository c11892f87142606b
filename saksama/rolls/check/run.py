"""Runs the catalogue over a roll: what can be asked is asked, what cannot is said with its reason."""

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from saksama.language import Text
from saksama.reference.elections import Election
from saksama.reference.regions import Regions
from saksama.rolls.check.catalogue import CATALOGUE
from saksama.rolls.check.finding_query import HITS, findings_query, hits_query
from saksama.rolls.check.rule import Rule
from saksama.rolls.check.tables import GIVEN, make_reference_tables
from saksama.rolls.columns import ROLL_COLUMNS
from saksama.rolls.engine import Engine, Progress, no_progress
from saksama.rolls.findings import FINDING_COLUMNS

_DOING = Text("Memeriksa dengan kaidah", "Checking by the rules")


@dataclass(frozen=True, slots=True)
class RuleRun:
    """A rule that ran: how many findings it made and the seconds it took."""

    code: str
    findings: int
    seconds: float


@dataclass(frozen=True, slots=True)
class RuleSkipped:
    """A rule that could not be asked of these data, and why."""

    code: str
    why: Text


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of each rule; the findings themselves are in the table `findings`."""

    ran: tuple[RuleRun, ...]
    skipped: tuple[RuleSkipped, ...]

    @property
    def findings(self) -> int:
        """All findings of all rules."""
        return sum(run.findings for run in self.ran)


def check(
    engine: Engine,
    *,
    election: Election,
    regions: Regions,
    tables: Collection[str] = ("roll",),
    rules: Sequence[Rule] = CATALOGUE,
    progress: Progress = no_progress,
) -> Checked:
    """Makes the table `findings` (FINDING_COLUMNS) from every rule whose tables and columns are there.

    `tables` names those of `GIVEN` that the engine holds; rolls among them are prepared (see `prepare`). A rule that
    needs another, or a column that is empty in the whole roll, is skipped and says so.
    """
    make_reference_tables(engine, election, regions)
    engine.run(f"CREATE OR REPLACE TABLE findings ({_declared(FINDING_COLUMNS)})")
    filled = _filled_columns(engine)
    stand_ins = {name for rule in rules for name in rule.helped_by} - set(tables)
    for name in stand_ins:
        engine.run(f'CREATE OR REPLACE TABLE "{name}" ({_declared(GIVEN[name].columns)})')
    ran: list[RuleRun] = []
    skipped: list[RuleSkipped] = []
    for done, rule in enumerate(rules):
        progress(_DOING, done, len(rules))
        why = _why_not(rule, tables, filled)
        if why is None:
            ran.append(_run(engine, rule))
        else:
            skipped.append(RuleSkipped(rule.code, why))
    for name in (HITS, *stand_ins):
        engine.run(f'DROP TABLE IF EXISTS "{name}"')
    progress(_DOING, len(rules), len(rules))
    return Checked(tuple(ran), tuple(skipped))


def _run(engine: Engine, rule: Rule) -> RuleRun:
    start = time.perf_counter()
    engine.table(HITS, hits_query(rule))
    engine.run(f"INSERT INTO findings {findings_query(rule, engine.columns(HITS))}")
    found: int = engine.value(f"SELECT count(*) FROM {HITS}")
    return RuleRun(rule.code, found, time.perf_counter() - start)


def _declared(columns: Mapping[str, str]) -> str:
    return ", ".join(f'"{name}" {kind}' for name, kind in columns.items())


def _filled_columns(engine: Engine) -> set[str]:
    """The roll's columns with a value in at least one row."""
    names = [name for name in engine.columns("roll") if name in ROLL_COLUMNS or name == "age_on_voting_day"]
    counts = ", ".join(f"""count(nullif(CAST("{name}" AS VARCHAR), '')) > 0""" for name in names)
    return {
        name for name, is_filled in zip(names, engine.rows(f"SELECT {counts} FROM roll")[0], strict=True) if is_filled
    }


def _why_not(rule: Rule, tables: Collection[str], filled: Collection[str]) -> Text | None:
    missing = [name for name in rule.needs if name not in tables]
    if missing:
        titles = [GIVEN[name].title for name in missing]
        return Text(
            f"Tidak ada {', '.join(title.id for title in titles)}.",
            f"Not given: {', '.join(title.en for title in titles)}.",
        )
    empty = ", ".join(name for name in rule.columns if name not in filled)
    if empty:
        return Text(f"Kolom kosong di seluruh daftar: {empty}.", f"Columns empty in the whole list: {empty}.")
    return None
