"""The pages of neutrality: who sees what, names, the letter, the link, statistics without people, awareness."""

import io
import subprocess
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from docx import Document
from pytest_django import DjangoAssertNumQueries

from saksama.office.accounts.models import Account
from saksama.office.neutrality.models import Awareness, NeutralityCase, Status
from saksama.office.neutrality.room import STEPS
from saksama.office.neutrality.statistics import statistics
from saksama.office.records.states import move
from saksama.office.trail.models import Entry
from tests.office.conftest import Cast
from tests.office.fieldwork.conftest import photo
from tests.office.neutrality.conftest import NAME, assess, make_agency, make_case, prepare

Login = Callable[[Account], Client]
Referred = Callable[..., NeutralityCase]
REPORT = {
    "conduct": "reaction",
    "occurred": "2024-09-25",
    "region": "16.02.05.1001",
    "place": "Akun media sosial",
    "account": "Terlapor membagikan unggahan akun pemenangan.",
    "person_kind": "pppk",
    "position": "Guru",
    "unit": "SD Negeri 1",
    "name": NAME,
    "source": "media",
    "proof-url": "https://contoh.example/1",
    "proof-seen": "2024-09-25",
}
ANSWER = {
    "answer": "sanction",
    "sanction": "moral_open",
    "decision_number": "800/7/2024",
    "decision_day": "2024-09-26",
    "answered_by": "Kepala BKPSDM",
}


class TestReporting:
    def test_a_village_supervisor_reports_with_a_screenshot_and_bawaslu_is_told(
        self, login: Login, cast: Cast, oki: None
    ) -> None:
        answer = login(cast.eko).post("/neutrality/new/", {**REPORT, "proof-photos": photo()})
        case = NeutralityCase.objects.get()
        assert answer["Location"] == f"/neutrality/{case.pk}/"
        assert (case.status, case.by, case.evidence.get().kind) == ("received", cast.eko, "screenshot")
        for who in (cast.sari, cast.dewi):
            assert who.notices.filter(text_id__startswith="Kasus netralitas baru").count() == 1

    @pytest.mark.parametrize(
        ("changed", "said"),
        [
            ({"proof-url": ""}, "Isi tautan atau lampirkan"),
            ({"occurred": "2024-10-09"}, "Tidak mungkin dilaporkan sebelum terjadi."),
            ({"account": "NIK 1602051203840001"}, "tanpa NIK"),
            ({"region": "16.02.13.2011"}, "pilihan"),
        ],
    )
    def test_what_is_missing_or_impossible_is_said(
        self, login: Login, cast: Cast, oki: None, changed: dict[str, str], said: str
    ) -> None:
        assert said in login(cast.eko).post("/neutrality/new/", {**REPORT, **changed}).text
        assert not NeutralityCase.objects.exists()

    def test_its_author_adds_to_it_until_it_is_verified(self, login: Login, cast: Cast, oki: None) -> None:
        case = make_case(cast.eko)
        piece = {"kind": "photo", "title": "Foto kedua", "seen": "2024-09-25", "upload": photo("dua.jpg", "red")}
        eko = login(cast.eko)
        eko.post(f"/neutrality/{case.pk}/evidence/", piece)
        assert case.evidence.count() == 2
        move(case, STEPS["verify"], cast.sari)
        assert eko.get(f"/neutrality/{case.pk}/change/").status_code == 404
        assert eko.post(f"/neutrality/{case.pk}/evidence/", piece).status_code == 404


class TestWhoSeesWhat:
    def test_by_role_and_region(self, login: Login, cast: Cast, case: NeutralityCase) -> None:
        page = f"/neutrality/{case.pk}/"
        status = {
            who: login(getattr(cast, who)).get(page).status_code
            for who in ("sari", "dewi", "budi", "cici", "eko", "intel", "kpu", "dishub", "admin")
        }
        assert status == {
            "sari": 200, "dewi": 200, "budi": 200, "cici": 404, "eko": 404, "intel": 403, "kpu": 403, "dishub": 404,
            "admin": 403,
        }  # fmt: skip

    def test_a_restricted_case_is_hidden_from_the_sub_district_and_a_secret_one_from_staff(
        self, login: Login, cast: Cast, oki: None
    ) -> None:
        restricted = make_case(cast.dewi, classification="restricted")
        secret = make_case(cast.dewi, classification="secret")
        assert [case.pk for case in NeutralityCase.objects.visible_to(cast.sari)] == [restricted.pk]
        assert not NeutralityCase.objects.visible_to(cast.budi).exists()
        assert login(cast.sari).get(f"/neutrality/{secret.pk}/").status_code == 404
        assert not cast.sari.notices.filter(url=secret.get_absolute_url()).exists()

    def test_the_name_is_initials_until_asked_for_and_each_look_is_kept(
        self, login: Login, cast: Cast, case: NeutralityCase
    ) -> None:
        page = f"/neutrality/{case.pk}/"
        for who in (cast.sari, cast.budi):
            text = login(who).get(page).text
            assert NAME not in text
            assert "R*** S***" in text
        for who in (cast.sari, cast.budi):  # Budi has written it himself
            assert NAME in login(who).post(f"{page}name/").text
        assert Entry.objects.filter(action="neutrality.name_seen").count() == 2
        own = make_case(cast.eko)
        assert NAME not in login(cast.budi).post(f"/neutrality/{own.pk}/name/").text

    def test_the_export_has_neither_name_nor_office(self, login: Login, cast: Cast, case: NeutralityCase) -> None:
        answer = login(cast.sari).get("/records/neutrality/export.csv")
        told = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
        assert case.number in told
        assert NAME not in told
        assert "Kepala Seksi" not in told
        assert login(cast.budi).get("/records/neutrality/export.csv").status_code == 403

    def test_a_liaison_sees_and_answers_only_what_was_handed_to_the_own_agency(
        self, login: Login, cast: Cast, referred: Referred
    ) -> None:
        case = referred(agency=make_agency("BKPSDM", cast.dishub))
        other = make_case(cast.budi)
        browser = login(cast.dishub)
        page = browser.get(f"/neutrality/{case.pk}/").text
        assert "Jawaban Anda ditunggu" in page
        assert "Dukungan aktif di depan umum" not in page  # the assessment comes with the letter, not on the page
        assert 'id="discussion"' not in page
        assert browser.get(f"/neutrality/{other.pk}/").status_code == 404
        assert browser.post(f"/records/neutrality/{case.pk}/comment/", {"text": "Halo"}).status_code == 403
        assert browser.get(f"/neutrality/letters/{case.handovers.get().pk}.pdf").status_code == 200
        browser.post(f"/neutrality/{case.pk}/answer/", ANSWER)
        case.refresh_from_db()
        assert case.status == Status.ANSWERED


class TestLetter:
    def test_it_names_the_person_the_class_the_basis_and_the_hash_of_the_evidence(
        self, login: Login, cast: Cast, referred: Referred
    ) -> None:
        case = referred()
        letter = case.handovers.get()
        sari = login(cast.sari)
        text = _text_of(sari.get(f"/neutrality/letters/{letter.pk}.pdf").content)
        for words in (
            "Penerusan dugaan pelanggaran netralitas aparatur sipil negara",
            "Kepala Badan Kepegawaian Negara",
            NAME,
            "hukuman disiplin berat",
            "KAJIAN DUGAAN PELANGGARAN NETRALITAS",
            "3 Oktober 2024",
        ):
            assert words in text, words
        assert "RANCANGAN" not in text
        assert "/neutrality/answers/" in text
        assert case.evidence.get().attachment.sha256[:32] in text
        docx = sari.get(f"/neutrality/letters/{letter.pk}.docx").content
        word = Document(io.BytesIO(docx))
        words = "\n".join(paragraph.text for paragraph in word.paragraphs)
        for part in (NAME, "KAJIAN DUGAAN PELANGGARAN NETRALITAS", "III. Bukti", "Terlapor mengangkat tangan.",
                     "Dukungan aktif di depan umum oleh pejabat.", "Kajian selesai pada"):  # fmt: skip
            assert part in words, part
        assert case.evidence.get().attachment.sha256 in word.tables[0].rows[1].cells[3].text
        assert "RANCANGAN" not in word.sections[0].footer.paragraphs[0].text
        assert Entry.objects.filter(action="neutrality.letter_taken").count() == 2

    def test_before_the_approval_it_is_a_draft_without_link(
        self, login: Login, cast: Cast, case: NeutralityCase
    ) -> None:
        case = move(case, STEPS["verify"], cast.sari)
        assess(case, cast.sari)
        move(case, STEPS["escalate"], cast.sari)
        letter = prepare(case, cast.sari)
        text = _text_of(login(cast.dewi).get(f"/neutrality/letters/{letter.pk}.pdf").content)
        assert "RANCANGAN" in text
        assert "/neutrality/answers/" not in text
        docx = login(cast.dewi).get(f"/neutrality/letters/{letter.pk}.docx").content
        assert "RANCANGAN" in Document(io.BytesIO(docx)).sections[0].footer.paragraphs[0].text

    def test_staff_prepares_it_for_a_body_and_the_head_is_asked(
        self, login: Login, cast: Cast, case: NeutralityCase
    ) -> None:
        case = move(case, STEPS["verify"], cast.sari)
        assess(case, cast.sari)
        move(case, STEPS["escalate"], cast.sari)
        sari = login(cast.sari)
        page = sari.get(f"/neutrality/{case.pk}/hand-over/?body=ppk").text
        assert "Bupati Ogan Komering Ilir selaku Pejabat Pembina Kepegawaian" in page
        assert "KASN" not in page
        told = {
            "addressee": "Bupati Ogan Komering Ilir", "addressee_place": "Kayuagung",
            "number": "122/PM.00.01/K.SS-09/09/2024", "dated": "2024-09-26", "answer_by": "2024-10-10",
        }  # fmt: skip
        early = {**told, "answer_by": "2024-09-01"}
        assert "sebelum tanggal surat" in sari.post(f"/neutrality/{case.pk}/hand-over/?body=ppk", early).text
        sari.post(f"/neutrality/{case.pk}/hand-over/?body=ppk", told)
        assert "Menunggu persetujuan orang kedua" in cast.dewi.notices.order_by("-id")[0].text_id
        assert "Setujui" in login(cast.dewi).get(f"/neutrality/{case.pk}/").text


class TestLink:
    def test_without_an_account_the_body_answers_with_its_sanction(
        self, login: Login, cast: Cast, referred: Referred
    ) -> None:
        case = referred()
        page = f"/neutrality/answers/{case.handovers.get().link_code()}/"
        text = Client().get(page).text
        assert NAME not in text
        assert "R*** S***" in text
        assert "Sanksi apa?" in Client().post(page, {**ANSWER, "sanction": ""}).text
        assert "Terima kasih" in Client().post(page, ANSWER).text
        assert "tidak lagi menunggu jawaban" in Client().post(page, ANSWER).text
        assert "Sanksi moral: pernyataan secara terbuka" in login(cast.sari).get(f"/neutrality/{case.pk}/").text

    def test_guessing_is_refused_and_has_to_wait(self, referred: Referred) -> None:
        page = f"/neutrality/answers/{referred().handovers.get().link_code()}/"
        for _ in range(6):
            assert Client().get("/neutrality/answers/1.1:x/").status_code == 404
        assert Client().get(page).status_code == 404  # also the right code, from this address, for a quarter of an hour

    def test_a_new_link_ends_the_old_one(self, login: Login, cast: Cast, referred: Referred) -> None:
        letter = referred().handovers.get()
        old = letter.link_code()
        login(cast.sari).post(f"/neutrality/letters/{letter.pk}/new-link/")
        letter.refresh_from_db()
        assert Client().get(f"/neutrality/answers/{old}/").status_code == 404
        assert Client().get(f"/neutrality/answers/{letter.link_code()}/").status_code == 200


class TestStatistics:
    def test_whoever_sees_the_cases_sees_all_numbers_others_only_what_betrays_nobody(
        self, cast: Cast, oki: None
    ) -> None:
        disdik = make_agency("Disdik")
        for _ in range(4):
            move(make_case(cast.sari, agency=disdik), STEPS["verify"], cast.sari)
        move(make_case(cast.sari, agency=make_agency("Dishub")), STEPS["verify"], cast.sari)
        make_case(cast.sari, agency=make_agency("Dinkes"))
        by_agency = {row.key: dict(row.rows) for row in statistics(cast.sari).tables}["agency"]
        assert by_agency == {"Disdik": 4, "Dishub": 1, "Dinkes": 1}
        outside = statistics(cast.intel)
        assert (outside.is_whole, outside.total, outside.cross) == (False, 5, [])
        assert {row.key: row.rows for row in outside.tables}["agency"] == [("Lainnya, digabung", 5)]

    def test_the_page_and_its_files(self, login: Login, cast: Cast, case: NeutralityCase) -> None:
        page = login(cast.sari).get("/neutrality/statistics/").text
        assert "Menghadiri deklarasi" in page
        answer = login(cast.sari).get("/neutrality/statistics.csv")
        assert "Menghadiri deklarasi" in b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
        assert login(cast.intel).get("/neutrality/statistics.xlsx").content[:2] == b"PK"
        assert "terlalu sedikit" in login(cast.intel).get("/neutrality/statistics/").text
        assert Entry.objects.filter(action="neutrality.statistics_taken").count() == 2


def test_awareness_meetings_show_which_agencies_had_none(login: Login, cast: Cast, oki: None) -> None:
    told, never = make_agency("Disdik"), make_agency("Dinkes")
    given = {
        "title": "Netralitas guru", "day": "2024-09-20", "region": "16.02.05.1001", "place": "Aula", "audience": "asn",
        "agencies": [told.pk], "participants": 64, "speakers": "Anggota Bawaslu", "materials": "Salinan SKB",
    }  # fmt: skip
    login(cast.budi).post("/neutrality/awareness/new/", given)
    assert list(Awareness.objects.get().agencies.all()) == [told]
    page = login(cast.sari).get("/neutrality/awareness/").text
    assert "1 instansi belum pernah" in page
    assert page.index(never.name) < page.index(f">{told.name}<")
    answer = login(cast.sari).get("/records/awareness/export.csv")
    assert "Disdik" in b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]


def test_the_lists_ask_as_much_for_many_as_for_few(
    login: Login, cast: Cast, oki: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    agency = make_agency("Disdik")
    for number in range(6):
        make_case(cast.budi, agency=agency)
        made = Awareness.objects.create(
            by=cast.sari, region="16.02", day=date(2024, 9, 1), title=f"{number}", audience="asn", participants=9
        )
        made.agencies.add(agency)
    sari = login(cast.sari)
    for page, most in (
        ("/neutrality/", 20),
        ("/neutrality/awareness/", 20),
        ("/neutrality/statistics/", 10),
        (f"/neutrality/{NeutralityCase.objects.all()[0].pk}/", 32),
    ):
        with django_assert_max_num_queries(most):
            assert sari.get(page).status_code == 200


def _text_of(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)  # noqa: S607
    return " ".join(done.stdout.decode().split())
