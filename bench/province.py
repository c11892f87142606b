"""A province of 6 million: ten regencies, each made with a seed of its own, read, put together and audited once.

python -m bench.province [--regencies 10] [--voters 600000] FOLDER

The generator knows one regency, so the others are made in its villages and then given regency codes of their own
(16.02.05.1001 becomes 16.07.05.1001): no two regencies share a village.
"""

import argparse
from pathlib import Path

from bench.measure import alone
from bench.steps import demo_with_seed, read_list
from saksama.rolls.audit import audit
from saksama.rolls.columns import ROLL_COLUMNS, DataState, ListKind
from saksama.rolls.engine import Engine

FIRST_SEED = 2101
MEMORY = "6GB"  # the database's; a province is not audited on an office's laptop


def main(folder: Path, regencies: int, voters: int) -> None:
    """Makes what is not there yet, audits, prints."""
    rolls = []
    for number in range(regencies):
        files = demo_with_seed(folder / f"regency-{number}", voters, DataState.NO_NUMBERS, "csv", FIRST_SEED + number)
        rolls.append(folder / f"regency-{number}.parquet")
        if not rolls[-1].exists():
            cost, kept = alone(read_list, files / "dpt", ListKind.DPT, rolls[-1])
            print(f"read regency {number}: {kept:,} rows, {cost}", flush=True)
    province = folder / "province.parquet"
    put_together(rolls, province)
    cost, (rows, findings, timings) = alone(audit_province, province, folder / "audit")
    print(f"audit of {rows:,} voters: {findings:,} findings, {cost}")
    for step, seconds in sorted(timings.items(), key=lambda item: -item[1])[:20]:
        print(f"{step:30} {seconds:8.1f}")


def put_together(rolls: list[Path], into: Path) -> None:
    """One Parquet file of several rolls, a regency code each; records run on, so neighbours stay neighbours."""
    with Engine() as engine:
        parts, before = [], 0
        for number, roll in enumerate(rolls):
            region = f"16.{number + 1:02d}"
            changed = {
                "record": f"record + {before}",
                "village": f"'{region}' || substr(village, 6)",
                "district": f"'{region}' || substr(district, 6)",
                "source_file": f"'{region}/' || source_file",
            }
            columns = ", ".join(f"{changed.get(column, column)} AS {column}" for column in ROLL_COLUMNS)
            parts.append(f"SELECT {columns} FROM read_parquet('{roll}')")
            before += engine.value(f"SELECT max(record) + 1 FROM read_parquet('{roll}')")
        engine.run(f"COPY ({' UNION ALL '.join(parts)}) TO '{into}' (FORMAT parquet, KV_METADATA {{kind: 'DPT'}})")


def audit_province(roll: Path, output: Path) -> tuple[int, int, dict[str, float]]:
    """Voters, findings, and seconds by step."""
    done = audit(roll, output, memory=MEMORY)
    return done.summary.voters, done.summary.findings, dict(done.timings)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--regencies", type=int, default=10)
    parser.add_argument("--voters", type=int, default=600_000)
    given = parser.parse_args()
    main(given.folder, given.regencies, given.voters)
