"""The files: layout, states of the data, repeatability, and nothing half written."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from saksama.demo import make_regency, regency
from saksama.errors import InputError, OutputError
from saksama.rolls.columns import DataState
from tests.demo.conftest import Made


def contents(folder: Path) -> dict[str, str]:
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.fixture(scope="module")
def as_xlsx(tmp_path_factory: pytest.TempPathFactory) -> regency.Regency:
    folder = tmp_path_factory.mktemp("demo") / "xlsx"
    return make_regency(folder, voters=2_000, seed=7, state=DataState.FULL)


def test_the_same_seed_gives_the_same_files(tmp_path: Path, made_in: Callable[[DataState], Made]) -> None:
    first = made_in(DataState.NO_NUMBERS).regency.folder
    make_regency(tmp_path / "again", voters=2_000, seed=7, file_format="csv")
    make_regency(tmp_path / "other", voters=2_000, seed=8, file_format="csv")
    assert contents(first) == contents(tmp_path / "again")
    assert contents(first) != contents(tmp_path / "other")


def test_the_sheet_is_laid_out_like_model_a_daftar_pemilih(as_xlsx: regency.Regency) -> None:
    file = sorted(as_xlsx.lists["dpt"].rglob("TPS 001.xlsx"))[0]
    sheet = openpyxl.load_workbook(file).active
    assert sheet["A1"].value == "DAFTAR PEMILIH TETAP"
    assert [sheet.cell(row, 1).value for row in range(4, 9)] == [
        "PROVINSI", "KABUPATEN/KOTA", "KECAMATAN", "DESA/KELURAHAN", "TPS",
    ]  # fmt: skip
    assert sheet["C8"].value == ": 001"
    assert [cell.value for cell in sheet[10]][8:11] == ["ALAMAT", None, None]
    assert [cell.value for cell in sheet[11]][8:11] == ["JALAN/DUKUH", "RT", "RW"]
    assert "I10:K10" in [str(area) for area in sheet.merged_cells.ranges]
    assert [cell.value for cell in sheet[12]] == [f"({number})" for number in range(1, 15)]
    assert sheet["A13"].value == 1


def test_source_rows_point_into_the_sheets(as_xlsx: regency.Regency, tmp_path: Path) -> None:
    as_csv = Made(make_regency(tmp_path / "csv", voters=2_000, seed=7, state=DataState.FULL, file_format="csv"))
    lines = as_csv.rows()
    query = "SELECT source_file, source_row, person FROM people WHERE list = 'dpt' ORDER BY ALL"
    nik_of: dict[object, set[str]] = {}
    for file, row, person in as_csv.truth(query):
        nik_of.setdefault(person, set()).add(lines[str(file), int(str(row))]["NIK"])
    open_file, sheet = "", None
    for file, row, person in Made(as_xlsx).truth(query):
        if file != open_file:
            open_file, sheet = str(file), openpyxl.load_workbook(as_xlsx.lists["dpt"] / str(file)).active
        assert sheet is not None
        assert sheet.cell(int(str(row)), 3).value in nik_of[person]


def test_totals_stand_below_the_rows(as_xlsx: regency.Regency) -> None:
    written = 0
    for file in as_xlsx.lists["dpt"].rglob("*.xlsx"):
        texts = [str(row[1]) for row in openpyxl.load_workbook(file).active.iter_rows(values_only=True)]
        written += next(int(text.split(":")[1]) for text in texts if text.startswith("JUMLAH PEMILIH (L + P)"))
    assert written == 2_000


def test_a_masked_list_shows_the_ends_of_numbers_only(made_in: Callable[[DataState], Made]) -> None:
    rows = made_in(DataState.MASKED).rows().values()
    assert {row["NIK"][4:12] for row in rows} == {"********"}


def test_without_numbers_neither_nik_nor_nkk_is_in_any_file(made_in: Callable[[DataState], Made]) -> None:
    made = made_in(DataState.NO_NUMBERS)
    headings = {file.read_text(encoding="utf-8").split("\n")[0] for file in made.regency.folder.rglob("*.csv")}
    assert not [heading for heading in headings if "NIK" in heading or "NO. KK" in heading]
    assert made.planted("masked_nik") == []


def test_the_published_list_has_an_age_and_no_date(made_in: Callable[[DataState], Made]) -> None:
    made = made_in(DataState.AGE_ONLY)
    rows = made.rows().values()
    assert not any("TANGGAL LAHIR" in heading for row in rows for heading in row)
    odd = [int(row["USIA"]) for row in rows if not 16 <= int(row["USIA"]) <= 100]
    assert sorted(odd) == sorted(int(row["USIA"]) for row, _, _ in made.planted("impossible_age"))


def test_the_readme_says_that_all_people_are_made_up(as_xlsx: regency.Regency) -> None:
    text = (as_xlsx.folder / "README.txt").read_text(encoding="utf-8")
    assert "SELURUH ORANG DI DALAM FOLDER INI REKAAN" in text
    assert "EVERY PERSON IN THIS FOLDER IS MADE UP" in text


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("keep")
    with pytest.raises(InputError):
        make_regency(tmp_path, voters=500, seed=1)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


def test_too_few_voters_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        make_regency(tmp_path / "tiny", voters=299, seed=1)


def test_a_failure_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(regency, "write_list", full_disk)
    with pytest.raises(OutputError, match="disk is full"):
        make_regency(tmp_path / "demo", voters=500, seed=1)
    assert list(tmp_path.iterdir()) == []
