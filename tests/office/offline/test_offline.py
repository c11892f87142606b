"""Which forms somebody takes along to where there is no signal."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from saksama.office.accounts.models import Account
from saksama.office.checklists.definition import make, read_shipped
from saksama.office.fieldwork.models import FieldReport
from saksama.office.offline.forms_to_carry import forms_to_carry
from tests.office.conftest import Cast

Login = Callable[[Account], Client]
DAY = date(2024, 11, 27)


@pytest.fixture(autouse=True)
def voting_day(settings: Any) -> None:
    settings.TODAY = DAY


def addresses(viewer: Account) -> list[str]:
    return [form.url for form in forms_to_carry(viewer)]


def test_a_village_supervisor_takes_a_blank_report_and_the_sheets_of_the_own_tps(
    cast: Cast, oki: None, login: Login
) -> None:
    voting = make(read_shipped("pungut_hitung"), cast.sari, "16.02", "pilkada-2024")
    voting.open(cast.sari)
    login(cast.eko).post("/offline/prepare/")
    report = FieldReport.objects.get()
    sheets = [f"/checklists/{voting.pk}/fill/16.02.05.1001/{number}/" for number in ("001", "002")]
    assert addresses(cast.eko) == [*sheets, f"/fieldwork/{report.pk}/write/"]


def test_a_blank_report_that_was_not_used_serves_on_the_next_day(
    cast: Cast, oki: None, login: Login, settings: Any
) -> None:
    login(cast.eko).post("/offline/prepare/")
    settings.TODAY = DAY + timedelta(days=1)
    login(cast.eko).post("/offline/prepare/")
    assert FieldReport.objects.get().day == DAY + timedelta(days=1)


def test_the_prosecutors_take_the_log_and_nothing_of_bawaslu(cast: Cast, oki: None, login: Login) -> None:
    login(cast.intel).post("/offline/prepare/")
    assert addresses(cast.intel) == ["/posko/new/"]
    assert not FieldReport.objects.exists()


def test_every_form_opens_and_none_is_another_persons(cast: Cast, oki: None, login: Login) -> None:
    login(cast.budi).post("/offline/prepare/")
    login(cast.cici).post("/offline/prepare/")
    browser = login(cast.budi)
    assert [browser.get(address).status_code for address in addresses(cast.budi)] == [200, 200]
    assert not set(addresses(cast.budi)) & set(addresses(cast.cici)) - {"/posko/new/"}


def test_the_worker_may_answer_for_the_whole_office_and_says_nothing_of_anybody(client: Client) -> None:
    answer = client.get("/service-worker.js")
    assert (answer["Service-Worker-Allowed"], answer["Content-Type"]) == ("/", "text/javascript")
