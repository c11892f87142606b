"""Step 4: two versions of a list, person by person: same, changed, moved, added, removed; and the reasons given."""

from dataclasses import dataclass
from pathlib import Path

from saksama.reference.elections import Election
from saksama.rolls.columns import DataState, ListKind
from saksama.rolls.csv_file import write_csv
from saksama.rolls.engine import Engine, Progress, no_progress
from saksama.rolls.link import match_lists, poorer
from saksama.rolls.opened import opened_roll
from saksama.rolls.prepare import prepare, state_of
from saksama.writing import written_folder

# Fields whose change is told; numbers only where both lists show them whole.
_FIELDS: dict[str, str] = {
    "name": "name",
    "birthplace": "birthplace",
    "birthdate": "birthdate",
    "marital": "marital",
    "sex": "sex",
    "address": "address",
    "rt": "rt",
    "rw": "rw",
    "disability": "disability",
    "ektp": "ektp",
    "nik": "nik_known",
    "nkk": "nkk_known",
}
KINDS = ("same", "changed", "moved_tps", "moved_village", "added", "removed")


@dataclass(frozen=True, slots=True)
class Comparison:
    """People by kind of change (KINDS) and the state of the data that the poorer list allows."""

    counts: dict[str, int]
    state: DataState
    folder: Path


def compare(
    old: Path, new: Path, output: Path, *, election: Election | None = None, progress: Progress = no_progress
) -> Comparison:
    """Compares two rolls and writes changes.parquet, changes.csv and by_village.csv to `output`.

    A roll is a Parquet file of `read`, or files that `read` can read; InputError for what is neither.
    One row a person: kind (KINDS), old and new record with file and row, probability that they are one, the fields that
    changed, the TMS reason that the old or new list gives for it (keterangan), places. No NIK is written.
    """
    election = election or Election.load()
    with Engine() as engine, written_folder(output) as folder:
        day = election.voting_day.value
        for name, path, kind in (("old", old, ListKind.DPS), ("new", new, ListKind.DPT)):
            with opened_roll(path, kind, progress) as parquet:
                engine.read_parquet(name, parquet)
            prepare(engine, name, day)
        state = poorer(state_of(engine, "old"), state_of(engine, "new"))
        match_lists(engine, "old", "new", state=state, into="matched", progress=progress)
        make_changes(engine, election.tms.notes())
        engine.run("COPY changes TO ? (FORMAT parquet)", [str(folder / "changes.parquet")])
        write_csv(
            engine, "SELECT * FROM changes ORDER BY kind, village, old_record, new_record", folder / "changes.csv"
        )
        write_csv(engine, by_village_query(), folder / "by_village.csv")
        counts: dict[str, int] = dict(engine.rows("SELECT kind, count(*) FROM changes GROUP BY 1"))
    return Comparison({kind: counts.get(kind, 0) for kind in KINDS}, state, output)


def make_changes(
    engine: Engine, reasons: dict[str, str], *, old: str = "old", new: str = "new", matched: str = "matched"
) -> None:
    """Makes the table `changes` from two prepared tables and the matches between them.

    `reasons` maps a note in capitals to the key of its TMS reason (reference/tms.py).
    """
    engine.run("CREATE OR REPLACE TEMP TABLE _reasons (note VARCHAR, reason VARCHAR)")
    if reasons:
        engine.connection.executemany("INSERT INTO _reasons VALUES (?, ?)", list(reasons.items()))
    engine.table("changes", _changes_query(old, new, matched))
    engine.run("DROP TABLE _reasons")


def by_village_query() -> str:
    """SELECT people of each kind by village, from the table `changes`."""
    kinds = ", ".join(f"count(*) FILTER (kind = '{kind}') AS {kind}" for kind in KINDS)
    return f"SELECT district, village, {kinds} FROM changes GROUP BY ALL ORDER BY district, village"


def _changes_query(old: str, new: str, matched: str) -> str:
    changed = ", ".join(
        f"CASE WHEN o.{column} IS DISTINCT FROM n.{column}"
        + (f" AND o.{column} IS NOT NULL AND n.{column} IS NOT NULL" if column.endswith("_known") else "")
        + f" THEN '{field}' END"
        for field, column in _FIELDS.items()
    )
    return f"""
    WITH paired AS (
      SELECT o.record AS old_record, n.record AS new_record, m.probability,
        o.source_file AS old_file, o.source_row AS old_row, n.source_file AS new_file, n.source_row AS new_row,
        coalesce(n.name, o.name) AS name, coalesce(n.village, o.village) AS village,
        coalesce(n.district, o.district) AS district, coalesce(n.tps, o.tps) AS tps,
        o.village AS old_village, o.tps AS old_tps,
        coalesce(old_reason.reason, new_reason.reason) AS tms_reason,
        CASE WHEN m."left" IS NOT NULL THEN concat_ws(', ', {changed}) END AS fields,
        CASE WHEN n.record IS NULL THEN 'removed' WHEN o.record IS NULL THEN 'added'
             WHEN o.village IS DISTINCT FROM n.village THEN 'moved_village'
             WHEN o.tps IS DISTINCT FROM n.tps THEN 'moved_tps' END AS movement
      FROM "{matched}" m
      FULL JOIN "{old}" o ON o.record = m."left"
      FULL JOIN "{new}" n ON n.record = m."right"
      LEFT JOIN _reasons old_reason ON old_reason.note = upper(trim(o.note))
      LEFT JOIN _reasons new_reason ON new_reason.note = upper(trim(n.note))
    )
    SELECT coalesce(movement, CASE WHEN fields <> '' THEN 'changed' ELSE 'same' END) AS kind,
      district, village, tps, old_village, old_tps, name, fields, tms_reason, probability,
      old_record, old_file, old_row, new_record, new_file, new_row
    FROM paired
    """
