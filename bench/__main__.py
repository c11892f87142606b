"""`make bench`: makes the demonstration regency, measures reading, audit and duplicates beside Splink, writes the page.

python -m bench [--voters N]: fewer voters for a quick look; the page is then written beside the data instead.
"""

import argparse
import os
import shutil
from pathlib import Path

from bench.duplicates import compare, our_quality
from bench.measure import Cost, alone
from bench.page import (
    COST_HEAD,
    PAGE,
    PEER_SETTINGS,
    Goal,
    comparison_lines,
    cost_rows,
    goals_of,
    kind_lines,
    machine_lines,
    province_section,
    quality_lines,
    table,
)
from bench.steps import audit_all, demo, read_list
from saksama.demo.layout import FileFormat
from saksama.rolls.columns import DataState, ListKind
from saksama.rolls.evaluate import evaluate

FULL_SIZE = 577_241
OUT = Path(__file__).parent / "out"
CORES = os.cpu_count() or 1
# Where a goal is given in seconds, it is for 577,241 voters on 2 cores.
READ_CSV, READ_XLSX, AUDIT, MEMORY = 15.0, 90.0, 60.0, 4.0


def main(voters: int) -> None:
    """Measures everything and writes the page."""
    busy = os.getloadavg()[0]
    out = OUT / str(voters)
    costs: dict[str, Cost] = {}

    def read_state(state: DataState, file_format: FileFormat) -> tuple[Path, Path]:
        files = demo(out / f"{state.value}-{file_format}", voters, state, file_format)
        roll = out / f"{state.value}-{file_format}-roll" / "dpt.parquet"
        roll.parent.mkdir(exist_ok=True)
        cost, _ = alone(read_list, files / "dpt", ListKind.DPT, roll)
        costs[f"read {file_format}, {state.value}"] = cost
        print(f"read {file_format}, {state.value}: {cost}")
        return files, roll

    read_state(DataState.NO_NUMBERS, "xlsx")
    files, roll = read_state(DataState.NO_NUMBERS, "csv")
    read_list(files / "dps", ListKind.DPS, roll.parent / "dps.parquet")
    shutil.rmtree(out / "audit", ignore_errors=True)
    costs["audit"], steps = alone(audit_all, files, roll.parent, out / "audit")
    print(f"audit: {costs['audit']}")
    judged = evaluate(roll, out / "audit" / "findings.parquet", files / "kebenaran")

    body: list[str] = []
    goals = [
        Goal("read csv", costs["read csv, no_numbers"].wall, READ_CSV, True, " s"),
        Goal("read xlsx", costs["read xlsx, no_numbers"].wall, READ_XLSX, True, " s"),
        Goal("audit with linkage", costs["audit"].wall, AUDIT, True, " s"),
    ]
    for state in (DataState.FULL, DataState.NO_NUMBERS):
        files, roll = (files, roll) if state is DataState.NO_NUMBERS else read_state(state, "csv")
        truth = out / f"{state.value}-csv"
        compared = compare(out / f"{state.value}-csv-roll" / "dpt.parquet", truth / "kebenaran", "dpt", state)
        lines = comparison_lines(compared)
        print("\n".join(lines))
        body += lines
        goals += goals_of(compared)
    body += ["## Where less is shown", "", "No peer: Saksama alone, at 0.5.", ""]
    for state in (DataState.MASKED, DataState.AGE_ONLY):
        files, roll = read_state(state, "csv")
        lines = quality_lines(state.value, *our_quality(roll, files / "kebenaran", "dpt", state))
        print("\n".join(lines))
        body += lines
    goals.insert(3, Goal("largest peak memory", max(cost.peak for cost in costs.values()), MEMORY, True, " GB"))
    if voters == FULL_SIZE:
        body += province_section()
    page = [
        "# Benchmarks",
        "",
        f"Written by `make bench` (`python -m bench --voters {voters}`). Do not edit.",
        "",
        *machine_lines(voters, busy),
        "## Goals",
        "",
        *table(("goal", "limit", "measured", ""), [goal.row() for goal in goals]),
        "## Reading and audit",
        "",
        *table(COST_HEAD, cost_rows(costs)),
        "Steps of the audit, seconds by the clock (its linkages count in several):",
        "",
        *table(("step", "s"), [[step, f"{s:.2f}"] for step, s in sorted(steps.items(), key=lambda x: -x[1])[:15]]),
        *kind_lines(judged.by_kind),
        "## Duplicates beside Splink",
        "",
        PEER_SETTINGS,
        *body,
    ]
    target = PAGE if voters == FULL_SIZE else out / "benchmarks.md"
    target.write_text("\n".join(page).rstrip() + "\n", encoding="utf-8")
    print("\n".join(table(("goal", "limit", "measured", ""), [goal.row() for goal in goals])))
    print(target)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--voters", type=int, default=FULL_SIZE)
    main(parser.parse_args().voters)
