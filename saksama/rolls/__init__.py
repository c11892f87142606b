"""Engine 1, the voter list: read → check → link → compare → residue → sample → report.

    from pathlib import Path
    from saksama import rolls

    dps = rolls.read([Path("dps")], kind=rolls.ListKind.DPS, output=Path("dps.parquet"))
    dpt = rolls.read([Path("dpt")], kind=rolls.ListKind.DPT, output=Path("dpt.parquet"))
    audit = rolls.audit(dpt.output, Path("audit"), second_lists=rolls.SecondLists(previous=dps.output))
    print(audit.summary.findings, audit.folder / "report.html")

These names are the front; what lies behind them may change. The engine knows no web framework and prints nothing;
progress is a callback, problems of the input are InputError (saksama.errors). `read` works in several processes: a
script that calls it needs `if __name__ == "__main__":`.
"""

from saksama.rolls.audit import Audit, SecondLists, audit
from saksama.rolls.check import CATALOGUE, Checked, Rule, check
from saksama.rolls.columns import ROLL_COLUMNS, DataState, ListKind
from saksama.rolls.compare import Comparison, compare
from saksama.rolls.engine import Engine, Progress, no_progress
from saksama.rolls.evaluate import Evaluation, evaluate
from saksama.rolls.findings import FINDING_COLUMNS, Category, Severity
from saksama.rolls.link import Linkage, find_duplicates, match_lists
from saksama.rolls.prepare import prepare, state_of
from saksama.rolls.read import ReadResult, read
from saksama.rolls.read.vast_sheets import refuse_vast_sheets
from saksama.rolls.residue import (
    AREA_COLUMNS,
    RESIDUE_COLUMNS,
    AreaKind,
    PlaceCount,
    Presence,
    Residue,
    Sought,
    residue,
)
from saksama.rolls.stations import STATION_COUNTS, StationRow, station_rows

__all__ = [
    "refuse_vast_sheets",
    "AREA_COLUMNS",
    "CATALOGUE",
    "STATION_COUNTS",
    "FINDING_COLUMNS",
    "RESIDUE_COLUMNS",
    "ROLL_COLUMNS",
    "AreaKind",
    "Audit",
    "Category",
    "Checked",
    "Comparison",
    "DataState",
    "Engine",
    "Evaluation",
    "Linkage",
    "ListKind",
    "PlaceCount",
    "Presence",
    "Progress",
    "ReadResult",
    "Residue",
    "Rule",
    "SecondLists",
    "Severity",
    "Sought",
    "StationRow",
    "audit",
    "check",
    "compare",
    "evaluate",
    "find_duplicates",
    "match_lists",
    "no_progress",
    "prepare",
    "read",
    "residue",
    "state_of",
    "station_rows",
]
