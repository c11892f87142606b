"""A province of 6 million: ten regencies, each made with a seed of its own, put together and audited once.

python -m bench.province [--regencies 10] [--voters 600000] FOLDER

The generator knows one regency, so the others are made in its villages and then given regency codes of their own
(16.02.05.1001 becomes 16.07.05.1001): no two regencies share a village. Nobody would then stand in two regencies, so
one in MOVED_ONE_IN of those whom the generator lists in two villages is moved to the next regency with his second row.
"""

import argparse
import os
from pathlib import Path

from bench.measure import Cost, alone
from bench.page import COST_HEAD, PROVINCE_HEADING, calibration_lines, cost_rows, put_section, table
from bench.steps import demo_with_seed, read_list
from saksama.reference.regions import Level, Region, Regions
from saksama.rolls.audit import audit
from saksama.rolls.columns import ROLL_COLUMNS, DataState, ListKind
from saksama.rolls.engine import Engine
from saksama.rolls.evaluate import TRUTH, Evaluation, evaluate
from saksama.rolls.report import Places

FIRST_SEED = 2101
MEMORY = "6GB"  # the database's; a province is not audited on an office's laptop
MOVED_ONE_IN = 4
PERSONS = 10_000_000  # numbers of persons set apart for each regency
PROVINCE = "16"


def main(folder: Path, regencies: int, voters: int) -> None:
    """Makes what is not there yet, audits, judges, prints; at full size it writes the section of the page."""
    files = []
    for number in range(regencies):
        files.append(
            demo_with_seed(folder / f"regency-{number}", voters, DataState.NO_NUMBERS, "csv", FIRST_SEED + number)
        )
        roll = folder / f"regency-{number}.parquet"
        if not roll.exists():
            cost, kept = alone(read_list, files[-1] / "dpt", ListKind.DPT, roll)
            print(f"read regency {number}: {kept:,} rows, {cost}", flush=True)
    province = folder / f"province-{regencies}"
    put_together(files, province)
    busy = os.getloadavg()[0]
    cost, (findings, timings) = alone(audit_province, province / "dpt.parquet", province / "audit", regencies)
    judged = evaluate(province / "dpt.parquet", province / "audit" / "findings.parquet", province)
    lines = section(regencies * voters, regencies, busy, cost, findings, timings, judged, province / "audit")
    print("\n".join(lines))
    if (regencies, voters) == (10, 600_000):
        put_section(lines)


def region_of(number: int) -> str:
    """Code of the regency made number 0, 1, …"""
    return f"{PROVINCE}.{number + 1:02d}"


def put_together(files: list[Path], into: Path) -> None:
    """dpt.parquet and its truth of several regencies, a code each; records run on, so neighbours stay neighbours."""
    into.mkdir(exist_ok=True)
    with Engine() as engine:
        rolls, before = [], 0
        truth: dict[str, list[str]] = {name: [] for name in TRUTH}
        for number, folder in enumerate(files):
            roll, next_one = folder.with_suffix(".parquet"), region_of((number + 1) % len(files))
            here, errors = region_of(number), f"read_parquet('{folder}/kebenaran/errors.parquet')"
            has_moved = f"kind = 'duplicate_other_village' AND list = 'dpt' AND person % {MOVED_ONE_IN} = 0"
            region = f"CASE WHEN m.source_row IS NULL THEN '{here}' ELSE '{next_one}' END"
            changed = {
                "record": f"record + {before}",
                "village": f"{region} || substr(village, 6)",
                "district": f"{region} || substr(district, 6)",
                "source_file": f"'{here}/' || r.source_file",
                "source_row": "r.source_row",
            }
            columns = ", ".join(f"{changed.get(column, column)} AS {column}" for column in ROLL_COLUMNS)
            rolls.append(f"""SELECT {columns} FROM read_parquet('{roll}') r
                LEFT JOIN (SELECT source_file, source_row FROM {errors} WHERE {has_moved}) m
                ON m.source_file = r.source_file AND m.source_row = r.source_row""")
            before += engine.value(f"SELECT max(record) + 1 FROM read_parquet('{roll}')")
            for name in TRUTH:
                set_apart = [
                    f"{person} + {number * PERSONS} AS {person}"
                    for person in ("person", "person_a", "person_b")
                    if (person == "person") == (name != "lookalikes")
                ]
                if name != "lookalikes":
                    set_apart.append(f"'{here}/' || source_file AS source_file")
                if name == "errors" and len(files) > 1:
                    set_apart.append(f"CASE WHEN {has_moved} THEN 'duplicate_other_regency' ELSE kind END AS kind")
                truth[name].append(
                    f"SELECT * REPLACE ({', '.join(set_apart)}) FROM read_parquet('{folder}/kebenaran/{name}.parquet')"
                )
        engine.run(
            f"COPY ({' UNION ALL '.join(rolls)}) TO '{into}/dpt.parquet' (FORMAT parquet, KV_METADATA {{kind: 'DPT'}})"
        )
        for name, parts in truth.items():
            engine.run(f"COPY ({' UNION ALL '.join(parts)}) TO '{into}/{name}.parquet' (FORMAT parquet)")


def audit_province(roll: Path, output: Path, regencies: int) -> tuple[int, dict[str, float]]:
    """Findings, and seconds by step."""
    regions = regions_of(regencies)
    places = Places(
        name="Provinsi peragaan",
        kecamatan={region.code: region.name for region in regions.districts},
        desa={region.code: region.name for region in regions.villages},
    )
    done = audit(roll, output, regions=regions, places=places, memory=MEMORY)
    return done.summary.findings, dict(done.timings)


def regions_of(regencies: int) -> Regions:
    """The table of regions of the province."""
    one = Regions.load()
    copies = [
        Region(region_of(number) + region.code[5:], region.level, region.name)
        for number in range(regencies)
        for region in one
        if region.level is not Level.PROVINCE
    ]
    return Regions((Region(PROVINCE, Level.PROVINCE, "Provinsi peragaan"), *copies))


def section(
    voters: int,
    regencies: int,
    busy: float,
    cost: Cost,
    findings: int,
    timings: dict[str, float],
    judged: Evaluation,
    output: Path,
) -> list[str]:
    """The lines of the page's section."""
    sheets = [path.stat().st_size for path in (output / "desa").iterdir()]
    total = judged.duplicates.total
    sizes = {path.name: path.stat().st_size for path in output.iterdir() if path.is_file()}
    return [
        PROVINCE_HEADING,
        "",
        f"Written by `make bench-province` (`python -m bench.province`): {voters:,} voters of {regencies} regencies, "
        f"each made with a seed of its own, state no_numbers; one audit without second lists, its database held to "
        f"{MEMORY}. Load of the machine at the start: {busy:.1f} (above 1, others were working too, and wall times "
        f"are too long). One in {MOVED_ONE_IN} of those listed in two villages was moved to another regency with the "
        "second row (duplicate_other_regency).",
        "",
        *table(COST_HEAD, cost_rows({f"audit, {findings:,} findings": cost})),
        f"report.html {sizes['report.html'] / 1e6:.1f} MB, findings.parquet {sizes['findings.parquet'] / 1e6:.0f} MB, "
        f"findings.csv {sizes['findings.csv'] / 1e6:.0f} MB; {len(sheets):,} field sheets, the largest "
        f"{max(sheets) / 1e3:.0f} kB.",
        "",
        *table(("step", "s"), [[step, f"{s:.1f}"] for step, s in sorted(timings.items(), key=lambda x: -x[1])[:12]]),
        *table(("precision", "recall", "F1"), [[f"{x:.3f}" for x in (total.precision, total.recall, total.f1)]]),
        *table(
            ("kind", "pairs", "recall"),
            [[k, f"{q.right + q.missed:,}", f"{q.recall:.3f}"] for k, q in judged.duplicates.by_kind.items()],
        ),
        *calibration_lines(judged.duplicates),
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--regencies", type=int, default=10)
    parser.add_argument("--voters", type=int, default=600_000)
    given = parser.parse_args()
    main(given.folder, given.regencies, given.voters)
