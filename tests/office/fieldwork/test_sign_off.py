"""From the draft to the sealed report: what is missing, who signs, what the seal proves, and the next version."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from saksama.office.accounts.models import Account
from saksama.office.fieldwork.completeness import gaps
from saksama.office.fieldwork.models import Fact, FieldReport, Status
from saksama.office.fieldwork.verifying import verify_seal
from saksama.office.fieldwork.versions import differences
from saksama.office.records.states import move
from saksama.office.trail.models import Entry
from tests.office.conftest import Cast
from tests.office.fieldwork.conftest import STEPS

Login = Callable[[Account], Client]
Write = Callable[..., FieldReport]


def musts(report: FieldReport) -> list[str]:
    """Sections in which something must still be written."""
    return [gap.section for gap in gaps(report) if gap.must]


class TestWhatIsMissing:
    def test_a_complete_report_lacks_nothing_that_must_be_there(self, draft: Write) -> None:
        assert musts(draft()) == []

    def test_an_empty_draft_is_told_every_section(self, cast: Cast, oki: None) -> None:
        report = FieldReport.objects.create(by=cast.eko, region="16.02.05.1001", day=date(2024, 9, 26))
        assert set(musts(report)) == {"supervisor", "activity", "account", "violation", "dispute"}

    @pytest.mark.parametrize(
        ("field", "value", "section"),
        [
            ("assignment_number", "", "supervisor"),
            ("subject", "", "activity"),
            ("purpose", "", "activity"),
            ("place", "", "activity"),
            ("ends", None, "activity"),
            ("present", "", "account"),
            ("seen", "Ramai.", "account"),
            ("analysis", "", "account"),
            ("violation_article", "", "violation"),
            ("violation_article", "UU Pilkada", "violation"),
            ("violation_time", None, "violation"),
            ("violation_day", date(2024, 9, 27), "violation"),
            ("has_violation", None, "violation"),
            ("has_dispute", None, "dispute"),
            ("has_dispute", True, "dispute"),
        ],
    )
    def test_each_gap_is_named_by_its_section(self, draft: Write, field: str, value: object, section: str) -> None:
        assert set(musts(draft(**{field: value}))) == {section}

    def test_facts_must_be_told_in_order_of_time(self, draft: Write) -> None:
        report = draft()
        report.facts.filter(position=2).update(at=time(9, 1))
        assert [gap.text for gap in gaps(report) if gap.must and gap.section == "account"] == [
            "fakta 2 (09.01) ditulis sesudah fakta 1 (09.05). Urutkan menurut waktu."
        ]

    def test_a_count_that_goes_on_past_midnight_is_in_order(self, draft: Write) -> None:
        report = draft(begins=time(7, 0), ends=time(2, 0))
        Fact.objects.create(report=report, position=3, at=time(1, 30), text="Penghitungan selesai.")
        assert musts(report) == []

    def test_a_fact_outside_the_supervision_is_named(self, draft: Write) -> None:
        report = draft()
        Fact.objects.create(report=report, position=3, at=time(14, 0), text="Hadirin pulang.")
        assert musts(report) == ["account"]

    def test_a_witness_needs_an_address(self, draft: Write) -> None:
        report = draft()
        report.people.filter(part="witness").update(address="")
        assert musts(report) == ["violation"]

    def test_each_piece_of_evidence_proves_a_fact_that_is_there(self, draft: Write) -> None:
        report = draft()
        report.evidence.update(fact=7)
        assert musts(report) == ["evidence"]

    def test_a_file_nobody_named_is_asked_about(self, draft: Write) -> None:
        report = draft()
        report.evidence.all().delete()
        assert musts(report) == ["evidence", "evidence"]


class TestSigning:
    def test_the_superior_signs_and_the_report_gets_its_number(self, signed: Write, cast: Cast) -> None:
        report = signed()
        assert (report.status, report.signed_by) == (Status.SIGNED, cast.budi)
        assert report.number.startswith("001/LHP/PM.01.02/K.SS-09/")

    def test_numbers_run_through_the_regency_without_gap(self, draft: Write, cast: Cast) -> None:
        numbers = []
        for author, signer, region in (
            (cast.eko, cast.budi, "16.02.05.1001"),
            (cast.budi, cast.sari, "16.02.05"),
            (cast.cici, cast.dewi, "16.02.13"),
        ):
            report = draft(by=author, region=region)
            move(report, STEPS["submit"], author)
            numbers.append(move(report, STEPS["sign"], signer).number[:3])
        assert numbers == ["001", "002", "003"]

    def test_nobody_signs_an_incomplete_report(self, draft: Write, cast: Cast) -> None:
        with pytest.raises(ValidationError, match="IV. Dugaan pelanggaran"):
            move(draft(violation_article=""), STEPS["submit"], cast.eko)

    def test_neither_the_author_nor_another_district_signs(self, draft: Write, cast: Cast) -> None:
        report = draft(by=cast.budi, region="16.02.05")
        move(report, STEPS["submit"], cast.budi)
        for account in (cast.budi, cast.cici):
            with pytest.raises(ValidationError):
                move(report, STEPS["sign"], account)

    def test_a_returned_report_is_a_draft_again_and_its_author_is_told_why(self, draft: Write, cast: Cast) -> None:
        report = draft()
        move(report, STEPS["submit"], cast.eko)
        move(report, STEPS["return"], cast.budi, "Sebutkan nama masjid.")
        report.refresh_from_db()
        assert report.status == Status.DRAFT
        assert cast.eko.notices.count() == 1
        assert Entry.objects.filter(action="fieldwork.returned").get().details["note"] == "Sebutkan nama masjid."

    def test_the_superior_is_told_that_a_report_waits(self, draft: Write, cast: Cast) -> None:
        move(draft(), STEPS["submit"], cast.eko)
        assert (cast.budi.notices.count(), cast.cici.notices.count(), cast.sari.notices.count()) == (1, 0, 0)


class TestSeal:
    def test_it_holds_and_the_trail_has_the_same_hash(self, signed: Write) -> None:
        report = signed()
        assert verify_seal(report.seal).holds
        assert Entry.objects.get(action="fieldwork.sealed").details["sha256"] == f"sha256:{report.seal.sha256}"

    def test_a_changed_report_is_noticed(self, signed: Write) -> None:
        report = signed()
        FieldReport.objects.filter(pk=report.pk).update(seen="Tidak terjadi apa-apa.")
        report.refresh_from_db()
        verdict = verify_seal(report.seal)
        assert (verdict.holds, verdict.report_same, verdict.text_whole) == (False, False, True)

    def test_a_changed_photo_is_noticed(self, signed: Write) -> None:
        report = signed()
        path = report.attachments().get().path
        whole = path.read_bytes()
        try:
            path.write_bytes(whole + b"0")
            assert verify_seal(report.seal).files_broken == ["panggung.jpg"]
            with pytest.raises(CommandError, match="1 of 1"):
                call_command("verify_reports", stderr=_Silent())
        finally:
            path.write_bytes(whole)

    def test_a_seal_made_anew_with_another_text_is_noticed_by_the_trail(self, signed: Write) -> None:
        from saksama.office.fieldwork.models.seal import digest

        seal = signed().seal
        seal.text = seal.text.replace("delapan puluh", "delapan")
        seal.sha256 = digest(seal.text)
        verdict = verify_seal(seal)
        assert (verdict.text_whole, verdict.in_trail) == (True, False)

    def test_a_region_that_gets_another_name_breaks_nothing(self, signed: Write) -> None:
        from saksama.office.election.models import Region

        report = signed()
        Region.objects.filter(code="16.02.05.1001").update(name="Kota Raya Baru")
        assert verify_seal(report.seal).holds

    def test_anybody_may_ask_and_learns_nothing_else(self, signed: Write) -> None:
        page = Client().get(signed().seal.verify_path)
        assert page.status_code == 200
        assert "Segel utuh" in page.text
        assert "Amir" not in page.text
        assert "panggung" not in page.text

    def test_the_command_counts_what_holds(self, signed: Write, capsys: Any) -> None:
        signed()
        call_command("verify_reports")
        assert "1" in capsys.readouterr().out


class _Silent:
    def write(self, text: str) -> None:
        """Says nothing."""


class TestVersions:
    def test_a_new_version_stands_beside_the_old_one_which_stays_sealed(self, signed: Write, cast: Cast) -> None:
        old = signed()
        new = old.new_version(cast.eko, "Waktu kejadian keliru.")
        assert (new.status, new.version, new.replaces, new.facts.count()) == (Status.DRAFT, 2, old, 2)
        new.violation_time = time(10, 20)
        new.save()
        move(new, STEPS["submit"], cast.eko)
        new = move(new, STEPS["sign"], cast.budi)
        old.refresh_from_db()
        assert (old.status, new.number) == (Status.SUPERSEDED, old.number)
        assert verify_seal(old.seal).holds
        assert verify_seal(new.seal).holds
        assert new.seal.content["replaces"] == old.seal.sha256
        told = differences(old.seal.content, new.seal.content)
        assert [(each.label, each.before, each.after) for each in told] == [("Waktu kejadian", "10:15", "10:20")]

    def test_only_one_new_version_at_a_time_and_never_without_reason(self, signed: Write, cast: Cast) -> None:
        old = signed()
        with pytest.raises(ValidationError):
            old.new_version(cast.eko, " ")
        first = old.new_version(cast.eko, "Salah ketik.")
        with pytest.raises(ValidationError):
            old.new_version(cast.budi, "Juga.")
        move(first, STEPS["discard"], cast.eko, "Tidak jadi.")
        assert old.new_version(cast.eko, "Benar-benar salah ketik.").version == 2

    def test_a_stranger_cannot_begin_one(self, signed: Write, cast: Cast) -> None:
        with pytest.raises(ValidationError):
            signed().new_version(cast.cici, "Saya juga.")
