"""The coklit reports by polling station, as the offices type them."""

import pytest
import xlsxwriter

from saksama.errors import InputError
from saksama.reference.regions import Regions
from saksama.rolls.check.tables import GIVEN
from saksama.rolls.stations import read_stations

REGIONS = Regions.load()
HEADING = ["KECAMATAN", "DESA", "TPS", "JUMLAH KK", "KK DICOKLIT", "BERSTIKER", "KK TIDAK DIDATANGI"]
ROW = ["Tanjung Lubuk", "Ulak Kapal", "1", "1.204", "200", "198", "4"]


@pytest.fixture
def stations(engine, tmp_path):
    """Reads rows written as csv or xlsx."""

    def read(rows, suffix=".csv"):
        path = tmp_path / f"coklit{suffix}"
        if suffix == ".csv":
            path.write_text("\n".join(",".join(map(str, row)) for row in rows), encoding="utf-8")
        else:
            with xlsxwriter.Workbook(path) as book:
                sheet = book.add_worksheet()
                for number, row in enumerate(rows):
                    sheet.write_row(number, 0, row)
        read_stations(engine, "coklit", path, REGIONS)
        columns = engine.columns("coklit")
        return [dict(zip(columns, row, strict=True)) for row in engine.rows("SELECT * FROM coklit ORDER BY ALL")]

    return read


def refused(stations, rows) -> InputError:
    with pytest.raises(InputError) as problem:
        stations(rows)
    return problem.value


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_station_is_read_with_its_code_and_counts(stations, suffix):
    assert stations([HEADING, ROW], suffix) == [
        {
            "village": "16.02.02.2001",
            "tps": "001",
            "households": 1204,
            "visited": 200,
            "stickers": 198,
            "not_visited": 4,
            "sticker_without_visit": None,
        }
    ]


def test_the_table_has_the_columns_that_the_rules_ask_for(stations, engine):
    stations([HEADING, ROW])
    assert engine.columns("coklit") == list(GIVEN["coklit"].columns)


def test_a_title_above_and_empty_rows_below_are_passed_over(stations):
    rows = [["LAPORAN COKLIT", "", "", "", "", "", ""], [""] * 7, HEADING, ROW, [""] * 7, ["", "JUMLAH", "", "9"]]
    assert len(stations(rows)) == 1


def test_headings_in_lower_case_and_another_order_are_found(stations):
    (found,) = stations(
        [["tidak dicoklit", "no tps", "desa/kelurahan", "kecamatan"], ["7", "12", "Ulak Kapal", "Tanjung Lubuk"]]
    )
    assert (found["tps"], found["not_visited"], found["households"]) == ("012", 7, None)


@pytest.mark.parametrize(("written", "count"), [("", None), ("-", None), ("0", 0), ("12.0", 12), ("1.204", 1204)])
def test_a_count_may_be_empty_or_written_with_points(stations, written, count):
    assert stations([HEADING, [*ROW[:-1], written]])[0]["not_visited"] == count


def test_numbers_typed_as_numbers_in_a_workbook_are_the_same(stations):
    assert stations([HEADING, [*ROW[:2], 1, 1204, 200, 198, 4]], ".xlsx") == stations([HEADING, ROW], ".csv")


@pytest.mark.parametrize("wrong", ["empat", "4,5x", "-4", "4-5", "²", "4.5", "12.04"])
def test_what_is_no_whole_number_is_told_with_its_row_and_column(stations, wrong):
    problem = refused(stations, [HEADING, ROW, [*ROW[:-1], f'"{wrong}"']])
    assert (problem.file, problem.row) == ("coklit.csv", 3)
    assert problem.column == "KK TIDAK DIDATANGI"


def test_an_unknown_village_is_told_with_its_row(stations):
    problem = refused(stations, [HEADING, ROW, ["Tanjung Lubuk", "Atlantis", *ROW[2:]]])
    assert (problem.row, problem.column) == (3, "DESA")
    assert "Atlantis" in problem.what.id


def test_a_name_that_two_kecamatan_have_needs_the_kecamatan(stations):
    """Tanjung Lubuk is a village in Tanjung Lubuk and one in Kayu Agung."""
    assert stations([HEADING, ["Kayu Agung", "Tanjung Lubuk", *ROW[2:]]])[0]["village"] == "16.02.05.2013"
    problem = refused(stations, [HEADING[1:], ["Tanjung Lubuk", *ROW[2:]]])
    assert "KECAMATAN" in problem.remedy.id


@pytest.mark.parametrize("lost", ["DESA", "TPS", "KK TIDAK DIDATANGI"])
def test_a_table_without_a_needed_heading_is_refused(stations, lost):
    at = HEADING.index(lost)
    problem = refused(stations, [HEADING[:at] + HEADING[at + 1 :], ROW[:at] + ROW[at + 1 :]])
    assert problem.file == "coklit.csv"
    assert "DESA, TPS" in problem.remedy.en


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_table_of_no_station_is_an_empty_table(stations, suffix):
    assert stations([HEADING], suffix) == []


@pytest.mark.parametrize(("name", "content"), [("a.csv", b""), ("a.xlsx", b"no workbook"), ("a.xlsx", b"")])
def test_a_file_that_holds_no_table_is_refused(engine, tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError):
        read_stations(engine, "coklit", tmp_path / name, REGIONS)


def test_a_file_that_is_not_there_is_refused(engine, tmp_path):
    with pytest.raises(InputError):
        read_stations(engine, "coklit", tmp_path / "nothing.xlsx", REGIONS)
    with pytest.raises(InputError):
        read_stations(engine, "coklit", tmp_path, REGIONS)
