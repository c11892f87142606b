"""A neutrality case from the report to the sanction: states, deadlines, two persons, notices, the catalogue."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from saksama.office import clock
from saksama.office.accounts.models import Account
from saksama.office.fieldwork.models import FieldReport
from saksama.office.neutrality import catalogue
from saksama.office.neutrality.answering import LinkHolder, take_answer
from saksama.office.neutrality.evidence import events
from saksama.office.neutrality.forms import bodies_for
from saksama.office.neutrality.models import OPEN, Handover, NeutralityCase, Status
from saksama.office.neutrality.models.handover import by_link
from saksama.office.neutrality.reminders import due_steps
from saksama.office.neutrality.reminding import remind
from saksama.office.neutrality.room import MOVES, STEPS
from saksama.office.neutrality.telling import TELLS
from saksama.office.records.models import Approval, Link, Notice
from saksama.office.records.starting import begin
from saksama.office.records.states import diagram, markdown, move
from saksama.office.trail.models import Entry
from tests.office.conftest import Cast
from tests.office.fieldwork.conftest import draft, signed
from tests.office.neutrality.conftest import DAY, NAME, approve, assess, make_agency, make_case, prepare
from tests.office.threats.conftest import make_threat

__all__ = ["draft", "signed"]  # fixtures of the field reports
Login = Callable[[Account], Client]
Referred = Callable[..., NeutralityCase]
GUIDE = Path(__file__).parents[3] / "docs" / "users" / "neutrality.md"
SANCTION: dict[str, Any] = {
    "answer": "sanction",
    "sanction": "cut_6",
    "decision_number": "800/12/2024",
    "decision_day": DAY,
    "note": "",
    "answered_by": "Kepala BKPSDM",
}


def at(day: date, hour: int = 10) -> datetime:
    """A moment of that day here."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=timezone.get_current_timezone())


class TestWay:
    def test_from_the_report_to_the_sanction_each_state_has_its_deadline(self, referred: Referred, cast: Cast) -> None:
        case = referred()
        take_answer(case.handovers.get(), SANCTION, cast.sari)
        case.refresh_from_db()
        move(case, STEPS["close"], cast.sari)
        case.refresh_from_db()
        assert (case.status, case.outcome, case.due) == ("closed", "sanction", None)
        told = [(each.status, each.due, each.left is None) for each in case.passages.all()]
        assert told == [
            ("received", DAY + timedelta(days=2), False),
            ("verified", DAY + timedelta(days=5), False),
            ("escalated", DAY + timedelta(days=3), False),
            ("referred", date(2024, 10, 3), False),  # as long as the letter gives the body
            ("answered", DAY + timedelta(days=7), False),
            ("closed", None, True),
        ]

    def test_each_step_stands_in_the_trail_and_no_entry_has_the_name(self, referred: Referred, cast: Cast) -> None:
        case = referred()
        actions = Entry.objects.filter(object_type="neutrality.neutralitycase").values_list("action", flat=True)
        assert {"neutrality.reported", "neutrality.verified", "neutrality.escalated", "neutrality.referred"} <= set(
            actions
        )
        for entry in Entry.objects.all():
            assert NAME not in f"{entry.object_label}{entry.details_text}"
        assert NAME not in str(case)
        assert not NeutralityCase.objects.matching("rahmat").exists()

    def test_it_is_not_verified_without_a_file_as_evidence_or_with_conduct_of_other_people(
        self, cast: Cast, oki: None
    ) -> None:
        case = make_case(cast.budi, proof=False)
        with pytest.raises(ValidationError, match="tautan saja dapat hilang"):
            move(case, STEPS["verify"], cast.sari)
        case = make_case(cast.budi, conduct="urging")
        with pytest.raises(ValidationError, match="tidak ada dalam aturan"):
            move(case, STEPS["verify"], cast.sari)

    def test_no_violation_cannot_be_handed_over(self, case: NeutralityCase, cast: Cast) -> None:
        case = move(case, STEPS["verify"], cast.sari)
        assess(case, cast.sari, "none")
        case = move(case, STEPS["escalate"], cast.sari)
        prepare(case, cast.sari)
        with pytest.raises(ValidationError, match="bukan pelanggaran"):
            move(case, STEPS["refer"], cast.sari)

    def test_it_can_be_reopened_and_handed_to_another_body(self, referred: Referred, cast: Cast) -> None:
        case = referred()
        answer = {**SANCTION, "answer": "not_competent", "sanction": "", "note": "Teruskan ke PPK."}
        take_answer(case.handovers.get(), answer, cast.sari)
        case.refresh_from_db()
        case = move(case, STEPS["reopen"], cast.sari, "Diteruskan ke PPK.")
        assert (case.status, case.outcome) == (Status.REOPENED, "")
        case = move(case, STEPS["escalate"], cast.sari)
        prepare(case, cast.sari, body="ppk")
        move(case, STEPS["refer"], cast.sari)
        assert approve(case, cast.dewi).status == Status.REFERRED
        assert case.handovers.count() == 2

    def test_numbers_run_by_regency_and_year(self, cast: Cast, oki: None) -> None:
        assert [make_case(cast.budi).number for _ in range(2)] == ["NTR/16.02/001/2024", "NTR/16.02/002/2024"]


class TestTwoPersons:
    @pytest.mark.parametrize("step", ["drop", "void"])
    def test_the_head_decides_what_staff_proposes(self, case: NeutralityCase, cast: Cast, step: str) -> None:
        move(case, STEPS[step], cast.sari, "Tercatat dua kali.")
        case.refresh_from_db()
        assert case.status == Status.RECEIVED
        waiting = Approval.objects.get()
        assert not waiting.is_decidable_by(cast.sari)
        assert cast.dewi.notices.filter(text_id__startswith="Menunggu persetujuan orang kedua").count() == 1
        with pytest.raises(ValidationError):
            waiting.decide(cast.sari, approved=True)
        assert approve(case, cast.dewi).outcome == {"drop": "dropped", "void": "void"}[step]

    def test_a_head_does_not_propose_and_a_refusal_changes_nothing(self, case: NeutralityCase, cast: Cast) -> None:
        with pytest.raises(ValidationError):
            move(case, STEPS["void"], cast.dewi, "Tidak perlu.")
        move(case, STEPS["void"], cast.sari, "Tidak perlu.")
        Approval.objects.get().decide(cast.dewi, approved=False)
        case.refresh_from_db()
        assert case.status == Status.RECEIVED

    def test_the_letter_goes_out_only_with_the_approval(self, case: NeutralityCase, cast: Cast) -> None:
        case = move(case, STEPS["verify"], cast.sari)
        assess(case, cast.sari)
        case = move(case, STEPS["escalate"], cast.sari)
        letter = prepare(case, cast.sari)
        move(case, STEPS["refer"], cast.sari)
        assert by_link(letter.link_code()) is None
        approve(case, cast.dewi)
        found = by_link(letter.link_code())
        assert found is not None
        assert found.approved_by == cast.dewi

    def test_what_the_head_has_read_is_not_changed_and_the_issued_letter_stays_as_it_was(
        self, referred: Referred, cast: Cast
    ) -> None:
        case = referred()
        assert not case.is_correctable_by(cast.sari)
        answer = {**SANCTION, "answer": "not_competent", "sanction": "", "note": "Bukan kewenangan kami."}
        take_answer(case.handovers.get(), answer, cast.sari)
        case.refresh_from_db()
        case = move(case, STEPS["reopen"], cast.sari, "Data jabatan keliru.")
        assert case.is_correctable_by(cast.sari)
        NeutralityCase.objects.filter(pk=case.pk).update(position="Kepala Bidang Angkutan")
        assert ["Jabatan", "Kepala Seksi Angkutan"] in case.handovers.get().content["person"]


class TestAnswer:
    def test_only_the_latest_letter_is_answered(self, referred: Referred, cast: Cast) -> None:
        case = referred()
        move(case, STEPS["void"], cast.sari, "Keliru.")
        case = move(approve(case, cast.dewi), STEPS["reopen"], cast.sari, "Ternyata benar.")
        case = move(case, STEPS["escalate"], cast.sari)
        with clock.pretend(at(DAY + timedelta(days=1))):
            prepare(case, cast.sari, body="ppk")
            move(case, STEPS["refer"], cast.sari)
            case = approve(case, cast.dewi)
        first, second = case.handovers.all()
        assert (first.is_answerable, second.is_answerable) == (False, True)

    def test_the_link_answers_once_until_it_expires_or_is_renewed(self, referred: Referred, cast: Cast) -> None:
        letter = referred().handovers.get()
        code = letter.link_code()
        take_answer(letter, {**SANCTION, "answer": "progress", "note": "Sedang diperiksa."}, LinkHolder.of(letter))
        letter.refresh_from_db()
        assert (letter.progress, letter.case.status) == ("Sedang diperiksa.", "referred")
        take_answer(letter, SANCTION, LinkHolder.of(letter))
        letter.refresh_from_db()
        assert (letter.answer, letter.sanction, letter.by_link, letter.case.status) == (
            "sanction",
            "cut_6",
            True,
            "answered",
        )
        assert Entry.objects.get(action="neutrality.answered").actor == f"tautan surat {letter.number}"
        with pytest.raises(ValidationError):
            take_answer(letter, SANCTION, LinkHolder.of(letter))
        with clock.pretend(at(DAY + timedelta(days=91))):
            assert by_link(code) is None
        Handover.objects.update(link_version=2)
        assert by_link(code) is None
        assert by_link("1.1:forged") is None

    def test_whoever_holds_a_link_may_do_nothing_else(self, referred: Referred, cast: Cast) -> None:
        case = referred()
        with pytest.raises(ValidationError):
            move(case, STEPS["void"], LinkHolder("tautan"), "Batal.")

    def test_the_database_refuses_half_an_answer(self, referred: Referred) -> None:
        case = referred()
        for values in ({"answer": "sanction"}, {"sanction": "cut_6"}, {"answered": timezone.now()}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Handover.objects.filter(case=case).update(**values)


class TestReminding:
    def test_staff_and_head_are_told_once_before_and_once_after(self, case: NeutralityCase, cast: Cast) -> None:
        notices = Notice.objects.filter(account=cast.sari, key__contains=f"neutrality {case.pk} received")
        for day, number in (
            (DAY, 0),
            (DAY + timedelta(days=1), 1),
            (DAY + timedelta(days=2), 1),
            (DAY + timedelta(days=3), 2),
        ):
            remind(day)
            assert notices.count() == number, day
        call_command("remind_neutrality")
        assert not cast.budi.notices.filter(key__contains="received").exists()

    def test_an_unanswered_letter_reminds_also_the_liaison_of_the_body(self, referred: Referred, cast: Cast) -> None:
        referred(agency=make_agency("BKPSDM", cast.dishub))
        remind(date(2024, 10, 4))
        for who in (cast.sari, cast.dewi, cast.dishub):
            assert who.notices.filter(text_id__startswith="Belum dijawab sejak 03-10-2024").count() == 1, who

    def test_the_start_page_tells_staff_what_is_due_and_the_liaison_what_to_answer(
        self, referred: Referred, cast: Cast
    ) -> None:
        case = referred(agency=make_agency("BKPSDM", cast.dishub))
        late = make_case(cast.budi)
        day = DAY + timedelta(days=4)
        assert [each.url for each in due_steps(cast.sari, day)] == [late.get_absolute_url()]
        assert [each.url for each in due_steps(cast.dishub, day)] == [case.get_absolute_url()]
        assert list(due_steps(cast.budi, day)) == []

    def test_a_meeting_is_offered_the_open_verified_cases_the_most_urgent_first(
        self, referred: Referred, cast: Cast
    ) -> None:
        late = referred()
        unchecked = make_case(cast.budi)
        sooner = move(make_case(cast.budi), STEPS["verify"], cast.sari)
        offered = list(NeutralityCase.objects.visible_to(cast.sari).for_agenda(DAY))
        assert offered == [sooner, late]
        assert unchecked not in offered


class TestOpening:
    def test_one_click_on_a_field_report_opens_a_case_for_each_suspect_once(
        self, signed: Callable[..., FieldReport], cast: Cast
    ) -> None:
        report = signed()
        first, again = (begin(report, "neutrality", cast.sari) for _ in range(2))
        assert first == again
        case = first[0]
        assert (case.name, case.position, case.source, case.place) == (
            "Amir Hamzah", "Lurah", "field", report.violation_place,
        )  # fmt: skip
        assert Link.objects.count() == 1
        newer = report.new_version(cast.eko, "Salah ketik.")
        move(newer, _step("submit"), cast.eko)
        move(newer, _step("sign"), cast.budi)
        newer.refresh_from_db()
        assert begin(newer, "neutrality", cast.sari) == first

    def test_two_suspects_are_two_cases_and_the_page_says_so(
        self, signed: Callable[..., FieldReport], cast: Cast, login: Login
    ) -> None:
        report = signed()
        report.people.create(part="suspect", position=2, name="Bakri", occupation="Kepala dusun")
        answer = login(cast.sari).post(f"/records/fieldwork/{report.pk}/begin/neutrality/", follow=True)
        assert [case.name for case in NeutralityCase.objects.order_by("pk")] == ["Amir Hamzah", "Bakri"]
        assert "2 catatan dibuat dari catatan tadi" in answer.text

    def test_a_suspected_violation_and_a_threat_open_one_with_their_class(
        self, signed: Callable[..., FieldReport], cast: Cast
    ) -> None:
        file = begin(signed(), "violations", cast.sari)[0]
        assert [case.source for case in begin(file, "neutrality", cast.sari)] == ["violation"]
        threat = make_threat(cast.sari, classification="restricted")
        case = begin(threat, "neutrality", cast.sari)[0]
        assert (case.source, case.classification, case.conduct) == ("threat", "restricted", "")
        assert "belum ditentukan" in str(case)

    def test_an_unsigned_report_opens_none(self, draft: Callable[..., FieldReport], cast: Cast) -> None:
        with pytest.raises(ValidationError):
            begin(draft(by=cast.sari, region="16.02"), "neutrality", cast.sari)


class TestIndex:
    def test_what_was_handed_over_counts_by_its_class_and_what_is_not_proven_does_not(
        self, referred: Referred, cast: Cast
    ) -> None:
        span = ("16.02", date(2024, 9, 1), date(2024, 9, 30))
        assert list(events(*span)) == []
        case = referred(klass="moderate")
        village = referred(
            make_case(cast.budi, person_kind="village_head", conduct="urging"), klass="village", body="regent"
        )
        assert [(each.kind, each.level) for each in events(*span)] == [("neutrality.asn", 2), ("neutrality.village", 2)]
        take_answer(village.handovers.get(), {**SANCTION, "sanction": "village_oral"}, cast.sari)
        answer = {**SANCTION, "answer": "not_proven", "sanction": "", "note": "Tidak terbukti."}
        take_answer(case.handovers.get(), answer, cast.sari)
        assert [each.kind for each in events(*span)] == ["neutrality.village"]

    def test_a_case_that_the_violations_count_already_is_not_counted_twice(
        self, referred: Referred, signed: Callable[..., FieldReport], cast: Cast
    ) -> None:
        case = referred()
        NeutralityCase.objects.filter(pk=case.pk).update(origin="violations.violationfile:1:1")
        assert list(events("16.02", date(2024, 9, 1), date(2024, 9, 30))) == []


class TestTables:
    def test_each_line_of_the_catalogue_names_its_basis_and_its_mark(self) -> None:
        groups = {"asn", "village", "service"}
        for act in catalogue.acts().values():
            assert act.title.id and act.title.en and act.for_whom <= groups, act.key
            for listed in act.lists:
                assert listed.basis and listed.sanction and listed.source and listed.mark in ("S", "R"), act.key
                assert listed.list in ("ethics", "discipline", "village", "service"), act.key
        for sanction in catalogue.sanctions().values():
            assert sanction.basis and sanction.mark in ("S", "R") and sanction.for_whom <= groups
        for body in catalogue.bodies().values():
            assert body.basis and body.days > 0 and body.mark in ("S", "R", "K")
        assert len(catalogue.acts()) < 100
        assert all(len(key) <= 20 for key in catalogue.acts())

    def test_the_same_act_stands_in_both_lists(self) -> None:
        for key in ("banners", "declaration", "reaction", "photo"):
            assert {each.list for each in catalogue.acts()[key].lists} >= {"ethics", "discipline"}, key

    def test_nothing_is_handed_to_a_body_that_is_no_more(self) -> None:
        assert "kasn" in {body.key for body in bodies_for("asn", date(2024, 8, 1))}
        assert {body.key for body in bodies_for("asn", DAY)} == {"bkn", "ppk", "inspectorate"}

    def test_every_state_has_a_way_out_and_every_open_one_a_deadline(self) -> None:
        assert set(catalogue.terms()) == {str(status) for status in OPEN}
        for status in OPEN:
            assert any(status in step.sources for step in MOVES), status
        assert {step.key for step in MOVES} <= set(TELLS)
        assert {step.key for step in MOVES if step.second} == {"refer", "drop", "void"}

    def test_the_guide_shows_the_table_as_it_is(self) -> None:
        names = {status.value: str(status.name).lower() for status in Status}
        from django.utils.translation import override

        with override("en"):
            drawn = f"```mermaid\n{diagram(MOVES, {s.value: str(s.label) for s in Status}, 'received')}\n```"
            table = markdown(MOVES, {s.value: str(s.label) for s in Status})
        text = GUIDE.read_text(encoding="utf-8")
        assert drawn in text, f"docs/users/neutrality.md should hold:\n{drawn}"
        assert table in text, f"docs/users/neutrality.md should hold:\n{table}"
        assert set(names) == set(Status.values)


def _step(key: str) -> Any:
    from saksama.office.fieldwork.room import MOVES as REPORT_MOVES

    return next(step for step in REPORT_MOVES if step.key == key)
