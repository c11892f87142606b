"""A list handed over by mistake is withdrawn: by whom, why, what still uses it, and the way back."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from saksama.office.accounts.models import Account
from saksama.office.election.models import PollingStation
from saksama.office.jobs.worker import run_next
from saksama.office.posko.voter_search import current_list
from saksama.office.publicsite.models import Release
from saksama.office.residue.forms import ResidueForm
from saksama.office.rolls import against, background, evidence
from saksama.office.rolls.models import Finding, FindingStatus, ListVersion, Review, Status
from saksama.office.samples.forms import SampleForm
from saksama.office.trail.models import Entry
from tests.office.conftest import Cast
from tests.office.rolls.conftest import CHILD, NAMELESS, SITI, SITI_AGAIN, csv_file

Login = Callable[[Account], Client]
HandOver = Callable[..., ListVersion]
WHY = {"reason": "Ini daftar kabupaten tetangga."}


@pytest.fixture
def withdrawn(audited: ListVersion, cast: Cast, login: Login) -> ListVersion:
    """The tiny audited list, withdrawn by Sari."""
    answer = login(cast.sari).post(f"/lists/{audited.pk}/withdraw/", WHY)
    assert answer.status_code == 302
    audited.refresh_from_db()
    return audited


class TestWithdrawing:
    def test_what_comes_of_it_is_told_before(self, audited: ListVersion, cast: Cast, login: Login) -> None:
        assert f"/lists/{audited.pk}/withdraw/" in login(cast.sari).get(f"/lists/{audited.pk}/").text
        page = login(cast.sari).get(f"/lists/{audited.pk}/withdraw/").text
        assert f"{audited.findings_count} temuan tetap dapat dibaca" in page
        assert "dapat dibatalkan" in page

    def test_it_needs_a_reason_without_numbers(self, audited: ListVersion, cast: Cast, login: Login) -> None:
        for reason in ("", "   ", "salah, lihat 1602055707840001"):
            answer = login(cast.sari).post(f"/lists/{audited.pk}/withdraw/", {"reason": reason})
            assert answer.context["form"].errors["reason"]
        audited.refresh_from_db()
        assert not audited.is_withdrawn

    def test_it_is_an_entry_of_the_trail_with_its_reason(self, withdrawn: ListVersion) -> None:
        entry = Entry.objects.get(action="rolls.list_withdrawn")
        assert (entry.actor, entry.object_id) == ("sari", str(withdrawn.pk))
        assert "kabupaten tetangga" in entry.details_text

    def test_whoever_sees_the_list_reads_that_it_is_withdrawn(
        self, withdrawn: ListVersion, cast: Cast, login: Login
    ) -> None:
        found = withdrawn.findings.filter(region__within=cast.budi.region).first()
        assert found is not None
        for address in ("", "findings/", f"findings/{found.pk}/"):
            page = login(cast.budi).get(f"/lists/{withdrawn.pk}/{address}").text
            assert "ditarik pada" in page
        assert "Ditarik" in login(cast.budi).get("/lists/").text
        assert "kabupaten tetangga" in login(cast.budi).get(f"/lists/{withdrawn.pk}/").text

    def test_of_a_wider_region_nobody_withdraws_it(self, audited: ListVersion, cast: Cast, login: Login) -> None:
        ListVersion.objects.filter(pk=audited.pk).update(region="16")  # is seen in the regency, and not its own
        assert login(cast.sari).get(f"/lists/{audited.pk}/").status_code == 200
        assert login(cast.sari).post(f"/lists/{audited.pk}/withdraw/", WHY).status_code == 404

    def test_twice_is_refused_in_words(self, withdrawn: ListVersion, cast: Cast, login: Login) -> None:
        page = login(cast.dewi).post(f"/lists/{withdrawn.pk}/withdraw/", {"reason": "lagi"}).text
        assert "Daftar ini sudah ditarik." in page
        withdrawn.refresh_from_db()
        assert withdrawn.withdrawn_by == cast.sari


class TestNoRoomUsesIt:
    def test_neither_search_nor_residue_nor_sample_nor_comparison(self, withdrawn: ListVersion, cast: Cast) -> None:
        assert current_list(cast.sari) is None
        for form in (ResidueForm(account=cast.sari), SampleForm(account=cast.sari)):
            lists: Any = form.fields["version"]
            assert not lists.queryset.exists()
        offered: Any = against.fields(cast.sari)["previous"]
        assert str(withdrawn.pk) not in dict(offered.choices)

    def test_nor_the_index(self, audited: ListVersion, cast: Cast, login: Login) -> None:
        Finding.objects.filter(version=audited).update(status=FindingStatus.CONFIRMED)
        for each in audited.findings.all():
            Review.objects.create(finding=each, verdict="confirmed", by=cast.sari)
        period = (dt.date(2000, 1, 1), dt.date(2100, 1, 1))
        assert list(evidence.events("16.02", *period))
        login(cast.sari).post(f"/lists/{audited.pk}/withdraw/", WHY)
        assert not list(evidence.events("16.02", *period))

    def test_nor_a_letter_nor_the_public_page(self, withdrawn: ListVersion, cast: Cast, login: Login) -> None:
        Finding.objects.filter(version=withdrawn).update(status=FindingStatus.CONFIRMED)
        page = login(cast.sari).get(f"/recommendations/new/{withdrawn.pk}/", follow=True)
        assert "ditarik pada" in page.text
        assert not page.context["versions"]
        assert login(cast.dewi).get("/publicsite/figures/").context["rows"] == []

    def test_its_findings_are_not_reviewed_any_more(self, withdrawn: ListVersion, cast: Cast, login: Login) -> None:
        found = withdrawn.findings.filter(region__within=cast.budi.region)[0]
        page = login(cast.budi).get(f"/lists/{withdrawn.pk}/findings/{found.pk}/")
        assert page.context["form"] is None
        said = {"verdict": "confirmed", "note": "", "finding": [found.pk]}
        for address in (f"findings/{found.pk}/review/", "findings/review/"):
            answer = login(cast.budi).post(f"/lists/{withdrawn.pk}/{address}", said, follow=True)
            assert "tidak diperiksa lagi" in answer.text
        assert not Review.objects.exists()

    def test_its_figures_are_taken_off_the_public_page(self, audited: ListVersion, cast: Cast, login: Login) -> None:
        Release.objects.create(
            region="16.02", version=audited, figures={}, digest="0" * 64, by=cast.dewi, at=audited.audited_at
        )
        assert "laman publik" in login(cast.sari).get(f"/lists/{audited.pk}/withdraw/").text
        login(cast.sari).post(f"/lists/{audited.pk}/withdraw/", WHY)
        assert not Release.objects.current().exists()

    def test_the_tps_are_those_of_the_list_that_is_left(
        self, audited: ListVersion, hand_over: HandOver, cast: Cast, login: Login
    ) -> None:
        newer = hand_over(csv_file(SITI.replace(",,001", ",,009")), kind="DPT")
        run_next()
        stations = PollingStation.objects.filter(region="16.02.05.1001").values_list("number", flat=True)
        assert set(stations) == {"009"}
        login(cast.sari).post(f"/lists/{newer.pk}/withdraw/", WHY)
        assert set(stations.all()) == {"001", "002"}
        login(cast.sari).post(f"/lists/{newer.pk}/take-back/")
        assert set(stations.all()) == {"009"}

    def test_a_list_compared_with_it_says_so(
        self, audited: ListVersion, hand_over: HandOver, cast: Cast, login: Login
    ) -> None:
        newer = hand_over(csv_file(CHILD), kind="DPT", previous=audited.pk)
        run_next()
        assert "DPT pleno" in login(cast.sari).get(f"/lists/{audited.pk}/withdraw/").text
        login(cast.sari).post(f"/lists/{audited.pk}/withdraw/", WHY)
        page = login(cast.sari).get(f"/lists/{newer.pk}/").text
        assert "Daftar DPS pleno ditarik pada" in page
        gone = next(each for each in newer.findings.all() if "previous" in {one["roll"] for one in each.records})
        assert "Daftar DPS pleno ditarik pada" in login(cast.sari).get(f"/lists/{newer.pk}/findings/{gone.pk}/").text

    def test_handed_over_again_it_is_no_twin_of_the_withdrawn_one(
        self, withdrawn: ListVersion, hand_over: HandOver
    ) -> None:
        again = hand_over(csv_file(SITI, SITI_AGAIN, CHILD, NAMELESS), kind="DPSHP")
        assert not again.same_files().exists()


class TestWhileItIsWorkedOn:
    def test_what_waits_is_not_begun_and_goes_on_when_it_is_taken_back(
        self, hand_over: HandOver, cast: Cast, login: Login
    ) -> None:
        version = hand_over(csv_file(SITI, SITI_AGAIN))
        login(cast.sari).post(f"/lists/{version.pk}/withdraw/", WHY)
        page = login(cast.sari).post(f"/lists/{version.pk}/take-back/", follow=True).text
        assert "belum selesai" in page  # its work still stands in the queue
        run_next()
        version.refresh_from_db()
        assert (version.status, version.is_withdrawn) == (Status.UPLOADED, True)
        login(cast.sari).post(f"/lists/{version.pk}/take-back/")
        run_next()
        version.refresh_from_db()
        assert (version.is_audited, version.is_withdrawn) == (True, False)

    def test_withdrawn_during_the_audit_it_is_audited_and_used_by_nobody(
        self, hand_over: HandOver, cast: Cast, login: Login, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        version = hand_over(csv_file(SITI.replace(",,001", ",,009"), SITI_AGAIN))

        def meanwhile(*arguments: Any) -> None:
            login(cast.sari).post(f"/lists/{version.pk}/withdraw/", WHY)
            keep(*arguments)

        keep = background.keep_records
        monkeypatch.setattr(background, "keep_records", meanwhile)
        run_next()
        version.refresh_from_db()
        assert (version.is_audited, version.is_withdrawn) == (True, True)
        assert not PollingStation.objects.filter(region="16.02.05.1001", number="009").exists()

    def test_one_in_doubt_asks_nothing_any_more(self, hand_over: HandOver, cast: Cast, login: Login) -> None:
        version = hand_over(csv_file(SITI, CHILD, name="16.01.08.2001 Gunung Meraksa.csv"))
        run_next()
        login(cast.sari).post(f"/lists/{version.pk}/withdraw/", WHY)
        page = login(cast.sari).get(f"/lists/{version.pk}/")
        assert page.context["answer_form"] is None
        login(cast.sari).post(f"/lists/{version.pk}/answer/")
        version.refresh_from_db()
        assert version.status == Status.FAILED


class TestTakenBack:
    def test_it_is_used_as_before(self, withdrawn: ListVersion, cast: Cast, login: Login) -> None:
        login(cast.dewi).post(f"/lists/{withdrawn.pk}/take-back/")
        withdrawn.refresh_from_db()
        assert not withdrawn.is_withdrawn
        assert current_list(cast.sari) == withdrawn
        entry = Entry.objects.get(action="rolls.list_stands_again")
        assert (entry.actor, "kabupaten tetangga" in entry.details_text) == ("dewi", True)

    def test_what_is_not_withdrawn_is_not_taken_back(self, audited: ListVersion, cast: Cast, login: Login) -> None:
        answer = login(cast.sari).post(f"/lists/{audited.pk}/take-back/", follow=True)
        assert "Daftar ini tidak ditarik." in answer.text
