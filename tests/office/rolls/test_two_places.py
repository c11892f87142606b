"""A pair across two sub-districts is seen, counted and reviewed in both."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from saksama.office.accounts.models import Account
from saksama.office.jobs.worker import run_next
from saksama.office.rolls.models import Finding, FindingPlace, ListVersion
from tests.office.conftest import Cast
from tests.office.rolls.conftest import HEADINGS, IN_KOTA_RAYA, SITI, SITI_AGAIN

Login = Callable[[Account], Client]
IN_LEMPUING = "16.02.13.2011 Tugumulyo.csv"


@pytest.fixture
def pair(hand_over: Callable[..., ListVersion]) -> Finding:
    """Siti stands in Kayu Agung and in Lempuing."""
    files = [
        SimpleUploadedFile(name, f"{HEADINGS}\r\n{row}".encode())
        for name, row in ((IN_KOTA_RAYA, SITI), (IN_LEMPUING, SITI_AGAIN))
    ]
    version = hand_over(*files)
    assert run_next()
    found: Finding = next(each for each in version.findings.all() if len(each.records) == 2)
    return found


def test_the_second_place_is_kept(pair: Finding) -> None:
    assert (pair.region, [each.region for each in pair.other_places.all()]) == ("16.02.05.1001", ["16.02.13.2011"])


@pytest.mark.parametrize("who", ["budi", "cici"])
def test_both_sub_districts_see_and_review_it(pair: Finding, cast: Cast, login: Login, who: str) -> None:
    browser = login(getattr(cast, who))
    listed = browser.get(f"/lists/{pair.version_id}/findings/")
    assert pair.pk in {row.finding.pk for row in listed.context["rows"]}
    address = f"/lists/{pair.version_id}/findings/{pair.pk}/"
    assert browser.get(address).status_code == 200
    browser.post(f"{address}review/", {"verdict": "confirmed"})
    assert pair.reviews.count() == 1


def test_a_third_does_not(pair: Finding, cast: Cast, login: Login) -> None:
    Account.objects.filter(pk=cast.cici.pk).update(region="16.02.04")
    cast.cici.refresh_from_db()
    assert login(cast.cici).get(f"/lists/{pair.version_id}/findings/{pair.pk}/").status_code == 404


def test_the_filter_and_the_count_of_each_place_have_it(pair: Finding, cast: Cast, login: Login) -> None:
    browser = login(cast.sari)
    address = f"/lists/{pair.version_id}/findings/?rule={pair.rule}"
    page = browser.get(address)
    assert {each.region.code: each.findings for each in page.context["counts"]} == {"16.02.05": 1, "16.02.13": 1}
    assert len(page.context["rows"]) == 1
    for place in ("16.02.05", "16.02.13", "16.02.13.2011"):
        assert len(browser.get(f"{address}&place={place}").context["rows"]) == 1


@pytest.mark.parametrize("who", ["sari", "budi", "cici", "eko"])
def test_asked_of_one_list_everybody_sees_what_is_visible_at_all(pair: Finding, cast: Cast, who: str) -> None:
    viewer = getattr(cast, who)
    pair.version.refresh_from_db()
    of_list = Finding.objects.visible_in(pair.version, viewer)
    assert set(of_list) == set(Finding.objects.visible_to(viewer))
    pair.version.audited_at = None  # being audited: what is stored already is not the whole
    assert not Finding.objects.visible_in(pair.version, viewer).exists()


def test_beside_a_village_its_neighbours_count_what_concerns_both(pair: Finding, cast: Cast, login: Login) -> None:
    FindingPlace.objects.create(finding=pair, version=pair.version, region="16.02.05.1002")
    other = next(each for each in pair.version.findings.exclude(pk=pair.pk))
    Finding.objects.filter(pk=other.pk).update(region="16.02.05.1003")
    FindingPlace.objects.create(finding=other, version=pair.version, region="16.02.05.1002")
    page = login(cast.sari).get(f"/lists/{pair.version_id}/findings/?place=16.02.05.1001")
    counted = {each.region.code: each.findings for each in page.context["counts"]}
    assert counted["16.02.05.1002"] == 1
