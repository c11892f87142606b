"""Makes the folder of files of a regency, whole or not at all."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

import numpy as np

from saksama.demo import registers, truth
from saksama.demo.layout import FileFormat
from saksama.demo.lists import rows_of_list
from saksama.demo.rates import Rates
from saksama.demo.readme import readme
from saksama.demo.tables import Table, append, rows
from saksama.demo.versions import LISTS
from saksama.demo.world import World, make_world
from saksama.demo.write import load, write_list, write_register
from saksama.errors import InputError
from saksama.language import Text
from saksama.rolls.columns import DataState
from saksama.rolls.engine import Engine, Progress, no_progress
from saksama.writing import told_output_errors

SMALLEST = 300  # voters; below this a kecamatan has no room for the planted errors
TRUTH_FOLDER = "kebenaran"
PREPARING = Text("Menyusun penduduk rekaan", "Making up people")


@dataclass(frozen=True, slots=True)
class Regency:
    """Where everything lies, and how many rows each list and register has."""

    folder: Path
    state: DataState
    lists: dict[str, Path]  # dps, dpshp, dpt → folder
    registers: dict[str, Path]  # dpk_terakhir, kematian, tni_polri, coklit, klaim_kpu → file
    truth: Path
    rows: dict[str, int]  # by list and register
    files: dict[str, int]  # by list
    villages: int
    stations: int


def make_regency(
    folder: Path,
    *,
    voters: int,
    seed: int,
    state: DataState = DataState.NO_NUMBERS,
    file_format: FileFormat = "xlsx",
    rates: Rates | None = None,
    progress: Progress = no_progress,
) -> Regency:
    """Writes the regency into `folder`, which must not exist or be empty; the same seed gives the same files.

    Raises InputError for a folder with something in it and for fewer than 300 voters, OutputError for a full disk.
    """
    with told_output_errors(folder):
        _check(folder, voters)
    progress(PREPARING, 0, 1)
    rng = np.random.default_rng(seed)
    world = make_world(voters, rates or Rates(), rng)
    progress(PREPARING, 1, 1)
    with told_output_errors(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        unfinished = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            counts, files = _write(unfinished, world, state, file_format, rng, progress)
            (unfinished / "README.txt").write_text(readme(voters, seed, state), encoding="utf-8")
            unfinished.chmod(0o755)
            os.replace(unfinished, folder)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
    return Regency(
        folder=folder,
        state=state,
        lists={name: folder / name for name in LISTS},
        registers={name: folder / f"{name}.{file_format}" for name in REGISTERS},
        truth=folder / TRUTH_FOLDER,
        rows=counts,
        files=files,
        villages=len(world.villages),
        stations=int(world.stations.sum()),
    )


REGISTERS = {
    "dpk_terakhir": registers.special_voters,
    "kematian": registers.deaths,
    "tni_polri": registers.soldiers,
    "klaim_kpu": registers.claims,
    "coklit": registers.coklit,
}


def _check(folder: Path, voters: int) -> None:
    if voters < SMALLEST:
        raise InputError(
            Text(f"{voters} pemilih terlalu sedikit.", f"{voters} voters are too few."),
            Text(f"Minta paling sedikit {SMALLEST}.", f"Ask for at least {SMALLEST}."),
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(
            Text("Folder sudah berisi.", "The folder is not empty."),
            Text("Pilih folder baru atau kosongkan dahulu.", "Choose a new folder or empty this one first."),
            file=str(folder),
        )


def _write(
    folder: Path,
    world: World,
    state: DataState,
    file_format: FileFormat,
    rng: np.random.Generator,
    progress: Progress,
) -> tuple[dict[str, int], dict[str, int]]:
    counts: dict[str, int] = {}
    files: dict[str, int] = {}
    people: list[Table] = []
    errors: list[Table] = []
    (folder / TRUTH_FOLDER).mkdir()
    with Engine() as engine:
        for name in LISTS:
            table = rows_of_list(name, world.entries, world.homes, world.villages, file_format)
            load(engine, name, table)
            files[name] = write_list(engine, name, folder / name, state, file_format, progress)
            engine.run(f'DROP TABLE "{name}"')
            counts[name] = rows(table)
            people.append(truth.people_of_list(name, table))
            errors.append(truth.errors_of_list(name, table, world, state))
        for name, make in REGISTERS.items():
            table = make(world, rng)
            load(engine, name, table)
            columns = registers.register_columns(name, state)
            counts[name] = write_register(engine, name, columns, folder / f"{name}.{file_format}", file_format)
            if "person" in table:
                people.append(truth.people_of_register(f"{name}.{file_format}", table))
            if name == "dpk_terakhir":
                in_dpk = table["person"]
        missing = truth.missing_people(world, in_dpk)
        truth.write_truth(
            engine, folder / TRUTH_FOLDER, _all(people), _all(errors), truth.lookalikes_in_dpt(world), missing
        )
    return counts, files


def _all(tables: list[Table]) -> Table:
    whole = tables[0]
    for table in tables[1:]:
        whole = append(whole, table)
    return whole
