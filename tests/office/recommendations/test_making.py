"""The files of an approved letter: made once, whole, and again after a crash."""

import pytest

from saksama.office.jobs.kinds import start
from saksama.office.jobs.models import Job
from saksama.office.jobs.worker import StopWork, run_next
from saksama.office.recommendations.letter import LetterNumber
from saksama.office.recommendations.models import DocumentKind, Recommendation
from saksama.office.trail.models import Entry
from tests.office.conftest import Cast
from tests.office.recommendations.conftest import DAY, NUMBER

MADE = {DocumentKind.LETTER_PDF, DocumentKind.LETTER_DOCX, DocumentKind.ATTACHMENT}


def test_letter_word_document_and_attachment_are_there(approved: Recommendation) -> None:
    assert set(approved.documents.values_list("kind", flat=True)) == MADE
    assert all(document.path.is_file() for document in approved.documents.all())
    assert approved.documents.get(kind="letter_pdf").name == "017-PM.00.01-K.SS-09-09-2024.pdf"
    assert approved.is_made


@pytest.mark.parametrize("where", ["store", "record"])
def test_killed_in_the_middle_it_leaves_no_half_state(
    drafted: Recommendation, cast: Cast, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    drafted.approve(cast.dewi, LetterNumber.parse(NUMBER), DAY, whole_numbers=False, confirmed=0)
    calls = []

    def killed(*_: object, **__: object) -> None:
        calls.append(1)
        raise StopWork

    with monkeypatch.context() as patch:
        patch.setattr(f"saksama.office.recommendations.making.{where}", killed)
        with pytest.raises(StopWork):
            run_next()
    drafted.refresh_from_db()
    assert (drafted.is_made, drafted.documents.count()) == (False, 0)
    assert run_next()
    drafted.refresh_from_db()
    assert drafted.is_made
    assert set(drafted.documents.values_list("kind", flat=True)) == MADE
    assert Entry.objects.filter(action="recommendations.made").count() == 1


def test_begun_again_after_the_last_commit_it_changes_nothing(approved: Recommendation, cast: Cast) -> None:
    before = list(approved.documents.values_list("pk", "sha256"))
    start("recommendations.make", cast.dewi, "16.02", recommendation=approved.pk)
    assert run_next()
    assert list(approved.documents.values_list("pk", "sha256")) == before
    assert Entry.objects.filter(action="recommendations.made").count() == 1


def test_taken_back_while_it_was_being_made_nothing_is_kept(drafted: Recommendation, cast: Cast) -> None:
    drafted.approve(cast.dewi, LetterNumber.parse(NUMBER), DAY, whole_numbers=False, confirmed=0)
    drafted.take_back(cast.sari, "salah alamat")
    assert run_next()
    drafted.refresh_from_db()
    assert (drafted.is_made, drafted.documents.count()) == (False, 0)
    assert Job.objects.latest("pk").state == "done"
