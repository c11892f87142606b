"""A real worker, killed with -9 while it makes a letter and while it looks records up in the next list."""

import shutil
from pathlib import Path

import pytest
from django.utils import timezone

from saksama.office.recommendations.letter import LetterNumber
from saksama.office.recommendations.models import Item, LookUp, Recommendation
from saksama.office.recommendations.states import State
from saksama.office.rolls.models import ListVersion
from saksama.office.rolls.store_findings import store_findings
from saksama.office.trail.models import Entry
from saksama.office.trail.verify import verify
from saksama.rolls import no_progress
from tests.office.conftest import Cast
from tests.office.killing import WORKER, abandoned, is_begun, processes, until
from tests.office.recommendations.conftest import DAY, NUMBER

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 2


def is_there(letter: Recommendation, **fields: object) -> bool:
    return Recommendation.objects.filter(pk=letter.pk, **fields).exists()


def test_a_letter_has_all_its_files_or_none(drafted: Recommendation, cast: Cast) -> None:
    drafted.approve(cast.dewi, LetterNumber.parse(NUMBER), DAY, whole_numbers=False, confirmed=0)
    with processes() as start:
        for _time in range(TIMES):
            running = start(WORKER)
            until(is_begun)
            running.kill()
            abandoned()
            assert drafted.documents.count() == (3 if is_there(drafted, made_at__isnull=False) else 0)
        last = start(WORKER)
        until(lambda: is_there(drafted, made_at__isnull=False))
        last.stop()
    assert sorted(drafted.documents.values_list("kind", flat=True)) == ["attachment", "letter_docx", "letter_pdf"]
    assert all(each.path.stat().st_size == each.size for each in drafted.documents.all())
    assert Entry.objects.filter(action="recommendations.made").count() == 1
    assert verify().whole


def test_a_look_up_gives_every_record_its_result_or_none(
    sent: Recommendation, audited_folder: Path, cast: Cast
) -> None:
    following = ListVersion.objects.create(
        kind="DPT", region="16.02", election="pilkada-2024", name="pleno September", by=cast.sari, status="read"
    )
    shutil.copytree(audited_folder, following.folder, dirs_exist_ok=True)
    # The lists are the same: nothing was fixed. That the list is audited puts the look-up in the queue.
    store_findings(following, following.folder / "audit" / "findings.parquet", timezone.now(), no_progress)
    with processes() as start:
        for _time in range(TIMES):
            running = start(WORKER)
            until(is_begun)
            running.kill()
            abandoned()
            without = Item.objects.filter(recommendation=sent, result="").count()
            assert without == (0 if LookUp.objects.exists() else sent.items.count())
        last = start(WORKER)
        until(lambda: is_there(sent, state=State.VERIFIED))
        last.stop()
    assert LookUp.objects.get().total == sent.items.count()
    assert not Item.objects.filter(result="").exists()
    assert verify().whole
