"""`saksama read` as a user meets it."""

import subprocess
import sys


def saksama(*words):
    command = [sys.executable, "-c", "from saksama.cli import main; main()", "--lang", "en", "read", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True)  # noqa: S603


def test_the_counts_and_an_example_of_each_reject_are_shown(desk):
    desk.csv("a.csv", [["NAMA", "TANGGAL LAHIR"], ["RINA", "01-01-1990"], ["BUDI", "31|02|1990"]])
    done = saksama(desk.lists, "--list", "dps", "-o", desk.output)
    assert done.returncode == 0, done.stderr
    words = " ".join(done.stdout.replace("│", " ").split())
    for expected in ("rows read 2", "kept 1", "rejected 1", "birth date not in the calendar 1 a.csv:3", "no_numbers"):
        assert expected in words
    assert "roll.rejects.parquet" in words.replace(" ", "")


def test_an_unknown_heading_ends_with_code_2_and_the_answer_to_give(desk):
    desk.csv("a.csv", [["NAMA", "TANGGAL LAHIR", "WARNA"], ["RINA", "01-01-1990", "biru"]])
    done = saksama(desk.lists, "--list", "DPS", "-o", desk.output)
    assert done.returncode == 2
    assert "a.csv:C1" in done.stderr.replace("\n", "")
    assert "Traceback" not in done.stderr
    assert not desk.output.exists()
    done = saksama(desk.lists, "--list", "DPS", "-o", desk.output, "--map", "warna=-")
    assert done.returncode == 0, done.stderr
    assert desk.output.exists()


def test_an_answer_without_an_equals_sign_is_refused(desk):
    done = saksama(desk.lists, "--list", "DPS", "-o", desk.output, "--map", "warna")
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
