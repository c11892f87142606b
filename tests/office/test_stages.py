"""Stages and duties: what the start page says to whom, on which day."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from saksama.office.accounts.models import Account
from saksama.office.clock import today
from saksama.office.election.agenda import agenda, current_election
from saksama.office.election.models import Duty, DutyDone, Stage
from saksama.office.election.stage_file import load_election
from saksama.office.trail.models import Entry
from saksama.reference.elections import Election
from tests.office.conftest import Cast

COKLIT_DAY = date(2024, 7, 22)  # two days before the enumeration ends


@pytest.fixture
def on(settings: Settings) -> Callable[[date], None]:
    def choose(day: date) -> None:
        settings.TODAY = day

    return choose


def duty(key: str) -> Duty:
    return Duty.objects.get(key=key)


def test_the_stages_of_the_file_are_loaded_and_loading_again_keeps_what_is_ticked(cast: Cast, oki: None) -> None:
    before = set(Stage.objects.values_list("key", "begins", "ends"))
    assert before == {(stage.key, stage.start, stage.end) for stage in Election.load("pilkada-2024").stages}
    DutyDone.objects.create(duty=duty("coklit_watch"), region="16.02.05.1001", by=cast.eko)
    load_election("pilkada-2024")
    assert set(Stage.objects.values_list("key", "begins", "ends")) == before
    assert DutyDone.objects.count() == 1


def test_every_duty_falls_due_after_its_stage_begins(oki: None) -> None:
    for row in Duty.objects.select_related("stage"):
        assert row.due >= row.stage.begins, row.key


def test_staff_sees_running_stages_and_the_regencys_own_duties(cast: Cast, oki: None) -> None:
    plan = agenda(cast.sari, COKLIT_DAY)
    assert [stage.key for stage in plan.running] == ["list", "coklit"]
    assert {stage.key for stage in plan.coming} == {"coklit_check", "dps"}
    assert [task.duty.key for task in plan.now] == ["coklit_letter"]
    assert [(task.duty.key, task.days_late) for task in plan.late] == [("dp4_risks", 52)]


def test_a_sub_district_and_a_village_see_their_own(cast: Cast, oki: None) -> None:
    assert [task.duty.key for task in agenda(cast.budi, COKLIT_DAY).now] == ["coklit_recap"]
    eko = agenda(cast.eko, COKLIT_DAY)
    assert [task.duty.key for task in eko.now] == ["coklit_watch"]
    assert [(task.duty.key, task.days_late) for task in eko.late] == [("coklit_sample", 4)]


def test_who_supervises_nothing_sees_the_stages_only(cast: Cast, oki: None) -> None:
    plan = agenda(cast.kpu, COKLIT_DAY)
    assert (plan.now, plan.late, plan.below) == ([], [], [])
    assert plan.running != []


def test_the_regions_below_are_counted_within_the_own_region_only(cast: Cast, oki: None) -> None:
    watch = duty("coklit_watch")
    for region in ("16.02.05.1001", "16.02.05.2002", "16.02.13.2005"):
        DutyDone.objects.create(duty=watch, region=region, by=cast.eko)
    of_sari = {row.duty.key: (row.done, row.regions) for row in agenda(cast.sari, COKLIT_DAY).below}
    of_budi = {row.duty.key: (row.done, row.regions) for row in agenda(cast.budi, COKLIT_DAY).below}
    assert of_sari["coklit_watch"] == (3, 327)
    assert of_budi["coklit_watch"] == (2, 25)


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (date(2023, 4, 1), "pemilu-2024"),
        (date(2024, 2, 14), "pemilu-2024"),
        (date(2024, 2, 15), "pilkada-2024"),
        (date(2030, 1, 1), "pilkada-2024"),
    ],
)
def test_the_running_election_is_the_one_that_ends_next_or_the_last(oki: None, day: date, key: str) -> None:
    load_election("pemilu-2024")
    assert current_election(day) == key


def test_without_any_election_the_start_page_says_so(cast: Cast, login: Callable[[Account], Client]) -> None:
    assert current_election(COKLIT_DAY) == ""
    assert "Tidak ada tahapan yang berjalan" in login(cast.sari).get("/").text


def test_ticking_and_unticking_are_both_in_the_trail(
    cast: Cast, oki: None, login: Callable[[Account], Client], on: Callable[[date], None]
) -> None:
    on(COKLIT_DAY)
    browser, mark = login(cast.eko), f"/duties/{duty('coklit_watch').pk}/mark/"
    browser.post(mark)
    assert agenda(cast.eko, COKLIT_DAY).now[0].is_done
    browser.post(mark)
    assert not agenda(cast.eko, COKLIT_DAY).now[0].is_done
    written = list(Entry.objects.order_by("number").values_list("action", "actor", "region"))
    assert written == [
        ("election.duty_done", "eko", "16.02.05.1001"),
        ("election.duty_reopened", "eko", "16.02.05.1001"),
    ]


def test_nobody_ticks_a_duty_of_another_level(cast: Cast, oki: None, login: Callable[[Account], Client]) -> None:
    assert login(cast.eko).post(f"/duties/{duty('coklit_letter').pk}/mark/").status_code == 404
    assert login(cast.sari).post(f"/duties/{duty('coklit_watch').pk}/mark/").status_code == 404
    assert DutyDone.objects.count() == 0


def test_the_start_page_says_late_now_and_until_when(
    cast: Cast, oki: None, login: Callable[[Account], Client], on: Callable[[date], None]
) -> None:
    on(COKLIT_DAY)
    page = login(cast.eko).get("/").text
    assert "Senin, 22 Juli 2024" in page
    assert "terlambat 4 hari" in page
    assert "sampai 24 Jul 2024" in page


def test_staff_loads_the_stages_of_an_election_in_the_browser(cast: Cast, login: Callable[[Account], Client]) -> None:
    login(cast.sari).post("/stages/load/", {"election": "pilkada-2024"})
    assert Stage.objects.filter(election="pilkada-2024").count() == 18
    login(cast.sari).post("/stages/load/", {"election": "../../etc/passwd"})
    assert Stage.objects.values("election").distinct().count() == 1


def test_the_clock_is_the_real_one_unless_a_day_is_chosen(on: Callable[[date], None]) -> None:
    assert abs((today() - date.today()).days) <= 1
    on(COKLIT_DAY)
    assert today() == COKLIT_DAY
