"""The duty plan: who supervises what, where, until when; what is done, late, and where nobody goes."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from saksama.office.accounts.models import Account
from saksama.office.dutyplan import evidence
from saksama.office.dutyplan.coverage import coverage, progress
from saksama.office.dutyplan.models import Assignment, State
from saksama.office.dutyplan.notices import remind_late
from saksama.office.dutyplan.planning import given_to, like, own_duty, plan, spots_of
from saksama.office.election.models import Duty, DutyDone, Level, Stage
from saksama.office.election.stage_file import load_election
from saksama.office.fieldwork.models import FieldReport
from saksama.office.records.actions import COMMENTED
from saksama.office.records.models import Notice, link
from saksama.office.start.changes import changes
from saksama.office.trail.models import Entry
from saksama.office.trail.record import record
from tests.office.conftest import Cast

Login = Callable[[Account], Client]
DAY = date(2024, 7, 22)
JUA_JUA = "16.02.05.1001"
ELECTION = "pilkada-2024"
ADDRESS = "/plan/"


@pytest.fixture(autouse=True)
def a_day_of_coklit(settings: Settings) -> None:
    settings.TODAY = DAY


@pytest.fixture
def watch(oki: None) -> Duty:
    """Watching coklit: in each village, until 24 July."""
    return Duty.objects.select_related("stage").get(key="coklit_watch")


def planned(duty: Duty, by: Account, region: str = "16.02.05", until: date = date(2024, 7, 24)) -> None:
    plan(duty, spots_of(region, Level.VILLAGE, date(2024, 6, 24), until, ELECTION), by)


def of_jua_jua(**given: object) -> Assignment:
    found: Assignment = Assignment.objects.with_state(DAY).get(region=JUA_JUA, **given)
    return found


def test_all_villages_of_a_sub_district_are_planned_at_once_and_only_once(watch: Duty, cast: Cast) -> None:
    planned(watch, cast.sari)
    assert Assignment.objects.count() == 25
    planned(watch, cast.sari)
    assert Assignment.objects.count() == 25
    assert Entry.objects.filter(action="dutyplan.planned").count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        row = of_jua_jua()
        row.pk = None
        row.save()


def test_the_form_plans_every_tps_of_a_village(watch: Duty, cast: Cast, login: Login) -> None:
    asked = {"duty": watch.pk, "place": JUA_JUA, "level": 5, "who": "place"}
    answer = login(cast.sari).post(f"{ADDRESS}new/", asked)
    assert answer.status_code == 302, answer.context["form"].errors
    assert [(row.tps, row.place, row.until) for row in Assignment.objects.order_by("tps")] == [
        ("001", "Jua-jua, TPS 001", watch.due),
        ("002", "Jua-jua, TPS 002", watch.due),
    ]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"duty": ""}, "duty"),
        ({"place": "16.02.13"}, "place"),
        ({"who": "account"}, "account"),
        ({"begins": "2024-08-02", "until": "2024-08-01"}, "until"),
        ({"duty": "", "text": "Awasi 1602051234567890", "stage": "1"}, "text"),
    ],
)
def test_what_cannot_be_planned_is_said_at_its_field(
    watch: Duty, cast: Cast, login: Login, wrong: dict[str, str], field: str
) -> None:
    asked = {"duty": watch.pk, "place": "16.02.05", "level": 4, "who": "place", **wrong}
    answer = login(cast.budi).post(f"{ADDRESS}new/", asked)
    assert field in answer.context["form"].errors
    assert not Assignment.objects.exists()


def test_an_activity_of_the_office_s_own_is_due_only_where_it_is_planned(watch: Duty, cast: Cast, login: Login) -> None:
    own = own_duty(watch.stage, "Data stiker coklit yang rusak", Level.VILLAGE, date(2024, 7, 23))
    planned(own, cast.sari, JUA_JUA)
    assert [row.places for row in coverage([own], "16.02.05", DAY).columns] == [0]
    assert coverage([own], "16.02.05", DAY).total.nobody == 0
    assert own.text not in login(cast.eko).get("/").content.decode()
    load_election(ELECTION)  # brings the stages up to date and leaves the office's own
    assert Duty.objects.filter(pk=own.pk).exists()


def test_a_village_supervisor_sees_what_is_late_and_what_is_today(watch: Duty, cast: Cast, login: Login) -> None:
    planned(watch, cast.sari)
    sample = Duty.objects.get(key="coklit_sample")
    planned(sample, cast.sari, until=date(2024, 7, 18))
    groups = login(cast.eko).get(ADDRESS).context["groups"]
    assert [[row.duty.key for row in groups[state]] for state in ("late", "now")] == [
        ["coklit_sample"],
        ["coklit_watch"],
    ]
    assert groups["late"][0].days_late == 4


def test_a_tick_is_the_same_on_the_plan_and_on_the_start_page(watch: Duty, cast: Cast, login: Login) -> None:
    planned(watch, cast.sari)
    eko = login(cast.eko)
    picture = SimpleUploadedFile("foto.jpg", b"\xff\xd8\xff picture")
    answer = eko.post(f"{ADDRESS}{of_jua_jua().pk}/tick/", {"note": "Selesai di RT 1-4", "photos": picture})
    assert answer.status_code == 302
    row = DutyDone.objects.get()
    assert (row.region, row.tps, row.note, row.by) == (JUA_JUA, "", "Selesai di RT 1-4", cast.eko)
    assert all(task.is_done for task in eko.get("/").context["agenda"].now if task.duty == watch)
    eko.post(f"/duties/{watch.pk}/mark/")  # takes the tick away on the start page
    assert of_jua_jua().status == State.NOW


def test_a_village_is_done_when_its_last_tps_is(watch: Duty, cast: Cast) -> None:
    plan(watch, spots_of(JUA_JUA, 5, watch.stage.begins, watch.due, ELECTION), cast.sari)
    first, second = Assignment.objects.order_by("tps")
    first.tick(cast.eko)
    assert not DutyDone.objects.filter(tps="").exists()
    second.tick(cast.eko)
    assert DutyDone.objects.filter(tps="", region=JUA_JUA).exists()
    first.reopen(cast.budi, "Salah TPS")
    assert list(DutyDone.objects.values_list("tps", flat=True)) == ["002"]


def test_nobody_ticks_for_another_sub_district_and_none_reopens_without_reason(watch: Duty, cast: Cast) -> None:
    planned(watch, cast.sari)
    row = of_jua_jua()
    with pytest.raises(ValidationError):
        row.tick(cast.cici)
    with pytest.raises(ValidationError):
        row.tick(cast.eko, "NIK 1602051234567890")
    row.tick(cast.eko)
    with pytest.raises(ValidationError):
        row.reopen(cast.budi, " ")


def test_an_account_named_elsewhere_sees_and_ticks_just_that_one(watch: Duty, cast: Cast, login: Login) -> None:
    spots = given_to(spots_of(JUA_JUA, Level.VILLAGE, watch.stage.begins, watch.due, ELECTION), "account", cast.cici)
    plan(watch, spots, cast.sari)
    assert login(cast.cici).post(f"{ADDRESS}{of_jua_jua().pk}/tick/").status_code == 302
    assert DutyDone.objects.get().by == cast.cici


def test_what_is_given_to_another_goes_out_of_the_firsts_news(watch: Duty, cast: Cast, login: Login) -> None:
    spots = spots_of(JUA_JUA, Level.VILLAGE, watch.stage.begins, watch.due, ELECTION)
    plan(watch, given_to(spots, "account", cast.cici), cast.sari)
    since = timezone.now() - timedelta(minutes=1)
    with transaction.atomic():
        record(cast.budi, COMMENTED, of_jua_jua())
    assert [room.number for room in changes(cast.cici, since)] == [1]
    plan(watch, given_to(spots, "account", cast.budi), cast.sari, replacing=True)
    assert changes(cast.cici, since) == []


def test_a_stranger_finds_nothing(watch: Duty, cast: Cast, login: Login) -> None:
    planned(watch, cast.sari)
    address = f"{ADDRESS}{of_jua_jua().pk}/"
    assert login(cast.cici).get(address).status_code == 404
    assert login(cast.cici).post(f"{address}tick/").status_code == 404
    assert login(cast.kpu).get(address).status_code == 403


def test_coverage_counts_places_without_plan_and_without_supervisor(watch: Duty, cast: Cast) -> None:
    planned(watch, cast.sari, until=date(2024, 7, 20))
    of_jua_jua().tick(cast.eko)
    table = coverage([watch], "16.02", DAY)
    kayu_agung = next(row for row in table.rows if row.region.code == "16.02.05").cells[0]
    assert (kayu_agung.places, kayu_agung.planned, kayu_agung.done, kayu_agung.late) == (25, 25, 1, 24)
    assert kayu_agung.nobody == 24  # only Jua-jua has a supervisor with an account
    assert table.total.nobody == 327 - 1
    assert table.empty_rows()[0].sum.nobody >= kayu_agung.nobody
    assert [row.region.level for row in coverage([watch], "16.02.05", DAY).rows] == [Level.VILLAGE] * 25


def test_the_share_done_grows_by_week(watch: Duty, cast: Cast) -> None:
    planned(watch, cast.sari)
    of_jua_jua().tick(cast.eko)
    DutyDone.objects.update(at="2024-07-10T08:00:00+07:00")
    table = coverage([watch], "16.02", DAY)
    grown = progress([watch], table, "16.02", DAY)
    assert [region.code for region, _shares in grown.rows] == ["16.02.05"]
    assert grown.rows[0][1] == [0, 0, 4, 4][-len(grown.weeks) :]


def test_the_coverage_page_asks_few_queries_whatever_the_size(
    watch: Duty, cast: Cast, login: Login, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    planned(watch, cast.sari, "16.02")
    staff = login(cast.sari)
    staff.get("/search/")  # the first page of a visit writes down that somebody is here
    with django_assert_max_num_queries(17):
        page = staff.get(f"{ADDRESS}coverage/?view=late&stage={watch.stage.pk}")
    assert len(page.content) < 300_000
    with django_assert_max_num_queries(21):
        assert staff.get(f"{ADDRESS}list/?status=now&duty={watch.pk}").status_code == 200
    eko = login(cast.eko)
    eko.get("/search/")
    with django_assert_max_num_queries(9):
        eko.get(ADDRESS)


def test_coverage_and_plan_can_be_taken_along(watch: Duty, cast: Cast, login: Login) -> None:
    planned(watch, cast.sari)
    staff = login(cast.sari)
    lines = b"".join(staff.get(f"{ADDRESS}coverage.csv?stage={watch.stage.pk}").streaming_content).decode()
    assert len(lines.splitlines()) == 1 + 18 * 3
    rows = b"".join(staff.get("/records/dutyplan/export.csv?status=now").streaming_content).decode()
    assert len(rows.splitlines()) == 26
    assert login(cast.eko).get("/records/dutyplan/export.csv").status_code == 403


def test_one_activity_is_planned_like_another(watch: Duty, cast: Cast, login: Login) -> None:
    spots = given_to(spots_of("16.02.05", Level.VILLAGE, watch.stage.begins, watch.due, ELECTION), "account", cast.budi)
    plan(watch, spots, cast.sari)
    posted = Duty.objects.get(key="dps_posted_seen")
    assert login(cast.sari).post(f"{ADDRESS}copy/", {"source": watch.pk, "duty": posted.pk}).status_code == 302
    copied = Assignment.objects.filter(duty=posted)
    assert (copied.count(), set(copied.values_list("assignee", flat=True))) == (25, {cast.budi.pk})
    assert like(posted, "16.02.13", DAY, DAY) == []


def test_a_csv_is_taken_whole(watch: Duty, cast: Cast, login: Login) -> None:
    text = (
        f"kegiatan;wilayah;tps;akun;mulai;sampai\ncoklit_watch;{JUA_JUA};1;eko;2024-07-01;24/07/2024\n"
        f"{watch.text_id};16.02.05.1002;;;;2024-07-24\n"
    )
    file = SimpleUploadedFile("rencana.csv", text.encode())
    answer = login(cast.sari).post(f"{ADDRESS}upload/", {"file": file})
    assert answer.status_code == 302, answer.context.get("problem")
    first, second = Assignment.objects.order_by("region")
    assert (first.tps, first.assignee, first.until) == ("001", cast.eko, date(2024, 7, 24))
    assert (second.team, second.day) == ("16.02.05.1002", watch.stage.begins)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("tidur,16.02.05.1001,,,,2024-07-24", "kegiatan"),
        ("coklit_watch,16.02.13.2011,,,,2024-07-24", "wilayah"),
        ("coklit_watch,16.02.05.1001,A,,,2024-07-24", "tps"),
        ("coklit_watch,16.02.05.1001,,cici,,2024-07-24", "akun"),
        ("coklit_watch,16.02.05.1001,,,kemarin,2024-07-24", "mulai"),
        ("coklit_watch,16.02.05.1001,,,,besok", "sampai"),
        ("coklit_watch,16.02.05.1001,,,2024-07-25,2024-07-24", "sampai"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_planned(
    watch: Duty, cast: Cast, login: Login, row: str, column: str
) -> None:
    text = f"kegiatan,wilayah,tps,akun,mulai,sampai\ncoklit_watch,{JUA_JUA},,,,2024-07-24\n{row}\n"
    file = SimpleUploadedFile("rencana.csv", text.encode())
    problem = login(cast.budi).post(f"{ADDRESS}upload/", {"file": file}).context["problem"]
    assert (problem.row, problem.column) == (3, column)
    assert not Assignment.objects.exists()


def test_who_is_late_is_told_once_a_day(watch: Duty, cast: Cast) -> None:
    planned(watch, cast.sari, until=date(2024, 7, 20))
    assert remind_late("16.02", cast.sari) == 1
    assert remind_late("16.02", cast.sari) == 1
    notice = Notice.objects.get()
    assert (notice.account, notice.url, notice.text_id[:2]) == (cast.eko, "/plan/", "1 ")


def test_a_place_that_nobody_could_supervise_is_evidence(watch: Duty, cast: Cast) -> None:
    planned(watch, cast.sari, until=date(2024, 7, 20))
    found = list(evidence.events("16.02", date(2024, 7, 1), date(2024, 7, 31)))
    assert len(found) == 24
    assert {event.kind for event in found} == {"dutyplan.village_without_supervisor"}
    assert JUA_JUA not in {event.region for event in found}


def test_what_is_taken_off_the_plan_leaves_a_trace(watch: Duty, cast: Cast, login: Login) -> None:
    planned(watch, cast.sari, JUA_JUA)
    assert login(cast.eko).post(f"{ADDRESS}{of_jua_jua().pk}/drop/").status_code == 403
    assert login(cast.sari).post(f"{ADDRESS}{of_jua_jua().pk}/drop/").status_code == 302
    assert Entry.objects.filter(action="dutyplan.dropped").exists()


def test_stages_are_there_for_planning(watch: Duty, cast: Cast, login: Login) -> None:
    assert Stage.objects.filter(election=ELECTION).exists()
    assert login(cast.budi).get(f"{ADDRESS}new/").status_code == 200


def test_the_form_a_of_a_duty_is_begun_in_one_click_and_ticks_it_once_signed(
    watch: Duty, cast: Cast, login: Login
) -> None:
    planned(watch, cast.sari, JUA_JUA)
    address = f"/records/dutyplan/{of_jua_jua().pk}/begin/fieldwork/"
    eko = login(cast.eko)
    first, again = eko.post(address), eko.post(address)
    report = FieldReport.objects.get()
    assert first["Location"] == again["Location"] == f"/fieldwork/{report.pk}/write/"
    assert (report.region, report.stage, report.subject) == (JUA_JUA, watch.stage, watch.text)
    assert not DutyDone.objects.exists()
    report.status, report.number, report.signed_by, report.signed_at = "signed", "1/LHP", cast.budi, timezone.now()
    report.save()
    assert DutyDone.objects.get().by == cast.eko
    entry = Entry.objects.get(action="dutyplan.ticked")
    assert entry.details["because"] == f"fieldwork.fieldreport:{report.pk}"
    assert login(cast.cici).post(address).status_code == 404


def test_a_report_signed_before_it_is_linked_ticks_too(watch: Duty, cast: Cast) -> None:
    planned(watch, cast.sari, JUA_JUA)
    signed = {"status": "signed", "number": "1/LHP", "signed_by": cast.budi, "signed_at": timezone.now()}
    report = FieldReport.objects.create(by=cast.eko, region=JUA_JUA, day=DAY, **signed)
    link(report, of_jua_jua(), cast.budi)
    assert of_jua_jua().status == State.DONE
