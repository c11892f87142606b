"""What is measured besides duplicates: the steps a user takes, as functions a fresh process can import."""

from pathlib import Path

from saksama.demo import make_regency
from saksama.demo.layout import FileFormat
from saksama.rolls.audit import SecondLists, audit
from saksama.rolls.columns import DataState, ListKind
from saksama.rolls.read import read

SEED = 2024


def demo(folder: Path, voters: int, state: DataState, file_format: FileFormat) -> Path:
    """The demonstration regency; made once, since the same seed gives the same files."""
    return demo_with_seed(folder, voters, state, file_format, SEED)


def demo_with_seed(folder: Path, voters: int, state: DataState, file_format: FileFormat, seed: int) -> Path:
    """The regency of another seed, made once likewise."""
    if not folder.exists():
        make_regency(folder, voters=voters, seed=seed, state=state, file_format=file_format)
    return folder


def read_list(path: Path, kind: ListKind, output: Path) -> int:
    """Reads a list; gives the rows kept."""
    return read([path], kind=kind, output=output).rows_kept


def audit_all(files: Path, rolls: Path, output: Path) -> dict[str, float]:
    """Audits the DPT against everything there is; gives the seconds by step."""
    second = SecondLists(
        previous=rolls / "dps.parquet",
        deaths=files / "kematian.csv",
        dpk=files / "dpk_terakhir.csv",
        police_army=files / "tni_polri.csv",
        claimed=files / "klaim_kpu.csv",
    )
    return dict(audit(rolls / "dpt.parquet", output, second_lists=second, coklit=files / "coklit.csv").timings)
