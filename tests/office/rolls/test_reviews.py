"""Reviews: by whom, of what, alone and many at a time; every one is kept."""

from collections.abc import Callable

import pytest
from django.test import Client

from saksama.office.accounts.models import Account
from saksama.office.rolls.models import Finding, FindingStatus, ListVersion, Review, Verdict, review
from saksama.office.trail.models import Entry
from tests.office.conftest import Cast

Login = Callable[[Account], Client]
MakeFindings = Callable[..., list[Finding]]


@pytest.fixture
def found(audited: ListVersion) -> Finding:
    """A finding in Kayu Agung, Kota Raya."""
    return audited.findings.filter(region="16.02.05.1001").first()


class TestOne:
    @pytest.mark.parametrize("who", ["sari", "budi", "eko"])
    def test_staff_and_the_supervisors_of_the_place_review_it(
        self, found: Finding, cast: Cast, login: Login, who: str
    ) -> None:
        address = f"/lists/{found.version_id}/findings/{found.pk}/"
        answer = login(getattr(cast, who)).post(f"{address}review/", {"verdict": "confirmed", "note": "ditemui"})
        assert answer["Location"] == address
        kept = found.reviews.get()
        assert (kept.by.username, kept.verdict, kept.note) == (who, "confirmed", "ditemui")
        found.refresh_from_db()
        assert found.status == FindingStatus.CONFIRMED

    @pytest.mark.parametrize(
        ("who", "status"), [("cici", 404), ("dewi", 403), ("intel", 403), ("kpu", 403), ("dishub", 403), ("admin", 403)]
    )
    def test_nobody_else_does(self, found: Finding, cast: Cast, login: Login, who: str, status: int) -> None:
        address = f"/lists/{found.version_id}/findings/{found.pk}/review/"
        assert login(getattr(cast, who)).post(address, {"verdict": "confirmed"}).status_code == status
        assert not Review.objects.exists()

    def test_a_second_look_is_the_status_and_the_first_is_kept(self, found: Finding, cast: Cast, login: Login) -> None:
        address = f"/lists/{found.version_id}/findings/{found.pk}/review/"
        login(cast.eko).post(address, {"verdict": "unclear", "note": "rumah kosong"})
        login(cast.budi).post(address, {"verdict": "refuted"})
        found.refresh_from_db()
        assert found.status == FindingStatus.REFUTED
        assert [each.verdict for each in found.reviews.all()] == ["refuted", "unclear"]
        assert "rumah kosong" in login(cast.budi).get(f"/lists/{found.version_id}/findings/{found.pk}/").text

    def test_it_is_an_entry_of_the_trail_in_the_region_of_the_finding(
        self, found: Finding, cast: Cast, login: Login
    ) -> None:
        login(cast.eko).post(f"/lists/{found.version_id}/findings/{found.pk}/review/", {"verdict": "confirmed"})
        entry = Entry.objects.get(action="rolls.finding_reviewed")
        assert (entry.actor, entry.region, entry.object_id) == ("eko", "16.02.05.1001", str(found.pk))

    @pytest.mark.parametrize("sent", [{"verdict": "perhaps"}, {"verdict": "confirmed", "note": "NIK 1602055707840001"}])
    def test_another_verdict_or_a_nik_in_the_note_is_refused(
        self, found: Finding, cast: Cast, login: Login, sent: dict[str, str]
    ) -> None:
        answer = login(cast.eko).post(f"/lists/{found.version_id}/findings/{found.pk}/review/", sent, follow=True)
        assert 'class="notice error"' in answer.text
        assert not Review.objects.exists()


class TestMany:
    def test_all_ticked_get_the_verdict_in_one_entry(
        self, audited: ListVersion, make_findings: MakeFindings, cast: Cast, login: Login
    ) -> None:
        made = make_findings(3, region="16.02.05.1001")
        sent = {"verdict": "refuted", "finding": [each.pk for each in made[:2]], "query": "rule=D01"}
        answer = login(cast.budi).post(f"/lists/{audited.pk}/findings/review/", sent)
        assert answer["Location"] == f"/lists/{audited.pk}/findings/?rule=D01"
        statuses = [Finding.objects.get(pk=each.pk).status for each in made]
        assert statuses == ["refuted", "refuted", "open"]
        assert Entry.objects.filter(action="rolls.findings_reviewed", region="16.02.05").count() == 1

    def test_ids_of_digits_only_are_no_nik_for_the_trail(
        self, audited: ListVersion, make_findings: MakeFindings, cast: Cast, login: Login
    ) -> None:
        made = make_findings(2, region="16.02.05.1001")
        for number, each in enumerate(made):
            Finding.objects.filter(pk=each.pk).update(finding_id=f"160205570784000{number}")
        sent = {"verdict": "refuted", "finding": [each.pk for each in made]}
        assert login(cast.budi).post(f"/lists/{audited.pk}/findings/review/", sent).status_code == 302
        assert Review.objects.count() == 2

    def test_those_of_another_place_or_list_are_left_alone(
        self, audited: ListVersion, make_findings: MakeFindings, cast: Cast, login: Login
    ) -> None:
        foreign = make_findings(1, region="16.02.13.2005")[0]
        sent = {"verdict": "confirmed", "finding": [foreign.pk, "x", "9" * 30, "٣"]}
        login(cast.budi).post(f"/lists/{audited.pk}/findings/review/", sent)
        assert not Review.objects.exists()

    def test_nothing_ticked_is_said(self, audited: ListVersion, cast: Cast, login: Login) -> None:
        answer = login(cast.budi).post(f"/lists/{audited.pk}/findings/review/", {"verdict": "confirmed"}, follow=True)
        assert "Centang sedikitnya satu temuan." in answer.text


class TestTakingBack:
    def took_back(self, client: Client, version: ListVersion, *findings: Finding) -> str:
        sent = {"finding": [each.pk for each in findings], "query": "status=confirmed"}
        return client.post(f"/lists/{version.pk}/findings/take-back/", sent, follow=True).text

    def test_what_was_said_before_holds_again_or_nothing_and_all_stays_to_be_read(
        self, found: Finding, cast: Cast, login: Login
    ) -> None:
        page, eko, budi = f"/lists/{found.version_id}/findings/{found.pk}/", login(cast.eko), login(cast.budi)
        eko.post(f"{page}review/", {"verdict": "unclear", "note": "rumah kosong"})
        budi.post(f"{page}review/", {"verdict": "confirmed"})
        assert "1 " in self.took_back(budi, found.version, found)
        found.refresh_from_db()
        assert found.status == FindingStatus.UNCLEAR
        self.took_back(eko, found.version, found)
        found.refresh_from_db()
        assert found.status == FindingStatus.OPEN
        assert [each.taken_back is not None for each in found.reviews.all()] == [True, True]
        assert "rumah kosong" in eko.get(page).text
        assert Entry.objects.filter(action="rolls.review_taken_back").count() == 2

    def test_only_ones_own_that_holds_now_and_of_ones_own_place(self, found: Finding, cast: Cast, login: Login) -> None:
        page = f"/lists/{found.version_id}/findings/{found.pk}/"
        login(cast.eko).post(f"{page}review/", {"verdict": "refuted"})
        login(cast.budi).post(f"{page}review/", {"verdict": "confirmed"})
        for stranger in (cast.eko, cast.cici, cast.sari):
            self.took_back(login(stranger), found.version, found)
            found.refresh_from_db()
            assert found.status == FindingStatus.CONFIRMED
        assert 'value="refuted"' in login(cast.eko).get(page).text
        assert "take-back" not in login(cast.eko).get(page).text
        assert "take-back" in login(cast.budi).get(page).text

    def test_many_at_once_from_the_page_that_follows(
        self, audited: ListVersion, make_findings: MakeFindings, cast: Cast, login: Login
    ) -> None:
        made, budi = make_findings(3, region="16.02.05.1001"), login(cast.budi)
        sent = {"verdict": "refuted", "finding": [each.pk for each in made[:2]]}
        page = budi.post(f"/lists/{audited.pk}/findings/review/", sent, follow=True)
        assert page.text.count("take-back") == 1
        assert "take-back" not in budi.get(f"/lists/{audited.pk}/findings/").text
        assert "2 " in self.took_back(budi, audited, *made)
        assert set(Finding.objects.filter(pk__in=[each.pk for each in made]).values_list("status", flat=True)) == {
            "open"
        }

    def test_what_came_with_a_check_of_the_person_stays_with_it(self, found: Finding, cast: Cast, login: Login) -> None:
        review(found.version, [found], cast.budi, Verdict.CONFIRMED, "", is_from_check=True)
        self.took_back(login(cast.budi), found.version, found)
        found.refresh_from_db()
        assert found.status == FindingStatus.CONFIRMED
