"""The letter of decision that comes with an answer: by the link, by a liaison, from paper; and what is refused."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from saksama.office.accounts.models import Account
from saksama.office.neutrality import decision_file
from saksama.office.neutrality.models import NeutralityCase
from saksama.office.records.models import Attachment
from saksama.office.trail.models import Entry
from tests.office.conftest import Cast
from tests.office.fieldwork.conftest import photo
from tests.office.neutrality.conftest import DAY, make_agency

pytestmark = pytest.mark.django_db
Referred = Callable[..., NeutralityCase]
ANSWER = {
    "answer": "sanction", "sanction": "moral_open", "decision_number": "800/12/2024", "decision_day": DAY.isoformat(),
    "answered_by": "Sekretaris", "note": "Sudah dijatuhkan.",
}  # fmt: skip


def _letter(name: str = "SK 800.pdf", content: bytes = b"%PDF-1.7\n%%EOF\n") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_by_the_link_it_is_kept_among_the_files_of_the_case(
    login: Callable[[Account], Client], cast: Cast, referred: Referred
) -> None:
    case = referred()
    page = f"/neutrality/answers/{case.handovers.get().link_code()}/"
    thanks = Client().post(page, {**ANSWER, "upload": _letter()})
    file = case.handovers.get().decision_file
    assert file is not None and file.sha256 in thanks.text
    assert (file.object_id, file.caption, file.by.username) == (
        case.pk, f"{case.handovers.get().number}: 800/12/2024", "tautan-surat",
    )  # fmt: skip
    assert not file.by.is_active and not file.by.has_usable_password()
    assert Entry.objects.filter(action="records.file_attached", actor="tautan-surat").exists()
    inside = login(cast.sari)
    assert f"/attachments/{file.pk}/" in inside.get(f"/neutrality/{case.pk}/").text
    assert inside.get(f"/attachments/{file.pk}/").getvalue() == b"%PDF-1.7\n%%EOF\n"
    assert login(cast.cici).get(f"/attachments/{file.pk}/").status_code == 404


def test_a_liaison_sends_it_too(login: Callable[[Account], Client], cast: Cast, referred: Referred) -> None:
    case = referred(agency=make_agency("Dishub", cast.dishub))
    login(cast.dishub).post(f"/neutrality/{case.pk}/answer/", {**ANSWER, "upload": photo("SK.jpg", "white")})
    file = case.handovers.get().decision_file
    assert file is not None and file.by == cast.dishub
    assert f"/attachments/{file.pk}/" in login(cast.dishub).get(f"/neutrality/{case.pk}/").text


def test_without_a_file_it_is_an_answer_all_the_same(referred: Referred) -> None:
    case = referred()
    Client().post(f"/neutrality/answers/{case.handovers.get().link_code()}/", ANSWER)
    case.refresh_from_db()
    assert (case.status, case.handovers.get().decision_file) == ("answered", None)


@pytest.mark.parametrize(
    ("upload", "words"),
    [
        (_letter("SK.pdf", b"MZ no pdf"), "bukan PDF"),
        (_letter("SK.jpg", b"%PDF-1.7"), "foto"),
        (_letter("SK.docx", b"PK"), "PDF, JPEG atau PNG"),
        (_letter("SK.exe", b"MZ"), "tidak dapat dilampirkan"),
        (_letter("SK.pdf", b""), "kosong"),
        (_letter("1602050101900001.pdf"), "NIK"),
        (_letter("besar.pdf", b"%PDF-" + b"x" * 2000), "lebih besar"),
    ],
)
def test_what_is_no_letter_of_decision_is_refused_and_nothing_is_answered(
    upload: SimpleUploadedFile, words: str, referred: Referred, monkeypatch: Any
) -> None:
    monkeypatch.setattr(decision_file, "DECISION_LIMIT", 1000)
    case = referred()
    upload.seek(0)
    page = f"/neutrality/answers/{case.handovers.get().link_code()}/"
    before = Attachment.objects.count()
    assert words in Client().post(page, {**ANSWER, "upload": upload}).text
    case.refresh_from_db()
    assert (case.status, Attachment.objects.count()) == ("referred", before)


def test_word_of_progress_brings_no_file(referred: Referred) -> None:
    page = f"/neutrality/answers/{referred().handovers.get().link_code()}/"
    told = {"answer": "progress", "answered_by": "Sekretaris", "note": "Diproses.", "upload": _letter()}
    assert "bersama keputusan" in Client().post(page, told).text
