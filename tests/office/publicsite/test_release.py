"""Figures of a list: nothing is public before the head has looked and released; pages and data tell the same."""

import csv
import io
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from saksama.office.accounts.models import Account
from saksama.office.publicsite.figures.counting import figures_of
from saksama.office.publicsite.models import Release, Site
from saksama.office.recommendations.models import Item, Recommendation
from saksama.office.rolls.models import Finding, ListVersion
from saksama.office.trail.models import Entry
from tests.office.conftest import Cast
from tests.office.publicsite.conftest import DAY

Login = Callable[[Account], Client]
BIG, NEXT, SMALL, OTHER = "16.02.05.1001", "16.02.05.1002", "16.02.05.1003", "16.02.13.2005"


@pytest.fixture
def dps(site: Site, cast: Cast) -> ListVersion:
    """A list with findings in three villages of Kayu Agung and one of Lempuing, and a letter about some of them."""
    version: ListVersion = ListVersion.objects.create(
        kind="DPS", region="16.02", election="pilkada-2024", name="Agustus", by=cast.sari, audited_at=timezone.now(),
        rows_read=574165, rows_kept=574165,
    )  # fmt: skip
    number = iter(range(10_000))

    def add(region: str, category: str, count: int, status: str = "open") -> list[Finding]:
        return Finding.objects.bulk_create(
            Finding(
                version=version, finding_id=f"f{next(number)}", rule="T01", category=category, severity=1,
                region=region, status=status, evidence_id="x", evidence_en="x",
            )
            for _ in range(count)
        )  # fmt: skip

    add(BIG, "tms", 40)
    add(BIG, "data", 12)
    add(NEXT, "tms", 30)
    add(NEXT, "data", 9)
    add(SMALL, "tms", 2)
    add(SMALL, "tms", 50, status="refuted")
    confirmed = add(OTHER, "tms", 60, status="confirmed")
    add(OTHER, "data", 20)
    letter = Recommendation.objects.create(
        version=version, region="16.02", state="sent", number="122/PM.00.01", dated=date(2024, 8, 20),
        subject="Saran perbaikan", addressee="Ketua KPU", addressee_place="Kayu Agung", opening="x", legal_basis="x",
        closing="x", deadline_days=3, by=cast.sari, approved_by=cast.dewi, sent_on=date(2024, 8, 20),
        deadline=date(2024, 8, 23),
    )  # fmt: skip
    Item.objects.bulk_create(
        Item(
            recommendation=letter, finding=each, region=each.region, kind="dead", claim="fixed",
            claimed_at=timezone.now(), result="fixed" if place < 20 else "not_fixed",
        )
        for place, each in enumerate(confirmed[:30])
    )  # fmt: skip
    return version


def _place(version: ListVersion, code: str) -> dict[str, object]:
    return next(row for row in figures_of(version, DAY)["places"] if row["code"] == code)


def test_findings_are_counted_by_place_and_what_was_refuted_is_left_out(dps: ListVersion) -> None:
    top = _place(dps, "16.02")
    assert top["total"] == 40 + 12 + 30 + 9 + 2 + 60 + 20
    assert top["category"] == {"tms": 132, "missing": 0, "data": 41, "anomaly": 0}
    assert top["answer"] == {"none": 143, "waiting": 0, "fixed": 30, "otherwise": 0}
    assert (top["result"]["fixed"], top["result"]["open"]) == (20, 10)  # type: ignore[index]


def test_a_small_village_is_hidden_with_company(dps: ListVersion) -> None:
    assert _place(dps, SMALL)["total"] is None
    assert _place(dps, NEXT)["total"] is None  # the smallest other one: else the total would tell it
    assert _place(dps, BIG)["total"] == 52
    assert _place(dps, "16.02.05")["total"] == 93


def test_nothing_of_a_list_is_public_until_the_head_releases_what_was_looked_at(
    dps: ListVersion, cast: Cast, login: Login
) -> None:
    assert "Belum ada angka yang dirilis" in Client().get("/public/lists/").text
    assert Client().get("/public/data/findings.json").json()["data"] == []
    page = f"/publicsite/figures/{dps.pk}/"
    assert login(cast.sari).get(page).status_code == 403
    head = login(cast.dewi)
    digest = head.get(page).context["digest"]
    head.post(page, {"digest": "another"})
    assert not Release.objects.exists()
    head.post(page, {"digest": digest})
    release = Release.objects.get()
    assert (release.by, release.digest) == (cast.dewi, digest)
    assert Entry.objects.get(action="publicsite.figures_released").details["digest"] == f"sha256:{digest}"
    text = Client().get("/public/lists/").text
    assert "574.165" in text
    assert ">173<" in text


def test_figures_that_have_changed_since_they_were_looked_at_are_not_released(
    dps: ListVersion, cast: Cast, login: Login
) -> None:
    page, head = f"/publicsite/figures/{dps.pk}/", login(cast.dewi)
    digest = head.get(page).context["digest"]
    Finding.objects.filter(region=BIG).update(status="refuted")
    head.post(page, {"digest": digest})
    assert not Release.objects.exists()


def _release(dps: ListVersion, cast: Cast, login: Login) -> Release:
    page, head = f"/publicsite/figures/{dps.pk}/", login(cast.dewi)
    head.post(page, {"digest": head.get(page).context["digest"]})
    made: Release = Release.objects.current().get()
    return made


def test_the_pages_of_a_sub_district_and_the_data_hide_the_same(dps: ListVersion, cast: Cast, login: Login) -> None:
    release = _release(dps, cast, login)
    text = Client().get(f"/public/lists/{release.pk}/16.02.05/").text
    assert "disembunyikan karena kecil" in text
    assert ">2<" not in text
    assert "Mengapa sebagian angka disembunyikan" in text
    rows = {row["region"]: row for row in csv.DictReader(io.StringIO(Client().get("/public/data/findings.csv").text))}
    assert (rows[SMALL]["findings"], rows[NEXT]["findings"], rows[BIG]["findings"]) == ("", "", "52")
    assert rows[OTHER]["tms"] == "60"
    answers = Client().get("/public/data/verification.json").json()["data"]
    assert next(row for row in answers if row["region"] == "16.02")["open"] == 10


def test_a_released_map_has_its_table_and_leads_to_the_villages(dps: ListVersion, cast: Cast, login: Login) -> None:
    release = _release(dps, cast, login)
    text = Client().get("/public/lists/").text
    assert '<figure class="map">' in text
    assert f'href="/public/lists/{release.pk}/16.02.13/"' in text
    assert Client().get(f"/public/lists/{release.pk}/16.02.99/").status_code == 404


def test_released_anew_it_replaces_and_withdrawn_it_is_gone(dps: ListVersion, cast: Cast, login: Login) -> None:
    first, second = _release(dps, cast, login), _release(dps, cast, login)
    assert first.pk != second.pk
    assert Client().get(f"/public/lists/{first.pk}/").status_code == 404
    login(cast.dewi).post(f"/publicsite/figures/{second.pk}/withdraw/")
    assert Client().get(f"/public/lists/{second.pk}/").status_code == 404
    assert "Belum ada angka yang dirilis" in Client().get("/public/lists/").text
    assert Entry.objects.filter(action="publicsite.figures_withdrawn").count() == 1


def test_the_data_package_names_licence_columns_and_meaning_of_every_table(site: Site) -> None:
    package = Client().get("/public/data/datapackage.json").json()
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    for resource in package["resources"]:
        assert resource["description"] and resource["schema"]["missingValues"] == [""]
        path = resource["path"].removeprefix("http://testserver")
        answer = Client().get(path)
        head = next(csv.reader(io.StringIO(answer.text)))
        assert head == [field["name"] for field in resource["schema"]["fields"]]
        assert all(field["description"] and field["description_en"] for field in resource["schema"]["fields"])


def test_the_feed_tells_news_in_the_language_of_its_address(site: Site, news: object) -> None:
    answer = Client().get("/public/feed.xml")
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert "<title>DPT ditetapkan</title>" in answer.text
    assert "http://testserver/public/en/news/" in Client().get("/public/en/feed.xml").text
