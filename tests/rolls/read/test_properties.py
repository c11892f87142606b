"""What must hold for any list: the format of the file does not matter, nothing is lost, masks survive."""

import random
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from saksama.errors import InputError
from saksama.rolls.read import parallel
from saksama.rolls.read.workspace import workspace

text = st.text(st.sampled_from("ABCXYZ '.,-é;|\"\n"), max_size=12)
digit_or_mask = st.text(st.sampled_from("0123456789*"), min_size=16, max_size=16)
dates = st.one_of(
    st.dates().map(lambda day: day.strftime("%d|%m|%Y")),
    st.dates().map(lambda day: day.isoformat()),
    st.sampled_from(["31|02|1990", "", "12-1990", "1990", "**|**|1990", "3 Mei 1960", "2030-01-01"]),
)
rows = st.lists(
    st.tuples(
        digit_or_mask, text, dates, st.sampled_from(["L", "P", "X", ""]), text, st.sampled_from(["1", "003", "", "?"])
    ),
    max_size=30,
)
HEADING = ["NIK", "NAMA", "TANGGAL LAHIR", "JENIS KELAMIN", "ALAMAT", "RT"]
# Each example reads real files several times; many rows an example instead of many examples.
quick = settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def outcome(desk):
    kept = [{k: v for k, v in row.items() if k not in ("source_file", "source_row", "record")} for row in desk.rows()]
    refused = [(row["reason"], row["column"]) for row in desk.rejects()]
    return kept, refused


@quick
@given(rows, st.sampled_from([",", ";", "\t", "|"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
def test_csv_and_workbook_give_the_same_rows_and_nothing_is_lost(desk, listed, delimiter, encoding):
    path = desk.csv("a.csv", [HEADING, *listed], delimiter=delimiter, encoding=encoding)
    from_csv = desk.read(path)
    csv_outcome = outcome(desk)
    from_xlsx = desk.read(desk.xlsx("a.xlsx", [HEADING, *listed]))
    assert outcome(desk) == csv_outcome
    assert from_csv.rows_read == from_xlsx.rows_read == from_csv.rows_kept + from_csv.rows_rejected
    assert from_csv.rows_read + sum(from_csv.skipped.values()) == 1 + len(listed)


@quick
@given(st.lists(digit_or_mask, min_size=1, max_size=40))
def test_masks_and_digits_come_out_as_they_went_in(desk, numbers):
    path = desk.xlsx("a.xlsx", [["NIK", "NAMA", "USIA"], *[[number, "RINA", "20"] for number in numbers]])
    desk.read(path)
    assert [row["nik"] for row in desk.rows()] == numbers


@quick
@given(rows, st.randoms(use_true_random=False))
def test_the_order_of_the_paths_does_not_matter(desk, listed, chance: random.Random):
    paths = [desk.csv(f"TPS {number}.csv", [HEADING, *listed[number::3]]) for number in range(3)]
    desk.read(*paths)
    expected = (desk.rows(), desk.rejects())
    chance.shuffle(paths)
    desk.read(*paths)
    assert (desk.rows(), desk.rejects()) == expected


def test_processes_and_no_processes_give_the_same_roll(desk, monkeypatch):
    monkeypatch.setattr(parallel, "WORTH_A_PROCESS", 0)
    for number in range(40):
        desk.csv(f"TPS {number}.csv", [HEADING, ["1602********0003", f"RINA {number}", "01-01-1990", "P", "X", "1"]])
    alone = desk.read(workers=1)
    expected = desk.rows()
    together = desk.read(workers=2)
    assert desk.rows() == expected
    assert together.rows_read == alone.rows_read == 40


def test_a_workspace_is_gone_when_its_reading_ends():
    with tempfile.TemporaryDirectory() as folder:
        with workspace(Path(folder) / "roll.parquet") as work:
            assert work.parent == Path(folder)
        assert list(Path(folder).iterdir()) == []


fragments = st.sampled_from(
    [
        "NAMA",
        "TANGGAL LAHIR",
        "TANGGAL",
        "LAHIR",
        "NO",
        "ALAMAT",
        "RT",
        "1",
        "2",
        "3",
        "RINA",
        "KECAMATAN : X",
        "TPS",
        ":",
    ]
    + ["JUMLAH", "USIA", "20", "", "", "", "(B/S/P)", "Halaman 1", "KETUA", "01-01-1990", "'", "\x00", "\ud7ff", "="]
)


grids = st.lists(st.lists(fragments, max_size=6), max_size=12)


@settings(quick, max_examples=30)
@given(grids, st.sampled_from([[], [["NO", "NAMA", "USIA", "RT"]]]), grids)
@example([["USIA", "NAMA", "RT"]], [], [["20"]])  # a row that ends before its name
def test_any_sheet_is_read_whole_or_refused_in_words(desk, above, heading, below):
    grid = [*above, *heading, *below]
    path = desk.csv("a.csv", grid)
    try:
        result = desk.read(path)
    except InputError as error:
        assert error.file == "a.csv"
    else:
        assert len(desk.rows()) == result.rows_kept
        assert len(desk.rejects()) == result.rows_rejected
        assert result.rows_read + sum(result.skipped.values()) == len(grid)


BEGINNINGS = ["", "PK\x03\x04", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "NAMA,USIA\nRINA,20\n"]
NAMES = ["a.csv", "a.xlsx", "a.xls", "a.ods", "a.zip"]


@settings(quick, max_examples=60)
@given(st.binary(max_size=300), st.sampled_from(BEGINNINGS), st.sampled_from(NAMES))
def test_any_bytes_are_read_or_refused_in_words(desk, tail, head, name):
    path = desk.lists / name
    path.write_bytes(head.encode("latin-1") + tail)
    try:
        desk.read(path)
    except InputError as error:
        assert error.file == name
