"""KPU answers record by record, many at a time, or with the workbook that comes back; nobody else does."""

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from saksama.office.accounts.models import Account
from saksama.office.recommendations.letter.attachment import ANSWER, COLUMNS, FINDING, HEADING_ROW, REASON
from saksama.office.recommendations.models import Claim, DocumentKind, Item, Recommendation
from saksama.office.trail.models import Entry
from tests.office.conftest import Cast

Login = Callable[[Account], Client]
HEADINGS = [heading for heading, _ in COLUMNS]


def returned(letter: Recommendation, cells: dict[tuple[int, str], str]) -> SimpleUploadedFile:
    """The attachment as it went out, with cells written: (record from 1, heading) to value."""
    book = openpyxl.load_workbook(letter.documents.get(kind=DocumentKind.ATTACHMENT).path)
    for (number, heading), value in cells.items():
        book.worksheets[0].cell(HEADING_ROW + number, HEADINGS.index(heading) + 1).value = value
    saved = io.BytesIO()
    book.save(saved)
    return SimpleUploadedFile("jawaban.xlsx", saved.getvalue())


class TestInTheBrowser:
    def test_ticked_records_get_the_answer_and_the_trail_says_how_many(
        self, sent: Recommendation, cast: Cast, login: Login
    ) -> None:
        first, *others = sent.items.all()
        asked = {"item": [first.pk], "claim": "fixed", "reason": "dicoret 1 September", "query": "kind=duplicate"}
        answer = login(cast.kpu).post(f"/recommendations/{sent.pk}/answer/", asked)
        assert answer["Location"] == f"/recommendations/{sent.pk}/?kind=duplicate#records"
        first.refresh_from_db()
        assert (first.claim, first.claim_reason, first.claimed_by) == (Claim.FIXED, "dicoret 1 September", cast.kpu)
        assert not sent.items.filter(pk__in=[each.pk for each in others]).exclude(claim="").exists()
        assert Entry.objects.get(action="recommendations.records_answered").details["records"] == 1

    def test_all_that_fit_the_filter_at_once(self, sent: Recommendation, cast: Cast, login: Login) -> None:
        asked = {"everything": "1", "claim": "already_right", "query": "kind=duplicate"}
        login(cast.kpu).post(f"/recommendations/{sent.pk}/answer/", asked)
        answered = set(sent.items.exclude(claim="").values_list("kind", flat=True))
        assert answered == {"duplicate"}
        assert sent.items.filter(claim="").exists()

    @pytest.mark.parametrize(
        ("sent_with", "said"),
        [
            ({"claim": "rejected"}, "Tulis alasan penolakannya."),
            ({"claim": "fixed", "reason": "NIK 1602 0557 0784 0001"}, "tanpa NIK"),
            ({"claim": "perhaps"}, "perhaps"),
            ({"claim": "fixed", "item": []}, "Centang sedikitnya satu data."),
        ],
        ids=["no reason", "a NIK", "unknown", "nothing ticked"],
    )
    def test_what_cannot_be_is_said_and_nothing_is_written(
        self, sent: Recommendation, cast: Cast, login: Login, sent_with: dict[str, object], said: str
    ) -> None:
        asked = {"item": [each.pk for each in sent.items.all()], **sent_with}
        answer = login(cast.kpu).post(f"/recommendations/{sent.pk}/answer/", asked, follow=True)
        assert said in answer.text
        assert not Item.objects.exclude(claim="").exists()

    def test_staff_does_not_answer_in_kpus_place(self, sent: Recommendation, cast: Cast, login: Login) -> None:
        asked = {"item": [each.pk for each in sent.items.all()], "claim": "fixed"}
        login(cast.sari).post(f"/recommendations/{sent.pk}/answer/", asked)
        assert not Item.objects.exclude(claim="").exists()

    def test_after_it_is_handed_in_nothing_changes_any_more(
        self, answered: Recommendation, cast: Cast, login: Login
    ) -> None:
        asked = {"item": [each.pk for each in answered.items.all()], "claim": "rejected", "reason": "salah"}
        answer = login(cast.kpu).post(f"/recommendations/{answered.pk}/answer/", asked, follow=True)
        assert "tidak dapat diubah lagi" in answer.text
        assert set(answered.items.values_list("claim", flat=True)) == {Claim.FIXED}


class TestWorkbook:
    def test_answers_are_taken_over_and_the_workbook_is_kept(
        self, sent: Recommendation, cast: Cast, login: Login
    ) -> None:
        cells = {(1, ANSWER): "Sudah diperbaiki", (2, ANSWER): "ditolak", (2, REASON): "pemilih menetap"}
        answer = login(cast.kpu).post(
            f"/recommendations/{sent.pk}/answer/workbook/", {"workbook": returned(sent, cells)}
        )
        assert answer.status_code == 302
        assert sorted(sent.items.exclude(claim="").values_list("claim", "claim_reason")) == [
            ("fixed", ""),
            ("rejected", "pemilih menetap"),
        ]
        assert sent.documents.filter(kind=DocumentKind.ANSWER_XLSX).exists()

    def test_staff_takes_over_what_came_by_mail(self, sent: Recommendation, cast: Cast, login: Login) -> None:
        given = returned(sent, {(1, ANSWER): "sudah benar"})
        login(cast.sari).post(f"/recommendations/{sent.pk}/answer/workbook/", {"workbook": given})
        assert sent.items.get(claim=Claim.ALREADY_RIGHT).claimed_by == cast.sari

    @pytest.mark.parametrize(
        ("cells", "said"),
        [
            ({(1, ANSWER): "sudah diperbaiki", (2, ANSWER): "mungkin"}, f"P{HEADING_ROW + 2}"),
            ({(1, ANSWER): "sudah diperbaiki", (2, ANSWER): "ditolak"}, f"Q{HEADING_ROW + 2}"),
            ({(1, ANSWER): "sudah diperbaiki", (1, FINDING): "ffffffffffffffff"}, f"R{HEADING_ROW + 1}"),
            ({}, "Tidak ada jawaban di dalamnya."),
        ],
        ids=["unknown answer", "no reason", "foreign code", "empty"],
    )
    def test_one_wrong_row_and_nothing_is_taken_over(
        self, sent: Recommendation, cast: Cast, login: Login, cells: dict[tuple[int, str], str], said: str
    ) -> None:
        answer = login(cast.kpu).post(
            f"/recommendations/{sent.pk}/answer/workbook/", {"workbook": returned(sent, cells)}
        )
        assert said in answer.text
        assert not Item.objects.exclude(claim="").exists()

    def test_all_wrong_rows_are_named_at_once(self, sent: Recommendation, cast: Cast, login: Login) -> None:
        cells = {(1, ANSWER): "sdh diperbaiki", (2, ANSWER): "ditolak"}
        address = f"/recommendations/{sent.pk}/answer/workbook/"
        page = login(cast.kpu).post(address, {"workbook": returned(sent, cells)}).text
        assert f"P{HEADING_ROW + 1}" in page
        assert f"Q{HEADING_ROW + 2}" in page

    def test_what_is_no_workbook_is_said(self, sent: Recommendation, cast: Cast, login: Login) -> None:
        given = SimpleUploadedFile("jawaban.xlsx", b"no workbook")
        answer = login(cast.kpu).post(f"/recommendations/{sent.pk}/answer/workbook/", {"workbook": given})
        assert "bukan buku kerja xlsx" in answer.text
