"""The whole way through engine 1 in one function: prepare → link → check → report."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from saksama import __version__
from saksama.language import Text
from saksama.reference.elections import Election
from saksama.reference.regions import Regions
from saksama.rolls.check import CATALOGUE, Checked, check
from saksama.rolls.columns import DataState, ListKind
from saksama.rolls.engine import Engine, Progress, no_progress
from saksama.rolls.link import Linkage, find_duplicates, match_lists, poorer
from saksama.rolls.opened import kind_of, opened_roll
from saksama.rolls.prepare import prepare, state_of
from saksama.rolls.report import (
    AuditFacts,
    Places,
    SkippedRule,
    Summary,
    oki,
    summarise,
    write_field_sheets,
    write_findings,
    write_report,
)
from saksama.rolls.stations import read_stations
from saksama.writing import written_folder

# What kind of list each of SecondLists is; its name is that of its table.
_KINDS: dict[str, ListKind] = {
    "previous": ListKind.DPS,
    "deaths": ListKind.DEATHS,
    "dpk": ListKind.DPK,
    "police_army": ListKind.POLICE_ARMY,
    "claimed": ListKind.CLAIMED,
    "reported": ListKind.REPORTED,
}


@dataclass(frozen=True, slots=True)
class SecondLists:
    """What a roll is checked against, each a Parquet file of `read` or files that `read` can read."""

    previous: Path | None = None  # the version before
    deaths: Path | None = None
    dpk: Path | None = None  # special voters of the last election
    police_army: Path | None = None
    claimed: Path | None = None  # people KPU says it has added
    reported: Path | None = None  # people reported as missing

    def given(self) -> dict[str, Path]:
        """Those that are there, by the name of their table."""
        return {name: path for name in _KINDS if (path := getattr(self, name)) is not None}


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found and how it went. `folder`: findings.parquet, findings.csv, desa/, report.html, audit.json."""

    folder: Path
    state: DataState
    summary: Summary
    checked: Checked
    linkages: Mapping[str, Linkage]
    seconds: float
    timings: Mapping[str, float] = field(default_factory=dict)  # seconds by step


def audit(
    roll: Path,
    output: Path,
    *,
    second_lists: SecondLists = SecondLists(),  # noqa: B008 - frozen
    coklit: Path | None = None,
    election: Election | None = None,
    regions: Regions | None = None,
    places: Places | None = None,
    made_at: datetime | None = None,
    memory: str = "2GB",
    progress: Progress = no_progress,
) -> Audit:
    """Checks a roll by every rule its data allow and writes findings, field sheets and the report to `output`.

    `roll` is a Parquet file of `read`, or files `read` can read; `coklit` a table by TPS (stations.py).
    Raises InputError for what cannot be read, OutputError for what cannot be written; then `output` is as it was.
    """
    start = time.perf_counter()
    election = election or Election.load()
    regions, places = regions or Regions.load(), places or oki()
    # A province does not fit into the memory: what spills lies beside the output, where there is room, and goes first.
    with written_folder(output) as folder, Engine(memory=memory, spill=folder) as engine:
        kind = _load(engine, "roll", roll, ListKind.DPT, election, progress)
        state = state_of(engine, "roll")
        tables = ["roll"]
        linkages = {"duplicates": find_duplicates(engine, state=state, progress=progress)}
        tables.append("duplicates")
        for name, path in second_lists.given().items():
            _load(engine, name, path, _KINDS[name], election, progress)
            linkages[name] = match_lists(
                engine,
                name,
                "roll",
                state=poorer(state, state_of(engine, name)),
                into=f"matched_{name}",
                progress=progress,
            )
            tables += [name, f"matched_{name}"]
        if (published := places.published.get(kind)) is not None:
            _make_published(engine, published.voters)
            tables.append("published")
        if coklit is not None:
            read_stations(engine, "coklit", coklit, regions)
            tables.append("coklit")
        with engine.timed("check"):
            checked = check(engine, election=election, regions=regions, tables=tables, progress=progress)
        rules = {rule.code: rule for rule in CATALOGUE}
        facts = AuditFacts(
            list_kind=kind,
            election=election.title,
            voting_day=election.voting_day.value,
            made_at=made_at or datetime.now().astimezone(),
            places=places,
            state=state,
            rules_ran=tuple(rules[run.code] for run in checked.ran),
            rules_skipped=tuple(SkippedRule(rules[skip.code], skip.why) for skip in checked.skipped),
            second_lists=tuple(_KINDS[name] for name in second_lists.given()),
            tps_limit=election.tps_cap.value,
            records_left_out=linkages["duplicates"].records_left_out,
            timings=dict(engine.timings),
        )
        _write(engine, folder, facts, progress)
        summary = summarise(engine)
        _write_record(folder, facts, checked, summary, engine.timings)
        return Audit(
            output, state, summary, checked, linkages, time.perf_counter() - start, timings=dict(engine.timings)
        )


def _load(engine: Engine, name: str, path: Path, kind: ListKind, election: Election, progress: Progress) -> ListKind:
    with opened_roll(path, kind, progress) as parquet:
        engine.read_parquet(name, parquet)
        kind = kind_of(engine, parquet) or kind
    with engine.timed(f"prepare {name}"):
        prepare(engine, name, election.voting_day.value)
    return kind


def _make_published(engine: Engine, voters: Mapping[str, int]) -> None:
    engine.table(
        "published",
        "SELECT unnest(CAST(? AS VARCHAR[])) AS district, unnest(CAST(? AS INTEGER[])) AS voters",
        [list(voters), list(voters.values())],
    )


def _write(engine: Engine, folder: Path, facts: AuditFacts, progress: Progress) -> None:
    writing = Text("Menulis laporan", "Writing the report")
    progress(writing, 0, 3)
    with engine.timed("write findings"):
        write_findings(engine, folder)
    progress(writing, 1, 3)
    with engine.timed("write field sheets"):
        write_field_sheets(engine, folder, facts, progress)
    progress(writing, 2, 3)
    with engine.timed("write report"):
        write_report(engine, folder, facts)
    progress(writing, 3, 3)


def _write_record(
    folder: Path, facts: AuditFacts, checked: Checked, summary: Summary, timings: Mapping[str, float]
) -> None:
    """audit.json: what was done, for whoever reads the folder later with a program."""
    record = {
        "saksama": __version__,
        "list": facts.list_kind,
        "voting_day": facts.voting_day.isoformat(),
        "made_at": facts.made_at.isoformat(timespec="seconds"),
        "state": facts.state,
        "voters": summary.voters,
        "findings": summary.findings,
        "left_out": facts.records_left_out,
        "rules": {run.code: run.findings for run in checked.ran},
        "skipped": {skip.code: skip.why.en for skip in checked.skipped},
        "seconds": {step: round(seconds, 3) for step, seconds in timings.items()},
    }
    (folder / "audit.json").write_text(json.dumps(record, indent=2), encoding="utf-8")
