"""The residue of a list: link the people sought to it, say of each whether they are in it, count by place."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from saksama.errors import InputError
from saksama.language import Text
from saksama.reference.elections import Election
from saksama.reference.regions import Regions
from saksama.rolls.check.tables import make_reference_tables
from saksama.rolls.columns import DataState, ListKind
from saksama.rolls.csv_file import write_csv
from saksama.rolls.engine import Engine, Progress, no_progress
from saksama.rolls.link import match_lists, poorer
from saksama.rolls.link.link import LEAST_PROBABILITY
from saksama.rolls.opened import opened_roll
from saksama.rolls.prepare import prepare, state_of
from saksama.rolls.residue.areas import areas_query
from saksama.rolls.residue.outcomes import REASONS, RESIDUE_COLUMNS, Sought
from saksama.rolls.residue.people import missed_links_query, people_query
from saksama.rolls.residue.places import PlaceCount, count_places
from saksama.rolls.stations import read_stations
from saksama.rolls.verify.look_up import unlinked_names_query
from saksama.writing import written_folder

# Share of listed people of a register whom the linkage does not find, by the poorer state of the two lists. Measured
# on the planted truth of three demonstration regencies (0 of 1,403, 1 of 1,403 and 23 of 1,407 people), rounded up.
MISSED: dict[DataState, float] = {
    DataState.FULL: 0.002,
    DataState.MASKED: 0.005,
    DataState.NO_NUMBERS: 0.005,
    DataState.AGE_ONLY: 0.025,
}
CONFIDENCE = 0.95
_KINDS = {
    "dpk": ListKind.DPK,
    "reported": ListKind.REPORTED,
    "deaths": ListKind.DEATHS,
    "police_army": ListKind.POLICE_ARMY,
}


@dataclass(frozen=True, slots=True)
class Residue:
    """What was found. `folder`: people.parquet (RESIDUE_COLUMNS), areas.parquet (AREA_COLUMNS), places.csv, areas.csv,
    residue.json."""

    folder: Path
    states: Mapping[Sought, DataState]
    places: tuple[PlaceCount, ...]
    areas: int

    def whole(self, sought: Sought) -> PlaceCount | None:
        """The count over all places; None if nobody of that list was given."""
        return next((place for place in self.places if place.source is sought and not place.region), None)


def residue(
    roll: Path,
    output: Path,
    *,
    sought: Mapping[Sought, Path],
    registers: Mapping[str, Path] | None = None,
    coklit: Path | None = None,
    election: Election | None = None,
    regions: Regions | None = None,
    confidence: float = CONFIDENCE,
    memory: str = "2GB",
    progress: Progress = no_progress,
) -> Residue:
    """Seeks the people of one or more lists in a roll and writes the result to the folder `output`.

    Lists are Parquet files of `read`, or files `read` can read. `registers`: `deaths` and `police_army`, which excuse
    who is plainly in them. `coklit`: a table by TPS (stations.py). No name and no number is written. Raises InputError.
    """
    if not sought and coklit is None:
        raise InputError(
            Text("Tidak ada yang dicari.", "There is nobody to look for."),
            Text("Beri DPK, laporan warga, atau hitungan coklit.", "Give the DPK, people reported, or coklit counts."),
        )
    election, regions, registers = election or Election.load(), regions or Regions.load(), registers or {}
    with Engine(memory=memory) as engine, written_folder(output) as folder:
        _load(engine, "roll", roll, ListKind.DPT, election, progress)
        for name, path in [*sought.items(), *registers.items()]:
            _load(engine, str(name), path, _KINDS[name], election, progress)
        make_reference_tables(engine, election, regions)
        states = {name: poorer(state_of(engine, "roll"), state_of(engine, name)) for name in sought}
        for name, state in states.items():
            match_lists(
                engine,
                name,
                "roll",
                state=state,
                into=f"matched_{name}",
                at_least=LEAST_PROBABILITY,
                progress=progress,
            )
        _make_people(engine, states, frozenset(registers))
        if coklit is not None:
            read_stations(engine, "coklit", coklit, regions)
        engine.table("areas", areas_query(coklit=coklit is not None))
        places = tuple(count_places(engine, confidence))
        _write(engine, folder, places, states, confidence)
        areas = engine.value("SELECT count(*) FROM areas")
    return Residue(output, states, places, areas)


def _load(engine: Engine, name: str, path: Path, kind: ListKind, election: Election, progress: Progress) -> None:
    with opened_roll(path, kind, progress) as parquet:
        engine.read_parquet(name, parquet)
    prepare(engine, name, election.voting_day.value)


def _make_people(engine: Engine, states: Mapping[Sought, DataState], registers: frozenset[str]) -> None:
    """Makes the table residue (RESIDUE_COLUMNS)."""
    engine.table("_villages", "SELECT DISTINCT village FROM roll WHERE village IS NOT NULL")
    engine.run(
        "CREATE OR REPLACE TABLE _reasons (reason VARCHAR, presence VARCHAR, reason_id VARCHAR, reason_en VARCHAR)"
    )
    engine.connection.executemany(
        "INSERT INTO _reasons VALUES (?, ?, ?, ?)",
        [[key, presence.value, text.id, text.en] for key, (presence, text) in REASONS.items()],
    )
    parts = []
    for name, state in states.items():
        engine.table("_unlinked", unlinked_names_query("roll", [f"matched_{name}"]))
        engine.table("residue", people_query(name, registers))
        engine.table(f"_residue_{name}", missed_links_query(MISSED[state]))
        parts.append(f'SELECT * FROM "_residue_{name}"')
    nobody = ", ".join(f"CAST(NULL AS {kind}) AS {name}" for name, kind in RESIDUE_COLUMNS.items())
    engine.table("residue", " UNION ALL BY NAME ".join([f"SELECT {nobody} WHERE false", *parts]))


def _write(
    engine: Engine, folder: Path, places: tuple[PlaceCount, ...], states: Mapping[Sought, DataState], confidence: float
) -> None:
    for name, order in (("people", "source, village, tps, record"), ("areas", "kind, village, tps, rt")):
        table = "residue" if name == "people" else name
        engine.run(
            f"COPY (SELECT * FROM {table} ORDER BY {order}) TO ? (FORMAT parquet)", [str(folder / f"{name}.parquet")]
        )
    write_csv(engine, "SELECT * FROM areas ORDER BY kind, village, tps, rt", folder / "areas.csv")
    names = (
        "source",
        "region",
        "tps",
        "people",
        "in_list",
        "not_in_list",
        "cannot_tell",
        "not_eligible",
        "low",
        "high",
    )
    lines = [",".join(names), *(",".join(str(getattr(place, name)) for name in names) for place in places)]
    (folder / "places.csv").write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    whole = {
        place.source.value: {name: getattr(place, name) for name in names[3:]} for place in places if not place.region
    }
    said = {"confidence": confidence, "states": {name.value: state.value for name, state in states.items()}, **whole}
    (folder / "residue.json").write_text(json.dumps(said, indent=2), encoding="utf-8")
