"""The way of a list: its files are read, the roll is audited, the findings are stored. Begun anew at any point."""

import os
import shutil
from pathlib import Path
from tempfile import mkdtemp

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saksama.errors import SaksamaError
from saksama.language import Text
from saksama.office.coklit.engine_file import counts_csv
from saksama.office.coklit.models import CoklitCount
from saksama.office.jobs.kinds import kind
from saksama.office.jobs.models import Job
from saksama.office.rolls import actions
from saksama.office.rolls.models import AUDITED_KINDS, ListVersion, Status
from saksama.office.rolls.plausible import doubt_about
from saksama.office.rolls.shown_records import keep_records
from saksama.office.rolls.store_findings import store_findings
from saksama.office.trail.record import record
from saksama.reference.elections import Election
from saksama.rolls import ListKind, Progress, ReadResult, SecondLists, audit, read
from saksama.rolls.read import UnknownHeading
from saksama.rolls.search import build_index

READ_FIELDS = (
    *("data_state", "files_read", "rows_read", "rows_kept", "rows_rejected"),
    *("warnings", "status", "read_at", "question", "is_doubted"),
)


def _list_url(job: Job) -> str:
    return reverse("list", args=[job.arguments["version"]])


@kind("rolls.read_and_audit", _("Reading and audit of a voter list"), _list_url)
def read_and_audit(job: Job, report: Progress) -> dict[str, object]:
    """Reads and audits the list `version`. What an earlier attempt has finished is not done again."""
    version: ListVersion = ListVersion.objects.get(pk=job.arguments["version"])
    if version.is_withdrawn:  # while it waited; taken back, it is begun again
        return {}
    try:
        if version.read_at is None:
            _read(version, report)
        # Who begins it anew has seen the doubt and says that the list is right; a worker that was killed has not.
        if version.is_doubted and (doubt := doubt_about(version)):
            raise doubt
        if version.kind in AUDITED_KINDS and not version.is_audited and _stands(version):
            _audit(version, report)
    except UnknownHeading as error:
        asked = {"headings": list(error.headings), "place": error.where()}
        ListVersion.objects.filter(pk=version.pk).update(status=Status.FAILED, question=asked)
        raise
    except SaksamaError:
        ListVersion.objects.filter(pk=version.pk).update(status=Status.FAILED, question={})
        raise
    return {}


def _stands(version: ListVersion) -> bool:
    return bool(ListVersion.objects.standing().filter(pk=version.pk).exists())


@kind("rolls.index", _("Preparing a voter list for the search by name"), _list_url)
def index(job: Job, report: Progress) -> dict[str, object]:
    """For a list that was read before there was a search, or whose index is lost."""
    version: ListVersion = ListVersion.objects.get(pk=job.arguments["version"])
    build_index(version.roll, version.search_index)
    return {}


def _read(version: ListVersion, report: Progress) -> None:
    ListVersion.objects.filter(pk=version.pk).update(status=Status.READING)
    version.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for stale in version.folder.glob("files.*"):
        shutil.rmtree(stale)
    named = Path(mkdtemp(prefix="files.", dir=version.folder))
    try:
        for file in version.files.all():
            os.link(file.path, named / file.name)  # under the sender's name: villages and TPS are read from it
        result = read(
            [named],
            kind=ListKind(version.kind),
            output=version.roll,
            mapping=version.mapping,
            skip_bad_files=version.skips_bad_files,
            progress=report,
        )
    finally:
        shutil.rmtree(named, ignore_errors=True)
    if version.kind in AUDITED_KINDS:
        build_index(version.roll, version.search_index)
    version.data_state, version.files_read = result.state, result.files - len(result.bad_files)
    version.rows_read, version.rows_kept = result.rows_read, result.rows_kept
    version.rows_rejected = result.rows_rejected
    version.warnings = [text._asdict() for text in (*_left_out(result), *result.warnings)]
    version.status, version.read_at, version.question = Status.READ, timezone.now(), {}
    version.is_doubted = doubt_about(version) is not None  # known before anybody can use the list
    with transaction.atomic():
        version.save(update_fields=READ_FIELDS)  # others may write other fields meanwhile
        if version.kind not in AUDITED_KINDS:
            details = {"kept": version.rows_kept, "rejected": version.rows_rejected}
            record(version.by, actions.LIST_AUDITED, version, details=details)


def _left_out(result: ReadResult) -> list[Text]:
    """Each file that could not be read: who works with the list must know that its voters are not in it."""
    said = Text(
        "{file} tidak dapat dibaca dan dilewati: pemilih di dalamnya tidak ada dalam daftar ini, jadi surat tidak "
        "dicocokkan dengannya.",
        "{file} cannot be read and is left out: its voters are not in this list, so no letter is held against it.",
    )
    return [said.fill(file=label) for label in result.bad_files]


def _audit(version: ListVersion, report: Progress) -> None:
    ListVersion.objects.filter(pk=version.pk).update(status=Status.AUDITING)
    at = timezone.localtime()
    done = audit(
        version.roll,
        version.folder / "audit",
        second_lists=SecondLists(
            **{name: of.roll for name, of in version.rolls.items() if name != "roll" and not of.is_withdrawn}
        ),
        coklit=_coklit(version),
        election=Election.load(version.election),
        made_at=at,
        progress=report,
    )
    keep_records(version, done.folder / "findings.parquet")
    store_findings(version, done.folder / "findings.parquet", at, report)


def _coklit(version: ListVersion) -> Path | None:
    """What supervisors counted of coklit, as the file that the engine reads; None if nothing was counted."""
    counts = CoklitCount.objects.within(version.region).filter(election=version.election)
    if not counts.exists():
        return None
    path = version.folder / "coklit.csv"
    path.write_bytes(counts_csv(counts))
    return path
