"""Working through the findings: their order, the one before and after in the filtered list, and taking them along."""

import csv
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client

from saksama.office.accounts.models import Account
from saksama.office.rolls.models import Finding, ListVersion
from saksama.office.trail.models import Entry
from tests.office.conftest import Cast

Login = Callable[[Account], Client]
MakeFindings = Callable[..., list[Finding]]


@pytest.fixture
def various(audited: ListVersion, make_findings: MakeFindings) -> ListVersion:
    """Five findings of three places, three severities and three probabilities."""
    audited.findings.all().delete()
    for region, severity, probability in (
        ("16.02.13.2011", 2, 0.4),
        ("16.02.05.1001", 3, None),
        ("16.02.05.1001", 1, 0.9),
        ("16.02.04", 1, 0.4),
        ("16.02", 2, None),
    ):
        make_findings(1, region=region, severity=severity, probability=probability)
    return audited


def listed(browser: Client, version: ListVersion, query: str) -> list[int]:
    return [row.finding.pk for row in browser.get(f"/lists/{version.pk}/findings/?{query}").context["rows"]]


@pytest.mark.parametrize(
    ("sort", "key"),
    [
        ("", lambda one: (one.severity, one.region, one.pk)),
        ("place", lambda one: (one.region, one.severity, one.pk)),
        ("probability", lambda one: (-1 if one.probability is None else -one.probability - 2, one.pk)),
    ],
)
def test_the_order_is_the_chosen_one(
    various: ListVersion, cast: Cast, login: Login, sort: str, key: Callable[[Finding], Any]
) -> None:
    expected = [one.pk for one in sorted(various.findings.all(), key=key)]
    assert listed(login(cast.sari), various, f"sort={sort}") == expected


@pytest.mark.parametrize(
    "query", ["", "sort=place", "sort=probability", "severity=1", "place=16.02.05&sort=probability"]
)
def test_next_and_previous_lead_through_the_filtered_list(
    various: ListVersion, cast: Cast, login: Login, query: str
) -> None:
    browser = login(cast.sari)
    expected = listed(browser, various, query)
    for place, pk in enumerate(expected):
        around = browser.get(f"/lists/{various.pk}/findings/{pk}/?{query}").context["neighbours"]
        assert around.before == (expected[place - 1] if place else None)
        assert around.after == (expected[place + 1] if place + 1 < len(expected) else None)


def test_the_way_through_the_list_leaves_out_other_regions(various: ListVersion, cast: Cast, login: Login) -> None:
    browser = login(cast.budi)
    own = listed(browser, various, "")
    assert len(own) == 2
    assert browser.get(f"/lists/{various.pk}/findings/{own[-1]}/").context["neighbours"].after is None


def test_after_a_review_comes_the_next_of_the_list(various: ListVersion, cast: Cast, login: Login) -> None:
    browser = login(cast.sari)
    first, second, *_rest = listed(browser, various, "status=open")
    sent = {"verdict": "confirmed", "query": "status=open&", "next": second}
    answer = browser.post(f"/lists/{various.pk}/findings/{first}/review/", sent)
    assert answer["Location"] == f"/lists/{various.pk}/findings/{second}/?status=open"


def test_the_next_one_is_never_one_of_another_region(various: ListVersion, cast: Cast, login: Login) -> None:
    own, foreign = various.findings.get(region="16.02.05.1001", severity=1), various.findings.get(region="16.02.04")
    sent = {"verdict": "confirmed", "query": "status=open", "next": foreign.pk}
    answer = login(cast.budi).post(f"/lists/{various.pk}/findings/{own.pk}/review/", sent)
    assert answer["Location"].startswith(f"/lists/{various.pk}/findings/{own.pk}/")


class TestExport:
    def test_what_is_filtered_comes_as_csv_in_its_order_with_an_entry(
        self, various: ListVersion, cast: Cast, login: Login
    ) -> None:
        Finding.objects.filter(version=various).update(evidence_id="NIK 1602055707840001 ganda")
        browser = login(cast.sari)
        answer = browser.get(f"/lists/{various.pk}/findings.csv?severity=1&sort=place")
        text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
        rows = list(csv.DictReader(io.StringIO(text)))
        assert [row["Kode wilayah"] for row in rows] == ["16.02.04", "16.02.05.1001"]
        assert "1602055707840001" not in text
        assert "1602********0001" in text
        entry = Entry.objects.get(action="rolls.findings_exported")
        assert (entry.actor, '"rows":2' in entry.details_text.replace(" ", "")) == ("sari", True)
        assert '"severity":"1"' in entry.details_text.replace(" ", "")

    def test_as_a_workbook_too(self, various: ListVersion, cast: Cast, login: Login) -> None:
        answer = login(cast.budi).get(f"/lists/{various.pk}/findings.xlsx")
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        assert sheet is not None
        assert sheet.max_row == 3
        assert Entry.objects.get(action="rolls.findings_exported").region == "16.02.05"

    @pytest.mark.parametrize(("who", "status"), [("eko", 200), ("intel", 403), ("kpu", 403), ("admin", 403)])
    def test_who_may(self, various: ListVersion, cast: Cast, login: Login, who: str, status: int) -> None:
        assert login(getattr(cast, who)).get(f"/lists/{various.pk}/findings.csv").status_code == status

    def test_there_is_no_other_form(self, various: ListVersion, cast: Cast, login: Login) -> None:
        assert login(cast.sari).get(f"/lists/{various.pk}/findings.html").status_code == 404
