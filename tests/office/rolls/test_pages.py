"""Lists, findings and one finding: who sees which, how they are filtered, and what is never shown."""

import csv
import io
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from saksama.office.accounts.models import Account
from saksama.office.jobs.worker import run_next
from saksama.office.rolls.masking import mask
from saksama.office.rolls.models import Finding, ListVersion
from saksama.office.rolls.pairs import side_by_side
from saksama.office.trail.models import Entry
from tests.office.conftest import Cast
from tests.office.rolls.conftest import SITI, SITI_AGAIN, csv_file

Login = Callable[[Account], Client]
MakeFindings = Callable[..., list[Finding]]
MOST_QUERIES = 30


def shown(answer: Any) -> set[str]:
    """Regions of the findings on a page."""
    return {row.finding.region for row in answer.context["rows"]}


class TestRegions:
    def test_staff_sees_every_place(
        self, audited: ListVersion, make_findings: MakeFindings, cast: Cast, login: Login
    ) -> None:
        make_findings(1, region="16.02.13.2005")
        assert shown(login(cast.sari).get(f"/lists/{audited.pk}/findings/")) >= {"16.02.13.2005", "16.02.05.1001"}

    def test_a_sub_district_sees_the_list_and_its_own_findings_only(
        self, audited: ListVersion, make_findings: MakeFindings, cast: Cast, login: Login
    ) -> None:
        make_findings(1, region="16.02.13.2005")
        make_findings(1, region="16.02")
        assert "pleno" in login(cast.cici).get("/lists/").text
        assert shown(login(cast.cici).get(f"/lists/{audited.pk}/findings/")) == {"16.02.13.2005"}

    def test_a_village_supervisor_sees_one_village(
        self, audited: ListVersion, make_findings: MakeFindings, cast: Cast, login: Login
    ) -> None:
        make_findings(1, region="16.02.05.1002")
        assert shown(login(cast.eko).get(f"/lists/{audited.pk}/findings/")) == {"16.02.05.1001"}

    def test_a_finding_elsewhere_is_not_there(self, audited: ListVersion, cast: Cast, login: Login) -> None:
        found = audited.findings.filter(region="16.02.05.1001").first()
        address = f"/lists/{audited.pk}/findings/{found.pk}/"
        assert [login(who).get(address).status_code for who in (cast.budi, cast.cici)] == [200, 404]

    def test_a_list_of_another_regency_is_not_there(self, audited: ListVersion, cast: Cast, login: Login) -> None:
        ListVersion.objects.filter(pk=audited.pk).update(region="16.71")
        for address in ("", "findings/", "rejects.csv"):
            assert login(cast.sari).get(f"/lists/{audited.pk}/{address}").status_code == 404

    def test_kpu_and_agencies_see_no_findings(self, audited: ListVersion, cast: Cast, login: Login) -> None:
        statuses = [login(who).get(f"/lists/{audited.pk}/findings/").status_code for who in (cast.kpu, cast.dishub)]
        assert statuses == [403, 403]


class TestFilters:
    @pytest.mark.parametrize(
        ("query", "number"),
        [
            ("place=16.02.13", 3),
            ("place=16.02.13.2005", 2),
            ("rule=D02", 1),
            ("severity=3", 1),
            ("status=confirmed", 1),
            ("probability=80", 1),
            ("category=anomaly", 1),
            ("place=16.02.13&severity=3", 0),
        ],
    )
    def test_each_filter_leaves_what_fits(
        self, audited: ListVersion, make_findings: MakeFindings, cast: Cast, login: Login, query: str, number: int
    ) -> None:
        audited.findings.all().delete()
        make_findings(1, region="16.02.13.2005")
        make_findings(1, region="16.02.13.2005", probability=0.9)
        make_findings(1, region="16.02.13.2006", status="confirmed")
        make_findings(1, region="16.02.05.1001", rule="D02", severity=3, category="anomaly")
        answer = login(cast.sari).get(f"/lists/{audited.pk}/findings/?{query}")
        assert len(answer.context["rows"]) == number

    @pytest.mark.parametrize(
        ("query", "address"),
        [
            ("place=16.02.13&rule=D02&sort=place", "?place=16.02.13&amp;kind=D02"),
            ("category=anomaly&status=confirmed", "?category=anomaly"),
            ("place=16.02.05", None),  # nothing is confirmed there
            ("status=open", None),
            ("probability=50", None),  # the page of a new letter does not know it
        ],
    )
    def test_the_confirmed_ones_under_the_filter_can_become_a_letter(
        self,
        audited: ListVersion,
        make_findings: MakeFindings,
        cast: Cast,
        login: Login,
        query: str,
        address: str | None,
    ) -> None:
        make_findings(1, region="16.02.13.2005", rule="D02", severity=3, category="anomaly", status="confirmed")
        way, page = f"/recommendations/new/{audited.pk}/", f"/lists/{audited.pk}/findings/?{query}"
        said = login(cast.sari).get(page).text
        assert f'{way}{address}"' in said if address else way not in said
        assert way not in login(cast.cici).get(page).text
        if address:
            chosen = login(cast.sari).get(f"{way}{address}".replace("&amp;", "&"))
            assert (chosen.context["form"].errors, len(chosen.context["rows"])) == ({}, 1)

    def test_what_is_no_choice_is_said_and_the_other_filters_hold(
        self, audited: ListVersion, make_findings: MakeFindings, cast: Cast, login: Login
    ) -> None:
        make_findings(2, region="16.02.13.2005", rule="D02")
        answer = login(cast.sari).get(f"/lists/{audited.pk}/findings/?severity=99&place=x&rule=D02")
        assert set(answer.context["form"].errors) == {"severity", "place"}
        assert len(answer.context["rows"]) == 2

    def test_the_gravest_come_first_fifty_at_a_time(
        self, audited: ListVersion, make_findings: MakeFindings, cast: Cast, login: Login
    ) -> None:
        make_findings(60, region="16.02.13.2005", severity=3)
        make_findings(60, region="16.02.13.2005", severity=1)
        pages = [
            login(cast.cici).get(f"/lists/{audited.pk}/findings/?page={page}").context["rows"] for page in (1, 2, 3)
        ]
        assert [len(page) for page in pages] == [50, 50, 20]
        severities = [row.finding.severity for page in pages for row in page]
        assert severities == sorted(severities)

    def test_the_map_counts_what_is_filtered(
        self, audited: ListVersion, make_findings: MakeFindings, cast: Cast, login: Login
    ) -> None:
        make_findings(7, region="16.02.13.2005", rule="D02")
        answer = login(cast.sari).get(f"/lists/{audited.pk}/findings/?rule=D02")
        assert [(each.region.code, each.findings) for each in answer.context["counts"]] == [("16.02.13", 7)]
        assert "rule=D02&amp;place=16.02.13" in answer.text

    def test_a_chosen_sub_district_is_counted_by_village(
        self, audited: ListVersion, make_findings: MakeFindings, cast: Cast, login: Login
    ) -> None:
        make_findings(2, region="16.02.13.2005")
        make_findings(3, region="16.02.13.2006")
        answer = login(cast.sari).get(f"/lists/{audited.pk}/findings/?place=16.02.13")
        counts = {each.region.code: each.findings for each in answer.context["counts"]}
        assert counts == {"16.02.13.2005": 2, "16.02.13.2006": 3}


class TestQueries:
    def test_the_number_of_queries_does_not_grow_with_the_findings(
        self,
        audited: ListVersion,
        make_findings: MakeFindings,
        cast: Cast,
        login: Login,
        django_assert_max_num_queries: DjangoAssertNumQueries,
    ) -> None:
        make_findings(300, region="16.02.13.2005")
        browser = login(cast.sari)
        found = audited.findings.first()
        for address in (f"{audited.pk}/findings/", f"{audited.pk}/findings/{found.pk}/", f"{audited.pk}/", ""):
            with django_assert_max_num_queries(MOST_QUERIES):
                assert browser.get(f"/lists/{address}").status_code == 200


class TestSideBySide:
    @pytest.fixture
    def page(self, audited: ListVersion, cast: Cast, login: Login) -> Any:
        pair = next(found for found in audited.findings.all() if len(found.records) == 2)
        return login(cast.budi).get(f"/lists/{audited.pk}/findings/{pair.pk}/")

    def test_both_records_stand_beside_one_another_with_their_rows(self, page: Any) -> None:
        assert [place.rpartition(":")[2] for place in page.context["pair"].places] == ["2", "3"]

    def test_what_differs_is_marked(self, page: Any) -> None:
        differing = {str(line.label) for line in page.context["pair"].lines if line.differs}
        assert differing == {"Alamat", "TPS"}

    def test_no_number_is_shown_whole(self, page: Any) -> None:
        assert "1602055707840001" not in page.text
        assert "1602********0001" in page.text

    def test_the_records_are_kept_beside_the_list_and_say_the_same_as_its_parquet(self, audited: ListVersion) -> None:
        pair = next(found for found in audited.findings.all() if len(found.records) == 2)
        kept = side_by_side(pair)
        audited.shown_records.unlink()
        assert side_by_side(pair) == kept

    def test_they_are_found_without_the_parquet(self, audited: ListVersion) -> None:
        pair = next(found for found in audited.findings.all() if len(found.records) == 2)
        audited.roll.unlink()
        assert len(side_by_side(pair).places) == 2

    def test_a_copy_made_with_another_audit_is_not_looked_at(self, audited: ListVersion) -> None:
        pair = next(found for found in audited.findings.all() if len(found.records) == 2)
        right = side_by_side(pair)
        with closing(sqlite3.connect(audited.shown_records)) as kept:
            kept.execute("UPDATE shown SET name = 'SOMEBODY ELSE'")
            kept.commit()
        assert side_by_side(pair) != right
        findings = audited.folder / "audit" / "findings.parquet"
        findings.write_bytes(findings.read_bytes() + b"another")
        assert side_by_side(pair) == right

    def test_only_what_findings_name_is_kept(self, hand_over: Callable[..., ListVersion]) -> None:
        ordinary = (
            "5,1602051001100009,1602051203800002,BUDI HARTONO,PALEMBANG,12-03-1980,S,L,JL ANGGREK,003,002,,S,,001"
        )
        version = hand_over(csv_file(SITI, SITI_AGAIN, ordinary))
        assert run_next()
        with closing(sqlite3.connect(version.shown_records)) as kept:
            assert {name for (name,) in kept.execute("SELECT name FROM shown")} == {"SITI AMINAH"}

    def test_a_list_whose_parquet_is_gone_still_shows_the_evidence(
        self, audited: ListVersion, cast: Cast, login: Login
    ) -> None:
        audited.roll.unlink()
        found = audited.findings.first()
        assert (
            found.evidence_id
            in login(cast.sari).get(f"/lists/{audited.pk}/findings/{found.pk}/").context["finding"].evidence_id
        )


class TestRejects:
    def test_rejected_rows_come_as_csv_with_masked_numbers_and_an_entry(
        self, audited: ListVersion, cast: Cast, login: Login
    ) -> None:
        answer = login(cast.sari).get(f"/lists/{audited.pk}/rejects.csv")
        content: Iterable[bytes] = answer.streaming_content  # type: ignore[attr-defined]
        text = b"".join(content).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text)))
        assert rows[0] == ["Berkas", "Baris", "Alasan", "Kolom", "Sebagaimana dibaca"]
        assert (rows[1][0], rows[1][1], rows[1][2]) == ("16.02.05.1001 Kota Raya.csv", "5", "baris tanpa nama")
        assert "1602050101700001" not in text
        assert rows[1][3] == "Nama"
        assert rows[1][4].startswith("4 | 1602********0003 | 1602********0001 |  | KAYU AGUNG")
        assert Entry.objects.filter(action="rolls.rejects_exported", actor="sari").count() == 1

    def test_a_sub_district_may_not_take_them(self, audited: ListVersion, cast: Cast, login: Login) -> None:
        assert login(cast.budi).get(f"/lists/{audited.pk}/rejects.csv").status_code == 403


class TestMask:
    @given(st.integers(10**15, 10**16 - 1), st.sampled_from(["", " ", ".", "-"]), st.text(alphabet="abc ,\"'[]"))
    def test_no_nik_survives_however_it_is_written(self, number: int, between: str, around: str) -> None:
        digits = str(number)
        written = between.join(digits[start : start + 4] for start in range(0, 16, 4))
        hidden = mask(f"{around}{written}{around}")
        assert digits[4:12] not in "".join(sign for sign in hidden if sign.isdigit() or sign == "*")
        assert f"{digits[:4]}********{digits[-4:]}" in hidden

    def test_a_date_and_a_telephone_of_eight_digits_stay(self) -> None:
        assert mask("17-07-1984, 12345678") == "17-07-1984, 12345678"
