"""From draft to verified: what each step needs, who may go it, what the trail says."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation
from pytest_django.fixtures import Settings

from saksama.office.recommendations.drafting import discard, draft, remove_findings
from saksama.office.recommendations.letter import LetterNumber
from saksama.office.recommendations.models import Item, Recommendation
from saksama.office.recommendations.states import MOVES, Refused, State, diagram, table
from saksama.office.rolls.models import Finding, FindingStatus, ListVersion
from saksama.office.trail.models import Entry
from tests.office.conftest import Cast
from tests.office.recommendations.conftest import DAY, NUMBER, answer_all

MakeLetter = Callable[..., Recommendation]


class TestDraft:
    def test_only_confirmed_findings_come_in(self, confirmed: ListVersion, cast: Cast) -> None:
        doubtful = confirmed.findings.filter(status=FindingStatus.CONFIRMED).first()
        assert doubtful is not None
        Finding.objects.filter(pk=doubtful.pk).update(status=FindingStatus.UNCLEAR)
        letter = draft(confirmed, Finding.objects.visible_to(cast.sari), cast.sari)
        chosen = set(letter.items.values_list("finding", flat=True))
        assert doubtful.pk not in chosen
        assert chosen == set(confirmed.findings.filter(status=FindingStatus.CONFIRMED).values_list("pk", flat=True))

    def test_a_finding_is_recommended_once(self, drafted: Recommendation, cast: Cast) -> None:
        with pytest.raises(Refused, match="sedikitnya satu"):
            draft(drafted.version, Finding.objects.visible_to(cast.sari), cast.sari)

    def test_the_database_too_refuses_a_second_first_letter(
        self, drafted: Recommendation, make_letter: MakeLetter
    ) -> None:
        other, item = make_letter(1), drafted.items.first()
        with pytest.raises(IntegrityError), transaction.atomic():
            Item.objects.create(recommendation=other, finding=item.finding, region=item.region, kind=item.kind)

    def test_it_begins_with_the_usual_words_and_the_data_of_the_office(self, drafted: Recommendation) -> None:
        assert drafted.subject == "Saran Perbaikan atas Daftar Pemilih Sementara (DPS)"
        assert "Bawaslu Kabupaten Ogan Komering Ilir" in drafted.opening
        assert (drafted.deadline_days, drafted.addressee_place) == (3, "Kayuagung")
        assert "Nomor 5 Tahun 2022" in drafted.legal_basis

    def test_it_is_an_entry_of_the_trail(self, drafted: Recommendation) -> None:
        entry = Entry.objects.get(action="recommendations.drafted")
        assert (entry.actor, entry.region, entry.object_id) == ("sari", "16.02", str(drafted.pk))

    def test_findings_can_be_taken_out_and_chosen_again(self, make_letter: MakeLetter, cast: Cast) -> None:
        letter = make_letter(3)
        first = Item.objects.filter(pk=letter.items.first().pk)
        finding = first.get().finding_id
        assert f"{letter.items.count()} data yang perlu" in letter.opening
        assert remove_findings(letter, first, cast.sari) == 1
        letter.refresh_from_db()
        assert f"{letter.items.count()} data yang perlu" in letter.opening  # the text counts with it
        again = draft(letter.version, Finding.objects.filter(pk=finding), cast.sari)
        assert list(again.items.values_list("finding", flat=True)) == [finding]

    def test_the_last_finding_stays(self, make_letter: MakeLetter, cast: Cast) -> None:
        letter = make_letter(2)
        with pytest.raises(Refused):
            remove_findings(letter, letter.items.all(), cast.sari)

    def test_it_can_be_discarded_while_it_has_no_number(self, drafted: Recommendation, cast: Cast) -> None:
        discard(drafted, cast.sari)
        assert not Recommendation.objects.exists()
        assert Entry.objects.filter(action="recommendations.discarded").exists()

    def test_killed_while_drafting_it_leaves_nothing(
        self, confirmed: ListVersion, cast: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def killed(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("saksama.office.recommendations.drafting.record", killed)
        with pytest.raises(KeyboardInterrupt):
            draft(confirmed, Finding.objects.visible_to(cast.sari), cast.sari)
        assert not Recommendation.objects.exists()
        assert not Item.objects.exists()


class TestApproval:
    def test_only_the_head_approves(self, drafted: Recommendation, cast: Cast) -> None:
        for somebody in (cast.sari, cast.kpu, cast.budi):
            with pytest.raises(Refused, match="Peran"):
                drafted.approve(somebody, LetterNumber.parse(NUMBER), DAY, whole_numbers=False, confirmed=0)
        drafted.refresh_from_db()
        assert (drafted.state, drafted.number) == (State.DRAFT, "")

    def test_a_number_is_given_once(self, approved: Recommendation, make_letter: MakeLetter, cast: Cast) -> None:
        with pytest.raises(Refused, match="sudah dipakai"):
            make_letter(1).approve(cast.dewi, LetterNumber.parse(NUMBER), DAY, whole_numbers=False, confirmed=0)

    def test_it_can_be_taken_back_and_keeps_its_number(self, approved: Recommendation, cast: Cast) -> None:
        approved.take_back(cast.sari, "alamat keliru")
        approved.refresh_from_db()
        assert (approved.state, approved.number, approved.is_made) == (State.DRAFT, NUMBER, False)
        assert not approved.documents.exists()
        with pytest.raises(Refused, match="bernomor"):
            discard(approved, cast.sari)

    def test_without_a_reason_it_is_not_taken_back(self, approved: Recommendation, cast: Cast) -> None:
        with pytest.raises(Refused):
            approved.take_back(cast.sari, " ")


class TestSending:
    def test_the_deadline_is_counted_from_the_day_it_was_handed_over(
        self, approved: Recommendation, cast: Cast, settings: Settings
    ) -> None:
        settings.TODAY = DAY + dt.timedelta(days=2)
        approved.send(cast.sari, DAY + dt.timedelta(days=1))
        assert approved.deadline == dt.date(2024, 9, 6)
        assert approved.days_left == 2

    @pytest.mark.parametrize("days", [-1, 1], ids=["before its date", "in the future"])
    def test_not_on_an_impossible_day(self, approved: Recommendation, cast: Cast, days: int) -> None:
        with pytest.raises(Refused):
            approved.send(cast.sari, DAY + dt.timedelta(days=days))

    def test_not_before_its_files_are_there(self, drafted: Recommendation, cast: Cast) -> None:
        drafted.approve(cast.dewi, LetterNumber.parse(NUMBER), DAY, whole_numbers=False, confirmed=0)
        with pytest.raises(Refused, match="masih dibuat"):
            drafted.send(cast.sari, DAY)

    def test_a_draft_is_not_sent(self, drafted: Recommendation, cast: Cast) -> None:
        Recommendation.objects.filter(pk=drafted.pk).update(made_at="2024-09-02T00:00Z", dated=DAY)
        drafted.refresh_from_db()
        with pytest.raises(Refused, match="status"):
            drafted.send(cast.sari, DAY)


class TestDeadline:
    def test_days_late_go_on_until_the_answer(self, sent: Recommendation, cast: Cast, settings: Settings) -> None:
        settings.TODAY = dt.date(2024, 9, 9)
        assert (sent.deadline, sent.days_late) == (dt.date(2024, 9, 5), 4)
        assert list(Recommendation.objects.late(settings.TODAY)) == [sent]
        answer_all(sent, cast)
        sent.hand_in(cast.kpu)
        settings.TODAY = dt.date(2024, 10, 1)
        assert sent.days_late == 4
        assert not Recommendation.objects.late(settings.TODAY).exists()

    def test_it_is_marked_as_not_carried_out_only_afterwards(
        self, sent: Recommendation, cast: Cast, settings: Settings
    ) -> None:
        with pytest.raises(Refused, match="belum lewat"):
            sent.give_up(cast.sari, "tidak dijawab")
        settings.TODAY = dt.date(2024, 9, 6)
        sent.give_up(cast.sari, "tidak dijawab")
        assert (sent.given_up_on, sent.state) == (dt.date(2024, 9, 6), State.SENT)
        assert Entry.objects.filter(action="recommendations.not_carried_out").exists()
        with pytest.raises(Refused, match="Sudah"):
            sent.give_up(cast.sari, "lagi")

    def test_an_answer_is_handed_in_when_all_is_answered(self, sent: Recommendation, cast: Cast) -> None:
        with pytest.raises(Refused, match="belum dijawab"):
            sent.hand_in(cast.kpu)
        answer_all(sent, cast)
        sent.hand_in(cast.kpu)
        assert (sent.state, sent.answered_on) == (State.ANSWERED, DAY)
        with pytest.raises(Refused, match="sudah diserahkan"):
            sent.hand_in(cast.kpu)


def test_every_state_but_the_first_can_be_reached() -> None:
    reached = {move.target for move in MOVES}
    assert {str(state) for state in State} - reached == set() or State.DRAFT in reached


def test_the_table_and_the_drawing_name_every_step() -> None:
    for move in MOVES:
        assert str(move.label) in table()
        assert str(move.label) in diagram()


def test_the_page_for_users_shows_the_table_and_the_drawing() -> None:
    page = (Path(__file__).parents[3] / "docs" / "users" / "recommendations.md").read_text(encoding="utf-8")
    with translation.override("en"):
        assert table() in page
        assert diagram() in page
