"""Background work: claimed once, seen alive, begun anew after a kill -9, given back on an orderly stop."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from saksama.errors import InputError
from saksama.language import Text
from saksama.office.accounts.models import Account
from saksama.office.election.models import Region
from saksama.office.jobs import kinds, worker
from saksama.office.jobs.kinds import Kind, kind, start
from saksama.office.jobs.models import MAX_ATTEMPTS, STALE_AFTER, Job, State, claim_next
from saksama.office.jobs.worker import JobLost, StopWork, run_next
from saksama.rolls.engine import Progress
from tests.office.conftest import Cast

HALF = Text("Setengah", "Half")


@pytest.fixture
def do(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Job, Progress], dict[str, object]]], None]:
    """Makes a function the work of kind test.work."""

    def declare(work: Callable[[Job, Progress], dict[str, object]]) -> None:
        monkeypatch.setitem(kinds.KINDS, "test.work", Kind("Work", work, None))

    return declare


def silent_for(job: Job, seconds: float) -> None:
    Job.objects.filter(pk=job.pk).update(heartbeat=timezone.now() - timedelta(seconds=seconds))


class TestRunning:
    def test_the_oldest_job_is_run_and_its_result_kept(self, cast: Cast, do: Callable[..., None]) -> None:
        do(lambda job, report: {"twice": job.arguments["n"] * 2})
        first = start("test.work", cast.sari, "16.02", n=3)
        second = start("test.work", cast.sari, "16.02", n=4)
        assert run_next()
        first.refresh_from_db()
        second.refresh_from_db()
        assert (first.state, first.result, second.state) == (State.DONE, {"twice": 6}, State.WAITING)
        assert (run_next(), run_next()) == (True, False)

    def test_progress_is_written_as_the_work_reports_it(self, cast: Cast, do: Callable[..., None]) -> None:
        seen = []

        def work(job: Job, report: Progress) -> dict[str, object]:
            report(HALF, 5, 10)
            seen.append(Job.objects.get(pk=job.pk))
            return {}

        do(work)
        start("test.work", cast.sari, "16.02")
        run_next()
        assert (seen[0].text_id, seen[0].done, seen[0].total, seen[0].percent) == ("Setengah", 5, 10, 50)

    def test_a_thousand_reports_are_a_few_writes(
        self, cast: Cast, do: Callable[..., None], django_assert_max_num_queries: Callable[..., object]
    ) -> None:
        def work(job: Job, report: Progress) -> dict[str, object]:
            for done in range(1000):
                report(HALF, done, 10_000)
            return {}

        do(work)
        start("test.work", cast.sari, "16.02")
        with django_assert_max_num_queries(20):  # type: ignore[attr-defined]
            run_next()

    def test_what_the_user_can_mend_is_said_to_the_user(self, cast: Cast, do: Callable[..., None]) -> None:
        def work(job: Job, report: Progress) -> dict[str, object]:
            raise InputError(Text("Kolom hilang.", "A column is missing."), Text("Tambahkan.", "Add it."), file="a.csv")

        do(work)
        job = start("test.work", cast.sari, "16.02")
        run_next()
        job.refresh_from_db()
        assert (job.state, job.error_id) == (State.FAILED, "a.csv: Kolom hilang. Tambahkan.")
        assert job.error_en == "a.csv: A column is missing. Add it."

    def test_a_bug_is_logged_with_its_traceback_and_not_shown(
        self, cast: Cast, do: Callable[..., None], caplog: pytest.LogCaptureFixture
    ) -> None:
        do(lambda job, report: {"x": 1 // 0})
        job = start("test.work", cast.sari, "16.02")
        run_next()
        job.refresh_from_db()
        assert (job.state, job.error_id) == (State.FAILED, worker.BUG.id)
        assert "ZeroDivisionError" in caplog.text

    def test_no_job_without_its_change(self, cast: Cast, do: Callable[..., None]) -> None:
        do(lambda job, report: {})
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            start("test.work", cast.sari, "16.02")
            raise ZeroDivisionError
        assert not run_next()

    def test_an_unknown_kind_is_refused_and_none_is_declared_twice(self, cast: Cast, do: Callable[..., None]) -> None:
        with pytest.raises(ValueError, match=r"no\.such"):
            start("no.such", cast.sari, "16.02")
        do(lambda job, report: {})
        with pytest.raises(ValueError, match="twice"):
            kind("test.work", "Work")(lambda job, report: {})


class TestClaims:
    @pytest.fixture(autouse=True)
    def work(self, do: Callable[..., None]) -> None:
        do(lambda job, report: {})

    def test_a_job_is_claimed_by_one_worker_only(self, cast: Cast) -> None:
        start("test.work", cast.sari, "16.02")
        assert [claim_next("one") is not None, claim_next("two") is not None] == [True, False]

    def test_a_job_without_a_sign_of_life_is_taken_over_and_one_with_is_not(self, cast: Cast) -> None:
        job = start("test.work", cast.sari, "16.02")
        claim_next("one")
        silent_for(job, STALE_AFTER - 5)
        assert claim_next("two") is None
        silent_for(job, STALE_AFTER + 1)
        taken = claim_next("two")
        assert taken is not None
        assert (taken.claim, taken.attempts) == ("two", 2)

    def test_a_worker_taken_for_dead_can_write_nothing_more(self, cast: Cast, do: Callable[..., None]) -> None:
        def slow(job: Job, report: Progress) -> dict[str, object]:
            Job.objects.filter(pk=job.pk).update(claim="somebody else")
            with pytest.raises(JobLost):
                report(HALF, 1, 2)
            raise JobLost

        do(slow)
        job = start("test.work", cast.sari, "16.02")
        run_next()
        job.refresh_from_db()
        assert (job.state, job.claim, job.done) == (State.RUNNING, "somebody else", 0)

    def test_a_job_that_kills_its_worker_every_time_is_given_up(self, cast: Cast) -> None:
        job = start("test.work", cast.sari, "16.02")
        for _ in range(MAX_ATTEMPTS):
            assert claim_next("victim") is not None
            silent_for(job, STALE_AFTER + 1)
        run_next()
        job.refresh_from_db()
        assert (job.state, job.error_en) == (State.FAILED, worker.GIVEN_UP.en.format(n=MAX_ATTEMPTS))

    def test_an_orderly_stop_gives_the_job_back_without_counting_it(self, cast: Cast, do: Callable[..., None]) -> None:
        def stopped(job: Job, report: Progress) -> dict[str, object]:
            raise StopWork

        do(stopped)
        job = start("test.work", cast.sari, "16.02")
        with pytest.raises(StopWork):
            run_next()
        job.refresh_from_db()
        assert (job.state, job.attempts) == (State.WAITING, 0)


class TestPages:
    def test_one_sees_ones_own_jobs_and_staff_those_of_the_region(
        self, cast: Cast, login: Callable[[Account], Client]
    ) -> None:
        of_budi = start("election.load_regions", cast.budi, "16.02.05", path="x")
        assert login(cast.budi).get(f"/jobs/{of_budi.pk}/").status_code == 200
        assert login(cast.cici).get(f"/jobs/{of_budi.pk}/").status_code == 404
        assert login(cast.cici).get(f"/jobs/{of_budi.pk}/state/").status_code == 404
        assert login(cast.sari).get(f"/jobs/{of_budi.pk}/").status_code == 200

    def test_the_state_is_json_in_the_readers_language(self, cast: Cast, login: Callable[[Account], Client]) -> None:
        job = start("election.load_regions", cast.sari, "16.02", path="x")
        Job.objects.filter(pk=job.pk).update(
            state="running", done=1500, total=6000, text_id="Memuat", text_en="Loading"
        )
        browser = login(cast.sari)
        assert browser.get(f"/jobs/{job.pk}/state/").json() == {
            "state": "running",
            "over": False,
            "done": 1500,
            "total": 6000,
            "text": "Memuat",
            "count": "1.500 / 6.000",
            "percent": 25,
        }
        browser.post("/language/", {"language": "en"})
        assert browser.get(f"/jobs/{job.pk}/state/").json()["text"] == "Loading"

    def test_without_script_the_page_loads_itself_anew_until_the_job_is_over(
        self, cast: Cast, login: Callable[[Account], Client]
    ) -> None:
        job = start("election.load_regions", cast.sari, "16.02", path="x")
        browser = login(cast.sari)
        assert '<noscript><meta http-equiv="refresh"' in browser.get(f"/jobs/{job.pk}/").text
        Job.objects.filter(pk=job.pk).update(state="failed", error_id="Kolom hilang.")
        page = browser.get(f"/jobs/{job.pk}/").text
        assert "http-equiv" not in page
        assert "Kolom hilang." in page

    def test_the_list_costs_few_queries_however_long(
        self, cast: Cast, login: Callable[[Account], Client], django_assert_max_num_queries: Callable[..., object]
    ) -> None:
        for _ in range(60):
            start("election.load_regions", cast.sari, "16.02", path="x")
        browser = login(cast.sari)
        browser.get("/jobs/")
        with django_assert_max_num_queries(5):  # type: ignore[attr-defined]
            assert "1–50 dari 60" in browser.get("/jobs/").text


@pytest.mark.django_db(transaction=True)
class TestRealProcesses:
    """A worker process of its own, and a file of regions big enough to be killed in the middle of it."""

    def test_a_job_survives_a_kill_9_of_its_worker_and_ends_complete(self, cast: Cast, tmp_path: Path) -> None:
        file, rows = _many_regions(tmp_path)
        job = start("election.load_regions", cast.sari, "16.02", path=str(file))
        with _worker() as first:
            _until(lambda: 0 < Region.objects.count() < rows)
            first.send_signal(signal.SIGKILL)
        job.refresh_from_db()
        assert job.state == State.RUNNING
        assert Region.objects.count() < rows
        silent_for(job, STALE_AFTER + 1)  # instead of waiting
        with _worker():
            _until(lambda: Job.objects.get(pk=job.pk).is_over)
        job.refresh_from_db()
        assert (job.state, job.attempts, job.result) == (State.DONE, 2, {"regions": rows})
        assert Region.objects.count() == rows

    def test_sigterm_gives_the_job_back_at_once_and_the_next_worker_needs_no_wait(
        self, cast: Cast, tmp_path: Path
    ) -> None:
        file, rows = _many_regions(tmp_path)
        job = start("election.load_regions", cast.sari, "16.02", path=str(file))
        with _worker() as first:
            _until(lambda: Region.objects.count() > 0)
            first.send_signal(signal.SIGTERM)
            assert first.wait(10) == 0
        job.refresh_from_db()
        assert (job.state, job.attempts) == (State.WAITING, 0)
        with _worker():
            _until(lambda: Job.objects.get(pk=job.pk).is_over)
        assert Region.objects.count() == rows


def _many_regions(folder: Path) -> tuple[Path, int]:
    """A csv of made-up villages and their number."""
    codes = ["16", "16.02", *(f"16.02.{district:02}" for district in range(1, 11))]
    codes += [f"{district}.{2000 + village}" for district in codes[2:] for village in range(1, 6001)]
    file = folder / "regions.csv"
    file.write_text("code,name\n" + "".join(f"{code},Desa {code}\n" for code in codes), encoding="utf-8")
    return file, len(codes)


@contextmanager
def _worker() -> Iterator[subprocess.Popen[bytes]]:
    """`saksama office work` on the database of this test."""
    program = (
        "import django; from django.conf import settings;"
        f"settings.DATABASES['default']['NAME'] = {connection.settings_dict['NAME']!r};"
        "django.setup(); from django.core.management import call_command; call_command('work')"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "saksama.office.settings"}
    process = subprocess.Popen([sys.executable, "-c", program], env=environment)  # noqa: S603 - our own text
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _until(is_true: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)
