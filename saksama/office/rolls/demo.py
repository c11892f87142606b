"""Made-up lists for the demonstration: DPS and DPT with their findings, and the registers. Nothing is read twice."""

import os
import shutil
import zipfile
from datetime import date, datetime, time
from pathlib import Path

from django.core.files.base import File
from django.utils import timezone

from saksama.office.demonstration import Office
from saksama.office.rolls.models import Kind, ListFile, ListVersion, Status
from saksama.office.rolls.shown_records import keep_records
from saksama.office.rolls.store_findings import store_findings
from saksama.office.stored_files import store
from saksama.reference.elections import Election
from saksama.rolls import Engine, ListKind, SecondLists, audit, read
from saksama.rolls.search import build_index
from saksama.writing import written_folder

# Kind, file or folder of `saksama demo`, what the office calls it, when it came in.
REGISTERS = (
    (Kind.DPK, "dpk_terakhir", "Pemilu Februari 2024", date(2024, 6, 20)),
    (Kind.DEATHS, "kematian", "Dukcapil dan kepala desa", date(2024, 8, 2)),
    (Kind.POLICE_ARMY, "tni_polri", "Kodim dan Polres", date(2024, 8, 5)),
    (Kind.CLAIMED, "klaim_kpu", "Surat KPU September", date(2024, 9, 20)),
)
LISTS = (
    (Kind.DPS, "dps", "pleno 11 Agustus", date(2024, 8, 12)),
    (Kind.DPT, "dpt", "pleno 21 September", date(2024, 9, 22)),
)


def fill(office: Office) -> None:
    """Both lists as they came in, read and audited; the newer one compared with the older."""
    registers = [_register(office, kind, name, title, day) for kind, name, title, day in REGISTERS]
    previous: ListVersion | None = None
    for kind, folder, title, day in LISTS:
        version = _list(office, kind, folder, title, day)
        version.previous = previous
        version.save(update_fields=["previous"])
        # What KPU claims to have added came after the DPS.
        version.registers.set(each for each in registers if previous or each.kind != Kind.CLAIMED)
        audited = _audited(office, version)
        _keep_audit(version, audited)
        store_findings(version, audited / "findings.parquet", _morning(day, minutes=9), office.progress)
        previous = version


def _register(office: Office, kind: Kind, name: str, title: str, day: date) -> ListVersion:
    file = next(office.files.glob(f"{name}.*"))
    version = _version(office, kind, title)
    _keep(version, file)
    version.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    read([file], kind=ListKind(kind), output=version.roll, progress=office.progress)
    return _read(version, day)


def _list(office: Office, kind: Kind, folder: str, title: str, day: date) -> ListVersion:
    version = _version(office, kind, title)
    packed = office.files / f"{folder}.zip"
    if not packed.exists():
        _pack(office.files / folder, packed)
    _keep(version, packed)
    version.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for source, target in ((f"{folder}.parquet", version.roll), (f"{folder}.rejects.parquet", version.rejects)):
        target.unlink(missing_ok=True)
        _link(office.files / source, target)
    build_index(version.roll, version.search_index)
    return _read(version, day)


def _version(office: Office, kind: Kind, title: str) -> ListVersion:
    by = office.people["staf"]
    made: ListVersion = ListVersion.objects.create(
        kind=kind, name=title, region=office.region, election=office.election, by=by
    )
    return made


def _keep(version: ListVersion, file: Path) -> None:
    with file.open("rb") as content:
        path = store(File(content), file.suffix)
    ListFile.objects.create(
        version=version, name=file.name, sha256=path.stem, suffix=file.suffix, size=path.stat().st_size
    )


def _read(version: ListVersion, day: date) -> ListVersion:
    """Takes over what the reading has written into the Parquet file beside the voters."""
    with Engine(threads=1) as engine:
        pairs = engine.rows("SELECT key, value FROM parquet_kv_metadata(?)", [str(version.roll)])
    said = {bytes(key).decode(): bytes(value).decode() for key, value in pairs}
    version.data_state, version.files_read = said["state"], int(said["files"])
    version.rows_read, version.rows_kept = int(said["rows_read"]), int(said["rows_kept"])
    version.rows_rejected = int(said["rows_rejected"])
    version.status, version.created, version.read_at = Status.READ, _morning(day), _morning(day, minutes=3)
    version.save()
    return version


def _audited(office: Office, version: ListVersion) -> Path:
    """The folder of the audit: for the DPT the one that `saksama demo --audit` made."""
    folder = office.files / ("audit" if version.kind == Kind.DPT else f"audit-{version.kind.lower()}")
    if not (folder / "findings.parquet").exists():
        second = SecondLists(**{name: of.roll for name, of in version.rolls.items() if name != "roll"})
        election = Election.load(office.election)
        coklit = next(office.files.glob("coklit.*"))
        audit(version.roll, folder, second_lists=second, coklit=coklit, election=election, progress=office.progress)
    return folder


def _keep_audit(version: ListVersion, audited: Path) -> None:
    """Beside the voters, as the worker leaves it: whoever looks records up in the list reads it there."""
    with written_folder(version.folder / "audit") as folder:
        for name in ("findings.parquet", "audit.json"):
            _link(audited / name, folder / name)
    keep_records(version, version.folder / "audit" / "findings.parquet")


def _pack(folder: Path, target: Path) -> None:
    """The list as KPU sends it: one zip."""
    beside = target.with_suffix(".zip.tmp")
    with zipfile.ZipFile(beside, "w", zipfile.ZIP_STORED) as packed:
        for file in sorted(folder.rglob("*")):
            packed.write(file, file.relative_to(folder))
    os.replace(beside, target)


def _morning(day: date, minutes: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(8, 40 + minutes)))


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # another disk
        shutil.copyfile(source, target)
