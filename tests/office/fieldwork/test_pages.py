"""The pages: who sees which report, how a draft is kept, names as initials, the PDF, and bounded queries."""

import json
import subprocess
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from saksama.office.accounts.models import Account
from saksama.office.fieldwork.models import FieldReport
from saksama.office.records.states import move
from saksama.office.trail.models import Entry
from tests.office.conftest import Cast
from tests.office.fieldwork.conftest import STEPS, photo

Login = Callable[[Account], Client]
Write = Callable[..., FieldReport]
MOST_QUERIES = 40


def rows(prefix: str, *given: dict[str, object]) -> dict[str, object]:
    """A formset as the browser sends it."""
    sent: dict[str, object] = {f"{prefix}-TOTAL_FORMS": len(given), f"{prefix}-INITIAL_FORMS": 0}
    for place, row in enumerate(given):
        sent |= {f"{prefix}-{place}-{name}": value for name, value in row.items()}
    return sent


def pdf_text(pdf: bytes) -> str:
    """What a PDF says, by poppler."""
    return subprocess.run(
        ["/usr/bin/pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()


def typed(**changed: object) -> dict[str, object]:
    """What a first save of the form sends: hardly anything."""
    return {
        "region": "16.02.05.1001",
        "day": "2024-09-26",
        "form": "direct",
        **rows("facts"),
        **rows("suspect"),
        **rows("witness"),
        **rows("evidence"),
        **changed,
    }


class TestWriting:
    def test_a_new_draft_is_begun_once_however_often_the_button_is_pressed(
        self, login: Login, cast: Cast, oki: None
    ) -> None:
        eko = login(cast.eko)
        pages = {eko.post("/fieldwork/new/")["Location"] for _ in range(3)}
        assert len(pages) == 1
        assert FieldReport.objects.get().supervisor_name == "Eko Prasetyo"

    def test_a_half_filled_form_is_kept(self, login: Login, cast: Cast, oki: None) -> None:
        eko = login(cast.eko)
        page = eko.post("/fieldwork/new/")["Location"]
        facts = rows("facts", {"at": "10:15", "text": "Kedua"}, {"at": "09:00", "text": "Pertama"})
        answer = eko.post(page, typed(subject="Kampanye", begins="08:00", save="account", **facts))
        assert answer["Location"].endswith("#evidence")
        report = FieldReport.objects.get()
        assert [fact.text for fact in report.facts.all()] == ["Pertama", "Kedua"]

    def test_the_same_form_sent_twice_leaves_the_same_report(self, login: Login, cast: Cast, oki: None) -> None:
        eko = login(cast.eko)
        page = eko.post("/fieldwork/new/")["Location"]
        for _ in range(2):
            sent = typed(
                subject="Kampanye",
                **rows("facts", {"at": "09:00", "text": "Dibuka"}),
                **rows("witness", {"name": "Siti", "address": "Jl. Mawar"}),
                **{"photos-uploads": [photo()], "photos-caption": "Panggung", "photos-proves": "1"},
            )
            assert eko.post(page, sent, headers={"X-Keep": "1"}).status_code == 200
        report = FieldReport.objects.get()
        counts = (report.facts.count(), report.people.count(), report.evidence.count(), report.attachments().count())
        assert counts == (1, 1, 1, 1)
        assert (report.evidence.get().name, report.evidence.get().fact) == ("Panggung", 1)

    def test_evidence_goes_with_its_fact_when_the_facts_are_put_in_order(
        self, login: Login, cast: Cast, oki: None
    ) -> None:
        eko = login(cast.eko)
        page = eko.post("/fieldwork/new/")["Location"]
        facts = rows("facts", {"at": "11:00", "text": "Ajakan"}, {"at": "09:00", "text": "Dibuka"})
        pieces = rows("evidence", {"kind": "object", "name": "Kaus bergambar pasangan calon", "fact": "1"})
        eko.post(page, typed(begins="08:00", **facts, **pieces))
        report = FieldReport.objects.get()
        proved = report.facts.get(position=report.evidence.get().fact)
        assert proved.text == "Ajakan"

    def test_a_photo_can_be_taken_out_of_a_draft(self, login: Login, cast: Cast, draft: Write) -> None:
        report = draft()
        file = report.attachments().get()
        pieces = rows("evidence", {"attachment": file.pk, "name": "x", "remove": "on"})
        login(cast.eko).post(f"/fieldwork/{report.pk}/write/", typed(**pieces))
        assert (report.attachments().count(), report.evidence.count()) == (0, 0)

    def test_a_nik_is_refused_wherever_it_is_typed(self, login: Login, cast: Cast, oki: None) -> None:
        eko = login(cast.eko)
        page = eko.post("/fieldwork/new/")["Location"]
        for bad in (
            {"seen": "NIK 1602051001100001"},
            rows("facts", {"text": "NIK 1602051001100001"}),
            rows("witness", {"name": "Siti", "address": "1602051001100001"}),
        ):
            assert eko.post(page, typed(**bad), headers={"X-Keep": "1"}).status_code == 422

    def test_the_script_is_told_where_to_go(self, login: Login, cast: Cast, oki: None) -> None:
        eko = login(cast.eko)
        page = eko.post("/fieldwork/new/")["Location"]
        answer = eko.post(page, typed(save="done"), headers={"X-Keep": "1"})
        assert json.loads(answer.content)["next"] == page.replace("write/", "")

    def test_a_sent_report_cannot_be_written_in(self, login: Login, cast: Cast, draft: Write) -> None:
        report = draft()
        move(report, STEPS["submit"], cast.eko)
        login(cast.eko).post(f"/fieldwork/{report.pk}/write/", typed(subject="Lain"))
        report.refresh_from_db()
        assert report.subject == "Pertemuan terbatas di Balai Kelurahan"


class TestWhoSeesWhat:
    def test_a_draft_is_its_authors_alone(self, login: Login, cast: Cast, draft: Write) -> None:
        page = f"/fieldwork/{draft().pk}/"
        answers = {who: login(getattr(cast, who)).get(page).status_code for who in ("eko", "budi", "sari", "cici")}
        assert answers == {"eko": 200, "budi": 404, "sari": 404, "cici": 404}

    def test_a_sent_report_goes_up_the_line_and_not_sideways(self, login: Login, cast: Cast, draft: Write) -> None:
        report = draft()
        move(report, STEPS["submit"], cast.eko)
        page = f"/fieldwork/{report.pk}/"
        answers = {who: login(getattr(cast, who)).get(page).status_code for who in ("budi", "sari", "cici", "kpu")}
        assert answers == {"budi": 200, "sari": 200, "cici": 404, "kpu": 403}

    def test_names_are_initials_until_asked_for_which_is_written_down(
        self, login: Login, cast: Cast, signed: Write
    ) -> None:
        report = signed()
        sari = login(cast.sari)
        page = sari.get(f"/fieldwork/{report.pk}/").text
        assert "A*** H***" in page
        assert "Amir Hamzah" not in page
        assert "Jl. Mawar 4" not in page
        assert "Amir Hamzah" in sari.post(f"/fieldwork/{report.pk}/names/").text
        assert Entry.objects.get(action="fieldwork.names_seen").actor == "sari"

    def test_search_does_not_tell_names(self, signed: Write, cast: Cast) -> None:
        signed()
        assert FieldReport.objects.visible_to(cast.sari).matching("pertemuan").count() == 1
        assert FieldReport.objects.visible_to(cast.sari).matching("hamzah").count() == 0

    def test_the_export_has_no_names_of_suspects(self, login: Login, cast: Cast, signed: Write) -> None:
        signed()
        answer: Any = login(cast.sari).get("/records/fieldwork/export.csv")
        told = b"".join(answer.streaming_content).decode()
        assert "Pertemuan terbatas" in told
        assert "Amir" not in told


class TestQueries:
    @pytest.mark.parametrize("number", [1, 6])
    def test_the_list_asks_as_much_for_many_as_for_one(
        self,
        login: Login,
        cast: Cast,
        signed: Write,
        number: int,
        django_assert_max_num_queries: DjangoAssertNumQueries,
    ) -> None:
        for place in range(number):
            signed(subject=f"Kegiatan {place}")
        sari = login(cast.sari)
        with django_assert_max_num_queries(24):
            assert sari.get("/fieldwork/").status_code == 200

    def test_the_page_of_a_report_is_bounded(
        self, login: Login, cast: Cast, signed: Write, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        report = signed()
        sari = login(cast.sari)
        with django_assert_max_num_queries(MOST_QUERIES):
            sari.get(f"/fieldwork/{report.pk}/")


class TestPdf:
    def test_it_has_the_five_parts_the_number_the_seal_and_the_evidence(
        self, login: Login, cast: Cast, signed: Write
    ) -> None:
        report = signed()
        answer = login(cast.budi).get(f"/fieldwork/{report.pk}/pdf/")
        text = pdf_text(answer.content)
        for part in (
            report.number,
            "Data Pengawas",
            "Kegiatan Pengawasan",
            "Uraian Singkat",
            "Dugaan Pelanggaran",
            "Potensi Sengketa",
            "Amir Hamzah",
            report.seal.sha256[:16],
            "Lurah di panggung",
            "Budi Santoso",
        ):
            assert part in text, part

    def test_a_draft_says_that_it_is_one(self, login: Login, cast: Cast, draft: Write) -> None:
        answer = login(cast.eko).get(f"/fieldwork/{draft().pk}/pdf/")
        text = pdf_text(answer.content)
        assert "Konsep" in text

    def test_the_same_report_gives_the_same_bytes(self, login: Login, cast: Cast, signed: Write) -> None:
        budi, page = login(cast.budi), f"/fieldwork/{signed().pk}/pdf/"
        assert budi.get(page).content == budi.get(page).content
