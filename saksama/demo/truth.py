"""The truth beside the files: who is behind each row, what was planted, who is missing, who only looks alike."""

from pathlib import Path

import numpy as np

from saksama.demo.fates import ELIGIBLE_BUT_MISSING, Fate
from saksama.demo.lists import station_sizes
from saksama.demo.stations import LIMIT
from saksama.demo.tables import Array, Table, append, rows, take, texts
from saksama.demo.world import World
from saksama.demo.write import load
from saksama.rolls.columns import DataState
from saksama.rolls.engine import Engine

NUMBERS = ("masked_nik", "malformed_nik", "shared_nik")
# Kinds that cannot be seen in a state of the data are not in its truth.
INVISIBLE: dict[DataState, tuple[str, ...]] = {
    DataState.FULL: (),
    DataState.MASKED: NUMBERS,
    DataState.NO_NUMBERS: NUMBERS,
    DataState.AGE_ONLY: (*NUMBERS, "birthdate_heap"),
}
DAY_SLIPS = ("day_and_month_swapped", "date_new_year", "date_digit")
WRONG_FATES = {
    Fate.DEAD_LISTED: "dead",
    Fate.UNDER_AGE: "under_age",
    Fate.SOLDIER_LISTED: "soldier_or_police",
    Fate.TMS_KEPT: "tms_still_listed",
}

# Rightly gone from the DPT; an error of an earlier version unless it is marked with its code there.
STRUCK_LATER = {
    Fate.DEAD_REMOVED: "dead",
    Fate.MOVED_AWAY: "moved_away",
    Fate.UNKNOWN: "unknown_person",
    Fate.SOLDIER_REMOVED: "soldier_or_police",
}


def errors_of_list(name: str, table: Table, world: World, state: DataState) -> Table:
    """The errors that stand in the list, one row an error; an error about a whole station has no source_row."""
    planted = world.planted
    entries = world.entries
    fate = world.people["fate"][entries["person"]]
    row_of = np.full(rows(entries), -1)
    row_of[table["entry"]] = np.arange(rows(table))
    found: list[tuple[str, int, str]] = []
    for what, kind in WRONG_FATES.items():
        wrong = (fate == what) & (entries["copy"] == "")
        if what is Fate.TMS_KEPT and name == "dps":
            continue  # in the DPS they are marked with their code: that is right
        details = entries["note_dps"] if what is Fate.TMS_KEPT else texts("", rows(entries))
        found += [(kind, int(at), str(details[at])) for at in np.flatnonzero(wrong)]
    if name != "dpt":
        note = entries[f"note_{name}"]
        for what, kind in STRUCK_LATER.items():
            unmarked = (fate == what) & (entries["copy"] == "") & (note == "")
            found += [(kind, int(at), "") for at in np.flatnonzero(unmarked)]
    found += [(str(kind), at, slips) for kind, at, slips in _duplicates(entries, world)]
    for kind, at_rows in planted.entries.items():
        found += zip([kind] * len(at_rows), at_rows, planted.details[kind], strict=True)
    found = [one for one in found if row_of[one[1]] >= 0 and _is_visible(one[0], one[2], state)]
    at = row_of[np.array([entry for _, entry, _ in found], dtype=np.int64)]
    errors: Table = {
        "list": texts(name, len(found)),
        "kind": np.array([kind for kind, _, _ in found], dtype=object),
        "source_file": table["source_file"][at],
        "source_row": table["source_row"][at],
        "person": table["person"][at],
        "detail": np.array([detail for _, _, detail in found], dtype=object),
        "tps": table["tps"][at],
    }
    return append(errors, _oversized_stations(name, table))


def _is_visible(kind: str, detail: str, state: DataState) -> bool:
    """Whether the error can be seen at all in what the state shows."""
    if kind == "typing" and state is not DataState.FULL:
        return detail not in ("nik_digits", "nik_masked", *(DAY_SLIPS if state is DataState.AGE_ONLY else ()))
    return kind not in INVISIBLE[state]


def _duplicates(entries: Table, world: World) -> list[tuple[str, int, str]]:
    """Copies by where they came to stand, which is known only now that the homes are in stations."""
    first_of = np.full(rows(world.people), -1)
    original = np.flatnonzero(entries["copy"] == "")
    first_of[entries["person"][original]] = original
    found = []
    village = world.homes["village"][entries["home"]]
    for at in np.flatnonzero(entries["copy"] != ""):
        first = first_of[entries["person"][at]]
        kind = "duplicate_other_village"
        if village[at] == village[first]:
            kind = (
                "duplicate_other_tps" if entries["station"][at] != entries["station"][first] else "duplicate_same_tps"
            )
        if entries["copy"][at] == "duplicate_household":
            kind = "duplicate_household"
        found.append((kind, int(at), str(entries["slips"][at])))
    return found


def _oversized_stations(name: str, table: Table) -> Table:
    """Stations above the limit, one row each, with the number of voters as the detail."""
    names, sizes = station_sizes(table)
    too_many = np.flatnonzero(sizes > LIMIT)
    first: dict[str, int] = {}
    place = table["village"] + texts(" ", rows(table)) + table["tps"]
    for at in np.flatnonzero(np.isin(place.astype(str), names[too_many])):
        first.setdefault(place[at], int(at))
    at_rows = np.array([first[str(names[at])] for at in too_many], dtype=np.int64)
    return {
        "list": texts(name, len(too_many)),
        "kind": texts("oversized_tps", len(too_many)),
        "source_file": table["source_file"][at_rows],
        "source_row": np.full(len(too_many), -1),
        "person": np.full(len(too_many), -1),
        "detail": sizes[too_many].astype(str).astype(object),
        "tps": table["tps"][at_rows],
    }


def lookalikes_in_dpt(world: World) -> Table:
    """The pairs of which both stand in the DPT."""
    entries = world.entries
    in_dpt = np.zeros(rows(world.people), dtype=bool)
    in_dpt[entries["person"][entries["dpt"]]] = True
    both = in_dpt[world.lookalikes["person_a"]] & in_dpt[world.lookalikes["person_b"]]
    return take(world.lookalikes, np.flatnonzero(both))


def missing_people(world: World, in_dpk: Array) -> Table:
    """Eligible people with no row in the DPT, and why; `in_dpk` are the persons of the last election's DPK."""
    people, homes, villages = world.people, world.homes, world.villages
    person = np.flatnonzero(np.isin(people["fate"], ELIGIBLE_BUT_MISSING))
    home = people["home"][person]
    table = take({field: people[field] for field in ("name", "birthplace", "born", "sex")}, person)
    table["person"] = person + 1
    table["kind"] = np.array([Fate(fate).name.lower() for fate in people["fate"][person]], dtype=object)
    table["village"] = villages.code[homes["village"][home]]
    table["tps"] = np.char.zfill((homes["station"][home] + 1).astype(str), 3).astype(object)
    table["rt"] = homes["rt"][home]
    table["in_dpk"] = np.isin(person + 1, in_dpk)
    return table


def people_of_list(name: str, table: Table) -> Table:
    """The person behind each row of a list."""
    return {"list": texts(name, rows(table))} | {
        field: table[field] for field in ("source_file", "source_row", "person")
    }


def people_of_register(file: str, table: Table) -> Table:
    """The person behind each row of a register: a heading, then the rows in order of their number."""
    number = rows(table)
    return {
        "list": texts(file.split(".")[0], number),
        "source_file": texts(file, number),
        "source_row": table["number"] + 1,
        "person": table["person"],
    }


def write_truth(engine: Engine, folder: Path, people: Table, errors: Table, lookalikes: Table, missing: Table) -> None:
    """Writes people, errors, lookalikes and missing as Parquet."""
    queries = {
        "people": (
            people,
            "SELECT list, source_file, source_row::BIGINT AS source_row, person::BIGINT AS person FROM t ORDER BY ALL",
        ),
        "errors": (
            errors,
            """SELECT list, kind, source_file, nullif(source_row, -1)::BIGINT AS source_row,
            nullif(person, -1)::BIGINT AS person, detail, tps FROM t ORDER BY ALL""",
        ),
        "lookalikes": (
            lookalikes,
            "SELECT kind, (person_a + 1)::BIGINT AS person_a, (person_b + 1)::BIGINT AS person_b FROM t ORDER BY ALL",
        ),
        "missing": (
            missing,
            """SELECT person::BIGINT AS person, kind, village, tps, rt, name, birthplace,
            DATE '1970-01-01' + born::INTEGER AS birthdate, sex, in_dpk FROM t ORDER BY ALL""",
        ),
    }
    for name, (table, query) in queries.items():
        load(engine, "t", table)
        target = str(folder / f"{name}.parquet").replace("'", "''")
        engine.run(f"COPY ({query}) TO '{target}' (FORMAT parquet)")
