"""A search: what KPU says against what is measured, by place, and the areas nobody enumerated."""

from collections.abc import Callable
from datetime import date, timedelta

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from saksama.office.accounts.models import Account
from saksama.office.coklit.models import CoklitCount
from saksama.office.jobs.worker import run_next
from saksama.office.residue.evidence import events
from saksama.office.residue.models import Residue, ResiduePerson, ResiduePlace
from saksama.office.residue.places import statement
from saksama.office.rolls.models import ListVersion
from saksama.office.trail.models import Entry
from tests.office.conftest import Cast
from tests.office.residue.conftest import JUA_JUA, somebody_missing

Login = Callable[[Account], Client]


def test_the_counts_are_shown_with_their_interval_beside_what_kpu_says(
    cast: Cast, searched: Residue, login: Login
) -> None:
    answer = login(cast.sari).get(f"/residue/{searched.pk}/")
    count = answer.context["count"]
    assert (count.people, count.in_list, count.not_in_list) == (6, 3, 3)
    assert count.low <= 3 <= count.high < 6
    assert "Semua sudah dimasukkan." in answer.text
    assert answer.context["statement"][1] == "bad"
    assert Entry.objects.filter(action="residue.done").exists()


def test_places_go_down_to_the_tps(cast: Cast, searched: Residue, login: Login) -> None:
    answer = login(cast.sari).get(f"/residue/{searched.pk}/?place={JUA_JUA}")
    assert [(part.label, part.count.people) for part in answer.context["parts"]] == [("TPS 001", 6)]


def test_a_sub_district_sees_its_own_part(cast: Cast, searched: Residue, login: Login) -> None:
    assert login(cast.budi).get(f"/residue/{searched.pk}/").context["place"] == "16.02.05"
    other = login(cast.cici).get(f"/residue/{searched.pk}/?place={JUA_JUA}")
    assert other.context["place"] == "16.02.13"
    assert other.context["count"] is None


def test_kpu_and_the_prosecutors_see_numbers_and_no_people(cast: Cast, searched: Residue, login: Login) -> None:
    person = searched.people.first()
    for account in (cast.kpu, cast.intel):
        browser = login(account)
        assert "/people/" not in browser.get(f"/residue/{searched.pk}/").text
        assert browser.get(f"/residue/{searched.pk}/people/").status_code == 403
        assert browser.get(f"/residue/{searched.pk}/people/{person.pk}/").status_code == 403


def test_the_same_search_begun_anew_gives_the_same(cast: Cast, searched: Residue) -> None:
    def stored() -> list[object]:
        people = ResiduePerson.objects.filter(residue=searched).values_list("source", "record", "presence", "reason_id")
        return [*people, *ResiduePlace.objects.filter(residue=searched).values_list("region", "tps", "in_list", "low")]

    before = stored()
    Residue.objects.filter(pk=searched.pk).update(done_at=None)
    searched.job.__class__.objects.filter(pk=searched.job.pk).update(state="waiting", attempts=0)
    assert run_next()
    assert stored() == before


def test_people_reported_are_sought_too(
    cast: Cast, lists: dict[str, ListVersion], login: Login, searched: Residue
) -> None:
    browser = login(cast.sari)
    for number in (7, 45):
        assert browser.post("/residue/reports/new/", somebody_missing(number)).status_code == 302
    asked = {"version": lists["DPT"].pk, "with_reported": "on"}
    assert browser.post("/residue/new/", asked).status_code == 302
    assert run_next()
    residue = Residue.objects.latest("pk")
    count = ResiduePlace.objects.get(residue=residue, region="16.02", source="reported")
    assert (count.people, count.in_list, count.not_in_list) == (2, 1, 1)
    assert residue.people.get().report.birthdate == date.fromisoformat(somebody_missing(45)["birthdate"])


def test_coklit_counts_name_the_areas(cast: Cast, lists: dict[str, ListVersion], login: Login) -> None:
    for tps, visited in (("001", 8), ("002", 0)):
        CoklitCount.objects.create(
            region=JUA_JUA, tps=tps, election="pilkada-2024", day=date(2024, 7, 1), households=10, visited=visited,
            not_visited=10 - visited, by=cast.eko,
        )  # fmt: skip
    browser = login(cast.sari)
    asked = {"version": lists["DPT"].pk, "dpk": lists["DPK"].pk, "with_coklit": "on"}
    assert browser.post("/residue/new/", asked).status_code == 302
    assert run_next()
    residue = Residue.objects.get()
    assert [(area.kind, area.tps) for area in residue.areas.all()] == [("partly", "001"), ("never", "002")]
    answer = browser.get(f"/residue/{residue.pk}/")
    assert [area.tps for area, _ in answer.context["areas"]] == ["002"]


def test_nobody_to_seek_is_refused(cast: Cast, lists: dict[str, ListVersion], login: Login) -> None:
    answer = login(cast.sari).post("/residue/new/", {"version": lists["DPT"].pk})
    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors()


def test_the_statement_never_says_more_than_is_known() -> None:
    def said(**counts: int) -> str:
        people = {
            "people": 10,
            "in_list": 10,
            "not_in_list": 0,
            "cannot_tell": 0,
            "not_eligible": 0,
            "low": 10,
            "high": 10,
        }
        return statement(ResiduePlace(**{**people, **counts}))[1]

    assert said() == "good"
    assert said(in_list=6, not_in_list=4, low=6, high=8) == "bad"
    assert said(in_list=9, not_in_list=1, low=9) == "warn"
    assert said(people=2, in_list=0, not_eligible=2, low=0, high=0) == ""


def test_counts_can_be_downloaded_without_people(cast: Cast, searched: Residue, login: Login) -> None:
    text = login(cast.kpu).get(f"/residue/{searched.pk}/counts.csv").content.decode("utf-8-sig")
    assert text.splitlines()[0].startswith("name,source,region,tps,people")
    assert len(text.splitlines()) == 1 + searched.places.count()
    assert Entry.objects.latest("number").action == "residue.exported"


def test_the_pages_need_the_same_few_queries(
    cast: Cast, searched: Residue, login: Login, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    browser = login(cast.sari)
    browser.get("/residue/")
    ResiduePerson.objects.bulk_create(
        ResiduePerson(
            residue=searched, source="dpk", record=100 + n, source_row=n, presence="not_in_list", region=JUA_JUA
        )
        for n in range(120)
    )  # fmt: skip
    for path, most in (("", 12), (f"{searched.pk}/", 20), (f"{searched.pk}/people/", 14), ("reports/", 10)):
        with django_assert_max_num_queries(most):
            assert browser.get(f"/residue/{path}").status_code == 200


def test_the_index_learns_of_an_rt_without_voters(cast: Cast, searched: Residue) -> None:
    searched.areas.create(kind="silent_rt", region=JUA_JUA, rt="009", not_visited=3)
    assert searched.done_at is not None
    day = searched.done_at.date()
    (event,) = events("16.02.05", day - timedelta(days=2), day + timedelta(days=2))
    assert (event.kind, event.region) == ("rolls.not_enumerated", JUA_JUA)
    assert list(events("16.02.13", day - timedelta(days=2), day + timedelta(days=2))) == []
