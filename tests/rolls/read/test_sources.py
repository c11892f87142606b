"""Files, folders and zips: what is read, in which order, under which name."""

import zipfile

import pytest

from saksama.errors import InputError
from saksama.rolls.read.sources import find_sources, natural_order

LIST = [["NAMA", "USIA"], ["RINA", "20"]]


def test_polling_stations_stand_in_the_order_of_their_numbers(desk):
    for number in (10, 2, 1):
        desk.csv(f"TPS {number}.csv", LIST)
    desk.read()
    assert [row["source_file"] for row in desk.rows()] == ["TPS 1.csv", "TPS 2.csv", "TPS 10.csv"]
    assert natural_order("TPS 2") < natural_order("TPS 10")


def test_a_zip_is_read_like_the_folder_in_it(desk):
    desk.csv("16.02.05 Kayu Agung/TPS 001.csv", LIST)
    desk.xlsx("16.02.05 Kayu Agung/TPS 002.xlsx", LIST)
    archive = desk.folder / "kpu.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        for path in sorted(desk.lists.rglob("*.*")):
            if path.is_file():
                zipped.write(path, path.relative_to(desk.lists))
        zipped.writestr("README.txt", "x")
    result = desk.read(archive)
    assert [row["source_file"] for row in desk.rows()] == [
        "kpu.zip/16.02.05 Kayu Agung/TPS 001.csv",
        "kpu.zip/16.02.05 Kayu Agung/TPS 002.xlsx",
    ]
    assert {row["district"] for row in desk.rows()} == {"16.02.05"}
    assert result.ignored_files == ("kpu.zip/README.txt",)


def test_files_that_are_no_lists_are_named_and_left(desk):
    desk.csv("a.csv", LIST)
    for name in ("surat.pdf", "~$a.xlsx", ".tersembunyi.csv"):
        (desk.lists / name).write_text("x")
    assert desk.read().ignored_files == (".tersembunyi.csv", "surat.pdf", "~$a.xlsx")


def test_a_file_given_twice_is_read_once_and_equal_names_are_told_apart(desk):
    one, two = desk.csv("one/a.csv", LIST), desk.csv("two/a.csv", LIST)
    assert len(find_sources([one, one.parent]).found) == 1
    labels = [source.label for source in find_sources([one.parent, two.parent]).found]
    assert labels == ["one/a.csv", "two/a.csv"]


def test_copies_of_a_file_are_a_warning(desk):
    desk.csv("TPS 1.csv", LIST)
    desk.csv("TPS 1 (2).csv", LIST)
    assert any("TPS 1 (2).csv" in warning.en for warning in desk.read().warnings)


@pytest.mark.parametrize("name", ["../out.csv", "/etc/list.csv", "a/../../b.csv"])
def test_a_zip_with_names_that_leave_its_folder_is_refused(desk, name):
    with zipfile.ZipFile(desk.lists / "a.zip", "w") as zipped:
        zipped.writestr(name, "NAMA,USIA\nRINA,20\n")
    with pytest.raises(InputError, match=r"a\.zip"):
        desk.read()


def test_an_empty_folder_and_a_path_that_is_not_there_are_said(desk):
    with pytest.raises(InputError, match="No list files"):
        desk.read()
    with pytest.raises(InputError, match="no such file"):
        desk.read(desk.folder / "nowhere")
