"""Files that are no lists end in one clear sentence, and nothing half-written stays."""

import os
import select
import signal
import subprocess
import sys
import zipfile

import duckdb
import pytest

from saksama.errors import InputError, OutputError
from saksama.rolls.read.workspace import workspace

LIST = [["NAMA", "USIA"], ["RINA", "20"]]
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600


def nothing_is_left(desk):
    return not desk.output.parent.exists() or os.listdir(desk.output.parent) == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", b"", "empty"),
        ("a.csv", b"", "empty"),
        ("a.csv", b"\n\n,,\n", "nothing in this file"),
        ("a.xlsx", b"NAMA,USIA\nRINA,20\n", "no .xlsx workbook"),
        ("a.xlsx", OLE, "password"),
        ("a.xls", OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a.xls", OLE, "damaged"),
        ("a.xlsx", b"PK\x03\x04" + b"x" * 500, "damaged"),
        ("a.zip", b"PK\x03\x04" + b"x" * 500, "damaged"),
        ("a.csv", bytes(range(256)) * 40, "neither text"),
        ("a.csv", b"satu,dua\n1,2\n", "No heading row"),
    ],
)
def test_a_file_that_is_no_list_is_named(desk, name, content, said):
    (desk.lists / name).write_bytes(content)
    with pytest.raises(InputError, match=said) as raised:
        desk.read()
    assert raised.value.file == name
    assert nothing_is_left(desk)


def test_a_truncated_workbook_and_a_truncated_zip_are_damaged(desk):
    path = desk.xlsx("a.xlsx", LIST * 200)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InputError, match="damaged"):
        desk.read()
    path.unlink()
    with zipfile.ZipFile(desk.lists / "a.zip", "w") as zipped:
        zipped.writestr("a.csv", "NAMA,USIA\nRINA,20\n" * 100)
    archive = desk.lists / "a.zip"
    archive.write_bytes(archive.read_bytes()[:-40])
    with pytest.raises(InputError, match="damaged"):
        desk.read()


def test_a_zip_member_with_wrong_bytes_is_damaged(desk):
    archive = desk.lists / "a.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.writestr("a.csv", "NAMA,USIA\nRINA,20\n")
    archive.write_bytes(archive.read_bytes().replace(b"RINA", b"RITA"))
    with pytest.raises(InputError, match="damaged"):
        desk.read()


def test_a_zip_bomb_is_refused_without_unpacking_it(desk):
    with zipfile.ZipFile(desk.lists / "a.zip", "w", zipfile.ZIP_DEFLATED) as zipped:
        with zipped.open("a.csv", "w") as member:
            for _ in range(200):
                member.write(b"\0" * 1024**2)
    with pytest.raises(InputError, match="unpacks to 200 MB"):
        desk.read()


def test_a_file_that_cannot_be_opened_is_said(desk, monkeypatch):
    path = desk.csv("a.csv", LIST)

    def refuse(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "read_bytes", refuse)
    with pytest.raises(InputError, match="Permission denied"):
        desk.read()


def test_one_bad_file_stops_the_reading_unless_bad_files_are_skipped(desk):
    desk.csv("TPS 1.csv", LIST)
    (desk.lists / "TPS 2.xlsx").write_bytes(b"x")
    half = ["NAMA,USIA,ALAMAT,RT,RW,KET", *["BUDI,30,A,1,1,"] * 5, 'EKA,30,"A,1,1,', *["BUDI,30,A,1,1,"] * 50]
    (desk.lists / "TPS 3.csv").write_text("\n".join(half))
    with pytest.raises(InputError, match=r"TPS 2\.xlsx"):
        desk.read()
    assert nothing_is_left(desk)
    result = desk.read(skip_bad_files=True)
    assert result.bad_files == ("TPS 2.xlsx", "TPS 3.csv")
    assert [row["name"] for row in desk.rows()] == ["RINA"]
    assert [(row["source_file"], row["reason"]) for row in desk.rejects()] == [
        ("TPS 2.xlsx", "file"),
        ("TPS 3.csv", "file"),
    ]
    assert (result.rows_read, result.rows_rejected) == (1, 0)


def test_an_older_roll_survives_a_failed_reading(desk):
    desk.csv("a.csv", LIST)
    desk.read()
    before = desk.output.read_bytes()
    (desk.lists / "b.xlsx").write_bytes(b"x")
    with pytest.raises(InputError):
        desk.read()
    assert desk.output.read_bytes() == before


def test_a_folder_that_cannot_hold_the_output_is_an_output_error(desk):
    desk.csv("a.csv", LIST)
    desk.output.parent.write_text("a file where the folder should be")
    with pytest.raises(OutputError):
        desk.read()


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from saksama.errors import OutputError
from saksama.rolls.columns import ListKind
from saksama.rolls.read import read
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), -1))
try:
    read([Path(sys.argv[1])], kind=ListKind.DPS, output=Path(sys.argv[2]), workers=1)
except OutputError as error:
    sys.exit(error.exit_code)
"""


@pytest.mark.parametrize("room", [2_000, 120_000])
def test_a_disk_that_fills_up_ends_in_an_output_error_and_nothing_written(desk, room):
    desk.csv("a.csv", [LIST[0], *[[f"RINA {number * 7919 % 10_007}", "20"] for number in range(5_000)]])
    command = [sys.executable, "-c", FULL_DISK, str(desk.lists), str(desk.output), str(room)]
    done = subprocess.run(command, capture_output=True)  # noqa: S603
    assert done.returncode == 2, done.stderr.decode()
    assert nothing_is_left(desk)


KILLED = """
import signal, sys
from pathlib import Path
from saksama.rolls.read.workspace import workspace
with workspace(Path(sys.argv[1])) as folder:
    (folder / "roll.parquet").write_text("half")
    print("ready", flush=True)
    signal.pause()
"""


def test_what_a_killed_reading_left_is_cleared_by_the_next(desk):
    child = subprocess.Popen([sys.executable, "-c", KILLED, str(desk.output)], stdout=subprocess.PIPE)  # noqa: S603
    assert child.stdout.readline() == b"ready\n"
    with workspace(desk.output):
        assert len(os.listdir(desk.output.parent)) == 2, "a reading that still runs is left alone"
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    assert len(os.listdir(desk.output.parent)) == 1
    desk.csv("a.csv", LIST)
    desk.read()
    assert sorted(os.listdir(desk.output.parent)) == ["roll.parquet", "roll.rejects.parquet"]


POOL = """
import os, signal
from saksama.processes import process_pool
with process_pool(1) as pool:
    print(pool.submit(os.getpid).result(), flush=True)
    pool.submit(signal.pause).result()
"""


def test_the_processes_of_a_killed_reading_end_with_it():
    child = subprocess.Popen([sys.executable, "-c", POOL], stdout=subprocess.PIPE)  # noqa: S603
    worker = int(child.stdout.readline())
    ended = os.pidfd_open(worker)
    assert not select.select([ended], [], [], 0)[0], "the worker runs while its reading does"
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    # Readable as soon as the worker ends; the limit only spares a broken build from waiting forever.
    assert select.select([ended], [], [], 300)[0]
    os.close(ended)


def test_the_roll_carries_kind_state_and_counts(desk):
    desk.csv("a.csv", [*LIST, ["", "30"]])
    desk.read()
    with duckdb.connect() as connection:
        pairs = connection.execute("SELECT key, value FROM parquet_kv_metadata(?)", [str(desk.output)]).fetchall()
    metadata = {(k.decode() if isinstance(k, bytes) else k): v.decode() for k, v in pairs}
    assert (metadata["kind"], metadata["state"]) == ("DPS", "age_only")
    assert (metadata["rows_read"], metadata["rows_kept"], metadata["rows_rejected"]) == ("2", "1", "1")
    assert len(metadata["sources_sha256"]) == 64
