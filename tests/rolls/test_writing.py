"""A folder of results appears whole or not at all, and never in the place of somebody's own files."""

import csv
import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter.exceptions import FileCreateError

from saksama.errors import OutputError
from saksama.rolls.csv_file import write_csv
from saksama.writing import replacing, safe_cell, told_output_errors, written_folder


def write(target: Path, text: str) -> None:
    with written_folder(target) as folder:
        (folder / "report.html").write_text(text)


def contents(folder: Path) -> dict[str, str]:
    """Visible files of a folder."""
    return {file.name: file.read_text() for file in folder.iterdir() if not file.name.startswith(".")}


def test_a_folder_appears_at_the_end_and_not_before(tmp_path):
    target = tmp_path / "deep" / "out"
    with written_folder(target) as folder:
        (folder / "report.html").write_text("whole")
        assert not target.exists()
    assert contents(target) == {"report.html": "whole"}
    assert os.listdir(target.parent) == ["out"]


def test_others_may_read_the_folder(tmp_path):
    write(tmp_path / "out", "whole")
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o755


def test_an_empty_folder_may_be_written_into(tmp_path):
    (tmp_path / "out").mkdir()
    write(tmp_path / "out", "whole")
    assert contents(tmp_path / "out") == {"report.html": "whole"}


def test_what_was_written_before_is_replaced_wholly(tmp_path):
    with written_folder(tmp_path / "out") as folder:
        (folder / "old.csv").write_text("old")
    write(tmp_path / "out", "new")
    assert contents(tmp_path / "out") == {"report.html": "new"}
    assert os.listdir(tmp_path) == ["out"]


def test_an_exception_leaves_the_former_folder_and_nothing_else(tmp_path):
    write(tmp_path / "out", "former")
    with pytest.raises(ZeroDivisionError), written_folder(tmp_path / "out") as folder:
        (folder / "report.html").write_text("half")
        raise ZeroDivisionError
    assert contents(tmp_path / "out") == {"report.html": "former"}
    assert os.listdir(tmp_path) == ["out"]


def test_an_exception_leaves_no_folder_where_there_was_none(tmp_path):
    with pytest.raises(ZeroDivisionError), written_folder(tmp_path / "out"):
        raise ZeroDivisionError
    assert os.listdir(tmp_path) == []


def test_a_folder_of_somebody_else_is_refused_and_untouched(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.docx").write_text("years of work")
    with pytest.raises(OutputError) as refused:
        write(tmp_path / "out", "new")
    assert refused.value.file == str(tmp_path / "out")
    assert contents(tmp_path / "out") == {"thesis.docx": "years of work"}


def test_a_file_in_the_place_of_the_folder_is_refused_and_untouched(tmp_path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OutputError):
        write(tmp_path / "out", "new")
    assert (tmp_path / "out").read_text() == "a file"


@pytest.mark.parametrize("way", ["file/out", "file/deep/out"])
def test_a_file_on_the_way_to_the_folder_is_told(tmp_path, way):
    (tmp_path / "file").write_text("a file")
    with pytest.raises(OutputError):
        write(tmp_path / way, "new")
    assert (tmp_path / "file").read_text() == "a file"


def test_a_full_disk_is_told_and_the_former_folder_stays(tmp_path):
    write(tmp_path / "out", "former")
    with pytest.raises(OutputError) as full, written_folder(tmp_path / "out") as folder:
        (folder / "half.csv").write_text("half")
        Path("/dev/full").write_text("more than fits")
    assert "disk is full" in full.value.what.en
    assert "penuh" in full.value.what.id
    assert contents(tmp_path / "out") == {"report.html": "former"}
    assert os.listdir(tmp_path) == ["out"]


def test_a_full_disk_met_by_the_database_is_told(engine, tmp_path):
    with pytest.raises(OutputError) as full, told_output_errors(tmp_path / "out"):
        engine.run("COPY (SELECT range AS n FROM range(100000)) TO '/dev/full' (FORMAT csv, USE_TMP_FILE false)")
    assert "disk is full" in full.value.what.en


def test_a_full_disk_met_while_writing_csv_is_told(engine, tmp_path):
    with pytest.raises(OutputError), told_output_errors(tmp_path / "out"):
        write_csv(engine, "SELECT range AS n FROM range(10)", Path("/dev/full"))


def test_a_full_disk_met_by_a_workbook_is_told(tmp_path):
    with pytest.raises(OutputError) as full, told_output_errors(tmp_path / "out"):
        raise FileCreateError(OSError(errno.ENOSPC, "No space left on device"))
    assert "disk is full" in full.value.what.en


def test_a_database_without_room_to_spill_says_where_room_is_needed(tmp_path):
    with pytest.raises(OutputError, match="TMPDIR"), told_output_errors(tmp_path / "out"):
        raise duckdb.OutOfMemoryException("failed to offload data block")


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EROFS, errno.EDQUOT])
def test_a_place_that_refuses_is_told_with_its_name(tmp_path, number):
    with pytest.raises(OutputError) as told, told_output_errors(tmp_path / "out"):
        raise OSError(number, os.strerror(number))
    assert told.value.file == str(tmp_path / "out")


def test_a_mistake_of_the_program_keeps_its_traceback(tmp_path):
    with pytest.raises(FileNotFoundError), told_output_errors(tmp_path):
        (tmp_path / "no such file").read_text()


KILLED_HALFWAY = """
import sys, time
from pathlib import Path
from saksama.writing import written_folder
with written_folder(Path(sys.argv[1])) as folder:
    (folder / "report.html").write_text("half")
    print("half", flush=True)
    time.sleep(60)
"""


def test_a_kill_leaves_the_former_folder_and_the_next_run_sweeps_up(tmp_path):
    write(tmp_path / "out", "former")
    with subprocess.Popen(  # noqa: S603  our own script
        [sys.executable, "-c", KILLED_HALFWAY, str(tmp_path / "out")], stdout=subprocess.PIPE, text=True
    ) as halfway:
        assert halfway.stdout is not None
        assert halfway.stdout.readline() == "half\n"
        halfway.send_signal(signal.SIGKILL)
    assert contents(tmp_path / "out") == {"report.html": "former"}
    assert len(os.listdir(tmp_path)) == 2
    write(tmp_path / "out", "new")
    assert contents(tmp_path / "out") == {"report.html": "new"}
    assert os.listdir(tmp_path) == ["out"]


def test_a_single_file_is_replaced_whole_or_not_at_all(tmp_path):
    target = tmp_path / "roll.parquet"
    target.write_text("former")
    with pytest.raises(OutputError), replacing(target) as beside:
        beside.write_text("half")
        Path("/dev/full").write_text("more than fits")
    assert target.read_text() == "former"
    with replacing(target) as beside:
        beside.write_text("new")
        assert target.read_text() == "former"
    assert target.read_text() == "new"
    assert os.listdir(tmp_path) == ["roll.parquet"]


@given(st.text())
def test_no_cell_is_a_formula(text):
    cell = str(safe_cell(text))
    assert cell[:1] not in ("=", "+", "-", "@", "\t", "\r")
    assert cell.removeprefix("'") == text.removeprefix("'")


@pytest.mark.parametrize("value", [-5, -0.5, None, True])
def test_a_number_stays_a_number(value):
    assert safe_cell(value) is value


def test_a_csv_opens_well_in_a_spreadsheet(engine, tmp_path):
    write_csv(
        engine, "SELECT '=1+1' AS formula, 'Dédé, \"x\"' AS text, -3 AS number, NULL AS nothing", tmp_path / "a.csv"
    )
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [["formula", "text", "number", "nothing"], ["'=1+1", 'Dédé, "x"', "-3", ""]]


def test_a_run_to_a_neighbour_or_the_same_folder_is_left_alone(tmp_path):
    with written_folder(tmp_path / "out.2024") as neighbour, written_folder(tmp_path / "out") as same:
        write(tmp_path / "out", "other run")
        (neighbour / "report.html").write_text("neighbour")
        (same / "report.html").write_text("same")
    assert contents(tmp_path / "out.2024") == {"report.html": "neighbour"}
    assert contents(tmp_path / "out") == {"report.html": "same"}


def test_what_a_killed_run_left_is_swept_by_the_next(tmp_path):
    dead = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    left = tmp_path / f".out.{int(dead.stdout)}-abc.tmp"
    left.mkdir()
    write(tmp_path / "out", "whole")
    assert not left.exists()
