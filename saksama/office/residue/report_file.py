"""People reported as missing from a file: read by the engine as any list is, kept whole or not at all, no numbers."""

import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from saksama.errors import InputError
from saksama.language import Text
from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import covers
from saksama.office.residue import actions
from saksama.office.residue.models import MissingReport
from saksama.office.trail.record import record
from saksama.rolls import Engine, ListKind, read
from saksama.rolls.read import REASON_TEXTS

_COLUMNS = (
    "source_row", "name", "birthplace", "birthdate", "age", "sex", "address", "rt", "rw", "tps", "village",
    "village_name", "note",
)  # fmt: skip
_REMEDY = Text("Perbaiki baris ini, lalu unggah lagi.", "Correct this row, then upload again.")


@dataclass(frozen=True)
class Reading:
    """All people of a file and every problem. They are kept only if there is none. `again`: entered before."""

    reports: list[MissingReport]
    problems: list[InputError]
    again: int
    sha256: str


def read_reports(content: bytes, name: str, by: Account, channel: str, day: date) -> Reading:
    """Checks every row.

    Raises:
        InputError: it is no list of people at all, or a heading is unknown.
    """
    with tempfile.TemporaryDirectory(prefix="saksama-") as folder:
        path = Path(folder) / Path(name).name
        path.write_bytes(content)
        output = Path(folder) / "out" / "reported.parquet"
        output.parent.mkdir()
        read([path], kind=ListKind.REPORTED, output=output, workers=1)
        with Engine(threads=1) as engine:
            rows = engine.rows(f"SELECT {', '.join(_COLUMNS)} FROM read_parquet(?) ORDER BY record", [str(output)])  # noqa: S608 - names of ours
            rejected = engine.rows(
                'SELECT source_row, reason, "column" FROM read_parquet(?) ORDER BY source_row',
                [str(output.with_name("reported.rejects.parquet"))],
            )
    texts = {reason.value: text for reason, text in REASON_TEXTS.items()}
    problems = [
        InputError(texts.get(reason, Text(reason, reason)), _REMEDY, file=name, row=row, column=column or "")
        for row, reason, column in rejected
    ]
    reports: list[MissingReport] = []
    for row in rows:
        said = dict(zip(_COLUMNS, row, strict=True))
        problem = _problem(said, name, by)
        if problem is not None:
            problems.append(problem)
        else:
            reports.append(_report(said, by, channel, day))
    problems.sort(key=lambda problem: problem.row or 0)
    known = set(MissingReport.objects.filter(key__in=[each.key for each in reports]).values_list("key", flat=True))
    fresh = list({each.key: each for each in reports if each.key not in known}.values())
    return Reading(fresh, problems, len(reports) - len(fresh), hashlib.sha256(content).hexdigest())


def keep_reports(reports: Sequence[MissingReport], by: Account, *, sha256: str = "") -> None:
    """One from its form, or many of a file; somebody entered meanwhile by another stays as entered."""
    with transaction.atomic():
        MissingReport.objects.bulk_create(reports, batch_size=500, ignore_conflicts=True)
        details: dict[str, object] = {"people": len(reports)}
        action = actions.MISSING_REPORTED
        if sha256:
            action, details["file"] = actions.MISSING_UPLOADED, f"sha256:{sha256}"
        region = reports[0].region if len(reports) == 1 else by.region
        record(by, action, region=region, details=details)


def key_of(report: MissingReport) -> str:
    """A digest of who is meant: name, birth, village. The same person reported twice has the same."""
    born = report.birthdate.isoformat() if report.birthdate else f"{report.age} {report.day.year}"
    name = " ".join(report.name.upper().split())
    return hashlib.sha256(f"{name}|{born}|{report.region}".encode()).hexdigest()[:32]


def _problem(said: dict[str, Any], file: str, by: Account) -> InputError | None:
    row = said["source_row"]
    if said["village"] is None:
        what = Text("Desa tidak dikenal.", "The village is not known.")
        remedy = Text("Tulis nama resmi desa dan kecamatannya.", "Write the official name of village and sub-district.")
        return InputError(what, remedy, file=file, row=row, column="DESA")
    if not covers(by.region, said["village"]):
        what = Text("Desa ini di luar wilayah Anda.", "This village is outside your region.")
        return InputError(what, Text("Hapus barisnya.", "Remove the row."), file=file, row=row, column="DESA")
    if said["birthdate"] is None and said["age"] is None:
        what = Text("Tanggal lahir atau umur kosong.", "Neither birth date nor age is given.")
        return InputError(what, _REMEDY, file=file, row=row, column="TANGGAL LAHIR")
    return None


def _report(said: dict[str, Any], by: Account, channel: str, day: date) -> MissingReport:
    report = MissingReport(
        region=said["village"],
        name=said["name"],
        birthplace=said["birthplace"] or "",
        birthdate=said["birthdate"],
        age=said["age"],
        sex=said["sex"] or "",
        address=(said["address"] or "")[:200],
        rt=(said["rt"] or "")[:3],
        rw=(said["rw"] or "")[:3],
        tps=(said["tps"] or "")[:3],
        channel=channel,
        day=day,
        by=by,
    )
    report.key = key_of(report)
    return report
