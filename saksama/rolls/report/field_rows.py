"""What stands on the field sheets, fetched in one query: a row a finding, with the people concerned, numbers masked."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from saksama.rolls.engine import Engine
from saksama.rolls.findings import Severity
from saksama.rolls.report.masks import masked_number, masked_text

# The second lists as a field supervisor calls them.
LIST_WORDS = {
    "previous": "daftar sebelumnya",
    "deaths": "daftar kematian",
    "dpk": "DPK pemilu terakhir",
    "police_army": "daftar TNI/Polri",
    "claimed": "klaim KPU",
    "reported": "laporan belum terdaftar",
}
# Findings on one sheet, about 130 pages: more is no work for one village, and what has so many is wrong as a whole.
ROWS_PER_SHEET = 2_000
OTHERS_SHOWN = 3  # further records written out per finding; a heap of 500 people is not a list for a doorstep


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One line of a sheet. All texts as printed, in Indonesian: the form is the field's, not the reader's."""

    tps: str
    name: str
    born: str
    sex: str
    address: str
    nik: str
    rule: str
    found: str
    others: str
    finding_id: str


def rows_by_village(engine: Engine) -> Iterator[tuple[str | None, int, list[FieldRow]]]:
    """Village code, number of its findings, and up to ROWS_PER_SHEET of them, the gravest, by TPS, RT and name.

    The code is None for findings without a village.
    """
    fetched = engine.rows(_query(_people(engine)))
    for (village, found), rows in groupby(fetched, key=lambda row: row[:2]):
        yield village, found, [FieldRow(*row[2:]) for row in rows]


def _people(engine: Engine) -> str:
    """One SELECT over all lists that findings name and that lie in the engine."""
    named = {row[0] for row in engine.rows("SELECT DISTINCT unnest(records).roll FROM findings")}
    present = {row[0] for row in engine.rows("SELECT table_name FROM information_schema.tables")}
    lists = sorted((named & present) | {"roll"})
    return " UNION ALL ".join(
        f"""SELECT '{name}' AS roll, record, name, birthdate, age, sex, address, rt, rw, tps, nik, village, village_name
        FROM "{name}" """
        for name in lists
    )


def _query(people: str) -> str:
    born = "coalesce(strftime(p.birthdate, '%d-%m-%Y'), p.age::VARCHAR || ' th', '')"
    nik = f"coalesce({masked_number('p.nik')}, '')"
    address = (
        "concat_ws(', ', nullif(p.address, ''), "
        "CASE WHEN p.rt IS NULL AND p.rw IS NULL THEN NULL ELSE 'RT ' || coalesce(p.rt, '–') || '/RW ' || "
        "coalesce(p.rw, '–') END)"
    )
    in_words = " ".join(f"WHEN '{name}' THEN '{words}'" for name, words in LIST_WORDS.items())
    # A record of a list that is not in the engine is named by its file and row, for want of a person.
    other = f"""concat_ws(' · ', p.name, nullif({born}, ''), coalesce(p.village_name, p.village), 'TPS ' || p.tps,
        nullif({nik}, ''), CASE c.roll {in_words} END,
        CASE WHEN p.record IS NULL THEN c.source_file || ' baris ' || c.source_row END)"""
    gravest = f"CASE severity WHEN '{Severity.HIGH}' THEN 1 WHEN '{Severity.MEDIUM}' THEN 2 ELSE 3 END"
    few = f"records[1:{OTHERS_SHOWN + 1}]"
    return f"""
        WITH ranked AS (
            SELECT *, count(*) OVER (PARTITION BY village) AS found_there,
                row_number() OVER (PARTITION BY village ORDER BY {gravest}, finding_id) AS rank
            FROM findings
        ), chosen AS (SELECT * FROM ranked WHERE rank <= {ROWS_PER_SHEET}),
        concerned AS (
            SELECT finding_id, unnest({few}) AS who, generate_subscripts({few}, 1) AS place
            FROM chosen
        ), flat AS (
            SELECT finding_id, place, who.roll, who.record, who.source_file, who.source_row FROM concerned
        ), people AS ({people}),
        others AS (
            SELECT finding_id, string_agg({other}, chr(10) ORDER BY place) AS texts
            FROM flat AS c LEFT JOIN people AS p USING (roll, record) WHERE place > 1 GROUP BY finding_id
        )
        SELECT f.village, f.found_there, coalesce(f.tps, p.tps, ''), coalesce(p.name, ''), {born}, coalesce(p.sex, ''),
            {address}, {nik}, f.rule, {masked_text("coalesce(f.evidence_id, '')")},
            concat_ws(chr(10), o.texts,
                CASE WHEN len(f.records) > {OTHERS_SHOWN + 1}
                THEN 'dan ' || (len(f.records) - {OTHERS_SHOWN + 1}) || ' lainnya' END),
            f.finding_id
        FROM chosen AS f
        LEFT JOIN flat AS c ON c.finding_id = f.finding_id AND c.place = 1
        LEFT JOIN people AS p ON p.roll = coalesce(c.roll, 'roll') AND p.record = coalesce(c.record, f.record)
        LEFT JOIN others AS o ON o.finding_id = f.finding_id
        ORDER BY f.village NULLS LAST, f.tps NULLS FIRST, p.rt NULLS FIRST, p.rw, p.name, f.finding_id"""
