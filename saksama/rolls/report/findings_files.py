"""The findings as files for other programs: Parquet as it is, CSV for a spreadsheet."""

from pathlib import Path

from saksama.rolls.csv_file import write_csv
from saksama.rolls.engine import Engine
from saksama.rolls.findings import FINDING_COLUMNS
from saksama.rolls.report.masks import masked_text


def write_findings(engine: Engine, folder: Path) -> None:
    """Writes `findings.parquet` and `findings.csv` into the folder, each list of records as `roll:file:row; …` in "
    "csv."""
    columns = ", ".join(_column(name) for name in FINDING_COLUMNS)
    ordered = f"SELECT {columns} FROM findings ORDER BY village NULLS LAST, tps NULLS LAST, rule, finding_id"
    target = str(folder / "findings.parquet").replace("'", "''")
    engine.run(f"COPY ({ordered}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
    records = (
        "array_to_string(list_transform(records, lambda r: concat_ws(':', r.roll, r.source_file, r.source_row)), '; ')"
    )
    shown = f"{records} AS records, round(probability, 4) AS probability"
    write_csv(engine, f"SELECT * REPLACE ({shown}) FROM ({ordered})", folder / "findings.csv")


def _column(name: str) -> str:
    return f"{masked_text(name)} AS {name}" if name.startswith("evidence_") else name
