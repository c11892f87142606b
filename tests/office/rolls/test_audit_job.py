"""From upload to findings: what is kept, counted, stored; what is begun anew; what is refused."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from saksama.office.accounts.models import Account
from saksama.office.jobs.kinds import start
from saksama.office.jobs.models import Job, State
from saksama.office.jobs.worker import StopWork, run_next
from saksama.office.posko.voter_search import current_list
from saksama.office.residue.forms import ResidueForm
from saksama.office.rolls import against, background, plausible
from saksama.office.rolls.models import Finding, ListVersion, Severity, Status
from saksama.office.samples.forms import SampleForm
from saksama.office.trail.models import Entry
from tests.office.conftest import Cast
from tests.office.rolls.conftest import CHILD, NAMELESS, SITI, SITI_AGAIN, csv_file

HandOver = Callable[..., ListVersion]


class TestUpload:
    def test_a_file_is_kept_unchanged_under_its_hash(self, hand_over: HandOver) -> None:
        upload = csv_file(SITI)
        content = upload.read()
        upload.seek(0)
        file = hand_over(upload).files.get()
        assert file.sha256 == hashlib.sha256(content).hexdigest()
        assert file.path.read_bytes() == content

    def test_it_stands_in_the_trail_and_in_the_queue(self, hand_over: HandOver) -> None:
        version = hand_over(csv_file(SITI))
        entry = Entry.objects.get(action="rolls.list_uploaded")
        assert (entry.actor, entry.object_id, entry.region) == ("sari", str(version.pk), "16.02")
        assert version.job.state == State.WAITING
        assert version.status == Status.UPLOADED

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"region": "16.71"}, "region"),
            ({"region": "16.02.05"}, "region"),
            ({"name": "pleno 1602055707840001"}, "name"),
            ({"given": [SimpleUploadedFile("daftar.pdf", b"%PDF")]}, "given"),
            ({"given": []}, "given"),
            ({"given": [csv_file(SITI), csv_file(CHILD)]}, "given"),
        ],
        ids=["foreign region", "sub-district", "a NIK as name", "pdf", "no file", "one name twice"],
    )
    def test_what_cannot_be_right_is_refused(
        self, cast: Cast, oki: None, login: Callable[[Account], Client], fields: dict[str, Any], field: str
    ) -> None:
        asked = {"kind": "DPS", "name": "x", "election": "pilkada-2024", "region": "16.02", "given": [csv_file(SITI)]}
        answer = login(cast.sari).post("/lists/upload/", {**asked, **fields})
        assert list(answer.context["form"].errors) == [field]
        assert not ListVersion.objects.exists()

    def test_more_than_the_limit_is_refused(
        self, cast: Cast, oki: None, login: Callable[[Account], Client], settings: Settings
    ) -> None:
        settings.LIST_UPLOAD_LIMIT = 100
        asked = {"kind": "DPS", "name": "x", "election": "pilkada-2024", "region": "16.02", "given": [csv_file(SITI)]}
        answer = login(cast.sari).post("/lists/upload/", asked)
        assert "100" in str(answer.context["form"].errors["given"])


class TestAudit:
    def test_rows_read_are_kept_or_rejected(self, audited: ListVersion) -> None:
        assert (audited.rows_read, audited.rows_kept, audited.rows_rejected) == (4, 3, 1)
        assert audited.status == Status.AUDITED
        assert audited.roll.is_file()

    def test_the_pair_and_the_child_are_found_in_their_village(self, audited: ListVersion) -> None:
        rules = {found.rule: found for found in audited.findings.all()}
        assert audited.findings_count == audited.findings.count()
        pair = next(found for found in rules.values() if len(found.records) == 2)
        assert (pair.region, pair.severity) == ("16.02.05.1001", Severity.HIGH)
        assert {each["record"] for each in pair.records} == {0, 1}
        assert all("1602055707840001" not in found.evidence_id for found in rules.values())

    def test_it_is_an_entry_of_the_trail_with_its_counts(self, audited: ListVersion) -> None:
        details = Entry.objects.get(action="rolls.list_audited").details_text
        assert '"kept":3' in details.replace(" ", "")
        assert '"rejected":1' in details.replace(" ", "")

    def test_a_file_that_is_no_list_fails_with_words_for_the_owner(self, hand_over: HandOver) -> None:
        version = hand_over(SimpleUploadedFile("daftar.xlsx", b"no workbook"))
        run_next()
        version.refresh_from_db()
        assert version.status == Status.FAILED
        assert version.has_failed
        assert "daftar.xlsx" in version.job.error_id

    def test_the_next_version_is_compared_with_the_chosen_one(self, audited: ListVersion, hand_over: HandOver) -> None:
        version = hand_over(csv_file(CHILD), kind="DPT", previous=audited.pk)
        run_next()
        rolls = {each["roll"] for found in version.findings.all() for each in found.records}
        assert "previous" in rolls

    def test_a_register_is_read_and_not_audited(self, hand_over: HandOver) -> None:
        version = hand_over(csv_file(SITI), kind="DPK")
        run_next()
        version.refresh_from_db()
        assert (version.status, version.rows_kept, version.findings.count()) == (Status.READ, 1, 0)


class TestBegunAnew:
    def test_killed_while_storing_it_shows_no_finding_and_then_has_each_once(
        self, hand_over: HandOver, cast: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        version = hand_over(csv_file(SITI, SITI_AGAIN, CHILD, NAMELESS))

        def killed(*_: object, **__: object) -> None:
            raise StopWork

        with monkeypatch.context() as patch:
            patch.setattr("saksama.office.rolls.store_findings.record", killed)
            with pytest.raises(StopWork):
                run_next()
        version.refresh_from_db()
        assert (version.status, version.rows_kept) == (Status.AUDITING, 3)
        assert not Finding.objects.visible_to(cast.sari).exists()
        assert run_next()
        version.refresh_from_db()
        assert version.status == Status.AUDITED
        assert version.findings_count == version.findings.count() == Finding.objects.visible_to(cast.sari).count() > 0

    def test_a_list_that_is_read_is_not_read_again(self, hand_over: HandOver, monkeypatch: pytest.MonkeyPatch) -> None:
        version = hand_over(csv_file(SITI, SITI_AGAIN))

        def killed(*_: object, **__: object) -> None:
            raise StopWork

        with monkeypatch.context() as patch:
            patch.setattr(background, "audit", killed)
            with pytest.raises(StopWork):
                run_next()
        monkeypatch.setattr(background, "read", killed)
        assert run_next()
        version.refresh_from_db()
        assert version.status == Status.AUDITED

    def test_killed_after_the_last_commit_it_keeps_the_reviews(self, audited: ListVersion, cast: Cast) -> None:
        before = list(Finding.objects.values_list("pk", flat=True))
        start("rolls.read_and_audit", cast.sari, "16.02", version=audited.pk)
        assert run_next()
        assert list(Finding.objects.values_list("pk", flat=True)) == before
        assert Job.objects.latest("pk").state == State.DONE

    def test_no_file_of_a_former_attempt_is_left(self, hand_over: HandOver) -> None:
        version = hand_over(csv_file(SITI))
        stale: Path = version.folder / "files.stale"
        stale.mkdir(parents=True)
        run_next()
        assert not list(version.folder.glob("files.*"))


class TestDoubt:
    """A list that is probably not what it is called is not audited before somebody says so."""

    DEATHS = "NO,NAMA,TANGGAL LAHIR,JENIS KELAMIN,TANGGAL KEMATIAN,DESA,KECAMATAN\r\n" + "\r\n".join(
        f"{number},ORANG KE {chr(65 + number)},17-07-1954,L,01-02-2024,Kota Raya,Kayu Agung" for number in range(9)
    )

    def test_a_register_of_deaths_handed_over_as_a_list(
        self, hand_over: HandOver, cast: Cast, login: Callable[[Account], Client]
    ) -> None:
        version = hand_over(SimpleUploadedFile("kematian.csv", self.DEATHS.encode()), kind="DPT")
        run_next()
        version.refresh_from_db()
        assert (version.status, version.rows_kept, version.is_audited) == (Status.FAILED, 9, False)
        page = login(cast.sari).get(f"/lists/{version.pk}/")
        assert "seperti daftar kematian, bukan DPT" in page.text
        assert "Lanjutkan ke audit" in page.text
        again = hand_over(csv_file(SITI), kind="DPSHP", previous="newest")
        assert again.previous is None  # what is in doubt is compared with nothing

    def test_no_room_uses_it(self, audited: ListVersion, hand_over: HandOver, cast: Cast) -> None:
        doubted = hand_over(SimpleUploadedFile("kematian.csv", self.DEATHS.encode()), kind="DPT")
        run_next()
        assert current_list(cast.sari) == audited
        for form in (ResidueForm(account=cast.sari), SampleForm(account=cast.sari)):
            lists: Any = form.fields["version"]
            assert list(lists.queryset) == [audited]
        offered: Any = against.fields(cast.sari)["previous"]
        assert str(doubted.pk) not in dict(offered.choices)

    def test_a_worker_that_dies_while_the_doubt_is_told_leaves_it_in_doubt(
        self, hand_over: HandOver, cast: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        version = hand_over(SimpleUploadedFile("kematian.csv", self.DEATHS.encode()), kind="DPT")

        def killed_on_telling(of: ListVersion) -> object:
            if of.is_doubted:
                raise StopWork
            return plausible.doubt_about(of)

        with monkeypatch.context() as patch:
            patch.setattr(background, "doubt_about", killed_on_telling)
            with pytest.raises(StopWork):
                run_next()
        version.refresh_from_db()
        assert (version.status, version.is_doubted) == (Status.READ, True)
        assert current_list(cast.sari) is None
        assert run_next()
        version.refresh_from_db()
        assert (version.status, version.is_audited) == (Status.FAILED, False)

    def test_whoever_says_that_it_is_right_has_it_audited(
        self, hand_over: HandOver, cast: Cast, login: Callable[[Account], Client]
    ) -> None:
        version = hand_over(SimpleUploadedFile("kematian.csv", self.DEATHS.encode()), kind="DPT")
        run_next()
        login(cast.sari).post(f"/lists/{version.pk}/answer/")
        run_next()
        version.refresh_from_db()
        assert version.is_audited

    def test_another_regencys_list(self, hand_over: HandOver) -> None:
        version = hand_over(csv_file(SITI, CHILD, name="16.01.08.2001 Gunung Meraksa.csv"))
        run_next()
        version.refresh_from_db()
        assert version.job is not None
        assert "0 dari 2 baris terletak di wilayah 16.02" in version.job.error
        assert not version.is_audited

    def test_a_list_of_half_the_voters(self, audited: ListVersion, hand_over: HandOver) -> None:
        ListVersion.objects.filter(pk=audited.pk).update(rows_read=500, rows_kept=499, rows_rejected=1)
        version = hand_over(csv_file(SITI), kind="DPT", previous="newest")
        run_next()
        version.refresh_from_db()
        assert version.job is not None
        assert "berisi 1 pemilih, sedangkan DPS pleno 499" in version.job.error

    def test_the_same_files_twice_are_told(
        self, audited: ListVersion, cast: Cast, login: Callable[[Account], Client]
    ) -> None:
        asked = {"kind": "DPSHP", "name": "lagi", "election": "pilkada-2024", "region": "16.02"}
        given = {"given": [csv_file(SITI, SITI_AGAIN, CHILD, NAMELESS)]}
        answer = login(cast.sari).post("/lists/upload/", {**asked, **given}, follow=True)
        assert "Berkas yang sama sudah ada sebagai DPS pleno." in answer.text
        assert list(ListVersion.objects.latest("pk").same_files()) == [audited]
