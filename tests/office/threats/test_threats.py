"""The register of threats: written down, warned about, assessed, moved from state to state, listed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from saksama.office.accounts.models import Account
from saksama.office.records.models import Notice
from saksama.office.records.states import move
from saksama.office.threats.early_warning import add_usual_rules, warn_about
from saksama.office.threats.matrix import matrix
from saksama.office.threats.models import Measure, Threat, WarningRule
from saksama.office.threats.room import MOVES
from tests.office.conftest import Cast
from tests.office.threats.conftest import DAY, make_threat

STEP = {step.key: step for step in MOVES}
FORM = {
    "title": "Perahu rusak",
    "kind": "obstacle",
    "field": "nature",
    "region": "16.02.05",
    "day": "2024-09-26",
    "description": "Satu-satunya perahu.",
    "reliability": "B",
    "credibility": "2",
    "likelihood": "4",
    "impact": "4",
    "classification": "open",
}


def test_staff_writes_one_down(cast: Cast, oki: None, login: Callable[[Account], Client]) -> None:
    answer = login(cast.sari).post("/threats/new/", FORM)
    made = Threat.objects.get()
    assert answer["Location"] == f"/threats/{made.pk}/"
    assert (made.by, made.risk, made.status) == (cast.sari, 16, "reported")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"region": "16.02.13"}, "16.02.13 bukan"),
        ({"description": "NIK 1602051212900001"}, "tanpa NIK"),
        ({"likelihood": "6"}, "6"),
        ({"classification": "secret"}, "secret"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    wrong: dict[str, str], said: str, cast: Cast, oki: None, login: Callable[[Account], Client]
) -> None:
    answer = login(cast.budi).post("/threats/new/", {**FORM, **wrong})
    assert answer.status_code == 200
    assert said in " ".join(str(problem) for problems in answer.context["form"].errors.values() for problem in problems)
    assert not Threat.objects.exists()


def test_three_disturbances_in_a_week_warn_those_of_the_place_once(cast: Cast, oki: None) -> None:
    add_usual_rules("16.02", cast.intel)
    for _number in range(4):
        warn_about(make_threat(cast.budi))
    names = [notice.account.username for notice in Notice.objects.filter(text_id__contains="gangguan sejenis")]
    assert sorted(names) == ["budi", "dewi", "intel", "sari"]  # neither Cici of Lempuing nor the KPU


def test_what_lies_further_back_than_the_window_does_not_count(cast: Cast, oki: None) -> None:
    rule = WarningRule.objects.create(region="16.02", name="Dua sehari", count=2, days=1)
    make_threat(cast.sari, day=DAY.replace(day=25))
    assert warn_about(make_threat(cast.sari)) == 0
    rule.days = 2
    rule.save()
    assert warn_about(make_threat(cast.sari, title="Lagi")) > 0


def test_a_rule_that_is_off_warns_nobody(cast: Cast, oki: None) -> None:
    WarningRule.objects.create(region="16.02", name="Mati", count=1, days=1, is_on=False)
    assert warn_about(make_threat(cast.sari)) == 0


def test_a_threat_without_owner_is_not_taken_under_watch(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        move(make_threat(cast.sari), STEP["watch"], cast.sari)


def test_a_threat_with_an_open_measure_is_not_closed(cast: Cast) -> None:
    threat = make_threat(cast.sari)
    planned = Measure.objects.create(threat=threat, text="Patroli", who="Polsek", due=DAY, by=cast.sari)
    with pytest.raises(ValidationError):
        move(threat, STEP["close"], cast.sari, "selesai")
    planned.done = DAY
    planned.save()
    assert move(threat, STEP["close"], cast.sari, "selesai").status == "closed"


def test_what_came_true_needs_a_reason_and_is_in_its_history(
    cast: Cast, oki: None, login: Callable[[Account], Client]
) -> None:
    threat = make_threat(cast.sari)
    with pytest.raises(ValidationError):
        move(threat, STEP["happened"], cast.sari)
    login(cast.sari).post(f"/records/threats/{threat.pk}/move/", {"move": "happened", "note": "Dirusak tadi malam"})
    assert "Dirusak tadi malam" in login(cast.budi).get(f"/threats/{threat.pk}/").text


def test_the_matrix_tells_before_and_after(cast: Cast) -> None:
    make_threat(cast.sari, likelihood=5, impact=4, likelihood_after=2, impact_after=3)
    make_threat(cast.sari, likelihood=1, impact=1)
    before = {(c.likelihood, c.impact): c.number for line in matrix(Threat.objects.all(), after=False) for c in line}
    after = {(c.likelihood, c.impact): c.number for line in matrix(Threat.objects.all(), after=True) for c in line}
    assert (before[5, 4], before[1, 1], sum(before.values())) == (1, 1, 2)
    assert (after[2, 3], after[1, 1], sum(after.values())) == (1, 1, 2)


def test_a_square_of_the_matrix_leads_to_its_open_items(
    cast: Cast, oki: None, login: Callable[[Account], Client]
) -> None:
    make_threat(cast.sari, title="Gawat", likelihood=5, impact=4, likelihood_after=2, impact_after=3)
    make_threat(cast.sari, title="Selesai", likelihood=5, impact=4, status="closed")
    make_threat(cast.sari, title="Ringan", likelihood=1, impact=1)
    browser = login(cast.sari)
    listed = {
        query: [row.title for row in browser.get(f"/threats/?{query}").context["records"].listing.rows]
        for query in ("likelihood=5&impact=4", "likelihood=2&impact=3", "likelihood=2&impact=3&after=1")
    }
    assert list(listed.values()) == [["Gawat"], [], ["Gawat"]]
    page = browser.get("/threats/?likelihood=5&impact=4")
    assert sum(cell.number for line in page.context["matrix"] for cell in line) == 2  # the others stay in sight
    assert "likelihood=1&amp;impact=1" in page.text


def test_late_measures_stand_first_and_only_those_of_what_one_sees(
    cast: Cast, oki: None, login: Callable[[Account], Client]
) -> None:
    for number, threat in enumerate((make_threat(cast.sari), make_threat(cast.intel, classification="secret"))):
        for days in (-2, 3, 30):
            due = DAY + timedelta(days=days)
            Measure.objects.create(threat=threat, text=f"Upaya {number} {days}", who="Polsek", due=due, by=cast.intel)

    def told(who: Account) -> list[str]:
        return [each.text for each in login(who).get("/threats/").context["pressing"]]

    assert told(cast.budi) == ["Upaya 0 -2", "Upaya 0 3"]
    assert told(cast.intel) == ["Upaya 0 -2", "Upaya 1 -2", "Upaya 0 3", "Upaya 1 3"]


def test_an_exact_place_is_marked_on_the_map(cast: Cast, oki: None, login: Callable[[Account], Client]) -> None:
    make_threat(cast.sari, title="Jembatan putus", latitude=-3.4, longitude=104.8)
    make_threat(cast.sari, title="Salah ketik", latitude=48.2, longitude=16.4)
    page = login(cast.sari).get("/threats/")
    assert [spot.label for spot in page.context["records"].where.figure.spots] == ["Jembatan putus"]
    assert page.text.count("<circle") == 1


def test_a_kecamatan_sees_its_own_only(cast: Cast, oki: None, login: Callable[[Account], Client]) -> None:
    kept = make_threat(cast.sari)
    assert "Spanduk dirusak" in login(cast.budi).get("/threats/").text
    assert "Spanduk dirusak" not in login(cast.cici).get("/threats/").text
    assert login(cast.cici).get(f"/threats/{kept.pk}/").status_code == 404


@pytest.mark.parametrize("number", [3, 60])
def test_the_list_asks_the_same_few_queries_whatever_its_length(
    number: int,
    cast: Cast,
    oki: None,
    login: Callable[[Account], Client],
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    for each in range(number):
        make_threat(cast.sari, title=f"Butir {each}")
    browser = login(cast.sari)
    with django_assert_max_num_queries(24):  # type: ignore[attr-defined]
        assert browser.get("/threats/").status_code == 200
