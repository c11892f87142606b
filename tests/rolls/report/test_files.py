"""The files an audit writes beside the page: findings for other programs, sheets for the field."""

import csv
import re
from pathlib import Path

import duckdb
import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from saksama.rolls.engine import Engine
from saksama.rolls.findings import FINDING_COLUMNS
from saksama.rolls.report import AuditFacts, write_field_sheets, write_findings
from saksama.rolls.report.field_sheet import COLUMNS
from saksama.rolls.report.masks import masked_number

WHOLE_NUMBER = re.compile(r"(?<!\d)\d{16}(?!\d)")
HEADING_ROW = 5


@pytest.fixture(scope="module")
def sheets(written: Path) -> dict[str, Worksheet]:
    return {path.stem: load_workbook(path)["Temuan"] for path in sorted((written / "desa").iterdir())}


def lines(sheet: Worksheet) -> list[tuple[object, ...]]:
    """Rows of findings: those with a running number."""
    rows = sheet.iter_rows(min_row=HEADING_ROW + 1, values_only=True)
    return [row for row in rows if isinstance(row[0], int)]


def test_parquet_has_the_agreed_columns_and_every_finding(engine: Engine, written: Path) -> None:
    with duckdb.connect() as database:
        found = database.execute("SELECT * FROM read_parquet(?)", [str(written / "findings.parquet")])
        assert [column[0] for column in found.description] == list(FINDING_COLUMNS)
        assert len(found.fetchall()) == engine.value("SELECT count(*) FROM findings")


def test_csv_opens_in_excel_and_names_records_by_list_file_and_row(engine: Engine, written: Path) -> None:
    content = (written / "findings.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(content.decode("utf-8-sig").splitlines()))
    assert len(rows) == engine.value("SELECT count(*) FROM findings")
    pair = next(row for row in rows if row["rule"] == "TMS-DUPLICATE")
    assert re.fullmatch(r"roll:dpt\.csv:\d+; roll:dpt\.csv:9", pair["records"])


def test_no_whole_identity_number_leaves_in_any_file(written: Path, sheets: dict[str, Worksheet]) -> None:
    assert not WHOLE_NUMBER.search((written / "findings.csv").read_text("utf-8-sig"))
    for sheet in sheets.values():
        for row in sheet.iter_rows(values_only=True):
            assert not WHOLE_NUMBER.search(" ".join(str(value) for value in row))


def test_a_cell_that_looks_like_a_formula_is_no_formula(engine: Engine, facts: AuditFacts, tmp_path: Path) -> None:
    text = '=HYPERLINK("http://example.invalid")'
    with Engine() as other:
        _copy_one(engine, other, text)
        write_findings(other, tmp_path)
        write_field_sheets(other, tmp_path, facts)
    rows = list(csv.DictReader((tmp_path / "findings.csv").read_text("utf-8-sig").splitlines()))
    assert [row["evidence_id"] for row in rows] == [f"'{text}"]
    (path,) = (tmp_path / "desa").iterdir()
    line = load_workbook(path)["Temuan"][HEADING_ROW + 1]
    assert line[2].value == text
    assert line[2].data_type == "s"


def test_there_is_a_sheet_for_each_desa_with_findings_named_by_code_and_name(
    engine: Engine, sheets: dict[str, Worksheet]
) -> None:
    codes = {row[0] for row in engine.rows("SELECT DISTINCT village FROM findings")}
    assert {stem.split(" ")[0] for stem in sheets} == codes
    assert all(re.fullmatch(r"16\.02\.\d\d\.\d{4} \S.*", stem) for stem in sheets)


def test_every_finding_stands_on_one_line_with_its_own_id(engine: Engine, sheets: dict[str, Worksheet]) -> None:
    printed = [row[-1] for sheet in sheets.values() for row in lines(sheet)]
    known = [row[0] for row in engine.rows("SELECT finding_id FROM findings")]
    assert sorted(map(str, printed)) == sorted(known)


def test_lines_come_by_polling_station_and_have_boxes_to_tick(sheets: dict[str, Worksheet]) -> None:
    for sheet in sheets.values():
        stations = [str(row[1]) for row in lines(sheet)]
        assert stations == sorted(stations)
        assert all(row[9:12] == ("☐", "☐", "☐") for row in lines(sheet))


def test_a_pair_shows_its_second_record(sheets: dict[str, Worksheet]) -> None:
    pairs = [row for sheet in sheets.values() for row in lines(sheet) if "Diduga ganda" in str(row[7])]
    assert pairs
    assert all(re.fullmatch(r"\w+ \w+ · [\d-]{10} · .+ · TPS \d{3} · 1602\*{8}\d{4}", str(row[8])) for row in pairs)


def test_a_finding_about_another_list_shows_the_person_of_that_list(sheets: dict[str, Worksheet]) -> None:
    missing = [row for sheet in sheets.values() for row in lines(sheet) if "DPK belum masuk" in str(row[7])]
    assert missing
    assert all(row[2] for row in missing)


def test_the_sheet_is_ready_for_the_printer(sheets: dict[str, Worksheet]) -> None:
    for sheet in sheets.values():
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.print_title_rows == f"${HEADING_ROW}:${HEADING_ROW}"
        assert "&P" in sheet.oddFooter.center.text
        assert [cell.value for cell in sheet[HEADING_ROW]] == [title for title, _, _ in COLUMNS]


def test_several_processes_write_the_same_sheets(
    engine: Engine, facts: AuditFacts, written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("saksama.rolls.report.field_sheets.ROWS_WORTH_A_POOL", 0)
    paths = write_field_sheets(engine, tmp_path, facts)
    assert sorted(path.name for path in paths) == sorted(path.name for path in (written / "desa").iterdir())
    for path in paths[:10]:
        one, other = load_workbook(path)["Temuan"], load_workbook(written / "desa" / path.name)["Temuan"]
        assert list(one.values) == list(other.values)


def test_rows_are_as_tall_as_their_words(sheets: dict[str, Worksheet]) -> None:
    for sheet in list(sheets.values())[:20]:
        for row in lines(sheet):
            height = sheet.row_dimensions[HEADING_ROW + int(str(row[0]))].height
            assert height >= 12 * -(-len(str(row[7])) // 43)


def test_the_number_column_is_hidden_where_there_are_no_numbers(
    engine: Engine, facts: AuditFacts, sheets: dict[str, Worksheet], tmp_path: Path
) -> None:
    assert not any(sheet.column_dimensions["G"].hidden for sheet in sheets.values())
    with Engine() as other:
        _copy_one(engine, other, "bukti")
        other.run("UPDATE roll SET nik = NULL")
        (path,) = write_field_sheets(other, tmp_path, facts)
    assert load_workbook(path)["Temuan"].column_dimensions["G"].hidden


def test_a_sheet_with_too_many_findings_bears_the_gravest_and_says_so(
    engine: Engine, facts: AuditFacts, sheets: dict[str, Worksheet], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("saksama.rolls.report.field_rows.ROWS_PER_SHEET", 2)
    write_field_sheets(engine, tmp_path, facts)
    rank = {"high": 1, "medium": 2, "low": 3}
    severity = {found: rank[how] for found, how in engine.rows("SELECT finding_id, severity FROM findings")}
    stem = max(sheets, key=lambda stem: len(lines(sheets[stem])))
    whole, part = sheets[stem], load_workbook(tmp_path / "desa" / f"{stem}.xlsx")["Temuan"]
    gravest = sorted(severity[str(row[-1])] for row in lines(whole))[:2]
    assert sorted(severity[str(row[-1])] for row in lines(part)) == gravest
    said = f"Jumlah temuan: {len(lines(whole))}, dimuat 2 yang terberat; selebihnya dalam findings.csv"
    assert str(part["A3"].value).endswith(said)
    assert str(whole["A3"].value).endswith(f"Jumlah temuan: {len(lines(whole))}")


def test_findings_without_a_desa_are_not_lost(engine: Engine, facts: AuditFacts, tmp_path: Path) -> None:
    with Engine() as other:
        _copy_one(engine, other, "bukti")
        other.run("UPDATE findings SET village = NULL")
        assert [path.name for path in write_field_sheets(other, tmp_path, facts)] == ["Tanpa desa.xlsx"]


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("1602011234560003", "1602********0003"),
        ("1602********0003", "1602********0003"),
        ("16020112345600", "1602**********"),
        ("160", "1**"),
        ("", ""),
        (None, None),
    ],
)
def test_a_number_shows_its_ends_only(engine: Engine, number: str | None, shown: str | None) -> None:
    assert engine.value(f"SELECT {masked_number('n')} FROM (SELECT ?::VARCHAR AS n)", [number]) == shown


def _copy_one(engine: Engine, other: Engine, text: str) -> None:
    """One finding about one person, both saying `text`."""
    for table, query in (
        ("roll", "SELECT * FROM roll WHERE record = 0"),
        ("findings", "SELECT * FROM findings WHERE rule = 'DATA-RT-RW' LIMIT 1"),
    ):
        columns = engine.rows(f"DESCRIBE {table}")
        other.run(f"CREATE TABLE {table} ({', '.join(f'{name} {kind}' for name, kind, *_ in columns)})")
        (row,) = engine.rows(query)
        other.run(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
    other.run("UPDATE roll SET name = ?", [text])
    person = "{roll: 'roll', record: 0, source_file: 'dpt.csv', source_row: 2}"
    other.run(f"UPDATE findings SET evidence_id = ?, record = 0, records = [{person}]", [text])
