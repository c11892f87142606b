"""`saksama read`, `audit`, `compare`, `evaluate`, `demo --audit` as a person uses them: real files, real processes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from saksama.rolls.engine import Engine

# root may read everything, unless these powers are taken from it
_POWERS = "-dac_override,-dac_read_search"
WITHOUT_POWERS = ("setpriv", "--bounding-set", _POWERS, "--inh-caps", _POWERS) if os.geteuid() == 0 else ()


def saksama(
    *arguments: str | Path, language: str = "en", before: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*before, sys.executable, "-m", "saksama", "--lang", language, *map(str, arguments)],
        capture_output=True,
        text=True,
        env={**os.environ, "COLUMNS": "80"},
        timeout=300,
    )


@pytest.fixture(scope="module")
def regency(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration regency of 2,000 voters, read and audited by one command."""
    folder = tmp_path_factory.mktemp("audit") / "regency"
    done = saksama("demo", "--voters", "2000", "--seed", "3", "--format", "csv", "--audit", folder)
    assert done.returncode == 0, done.stderr
    assert "Suspected duplicate" in done.stdout
    return folder


def test_the_demonstration_ends_with_findings_sheets_and_a_report(regency: Path) -> None:
    audit = regency / "audit"
    assert {"findings.parquet", "findings.csv", "report.html", "audit.json", "desa"} <= {
        path.name for path in audit.iterdir()
    }
    record = json.loads((audit / "audit.json").read_text())
    assert record["state"] == "no_numbers"
    assert record["rules"]["T04"] > 0
    with Engine() as engine:
        count = engine.value("SELECT count(*) FROM read_parquet(?)", [str(audit / "findings.parquet")])
    assert count == record["findings"]


def test_every_finding_of_a_person_points_to_a_row_of_a_file_that_is_there(regency: Path) -> None:
    with Engine() as engine:
        places = engine.rows(
            """SELECT DISTINCT one.source_file FROM (SELECT unnest(records) AS one FROM read_parquet(?))
            WHERE one.roll = 'roll'""",
            [str(regency / "audit" / "findings.parquet")],
        )
    assert places
    assert all((regency / "dpt" / file).is_file() for (file,) in places)


def test_a_second_audit_of_the_same_files_gives_the_same_findings_under_the_same_numbers(
    regency: Path, tmp_path: Path
) -> None:
    done = saksama("audit", regency / "dpt.parquet", "-o", tmp_path / "again", "--previous", regency / "dps.parquet")
    once = saksama("audit", regency / "dpt.parquet", "-o", tmp_path / "once", "--previous", regency / "dps.parquet")
    assert (done.returncode, once.returncode) == (0, 0)
    with Engine() as engine:
        ids = [
            engine.rows(
                "SELECT finding_id FROM read_parquet(?) ORDER BY 1", [str(tmp_path / name / "findings.parquet")]
            )
            for name in ("again", "once")
        ]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == len(ids[0])


def test_the_truth_of_the_demonstration_judges_the_audit(regency: Path) -> None:
    done = saksama("evaluate", regency / "audit", "--roll", regency / "dpt.parquet", "--truth", regency / "kebenaran")
    assert done.returncode == 0, done.stderr
    assert "duplicate_same_tps" in done.stdout
    assert "twins" in done.stdout


def test_comparing_two_versions_accounts_for_everybody(regency: Path, tmp_path: Path) -> None:
    done = saksama("compare", regency / "dps.parquet", regency / "dpt.parquet", "-o", tmp_path / "changes")
    assert done.returncode == 0, done.stderr
    with Engine() as engine:
        old, new, both = engine.rows(
            "SELECT count(old_record), count(new_record), count(*) FROM read_parquet(?)",
            [str(tmp_path / "changes" / "changes.parquet")],
        )[0]
        rows = [
            engine.value("SELECT count(*) FROM read_parquet(?)", [str(regency / name)])
            for name in ("dps.parquet", "dpt.parquet")
        ]
    assert [old, new] == rows
    assert max(rows) <= both < sum(rows)


def test_a_list_of_one_person_is_audited_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text("NAMA,TANGGAL LAHIR\nBUDI SANTOSO,01|02|1990\n")
    done = saksama("audit", tmp_path / "one.csv", "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "report.html").is_file()


def test_rows_that_too_many_resemble_are_told(tmp_path: Path) -> None:
    crowd = "SITI AMINAH,01|01|1970\n" * 251
    (tmp_path / "list.csv").write_text(f"NAMA,TANGGAL LAHIR\n{crowd}BUDI SANTOSO,01|02|1990\n")
    done = saksama("audit", tmp_path / "list.csv", "-o", tmp_path / "out", "--memory", "1GB")
    assert done.returncode == 0, done.stderr
    assert "251 rows were not compared with all who are like them" in " ".join(done.stdout.split())
    assert json.loads((tmp_path / "out" / "audit.json").read_text())["left_out"] == 251
    assert "251 baris tidak dibandingkan dengan semua yang mirip" in (tmp_path / "out" / "report.html").read_text()


def test_memory_is_asked_for_in_a_unit(tmp_path: Path) -> None:
    done = saksama("audit", tmp_path, "-o", tmp_path / "out", "--memory", "much")
    assert done.returncode == 2
    assert "1500MB" in done.stderr


def test_what_cannot_be_audited_is_said_in_one_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_text("no workbook")
    done = saksama("audit", tmp_path / "list.xlsx", "-o", tmp_path / "out", language="id")
    assert done.returncode == 2
    assert "list.xlsx" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["list.xlsx"]


def test_a_folder_of_somebody_else_is_never_replaced(regency: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("letter")
    done = saksama("audit", regency / "dpt.parquet", "-o", tmp_path)
    assert done.returncode == 2
    assert (tmp_path / "mine.txt").read_text() == "letter"


def test_another_voting_day_makes_other_minors(regency: Path, tmp_path: Path) -> None:
    saksama("audit", regency / "dpt.parquet", "-o", tmp_path / "early", "--voting-day", "2019-11-27")
    early = json.loads((tmp_path / "early" / "audit.json").read_text())
    usual = json.loads((regency / "audit" / "audit.json").read_text())
    assert early["voting_day"] == "2019-11-27"
    assert early["rules"]["T06"] > usual["rules"]["T06"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_file_without_permission_is_told_in_the_language_of_the_user(tmp_path: Path, language: str) -> None:
    closed = tmp_path / "dpt.csv"
    closed.write_text("NAMA\nSITI\n", encoding="utf-8")
    closed.chmod(0)
    done = saksama("audit", closed, "-o", tmp_path / "out", language=language, before=WITHOUT_POWERS)
    assert done.returncode == 2
    assert {"id": "Tidak dapat dibuka", "en": "Cannot be opened"}[language] in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_a_folder_without_permission_is_told(regency: Path, tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o555)
    done = saksama("audit", regency / "dpt.parquet", "-o", tmp_path / "closed" / "out", before=WITHOUT_POWERS)
    assert (done.returncode, "Cannot be written" in " ".join(done.stderr.split())) == (2, True)
