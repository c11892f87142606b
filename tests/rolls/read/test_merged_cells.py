"""Cells merged over the rows of a household, as people who lay out lists by hand like them."""

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksama.rolls.read.merges import MergedCells, Span, spans_down

HEADING = ["NO", "NKK", "NAMA", "TANGGAL LAHIR", "ALAMAT", "RT"]
PEOPLE = ["AMIR", "SITI", "BUDI", "RINA", "EKA"]


@pytest.fixture
def merged_list(desk):
    """Writes PEOPLE under HEADING, `shift` columns to the right, then merges the given ranges."""

    def write(cells, ranges, *, shift=0, above=()):
        book = openpyxl.Workbook()
        sheet = book.active
        for row in above:
            sheet.append(row)
        sheet.append([None] * shift + HEADING)
        for number, name in enumerate(PEOPLE, start=1):
            sheet.append([None] * shift + [number, None, name, "01-01-1990", None, None])
        for place, content in cells.items():
            sheet[place] = content
        for merged in ranges:
            sheet.merge_cells(merged)
        book.save(desk.lists / "merged.xlsx")
        return desk.read()

    return write


def test_a_family_card_merged_over_its_household_holds_for_all_its_people(desk, merged_list):
    merged_list({"B2": "1602051203140001", "B5": "1602051203140002"}, ["B2:B4", "B5:B6"])
    assert [(row["name"], row["nkk"]) for row in desk.rows()] == [
        ("AMIR", "1602051203140001"),
        ("SITI", "1602051203140001"),
        ("BUDI", "1602051203140001"),
        ("RINA", "1602051203140002"),
        ("EKA", "1602051203140002"),
    ]


def test_a_blank_that_is_not_merged_stays_blank(desk, merged_list):
    merged_list({"B2": "1602051203140001", "B5": "1602051203140002"}, ["B2:B3"])
    assert [row["nkk"] for row in desk.rows()] == [
        "1602051203140001",
        "1602051203140001",
        None,
        "1602051203140002",
        None,
    ]


def test_an_address_is_shared_too_but_a_name_is_not(desk, merged_list):
    result = merged_list({"E2": "JL. MERDEKA", "F2": "003"}, ["E2:E3", "F2:F3", "C4:C5"])
    assert [(row["address"], row["rt"]) for row in desk.rows()[:2]] == [("JL. MERDEKA", "003")] * 2
    assert [row["name"] for row in desk.rows()] == ["AMIR", "SITI", "BUDI", "EKA"]
    assert result.rejected_by_reason == {"no_name": 1}


def test_a_table_away_from_the_corner_is_filled_in_its_own_columns(desk, merged_list):
    title = [None, None, "DAFTAR PEMILIH SEMENTARA"]
    merged_list({"D4": "1602051203140001"}, ["C1:H1", "D4:D5"], shift=2, above=[title])
    assert [row["nkk"] for row in desk.rows()] == [None, "1602051203140001", "1602051203140001", None, None]


def test_a_heading_repeated_inside_a_merge_is_no_household(desk, merged_list):
    merged_list({"B2": "1602051203140001", "A4": "NO", "C4": "NAMA", "D4": "TANGGAL LAHIR"}, ["B2:B6"])
    assert [(row["name"], row["nkk"]) for row in desk.rows()[:2]] == [
        ("AMIR", "1602051203140001"),
        ("SITI", "1602051203140001"),
    ]
    assert "BUDI" not in [row["name"] for row in desk.rows()]


spans = st.builds(lambda first, more: ((first, 0), (first + more, 0)), st.integers(0, 20), st.integers(0, 6))


@given(st.lists(spans, max_size=4), st.lists(st.sampled_from(["", "A", "B"]), min_size=30, max_size=30))
def test_what_is_written_in_a_cell_is_never_overwritten(ranges, column):
    merged = MergedCells(spans_down(ranges), below=0)
    for number, content in enumerate(column, start=1):
        cells = [content]
        merged.fill(number, cells, ["nkk"])
        covered = any(span.first < number <= span.last for span in spans_down(ranges))
        assert cells == [content] or (content == "" and covered)


def test_a_merge_of_the_heading_is_not_filled_down():
    merged = MergedCells([Span(1, 5, 0)], below=2)
    assert not merged
