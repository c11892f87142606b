"""From the text tables of all processes to one clean table: named SQL steps, built by pure functions."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from saksama.rolls.columns import REJECT_COLUMNS, ROLL_COLUMNS
from saksama.rolls.engine import Engine
from saksama.rolls.read.batch import SEGMENTS_PER_FILE, Fields
from saksama.rolls.read.headings import FIELDS, IGNORED
from saksama.rolls.read.rejects import LONGEST, Reason
from saksama.rolls.read.rounding import masked

# When a value counts as unreadable: the cell held something that is no way of writing "none", and it became NULL.
UNREADABLE: dict[str, str] = {
    "nkk": "nkk IS NOT NULL AND number_text(nkk) IS NULL",
    "nik": "nik IS NOT NULL AND number_text(nik) IS NULL",
    "birthdate": "is_masked(birth_text)",
    "age": "age IS NOT NULL AND age_of(age) IS NULL",
    "marital": "marital IS NOT NULL AND marital_of(marital) IS NULL",
    "sex": "sex_text IS NOT NULL AND sex_of(sex_text) IS NULL",
    "rt": "is_no_number(rt_text)",
    "rw": "is_no_number(rw_text)",
    "disability": "disability IS NOT NULL AND disability_of(disability) IS NULL AND NOT is_no_disability(disability)",
    "ektp": "ektp IS NOT NULL AND ektp_of(ektp) IS NULL",
    "tps": "is_no_number(tps)",
    "event_date": "event_date IS NOT NULL AND date_of(event_date) IS NULL",
}
SEGMENT_COLUMNS = {
    "segment": "BIGINT",
    "label": "VARCHAR",
    "tps": "VARCHAR",
    "sheet_village": "VARCHAR",
    "sheet_village_code": "VARCHAR",
    "sheet_district": "VARCHAR",
    "sheet_district_code": "VARCHAR",
    "folders": "VARCHAR",  # parted by FOLDER_MARK
}
FOLDER_MARK = "/"
# All that may tell a place, the row's own cells first; `places.resolve` takes them in this order.
PLACE_KEY = (
    "village_name",
    "village_code",
    "district_name",
    "district_code",
    "sheet_village",
    "sheet_village_code",
    "sheet_district",
    "sheet_district_code",
    "folders",
)


def layout_query(fields: Fields, tables: Sequence[Path]) -> str:
    """The rows of one layout with a text column for each field, and the cells as they were."""
    columns = {"segment": "BIGINT", "row": "BIGINT"} | {f"c{index}": "VARCHAR" for index in range(len(fields))}
    at = {name: f"c{index}" for index, name in enumerate(fields) if name != IGNORED}
    values = [f"{f'tidy({at[name]})' if name in at else 'CAST(NULL AS VARCHAR)'} AS {name}" for name in FIELDS]
    cells = ", ".join(f"coalesce(c{index}, '')" for index in range(len(fields)))
    return f'SELECT segment, "row", {", ".join(values)}, [{cells}] AS cells FROM {_read_csv(tables, columns)}'


def cells_query(layouts: dict[Fields, list[Path]], bad_files: Iterable[int]) -> str:
    """All layouts together, without the files that turned out bad half way."""
    parts = [layout_query(fields, tables) for fields, tables in layouts.items()] or [_no_rows()]
    bad = ", ".join(str(number) for number in bad_files) or "-1"
    return f"SELECT * FROM ({' UNION ALL '.join(parts)}) WHERE segment // {SEGMENTS_PER_FILE} NOT IN ({bad})"


def _no_rows() -> str:
    """Where every table was empty, or every row rejected before cleaning."""
    fields = ", ".join(f"CAST(NULL AS VARCHAR) AS {name}" for name in FIELDS)
    return f"SELECT 0 AS segment, 0 AS \"row\", {fields}, [''] AS cells WHERE false"


def _longest_check() -> str:
    branches = [f"WHEN length({column}) > {most} THEN '{column}'" for column, most in LONGEST.items()]
    return f"CASE {' '.join(branches)} END"


def values_query() -> str:
    """Each cell as its value. `birth_text` is the text of the birth date, to say why it has none."""
    unreadable = ", ".join(f"coalesce({test}, false) AS lost_{column}" for column, test in UNREADABLE.items())
    return f"""
        SELECT segment, "row", cells,
            number_text(nkk) AS nkk, number_text(nik) AS nik, name,
            birthplace_text AS birthplace, birth_text, date_of(birth_text) AS birthdate,
            age_of(age) AS age, marital_of(marital) AS marital, sex_of(sex_text) AS sex, address,
            three_digits(rt_text) AS rt, three_digits(rw_text) AS rw,
            disability_of(disability) AS disability, ektp_of(ektp) AS ektp, three_digits(tps) AS tps,
            coalesce(code_of(village_code), code_of(village)) AS village_code,
            coalesce(code_of(district_code), code_of(district)) AS district_code,
            coalesce(no_code(village), no_code(village_code)) AS village_name,
            coalesce(no_code(district), no_code(district_code)) AS district_name,
            note, date_of(event_date) AS event_date,
            nullif(concat_ws(' ', document_kind, document), '') AS document,
            coalesce(service, issuer) AS issuer, {unreadable}
        FROM ({_parted_query()})"""


def _parted_query() -> str:
    """Combined cells taken apart, in a step of its own: a macro repeats its argument, which had better be short."""
    return """
        SELECT *, coalesce(birthplace, left_of(birth, birth_date)) AS birthplace_text,
            coalesce(birthdate, birth_date) AS birth_text, coalesce(sex, ticked_sex(male, female)) AS sex_text,
            coalesce(rt, rt_of(rt_rw)) AS rt_text, coalesce(rw, rw_of(rt_rw)) AS rw_text
        FROM (SELECT *, date_in(birth) AS birth_date FROM cells)"""


def judged_query() -> str:
    """Each row with the reason it cannot be kept, the column at fault and the cells as read; NULL when it can."""
    return f"""
        SELECT * EXCLUDE (cells, too_long, is_nameless, birth_text),
            CASE WHEN reason IS NOT NULL THEN CAST(to_json(cells) AS VARCHAR) END AS raw,
            CASE reason WHEN '{Reason.TOO_LONG}' THEN too_long WHEN '{Reason.NO_NAME}' THEN 'name'
                ELSE 'birthdate' END AS at_fault
        FROM (SELECT *,
                CASE WHEN too_long IS NOT NULL THEN '{Reason.TOO_LONG}'
                     WHEN is_nameless THEN '{Reason.NO_NAME}'
                     WHEN birthdate IS NULL AND birth_text IS NOT NULL AND NOT is_masked(birth_text)
                     THEN '{Reason.INVALID_DATE}' END AS reason
              FROM (SELECT *, {_longest_check()} AS too_long,
                        name IS NULL OR NOT regexp_matches(name, '\\pL') AS is_nameless FROM typed))"""


def located_query() -> str:
    """Each row with the file it came from and all that is known of its place, as one key of the table `places`."""
    key = ", ".join(f"coalesce({name}, '')" for name in PLACE_KEY)
    return f"""
        SELECT j.* EXCLUDE (tps), s.label AS source_file, coalesce(j.tps, s.tps) AS tps,
            concat_ws(chr(31), {key}) AS place
        FROM judged j JOIN segments s USING (segment)"""


def placed_query() -> str:
    """Each row with the codes and names of its place, and without digits that were lost."""
    own = ", ".join(("village_name", "district_name", "village_code", "district_code", "place", "nik", "nkk"))
    names = ", ".join(f"p.{name}" for name in ("village", "district", "village_name", "district_name"))
    return f"""
        SELECT l.* EXCLUDE ({own}), {names}, {masked("nik")}, {masked("nkk")}
        FROM located l JOIN places p ON l.place = p.place
        LEFT JOIN rounded r ON r.file = l.segment // {SEGMENTS_PER_FILE}"""


def roll_query() -> str:
    """The roll: canonical columns of the kept rows, numbered in natural order."""
    columns = []
    for name, kind in ROLL_COLUMNS.items():
        if name == "record":
            columns.append('row_number() OVER (ORDER BY segment, "row") - 1 AS record')
        elif name == "source_row":
            columns.append('"row" AS source_row')
        else:
            columns.append(f"CAST({name} AS {kind}) AS {name}")
    return f"SELECT {', '.join(columns)} FROM placed WHERE reason IS NULL ORDER BY record"


def rejected_query() -> str:
    """All rejected rows in natural order, from cleaning and from the scan."""
    return f"""
        SELECT segment AS position, source_file, "row" AS source_row, reason, at_fault AS "column", raw
        FROM located WHERE reason IS NOT NULL
        UNION ALL SELECT file * {SEGMENTS_PER_FILE}, source_file, source_row, reason, "column", raw FROM odd_rows
        ORDER BY position, source_row"""


def rejects_query() -> str:
    """The reject table, with a line for every file that was skipped."""
    columns = ", ".join(f'CAST("{name}" AS {kind}) AS "{name}"' for name, kind in REJECT_COLUMNS.items())
    return f"SELECT {columns} FROM (SELECT * FROM rejected UNION ALL BY NAME SELECT * FROM skipped_files)"


def write_text_table(path: Path, rows: Iterable[Sequence[object]]) -> None:
    """Rows as a csv of ours, to be read by `read_text_table`."""
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)


def read_text_table(engine: Engine, name: str, paths: Sequence[Path], columns: dict[str, str]) -> None:
    """Csv files of ours as the table `name`, empty cells as NULL."""
    if not paths:
        nothing = ", ".join(f'CAST(NULL AS {kind}) AS "{column}"' for column, kind in columns.items())
        engine.table(name, f"SELECT {nothing} WHERE false")
        return
    values = ", ".join(f'CAST(nullif("{column}", \'\') AS {kind}) AS "{column}"' for column, kind in columns.items())
    engine.table(name, f"SELECT {values} FROM {_read_csv(paths, dict.fromkeys(columns, 'VARCHAR'))}")


def _read_csv(paths: Sequence[Path], columns: dict[str, str]) -> str:
    files = ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths)
    types = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
    return f"""read_csv([{files}], header = false, auto_detect = false, delim = ',', quote = '"', escape = '"',
        new_line = '\\n', columns = {{{types}}}, max_line_size = 40000000)"""
