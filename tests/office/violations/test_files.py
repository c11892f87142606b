"""A suspected violation from the field report to its hand-over: states, numbers, names, warnings, who sees it."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from saksama.office import clock
from saksama.office.accounts.models import Account
from saksama.office.fieldwork.models import FieldReport
from saksama.office.fieldwork.room import MOVES as REPORT_MOVES
from saksama.office.records.starting import begin
from saksama.office.records.states import move
from saksama.office.trail.models import Entry
from saksama.office.violations.evidence import events
from saksama.office.violations.models import Status, ViolationFile
from saksama.office.violations.reminding import pressing, remind
from saksama.office.violations.room import STEPS
from tests.office.conftest import Cast
from tests.office.fieldwork.conftest import a_day_of_the_campaign, draft, signed

Login = Callable[[Account], Client]
Write = Callable[..., FieldReport]
REPORT_STEPS = {each.key: each for each in REPORT_MOVES}
__all__ = ["a_day_of_the_campaign", "draft", "signed"]  # fixtures of the field reports
REPORT = {
    "reporter-name": "Wahyu Hidayat",
    "reporter-address": "Jl. Melati 7, Kayu Agung",
    "reporter-birthplace": "Kayu Agung",
    "reporter-birth_date": "1988-02-01",
    "reporter-sex": "L",
    "reporter-citizenship": "WNI",
    "reporter-phone": "0812000111",
    "reported-name": "Zulkifli Anwar",
    "reported-occupation": "Kepala dinas",
    "party": "voter",
    "received": "2024-09-26T09:30",
    "region": "16.02.05.1001",
    "place": "Lapangan desa",
    "kind": "other",
    "event": "Kepala dinas hadir dalam deklarasi",
    "occurred": "2024-09-24",
    "known": "2024-09-24",
    "article": "Pasal 70 ayat (1) UU 10/2016",
    "account": "Terlapor hadir dan memberi sambutan.",
    "evidence_list": "Foto, 2 lembar",
}


def moment(day: int, hour: int = 9) -> datetime:
    """Of September 2024."""
    return datetime(2024, 9, day, hour, tzinfo=timezone.get_current_timezone())


@pytest.fixture
def finding(signed: Write, cast: Cast) -> ViolationFile:
    """Opened by Sari from Eko's report on the 26th."""
    with clock.pretend(moment(26, 14)):
        file: ViolationFile = begin(signed(), "violations", cast.sari)[0]
        return file


class TestOpening:
    def test_one_click_takes_everything_over_and_links_the_report(
        self, login: Login, cast: Cast, signed: Write
    ) -> None:
        report = signed()
        sari = login(cast.sari)
        assert "Catat sebagai temuan" in sari.get(f"/fieldwork/{report.pk}/").text
        addresses = {sari.post(f"/records/fieldwork/{report.pk}/begin/violations/")["Location"] for _ in range(2)}
        file = ViolationFile.objects.get()
        assert addresses == {f"/violations/{file.pk}/"}
        assert (file.source, file.kind, file.article) == ("finding", "crime", report.violation_article)
        assert {person.part for person in file.people.all()} == {"reported", "witness"}
        assert file.election == "pilkada-2024"

    def test_an_unsigned_report_is_no_finding(self, draft: Write, cast: Cast, login: Login) -> None:
        report = draft(by=cast.sari, region="16.02")
        assert "Catat sebagai temuan" not in login(cast.sari).get(f"/fieldwork/{report.pk}/").text
        with pytest.raises(ValidationError):
            begin(report, "violations", cast.sari)

    def test_a_new_version_of_the_report_keeps_its_one_file(self, finding: ViolationFile, cast: Cast) -> None:
        assert finding.report is not None
        new = finding.report.new_version(cast.eko, "Salah ketik.")
        move(new, REPORT_STEPS["submit"], cast.eko)
        move(new, REPORT_STEPS["sign"], cast.budi)
        assert begin(new, "violations", cast.sari) == [finding]

    def test_a_secret_report_has_a_secret_file(self, signed: Write, cast: Cast) -> None:
        report = signed()
        FieldReport.objects.filter(pk=report.pk).update(classification="secret")
        file = begin(report, "violations", cast.dewi)[0]
        assert file.classification == "secret"
        assert not ViolationFile.objects.visible_to(cast.sari).exists()

    def test_a_citizens_report_is_taken_with_its_formal_fields(self, login: Login, cast: Cast, oki: None) -> None:
        answer = login(cast.sari).post("/violations/new/", REPORT)
        file = ViolationFile.objects.get()
        assert answer["Location"] == f"/violations/{file.pk}/"
        assert file.formal_gaps() == []
        assert move(file, STEPS["register"], cast.sari).number.startswith("001/LP/PB/Kab/06.12/")

    def test_a_late_report_is_not_registered_and_says_why(self, login: Login, cast: Cast, oki: None) -> None:
        login(cast.sari).post("/violations/new/", {**REPORT, "occurred": "2024-09-10", "known": "2024-09-10"})
        with pytest.raises(ValidationError, match="melewati batas waktu"):
            move(ViolationFile.objects.get(), STEPS["register"], cast.sari)

    def test_what_is_known_before_it_happened_is_refused(self, login: Login, cast: Cast, oki: None) -> None:
        answer = login(cast.sari).post("/violations/new/", {**REPORT, "known": "2024-09-01"})
        assert "Tidak mungkin diketahui sebelum terjadi." in answer.text


class TestHandling:
    def test_from_registration_through_the_plenary_to_gakkumdu(
        self, login: Login, cast: Cast, finding: ViolationFile
    ) -> None:
        sari, dewi, page = login(cast.sari), login(cast.dewi), f"/violations/{finding.pk}/"
        sari.post(f"/records/violations/{finding.pk}/move/", {"move": "register"})
        decision = {
            "plenary_number": "009/BA/IX/2024",
            "at": "2024-09-27T15:00",
            "kind": "crime",
            "article": "Pasal 188 UU 10/2016",
        }
        assert sari.post(f"{page}decide/", decision).status_code == 403
        dewi.post(f"{page}decide/", decision)
        sari.post(
            f"{page}hand-over/", {"recipient": "gakkumdu", "letter_number": "122/PM.00.01", "at": "2024-09-28T09:00"}
        )
        sari.post(f"{page}event/", {"event": "file_sent", "at": "2024-10-10T09:00"})
        finding.refresh_from_db()
        assert (finding.status, finding.recipient) == (Status.HANDED_OVER, "gakkumdu")
        assert finding.number.startswith("001/TM/PB/Kab/06.12/")
        told = {each.rule.key: each for each in finding.deadlines()}
        assert told["investigation"].due.date() == date(2024, 10, 17)  # type: ignore[union-attr]
        assert told["investigation"].met is not None
        assert "Dasar" in sari.get(page).text

    def test_the_head_can_stop_it_and_then_nothing_runs(self, finding: ViolationFile, cast: Cast) -> None:
        move(finding, STEPS["register"], cast.sari)
        move(finding, STEPS["stop"], cast.dewi, "Unsur tidak terpenuhi.")
        finding.refresh_from_db()
        assert finding.status == Status.STOPPED
        assert [each for each in finding.deadlines() if each.is_open()] == []


class TestWarnings:
    def test_staff_and_head_are_told_once_before_and_once_after_the_end(
        self, finding: ViolationFile, cast: Cast
    ) -> None:
        with clock.pretend(moment(27)):
            move(finding, STEPS["register"], cast.sari)
        notices = cast.dewi.notices.filter(key__contains=":handling:")
        for day, number in ((28, 0), (29, 1), (29, 1), (30, 1)):
            remind(moment(day))
            assert notices.count() == number, day
        remind(moment(30, 23))
        remind(moment(30).replace(month=10, day=1))
        assert notices.count() == 2
        assert cast.budi.notices.filter(key__contains="violations").count() == 0

    def test_a_registered_file_whose_deadline_is_near_or_over_is_offered_to_a_meeting(
        self, finding: ViolationFile, cast: Cast
    ) -> None:
        rows = ViolationFile.objects.visible_to(cast.sari)
        assert pressing(rows, date(2024, 10, 1)) == []  # studied only
        with clock.pretend(moment(27)):
            move(finding, STEPS["register"], cast.sari)
        assert [pressing(rows, date(2024, 9, day)) for day in (20, 29)] == [[], [finding]]
        assert pressing(rows, date(2024, 10, 20)) == [finding]

    def test_the_command_runs(self, finding: ViolationFile) -> None:
        call_command("remind_deadlines")

    def test_what_is_late_stands_first_on_the_list(self, login: Login, cast: Cast, finding: ViolationFile) -> None:
        assert "Terlambat atau segera berakhir" in login(cast.sari).get("/violations/").text


class TestWhoSeesWhat:
    def test_by_region_and_the_prosecutors_only_crimes(self, login: Login, cast: Cast, finding: ViolationFile) -> None:
        page = f"/violations/{finding.pk}/"

        def answers() -> dict[str, int]:
            return {
                who: login(getattr(cast, who)).get(page).status_code
                for who in ("sari", "budi", "eko", "cici", "intel", "kpu")
            }

        assert answers() == {"sari": 200, "budi": 200, "eko": 200, "cici": 404, "intel": 200, "kpu": 403}
        ViolationFile.objects.update(kind="ethics")
        assert answers()["intel"] == 404

    def test_names_are_initials_and_who_need_not_know_never_sees_them(
        self, login: Login, cast: Cast, finding: ViolationFile
    ) -> None:
        page = f"/violations/{finding.pk}/"
        for who in ("sari", "budi", "intel"):
            assert "Amir Hamzah" not in login(getattr(cast, who)).get(page).text
        assert login(cast.budi).post(f"{page}names/").status_code == 403
        assert "Amir Hamzah" in login(cast.intel).post(f"{page}names/").text
        assert Entry.objects.get(action="violations.names_seen").actor == "intel"

    def test_search_and_export_tell_no_name(self, login: Login, cast: Cast, finding: ViolationFile) -> None:
        assert ViolationFile.objects.visible_to(cast.sari).matching("hamzah").count() == 0
        answer = login(cast.sari).get("/records/violations/export.csv")
        told = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
        assert "Lurah mengajak" in told
        assert "Hamzah" not in told


def test_the_list_asks_as_much_for_many_as_for_few(
    login: Login, cast: Cast, signed: Write, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        begin(signed(subject=f"Kegiatan {number}"), "violations", cast.sari)
    sari = login(cast.sari)
    with django_assert_max_num_queries(24):
        assert sari.get("/violations/").status_code == 200


def test_the_index_counts_only_what_was_registered(finding: ViolationFile, cast: Cast) -> None:
    span = ("16.02", date(2024, 9, 1), date(2024, 9, 30))
    assert list(events(*span)) == []
    move(finding, STEPS["register"], cast.sari)
    assert [each.kind for each in events(*span)] == ["violations.crime"]
