"""Who sees which letters and records; how many queries the pages take; what is downloaded, and that it is noted."""

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from saksama.office.accounts.models import Account
from saksama.office.jobs.worker import run_next
from saksama.office.recommendations.letter import LetterNumber
from saksama.office.recommendations.letter.attachment import COLUMNS, HEADING_ROW
from saksama.office.recommendations.models import DocumentKind, Item, OfficeData, Recommendation
from saksama.office.rolls.models import ListVersion
from saksama.office.trail.models import Entry
from tests.office.conftest import Cast
from tests.office.recommendations.conftest import DAY, NUMBER

Login = Callable[[Account], Client]
MakeLetter = Callable[..., Recommendation]
MOST_QUERIES = 30
NIK_COLUMN = [heading for heading, _ in COLUMNS].index("NIK")


class TestWhoSeesIt:
    @pytest.mark.parametrize(("who", "sees"), [("sari", 200), ("dewi", 200), ("kpu", 404), ("budi", 404)])
    def test_a_draft_is_seen_by_bawaslu_only(
        self, drafted: Recommendation, cast: Cast, login: Login, who: str, sees: int
    ) -> None:
        assert login(getattr(cast, who)).get(f"/recommendations/{drafted.pk}/").status_code == sees

    @pytest.mark.parametrize(("who", "sees"), [("sari", 200), ("kpu", 200), ("budi", 200), ("cici", 404)])
    def test_a_sent_one_by_kpu_and_by_the_sub_districts_in_it(
        self, sent: Recommendation, cast: Cast, login: Login, who: str, sees: int
    ) -> None:
        assert login(getattr(cast, who)).get(f"/recommendations/{sent.pk}/").status_code == sees

    @pytest.mark.parametrize("who", ["intel", "dishub", "eko", "admin"])
    def test_the_others_not_at_all(self, sent: Recommendation, cast: Cast, login: Login, who: str) -> None:
        assert login(getattr(cast, who)).get("/recommendations/").status_code == 403

    @pytest.mark.parametrize("region", ["16", "16.71"])
    def test_kpu_elsewhere_does_not_see_it(self, sent: Recommendation, cast: Cast, login: Login, region: str) -> None:
        Account.objects.filter(pk=cast.kpu.pk).update(region=region)
        cast.kpu.refresh_from_db()
        assert login(cast.kpu).get(f"/recommendations/{sent.pk}/").status_code == 404

    def test_a_sub_district_sees_its_own_records_only(
        self, sent: Recommendation, make_findings: Callable[..., list], cast: Cast, login: Login
    ) -> None:
        (foreign,) = make_findings(1, region="16.02.13.2005")
        Item.objects.create(recommendation=sent, finding=foreign, region=foreign.region, kind="data")
        seen = Item.objects.visible_to(cast.budi).filter(recommendation=sent)
        assert foreign.pk not in seen.values_list("finding", flat=True)
        assert seen.count() == sent.items.count() - 1
        page = login(cast.cici).get(f"/recommendations/{sent.pk}/")
        assert page.context["table"].total == 1

    def test_a_nik_is_masked_on_the_page(self, sent: Recommendation, cast: Cast, login: Login) -> None:
        for who in (cast.kpu, cast.sari):
            page = login(who).get(f"/recommendations/{sent.pk}/").text
            assert "1602********0001" in page
            assert "1602055707840001" not in page


class TestQueries:
    def test_the_list_takes_the_same_few_whatever_its_length(
        self, sent: Recommendation, make_letter: MakeLetter, cast: Cast, login: Login
    ) -> None:
        counts, browser = [], login(cast.sari)
        browser.get("/")  # the first visit notes that the session was seen
        for _ in range(2):
            for _ in range(3):
                make_letter(4)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert browser.get("/recommendations/").status_code == 200
            counts.append(len(queries))
        assert counts[0] == counts[1] <= MOST_QUERIES

    @pytest.mark.parametrize("who", ["sari", "kpu", "budi"])
    def test_a_letter_too(
        self, sent: Recommendation, make_findings: Callable[..., list], cast: Cast, login: Login, who: str
    ) -> None:
        counts, browser = [], login(getattr(cast, who))
        browser.get("/")
        for _ in range(2):
            found = make_findings(20, region="16.02.05.1001")
            Item.objects.bulk_create(
                Item(recommendation=sent, finding=each, region=each.region, kind="data") for each in found
            )
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(f"/recommendations/{sent.pk}/").status_code == 200
            counts.append(len(queries))
        assert counts[0] == counts[1] <= MOST_QUERIES

    def test_and_choosing_findings(
        self, confirmed: ListVersion, make_findings: Callable[..., list], cast: Cast, login: Login
    ) -> None:
        counts, browser = [], login(cast.sari)
        browser.get("/")  # the first visit notes that the session was seen
        for _ in range(2):
            make_findings(30, region="16.02.05.1001", status="confirmed")
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(f"/recommendations/new/{confirmed.pk}/").status_code == 200
            counts.append(len(queries))
        assert counts[0] == counts[1] <= MOST_QUERIES


class TestChoosing:
    def test_ticked_findings_become_a_draft(self, confirmed: ListVersion, cast: Cast, login: Login) -> None:
        first = confirmed.findings.filter(status="confirmed").first()
        assert first is not None
        answer = login(cast.sari).post(f"/recommendations/new/{confirmed.pk}/", {"finding": [first.pk]})
        letter = Recommendation.objects.get()
        assert answer["Location"] == f"/recommendations/{letter.pk}/"
        assert list(letter.items.values_list("finding", flat=True)) == [first.pk]

    def test_or_all_under_the_filter(self, confirmed: ListVersion, cast: Cast, login: Login) -> None:
        asked = {"everything": "1", "query": "severity=1"}
        login(cast.sari).post(f"/recommendations/new/{confirmed.pk}/", asked)
        chosen = set(Item.objects.values_list("finding__severity", flat=True))
        assert chosen == {1}

    def test_a_filter_that_is_no_choice_takes_nothing(self, confirmed: ListVersion, cast: Cast, login: Login) -> None:
        login(cast.sari).post(f"/recommendations/new/{confirmed.pk}/", {"everything": "1", "query": "severity=9"})
        assert not Recommendation.objects.exists()


class TestApproving:
    def approve(self, letter: Recommendation, cast: Cast, login: Login, **fields: object) -> object:
        page = login(cast.dewi).get(f"/recommendations/{letter.pk}/approve/")
        asked = {"running": 17, "dated": str(DAY), **dict.fromkeys(page.context["form"].confirmations, "on")}
        return login(cast.dewi).post(f"/recommendations/{letter.pk}/approve/", {**asked, **fields})

    def test_every_recalled_basis_must_be_ticked(self, drafted: Recommendation, cast: Cast, login: Login) -> None:
        answer = self.approve(drafted, cast, login, basis_0="")
        drafted.refresh_from_db()
        assert drafted.state == "draft"
        assert "Pastikan" in answer.text  # type: ignore[attr-defined]
        self.approve(drafted, cast, login)
        drafted.refresh_from_db()
        assert (drafted.state, drafted.number) == ("approved", NUMBER)
        assert Entry.objects.get(action="recommendations.approved").details["recalled_confirmed"] >= 3

    def test_what_the_office_writes_itself_is_asked_for_too(
        self, drafted: Recommendation, cast: Cast, login: Login
    ) -> None:
        before = len(login(cast.dewi).get(f"/recommendations/{drafted.pk}/approve/").context["form"].bases)
        Recommendation.objects.filter(pk=drafted.pk).update(
            legal_basis=f"{drafted.legal_basis}\n\nSurat Edaran Nomor 1 Tahun 2024"
        )
        form = login(cast.dewi).get(f"/recommendations/{drafted.pk}/approve/").context["form"]
        assert len(form.bases) == before + 1
        assert any("Surat Edaran" in str(bound.label) for bound in form.bases)

    def test_the_next_number_is_proposed(
        self, approved: Recommendation, make_letter: MakeLetter, cast: Cast, login: Login
    ) -> None:
        page = login(cast.dewi).get(f"/recommendations/{make_letter(1).pk}/approve/")
        assert page.context["form"]["running"].value() == 18

    def test_without_letterhead_nothing_is_approved(self, drafted: Recommendation, cast: Cast, login: Login) -> None:
        OfficeData.objects.update(signatory="")
        self_page = login(cast.dewi).get(f"/recommendations/{drafted.pk}/approve/")
        assert self_page.status_code == 302
        assert "belum diisi" in login(cast.dewi).get(f"/recommendations/{drafted.pk}/").text

    @pytest.mark.parametrize("who", ["sari", "kpu", "budi"])
    def test_nobody_else_opens_the_page(self, drafted: Recommendation, cast: Cast, login: Login, who: str) -> None:
        assert login(getattr(cast, who)).get(f"/recommendations/{drafted.pk}/approve/").status_code == 403


class TestDocuments:
    def document(self, letter: Recommendation, kind: DocumentKind) -> str:
        return f"/recommendations/{letter.pk}/documents/{letter.documents.get(kind=kind).pk}/"

    def test_each_download_is_an_entry(self, sent: Recommendation, cast: Cast, login: Login) -> None:
        answer = login(cast.kpu).get(self.document(sent, DocumentKind.LETTER_PDF))
        assert answer.content.startswith(b"%PDF")
        entry = Entry.objects.get(action="recommendations.downloaded")
        assert (entry.actor, entry.details["kind"], entry.details["masked"]) == ("kpu", "letter_pdf", True)

    def test_the_attachment_is_masked(self, sent: Recommendation) -> None:
        sheet = openpyxl.load_workbook(sent.documents.get(kind=DocumentKind.ATTACHMENT).path).worksheets[0]
        numbers = {str(row[NIK_COLUMN].value) for row in sheet.iter_rows(min_row=HEADING_ROW + 1)}
        assert "1602********0001" in numbers
        assert all("*" in number for number in numbers if number not in ("None", ""))

    def test_whole_numbers_only_where_the_head_allowed_them_and_only_to_head_and_kpu(
        self, drafted: Recommendation, cast: Cast, login: Login
    ) -> None:
        drafted.approve(cast.dewi, LetterNumber.parse(NUMBER), DAY, whole_numbers=True, confirmed=3)
        assert run_next()
        drafted.refresh_from_db()
        drafted.send(cast.sari, DAY)
        address = self.document(drafted, DocumentKind.ATTACHMENT_WHOLE)
        assert login(cast.sari).get(address).status_code == 404
        answer = login(cast.kpu).get(address)
        book = openpyxl.load_workbook(io.BytesIO(answer.content))
        numbers = {str(row[NIK_COLUMN].value) for row in book.worksheets[0].iter_rows(min_row=HEADING_ROW + 1)}
        assert "1602055707840001" in numbers
        assert Entry.objects.get(action="recommendations.whole_numbers_seen").actor == "kpu"

    def test_kpu_does_not_get_the_editable_letter(self, sent: Recommendation, cast: Cast, login: Login) -> None:
        assert login(cast.kpu).get(self.document(sent, DocumentKind.LETTER_DOCX)).status_code == 404
        assert login(cast.sari).get(self.document(sent, DocumentKind.LETTER_DOCX)).status_code == 200

    def test_a_receipt_is_added_and_told_by_its_content(self, sent: Recommendation, cast: Cast, login: Login) -> None:
        address = f"/recommendations/{sent.pk}/documents/"
        false = SimpleUploadedFile("tanda.pdf", b"<html>")
        answer = login(cast.sari).post(address, {"kind": "receipt", "file": false}, follow=True)
        assert "Ini bukan PDF, JPEG, atau PNG." in answer.text
        true = SimpleUploadedFile("tanda-1602055707840001.pdf", b"\xff\xd8\xff\xe0 foto")
        login(cast.sari).post(address, {"kind": "receipt", "file": true})
        kept = sent.documents.get(kind=DocumentKind.RECEIPT)
        assert (kept.suffix, kept.name) == (".jpg", "tanda-1602********0001.jpg")

    def test_a_draft_can_be_read_as_pdf_and_word(self, drafted: Recommendation, cast: Cast, login: Login) -> None:
        assert login(cast.sari).get(f"/recommendations/{drafted.pk}/draft.pdf").content.startswith(b"%PDF")
        assert login(cast.sari).get(f"/recommendations/{drafted.pk}/draft.docx").content.startswith(b"PK")


class TestOffice:
    def test_the_data_of_the_office_are_kept_and_noted(self, oki: None, cast: Cast, login: Login) -> None:
        page = login(cast.sari).get("/recommendations/office/")
        asked = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}
        asked |= {"address": "Jalan Contoh 2", "place": "Kayuagung", "office_code": "K.SS-09", "signatory": "Dewi"}
        asked |= {"addressee_place": "Kayuagung"}
        answer = login(cast.sari).post("/recommendations/office/", asked)
        assert answer.status_code == 302, answer.context["form"].errors
        assert OfficeData.of("16.02").is_complete
        assert Entry.objects.filter(action="recommendations.office_changed").exists()

    @pytest.mark.parametrize(
        ("content", "said"),
        [(b"no document", "bukan dokumen Word"), (None, "nomor_surat")],
        ids=["no Word document", "an unknown word in braces"],
    )
    def test_a_template_that_cannot_be_filled_is_refused(
        self, office: OfficeData, cast: Cast, login: Login, content: bytes | None, said: str
    ) -> None:
        given = SimpleUploadedFile("surat.docx", content or word("Nomor {{ nomor_surat }}"))
        answer = login(cast.sari).post("/recommendations/office/template/", {"template": given})
        assert said in answer.text
        office.refresh_from_db()
        assert office.template is None

    def test_a_good_one_is_used_for_the_next_letter(self, drafted: Recommendation, cast: Cast, login: Login) -> None:
        given = SimpleUploadedFile("surat.docx", word("Surat {{ number }} kepada {{ addressee }}"))
        login(cast.sari).post("/recommendations/office/template/", {"template": given})
        made = login(cast.sari).get(f"/recommendations/{drafted.pk}/draft.docx").content
        assert "kepada Ketua KPU" in text_of(made)
        login(cast.sari).post("/recommendations/office/template/", {"shipped": "1"})
        assert OfficeData.of("16.02").template is None


def word(text: str) -> bytes:
    """A Word document with one paragraph."""
    import docx

    document = docx.Document()
    document.add_paragraph(text)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def text_of(content: bytes) -> str:
    """The paragraphs of a Word document."""
    import docx

    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)
