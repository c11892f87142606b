"""The next list is audited: every recommended record is looked up in it, and the rest becomes the next letter."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from saksama.demo import make_regency
from saksama.office.accounts.models import Account
from saksama.office.jobs.models import Job
from saksama.office.jobs.worker import StopWork, run_next
from saksama.office.recommendations.drafting import draft, follow_up
from saksama.office.recommendations.letter import LetterNumber
from saksama.office.recommendations.models import Item, OfficeData, Recommendation, Result
from saksama.office.recommendations.next_list import later_lists
from saksama.office.recommendations.records import claim_table
from saksama.office.recommendations.states import Refused, State
from saksama.office.rolls.models import Finding, FindingStatus, ListFile, ListVersion
from saksama.office.rolls.store_findings import store_findings
from saksama.office.rolls.withdrawing import stand_again, withdraw
from saksama.office.trail.models import Entry
from saksama.reference.elections import Election
from saksama.rolls import ListKind, SecondLists, audit, no_progress, read
from saksama.rolls.verify import Lookup, Outcome
from tests.office.conftest import Cast
from tests.office.recommendations.conftest import DAY, NUMBER, answer_all

Login = Callable[[Account], Client]


@pytest.fixture(scope="session")
def two_lists(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """DPS and DPT of a made-up regency of 1,200 voters, read and audited once."""
    folder = tmp_path_factory.mktemp("lists")
    regency = make_regency(folder / "oki", voters=1_200, seed=7, file_format="csv")
    election = Election.load("pilkada-2024")
    previous = None
    for kind in (ListKind.DPS, ListKind.DPT):
        made = folder / kind.value
        read([regency.lists[kind.value.lower()]], kind=kind, output=made / "roll.parquet")
        audit(made / "roll.parquet", made / "audit", second_lists=SecondLists(previous=previous), election=election)
        previous = made / "roll.parquet"
    return folder


@pytest.fixture
def load(two_lists: Path, cast: Cast) -> Callable[..., ListVersion]:
    """Stores an audited list as the worker does: `load("DPT", previous=dps)`."""

    def loaded(kind: str, **fields: Any) -> ListVersion:
        version: ListVersion = ListVersion.objects.create(
            kind=kind, region="16.02", election="pilkada-2024", name="pleno", by=cast.sari, status="read", **fields
        )
        shutil.copytree(two_lists / kind, version.folder, dirs_exist_ok=True)
        store_findings(version, version.folder / "audit" / "findings.parquet", timezone.now(), no_progress)
        return version

    return loaded


@pytest.fixture
def letter(load: Callable[..., ListVersion], office: OfficeData, cast: Cast) -> Recommendation:
    """A sent letter on everything the audit found in the DPS."""
    dps = load("DPS")
    Finding.objects.update(status=FindingStatus.CONFIRMED)
    drafted = draft(dps, Finding.objects.visible_to(cast.sari), cast.sari)
    drafted.approve(cast.dewi, LetterNumber.parse(NUMBER), DAY, whole_numbers=False, confirmed=0)
    assert run_next()
    drafted.refresh_from_db()
    drafted.send(cast.sari, DAY)
    return drafted


@pytest.fixture
def looked_up(letter: Recommendation, load: Callable[..., ListVersion], cast: Cast) -> Recommendation:
    """KPU says all is fixed; the DPT comes; its records are looked up by themselves."""
    answer_all(letter, cast)
    letter.hand_in(cast.kpu)
    load("DPT", previous=letter.version)
    assert run_next()
    letter.refresh_from_db()
    return letter


def test_the_audit_of_the_next_list_starts_it_by_itself(looked_up: Recommendation) -> None:
    job = Job.objects.latest("pk")
    assert (job.kind, job.state) == ("recommendations.look_up", "done")
    assert looked_up.state == State.VERIFIED
    assert not looked_up.items.filter(result="").exists()
    assert looked_up.look_ups.get().total == looked_up.items.count()


def test_fixed_and_not_fixed_are_told_apart_with_reasons(looked_up: Recommendation) -> None:
    results = set(looked_up.items.values_list("result", flat=True))
    assert {Result.FIXED, Result.NOT_FIXED} <= results
    assert not looked_up.items.filter(result_id="").exists()
    still = looked_up.items.filter(result_code="remove_there").first()
    assert still is not None
    assert "Masih terdaftar di TPS" in still.result_id


def test_a_person_still_listed_is_found_by_name_and_not_by_row(looked_up: Recommendation, two_lists: Path) -> None:
    from saksama.rolls import Engine

    rows = looked_up.items.filter(result_code="remove_there").select_related("finding")
    assert rows
    with Engine(threads=1) as engine:
        for item in rows:
            old, new = (
                engine.value(
                    f"SELECT name FROM read_parquet('{two_lists / kind}/roll.parquet') WHERE record = {record}"
                )  # noqa: S608
                for kind, record in (("DPS", item.finding.record), ("DPT", item.result_record))
            )
            assert old.split()[0][0] == new.split()[0][0]


def test_the_claim_stands_beside_what_the_list_shows(looked_up: Recommendation, cast: Cast, login: Login) -> None:
    table = claim_table(looked_up.items.all())
    assert table.claimed_right == table.total == looked_up.items.count()
    assert 0 < table.shown_fixed < table.total
    assert table.shown_fixed + table.shown_open + table.unsure == table.total
    page = login(cast.sari).get(f"/recommendations/{looked_up.pk}/?claim=fixed&result=not_fixed")
    shown = page.context["listing"].page.paginator.count
    assert shown == looked_up.items.filter(claim="fixed", result="not_fixed").count() > 0


def test_the_rest_becomes_the_next_letter_in_one_click(looked_up: Recommendation, cast: Cast, login: Login) -> None:
    answer = login(cast.sari).post(f"/recommendations/{looked_up.pk}/follow-up/")
    again = Recommendation.objects.get(follows=looked_up)
    assert answer["Location"] == f"/recommendations/{again.pk}/"
    assert again.items.count() == claim_table(looked_up.items.all()).shown_open
    assert NUMBER in again.opening
    assert "Daftar Pemilih Tetap (DPT)" in again.opening
    assert again.subject.startswith("Saran Perbaikan Lanjutan")
    assert login(cast.sari).get(f"/recommendations/{again.pk}/draft.pdf").content.startswith(b"%PDF")
    with pytest.raises(Refused, match="sudah ada"):
        follow_up(looked_up, cast.sari)


def test_the_results_can_be_downloaded_masked_and_noted(looked_up: Recommendation, cast: Cast, login: Login) -> None:
    answer = login(cast.sari).get(f"/recommendations/{looked_up.pk}/results.xlsx")
    assert answer.content.startswith(b"PK")


def test_killed_while_looking_up_nothing_is_half_written(
    letter: Recommendation, load: Callable[..., ListVersion], monkeypatch: pytest.MonkeyPatch
) -> None:
    load("DPT", previous=letter.version)

    def killed(*_: object, **__: object) -> None:
        raise StopWork

    with monkeypatch.context() as patch:
        patch.setattr(Recommendation, "looked_up", killed)
        with pytest.raises(StopWork):
            run_next()
    assert not Item.objects.exclude(result="").exists()
    assert run_next()
    assert not Item.objects.filter(result="").exists()


def test_an_answer_may_come_after_the_next_list(
    letter: Recommendation, load: Callable[..., ListVersion], cast: Cast
) -> None:
    load("DPT", previous=letter.version)
    assert run_next()
    letter.refresh_from_db()
    assert (letter.state, letter.takes_answers) == (State.VERIFIED, True)
    answer_all(letter, cast)
    letter.hand_in(cast.kpu)
    assert (letter.state, letter.answered_on) == (State.VERIFIED, DAY)


def test_looking_up_again_by_hand_gives_the_same(looked_up: Recommendation, cast: Cast, login: Login) -> None:
    before = list(looked_up.items.values_list("pk", "result", "result_id"))
    dpt = ListVersion.objects.get(kind="DPT")
    login(cast.sari).post(f"/recommendations/{looked_up.pk}/look-up/", {"list": dpt.pk})
    assert run_next()
    assert list(looked_up.items.values_list("pk", "result", "result_id")) == before
    assert looked_up.look_ups.count() == 1


@pytest.mark.parametrize("fields", [{"kind": "DPTB"}, {"region": "16.71"}, {"election": "pemilu-2024"}])
def test_a_list_that_does_not_follow_starts_nothing(letter: Recommendation, cast: Cast, fields: dict[str, str]) -> None:
    from saksama.office.recommendations.next_list import concerned

    given = {"kind": "DPT", "region": "16.02", "election": "pilkada-2024", "name": "x", **fields}
    assert not concerned(ListVersion.objects.create(by=cast.sari, **given)).exists()


def test_a_list_that_comes_late_or_lacks_files_does_not_overwrite_what_was_seen(
    looked_up: Recommendation, cast: Cast
) -> None:
    from saksama.office.recommendations.next_list import concerned, later_lists

    given = {"region": "16.02", "election": "pilkada-2024", "name": "x", "status": "audited", "by": cast.sari}
    assert not concerned(ListVersion.objects.create(kind="DPSHP", **given)).exists()
    assert concerned(ListVersion.objects.create(kind="DPT", **given)).exists()
    torn = ListVersion.objects.create(kind="DPT", skips_bad_files=True, **given)
    assert not concerned(torn).exists()
    assert torn not in later_lists(looked_up)


@pytest.mark.parametrize(("kind", "is_asked"), [("DPS", False), ("DPSHP", True), ("DPT", True)])
def test_the_same_files_are_no_new_list_but_for_the_next_kind_they_show_that_nothing_was_fixed(
    sent: Recommendation, cast: Cast, kind: str, is_asked: bool
) -> None:
    from saksama.office.recommendations.next_list import concerned, later_lists

    again = ListVersion.objects.create(
        kind=kind, region="16.02", election="pilkada-2024", name="lagi", by=cast.sari, status="audited"
    )
    for version in (sent.version, again):
        ListFile.objects.create(version=version, name="a.csv", sha256="f" * 64, suffix=".csv", size=1)
    assert concerned(again).exists() == later_lists(sent).exists() == is_asked


def test_partly_is_told_from_otherwise() -> None:
    from saksama.language import Text
    from saksama.office.recommendations.next_list import result_of

    said = Text("x", "x")
    assert result_of(Lookup(Outcome.CHANGED, "keep_fewer", said)) == Result.PARTLY
    assert result_of(Lookup(Outcome.CHANGED, "keep_none", said)) == Result.CHANGED
    assert result_of(Lookup(Outcome.CANNOT_TELL, "perhaps", said)) == Result.CANNOT_TELL


class TestTheListIsWithdrawn:
    """The list it was looked up in, or the one it is about, was handed over by mistake."""

    def test_the_results_are_taken_back(self, looked_up: Recommendation, cast: Cast, login: Login) -> None:
        dpt = ListVersion.objects.get(kind="DPT")
        page = login(cast.sari).get(f"/lists/{dpt.pk}/withdraw/").text
        assert f"Dicari di dalamnya: {NUMBER}" in page
        withdraw(dpt, cast.sari, "keliru")
        looked_up.refresh_from_db()
        assert looked_up.state == State.ANSWERED
        assert not looked_up.look_ups.exists()
        assert not looked_up.items.exclude(result="").exists()
        assert Entry.objects.filter(action="recommendations.results_taken_back", object_id=str(looked_up.pk)).exists()
        assert list(later_lists(looked_up)) == []
        assert not run_next()

    def test_what_an_earlier_list_shows_is_asked_again(
        self, looked_up: Recommendation, load: Callable[..., ListVersion], cast: Cast
    ) -> None:
        shown = list(looked_up.items.order_by("pk").values_list("result", flat=True))
        later = load("DPT", previous=ListVersion.objects.get(kind="DPT"))
        assert run_next()
        assert looked_up.look_ups.count() == 2
        withdraw(later, cast.sari, "keliru")
        assert run_next()
        looked_up.refresh_from_db()
        assert (looked_up.state, looked_up.look_ups.get().version.pk) == (State.VERIFIED, later.previous_id)
        assert list(looked_up.items.order_by("pk").values_list("result", flat=True)) == shown

    def test_taken_back_it_is_looked_up_again(self, looked_up: Recommendation, cast: Cast) -> None:
        dpt = ListVersion.objects.get(kind="DPT")
        withdraw(dpt, cast.sari, "keliru")
        stand_again(dpt, cast.sari)
        assert run_next()
        looked_up.refresh_from_db()
        assert looked_up.state == State.VERIFIED
        assert looked_up.look_ups.get().version == dpt

    def test_a_letter_that_follows_from_it_is_in_the_way(
        self, looked_up: Recommendation, cast: Cast, login: Login
    ) -> None:
        dpt = ListVersion.objects.get(kind="DPT")
        following = follow_up(looked_up, cast.sari)
        page = login(cast.sari).post(f"/lists/{dpt.pk}/withdraw/", {"reason": "keliru"}).text
        assert "Buang dahulu konsep itu." in page
        following.approve(
            cast.dewi, LetterNumber.parse(NUMBER.replace("017", "018")), DAY, whole_numbers=False, confirmed=0
        )
        page = login(cast.sari).post(f"/lists/{dpt.pk}/withdraw/", {"reason": "keliru"}).text
        assert "sehingga daftar ini tidak dapat ditarik" in page
        dpt.refresh_from_db()
        assert not dpt.is_withdrawn
        assert looked_up.look_ups.exists()

    def test_a_sent_letter_about_it_stays_and_says_so(
        self, letter: Recommendation, load: Callable[..., ListVersion], cast: Cast, login: Login
    ) -> None:
        assert f"tetap seperti adanya: {NUMBER}" in login(cast.sari).get(f"/lists/{letter.version_id}/withdraw/").text
        withdraw(letter.version, cast.sari, "daftar kabupaten tetangga")
        load("DPT")
        assert not run_next()  # nothing is looked up for it
        letter.refresh_from_db()
        assert letter.state == State.SENT
        page = login(cast.sari).get(f"/recommendations/{letter.pk}/").text
        assert "ditarik pada" in page
        assert "daftar kabupaten tetangga" in page
        for_kpu = login(cast.kpu).get(f"/recommendations/{letter.pk}/").text
        assert "ditarik pada" in for_kpu
        assert "daftar kabupaten tetangga" not in for_kpu

    def test_a_draft_about_it_is_neither_approved_nor_sent(
        self, letter: Recommendation, cast: Cast, login: Login
    ) -> None:
        Recommendation.objects.filter(pk=letter.pk).update(state=State.APPROVED)
        letter.refresh_from_db()
        withdraw(letter.version, cast.sari, "keliru")
        with pytest.raises(Refused, match="ditarik"):
            letter.send(cast.sari, DAY)
        letter.take_back(cast.sari, "daftarnya ditarik")
        with pytest.raises(Refused, match="ditarik"):
            letter.approve(cast.dewi, LetterNumber.parse(NUMBER), DAY, whole_numbers=False, confirmed=0)
        with pytest.raises(Refused, match="ditarik"):
            draft(letter.version, Finding.objects.visible_to(cast.sari), cast.sari)
        assert not login(cast.dewi).get(f"/recommendations/{letter.pk}/").context["may_approve"]

    def test_a_look_up_that_is_on_its_way_keeps_nothing(
        self, letter: Recommendation, load: Callable[..., ListVersion], cast: Cast
    ) -> None:
        dpt = load("DPT", previous=letter.version)  # its look-up waits
        withdraw(dpt, cast.sari, "keliru")
        assert run_next()
        letter.refresh_from_db()
        assert letter.state == State.SENT
        assert not letter.look_ups.exists()
