"""Search: everything one may see, in any order of the words, and nothing else; what was perhaps meant."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.template import Context, Template
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from saksama.office.accounts.models import Account
from saksama.office.records.searching import did_you_mean, excerpt, search_everything
from saksama.office.rolls.models import Finding, ListVersion
from tests.office.conftest import Cast
from tests.office.meetings.conftest import make_agency, make_item, make_meeting
from tests.office.threats.conftest import make_threat

Login = Callable[[Account], Client]


def found(viewer: Account, words: str) -> dict[str, list[str]]:
    """Titles by room."""
    return {each.shelf.key: [hit.title for hit in each.hits] for each in search_everything(viewer, words)}


@pytest.fixture
def voters(cast: Cast, oki: None) -> ListVersion:
    """A list."""
    made: ListVersion = ListVersion.objects.create(
        kind="DPS", region="16.02", election="pilkada-2024", name="pleno 11 Agustus", by=cast.sari, status="read"
    )
    return made


def test_the_order_of_the_words_does_not_matter(cast: Cast, oki: None) -> None:
    make_threat(cast.sari, title="Spanduk dirusak orang tidak dikenal")
    assert found(cast.sari, "dikenal SPANDUK") == {"threats": ["Spanduk dirusak orang tidak dikenal"]}
    assert found(cast.sari, "spanduk banjir") == {}


def test_what_is_classified_or_elsewhere_is_not_there(cast: Cast, oki: None) -> None:
    make_threat(cast.intel, title="Gerakan massa", classification="secret")
    make_threat(cast.intel, title="Gerakan tanah")
    assert found(cast.sari, "gerakan") == {"threats": ["Gerakan tanah"]}
    assert found(cast.cici, "gerakan") == {}
    assert len(found(cast.dewi, "gerakan")["threats"]) == 2
    assert found(cast.kpu, "gerakan") == {}


def test_meetings_items_agencies_lists_regions_and_accounts_are_found(
    cast: Cast, voters: ListVersion, login: Login
) -> None:
    meeting = make_meeting(cast.sari, theme="Sinergitas")
    make_item(meeting, make_agency(cast.dishub), cast.sari, text="Daftar dermaga")
    assert found(cast.sari, "sinergitas")["meetings"] == ["Sinergitas"]
    assert found(cast.sari, "perhubungan") == {"agencies": ["Dishub"], "items": ["Daftar dermaga"]}
    assert found(cast.sari, "agustus pleno") == {"lists": ["DPS pleno 11 Agustus"]}
    assert found(cast.budi, "jua") == {"regions": ["Jua-jua"]}
    assert found(cast.admin, "santoso") == {"accounts": ["budi"]}
    assert found(cast.sari, "santoso") == {}
    page = login(cast.dishub).get("/search/", {"q": "dermaga"}).text
    assert "Daftar <mark>dermaga</mark>" in page


def test_a_meeting_is_found_by_what_was_planned_and_said_in_it(cast: Cast, oki: None, login: Login) -> None:
    meeting = make_meeting(cast.sari, theme="Sinergitas")
    session = meeting.sessions.get()
    sari = login(cast.sari)
    sari.post(f"/meetings/{meeting.pk}/agenda/", {"text": "Netralitas ASN"})
    sari.post(f"/meetings/{meeting.pk}/sessions/{session.pk}/", {"minutes": "Dermaga rusak", "version": 0})
    assert found(cast.sari, "netralitas dermaga") == {"meetings": ["Sinergitas"]}


def test_a_finding_is_found_by_its_reference_only_and_in_its_region(cast: Cast, voters: ListVersion) -> None:
    version = voters
    ListVersion.objects.filter(pk=version.pk).update(audited_at="2024-08-12T00:00:00Z")
    finding = Finding.objects.create(
        version=version,
        region="16.02.05.1001",
        rule="T04",
        finding_id="9c1b00000000000a",
        category="tms",
        severity=1,
        evidence_id="SITI AMINAH tercatat meninggal",
        evidence_en="SITI AMINAH is registered as dead",
    )
    assert list(found(cast.budi, finding.reference)) == ["findings"]
    assert found(cast.cici, finding.reference) == {}
    assert found(cast.budi, "siti aminah") == {}


def test_a_misspelt_word_is_answered_with_what_somebody_wrote(cast: Cast, oki: None, login: Login) -> None:
    make_threat(cast.sari, title="Distribusi logistik terhambat")
    make_threat(cast.intel, title="Demonstrasi", classification="secret")
    assert did_you_mean(cast.sari, "logstik") == "logistik"
    assert did_you_mean(cast.sari, "demonstrasii") == ""  # a suggestion must not tell of what is hidden
    assert did_you_mean(cast.dewi, "demonstrasii") == "demonstrasi"
    assert 'href="?q=logistik"' in login(cast.sari).get("/search/", {"q": "logstik"}).text


def test_the_excerpt_shows_where_the_word_stands() -> None:
    text = "a " * 100 + "dermaga rusak " + "b " * 100
    assert "dermaga rusak" in excerpt(text, "rusak")
    assert excerpt(text, "rusak").startswith("… ")
    assert excerpt("pendek", "tidak") == ""


@given(st.text(max_size=80), st.text(max_size=20))
def test_marking_words_changes_no_character_and_lets_no_markup_through(text: str, words: str) -> None:
    made = Template("{% highlight text words %}").render(Context({"text": text, "words": words}))
    from html import unescape

    assert unescape(made.replace("<mark>", "").replace("</mark>", "")) == unescape(
        Template("{{ text }}").render(Context({"text": text}))
    )


@pytest.mark.parametrize("number", [1, 30])
def test_it_asks_the_same_few_queries_however_much_it_finds(
    number: int, cast: Cast, oki: None, login: Login, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for each in range(number):
        make_threat(cast.sari, title=f"Jalan putus {each}", day=date(2024, 9, 1))
    browser = login(cast.sari)
    browser.get("/search/")
    with django_assert_max_num_queries(40):
        browser.get("/search/", {"q": "jalan"})
