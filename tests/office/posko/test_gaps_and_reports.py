"""No day and no sub-district stays empty unnoticed; the report says openly on which days there was nothing."""

import io
from collections.abc import Callable
from datetime import timedelta

import docx
import pytest
from django.core.management import call_command
from django.test import Client

from saksama.office.accounts.models import Account
from saksama.office.posko.gaps import coverage
from saksama.office.posko.models import LogEntry, Narrative, Period, Post
from saksama.office.posko.report import report_of, to_docx, to_pdf
from saksama.office.posko.report.content import period_of
from saksama.office.records.models import Notice, attach
from tests.office.conftest import Cast
from tests.office.posko.conftest import DAY, photo

Login = Callable[[Account], Client]
Write = Callable[..., LogEntry]
YESTERDAY = DAY - timedelta(days=1)


def test_a_cell_is_an_entry_nothing_said_or_a_gap(cast: Cast, write: Write) -> None:
    write(cast.budi)
    write(cast.cici, is_nil=True)
    write(cast.budi, day=YESTERDAY, status="draft")
    found = coverage(Post.BAWASLU, "16.02", YESTERDAY, DAY + timedelta(days=1), DAY)
    assert len(found.districts) == 18
    cells = {(cell.day, cell.district): cell for _day, _whole, row in found.rows for cell in row}
    assert cells[DAY, "16.02.05"].entries == 1
    assert cells[DAY, "16.02.13"].is_nil
    assert cells[YESTERDAY, "16.02.05"].is_gap  # a draft is no entry
    assert not cells[DAY + timedelta(days=1), "16.02.05"].is_gap  # tomorrow is not due
    assert len(found.gaps) == 34
    assert found.empty_days == [YESTERDAY]


def test_the_other_posts_entries_fill_no_gap(cast: Cast, write: Write) -> None:
    write(cast.budi)
    assert len(coverage(Post.PROSECUTORS, "16.02", DAY, DAY, DAY).gaps) == 18


def test_who_is_responsible_is_told_once(cast: Cast, write: Write, login: Login) -> None:
    write(cast.cici)
    client = login(cast.sari)
    for _ in range(2):
        assert client.post(f"/posko/gaps/?days=1&until={DAY}").status_code == 302
    assert Notice.objects.filter(account=cast.budi).count() == 1
    assert not Notice.objects.filter(account=cast.cici).exists()
    assert Notice.objects.filter(account=cast.sari).count() == 16  # sub-districts without a supervisor's account
    assert login(cast.budi).post("/posko/gaps/").status_code == 403


def test_the_nightly_command_looks_at_yesterday(cast: Cast, write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    write(cast.budi)
    call_command("poskogaps")
    assert "16.02 bawaslu: 18 gaps, 3 people told" in capsys.readouterr().out


def test_a_daily_report_has_the_facts_and_the_words(cast: Cast, write: Write, login: Login) -> None:
    entry = write(
        cast.intel, title="Pleno DPT", result="Pleno dibuka.\nBahwa saksi hadir.", problems="Surat suara kurang.",
        agencies="KPU", attendance=1200, situation="watch",
    )  # fmt: skip
    attach(entry, photo(), cast.intel, "Suasana pleno")
    login(cast.intel).post(f"/posko/report/?day={DAY}", {"trend": "Meningkat.", "advice": "Perkuat koordinasi."})
    assert Narrative.objects.get().trend == "Meningkat."
    report = report_of(cast.intel, *period_of("day", DAY), DAY)
    (activity,) = report.activities
    assert activity.facts == ("Bahwa pleno dibuka.", "Bahwa saksi hadir.")
    assert activity.attendance == "KPU (1.200 orang)"
    assert report.problems == [("Surat suara kurang.", "Kabupaten Ogan Komering Ilir")]
    assert (report.is_lapinhar, report.office[1]) == (True, "KEJAKSAAN NEGERI OGAN KOMERING ILIR")
    assert to_pdf(report) == to_pdf(report)
    text = "\n".join(each.text for each in docx.Document(io.BytesIO(to_docx(report))).paragraphs)
    for part in ("LAPORAN INFORMASI HARIAN", "Pleno DPT", "Bahwa saksi hadir.", "Perkuat koordinasi.", "AGHT"):
        assert part in text


def test_days_without_anything_are_said(cast: Cast, write: Write) -> None:
    monday = DAY - timedelta(days=DAY.weekday())
    write(cast.sari, day=monday)
    write(cast.sari, day=monday + timedelta(days=1), is_nil=True)
    report = report_of(cast.sari, *period_of("week", DAY), DAY)
    assert report.nil == ("Selasa, 24 September 2024",)
    assert report.silent == ("Rabu, 25 September 2024", "Kamis, 26 September 2024")  # Friday is still to come
    assert report.period == "23 September 2024 – 29 September 2024"
    assert not report.is_lapinhar


@pytest.mark.parametrize("kind", ["pdf", "docx"])
@pytest.mark.parametrize("period", list(Period))
def test_one_click_gives_the_paper(cast: Cast, write: Write, login: Login, kind: str, period: str) -> None:
    write(cast.budi, title="#let x = 1 {{ y }} <b>")
    answer = login(cast.budi).get(f"/posko/report.{kind}?period={period}&day={DAY}")
    assert answer.status_code == 200
    assert answer.content[:4] == (b"%PDF" if kind == "pdf" else b"PK\x03\x04")


def test_an_empty_day_is_a_report_too(cast: Cast, oki: None, login: Login) -> None:
    assert login(cast.intel).get("/posko/report.pdf?day=2024-09-01").status_code == 200
    assert login(cast.intel).get("/posko/report.docx?day=nonsense").status_code == 200
