"""The worker: runs jobs one after the other, with a heartbeat; what a dead worker left is begun anew."""

import logging
import secrets
import threading
import time
from types import TracebackType
from typing import Self

from django.db import close_old_connections, connection
from django.db.models import F
from django.utils import timezone

from saksama.errors import SaksamaError
from saksama.language import Text
from saksama.office.accounts.session_store import SessionStore
from saksama.office.jobs.kinds import KINDS
from saksama.office.jobs.models import BEAT_EVERY, MAX_ATTEMPTS, Job, State, claim_next

log = logging.getLogger(__name__)

LOOK_EVERY = 0.5  # seconds between two looks for a new job
WRITE_EVERY = 0.5  # seconds between two writes of progress

GIVEN_UP = Text(
    "Pekerjaan ini berhenti mendadak {n} kali. Hubungi administrator; berkas Anda tetap tersimpan.",
    "This job died {n} times. Ask the administrator; your file is still kept.",
)
BUG = Text(
    "Terjadi kesalahan pada program. Sudah dicatat; hubungi administrator dengan nomor pekerjaan ini.",
    "The program made a mistake. It was noted; ask the administrator and name the number of this job.",
)


class StopWork(BaseException):
    """The server is going down: give the job back at once. No Exception, so that no work swallows it."""


class JobLost(BaseException):
    """Another worker has taken the job, because this one was silent too long."""


def work_for_ever(stop: threading.Event) -> None:
    """Runs jobs until told to stop; sweeps out sessions that are over first."""
    SessionStore.clear_expired()
    while not stop.is_set():
        close_old_connections()
        if not run_next():
            stop.wait(LOOK_EVERY)


def run_next() -> bool:
    """Runs the oldest job that is waiting or was abandoned. False if there is none."""
    job = claim_next(secrets.token_hex(16))
    if job is None:
        return False
    if job.attempts > MAX_ATTEMPTS:
        _finish(job, State.FAILED, error=GIVEN_UP.fill(n=MAX_ATTEMPTS))
        return True
    log.info("job %s (%s) begins, attempt %s", job.pk, job.kind, job.attempts)
    try:
        with Heartbeat(job) as heart:
            result = KINDS[job.kind].work(job, Report(job, heart))
        _finish(job, State.DONE, result=result)
    except StopWork:
        _give_back(job)
        raise
    except JobLost:
        log.warning("job %s was taken over by another worker", job.pk)
    except SaksamaError as error:
        _finish(job, State.FAILED, error=Text(error.say("id"), error.say("en")))
    except Exception:
        log.exception("job %s (%s) failed", job.pk, job.kind)
        _finish(job, State.FAILED, error=BUG)
    return True


class Heartbeat:
    """A thread that shows every few seconds that the job is alive, and notices when somebody else has taken it."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.lost = threading.Event()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, name=f"heartbeat-{job.pk}", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        self._thread.join()

    def _beat(self) -> None:
        try:
            while not self._over.wait(BEAT_EVERY):
                try:
                    alive = _mine(self.job).update(heartbeat=timezone.now())
                except Exception:  # a busy database: the next beat may come through, and if not the job is taken over
                    log.exception("job %s: no heartbeat", self.job.pk)
                    continue
                if not alive:
                    self.lost.set()
                    return
        finally:
            connection.close()


class Report:
    """The progress callback given to the work: writes what is being done, at most twice a second."""

    def __init__(self, job: Job, heart: Heartbeat) -> None:
        self.job = job
        self.heart = heart
        self._last = 0.0
        self._what = Text("", "")

    def __call__(self, what: Text, done: int, total: int) -> None:
        """`done` and `total` in the same unit, total 0 when unknown."""
        if self.heart.lost.is_set():
            raise JobLost
        now = time.monotonic()
        if what == self._what and done != total and now - self._last < WRITE_EVERY:
            return
        self._last, self._what = now, what
        written = _mine(self.job).update(
            done=done, total=total, text_id=what.id[:200], text_en=what.en[:200], heartbeat=timezone.now()
        )
        if not written:
            raise JobLost


def _mine(job: Job):  # type: ignore[no-untyped-def]
    # Every write names the claim: a worker that was taken for dead cannot write into its successor's job.
    return Job.objects.filter(pk=job.pk, claim=job.claim, state=State.RUNNING)


def _finish(job: Job, state: State, result: dict[str, object] | None = None, error: Text = Text("", "")) -> None:  # noqa: B008
    now = timezone.now()
    _mine(job).update(
        state=state, finished=now, heartbeat=now, result=result or {}, error_id=error.id, error_en=error.en
    )


def _give_back(job: Job) -> None:
    if not connection.in_atomic_block:
        connection.close()  # the signal may have come in the middle of a query: PostgreSQL then takes no other
    _mine(job).update(state=State.WAITING, attempts=F("attempts") - 1)
    log.info("job %s goes back into the queue", job.pk)
