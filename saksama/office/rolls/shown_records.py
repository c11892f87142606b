"""The records that the findings of a list show, each found at once by its number.

Parquet is made for whole columns: to read one voter it unpacks a hundred thousand. So a copy of the few records that
findings name lies beside it, in SQLite. It is made before the findings are stored; what it does not have (the record
of a complaint, a list audited by an earlier version) is read from Parquet. It bears a mark of the audit it was made
with, and is not looked at beside the findings of another.
"""

import atexit
import hashlib
import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import cache, lru_cache
from pathlib import Path
from urllib.request import pathname2url

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saksama.office.rolls.models import ListVersion
from saksama.rolls import Engine
from saksama.writing import replacing

FIELDS: dict[str, str | Promise] = {
    "nik": _("NIK"),
    "nkk": _("Family card number"),
    "name": _("Name"),
    "sex": _("Sex"),
    "birthplace": _("Birthplace"),
    "birthdate": _("Birth date"),
    "age": _("Age"),
    "marital": _("Marital status"),
    "address": _("Address"),
    "rt": _("RT"),
    "rw": _("RW"),
    "village_name": _("Village"),
    "district_name": _("Sub-district"),
    "tps": _("TPS"),
    "disability": _("Disability"),
    "ektp": _("e-KTP"),
    "note": _("Remark"),
    "event_date": _("Date of the event"),
    "document": _("Document"),
    "issuer": _("Issued by"),
}
_COLUMNS = ", ".join(FIELDS)
Said = dict[str, str]  # what a record says in each of FIELDS, empty where it says nothing; numbers are whole
_BATCH = 10_000


def keep_records(version: ListVersion, findings: Path) -> None:
    """Copies the records that the findings of an audit name out of the Parquet files; whole or not at all."""
    with (
        replacing(version.shown_records) as beside,
        closing(sqlite3.connect(beside)) as kept,
        Engine(threads=1) as engine,
    ):
        beside.chmod(0o600)
        kept.execute("PRAGMA journal_mode = OFF")  # it is begun anew or not there at all
        kept.execute(f"PRAGMA user_version = {_mark(findings)}")
        kept.execute(f"CREATE TABLE shown (roll, record INTEGER, {_COLUMNS}, PRIMARY KEY (roll, record))")
        marks = ", ".join("?" * (len(FIELDS) + 2))
        for name, of in version.rolls.items():
            if not of.roll.is_file():
                continue
            query = f"""SELECT record, {_COLUMNS} FROM read_parquet($roll) WHERE record IN (
                SELECT one.record FROM (SELECT unnest(records) AS one FROM read_parquet($findings))
                WHERE one.roll = $name)"""  # noqa: S608 - names of ours
            cursor = engine.connection.execute(query, {"roll": str(of.roll), "findings": str(findings), "name": name})
            while rows := cursor.fetchmany(_BATCH):
                kept.executemany(
                    f"INSERT INTO shown VALUES ({marks})",  # noqa: S608 - marks only
                    ((name, row[0], *map(said_of, row[1:])) for row in rows),
                )
        kept.commit()


def records_of(version: ListVersion, roll: str, numbers: Sequence[int]) -> dict[int, Said]:
    """Those of the records that are there, by number. `roll`: by the name that findings of the list give it."""
    found = _kept(version, roll, numbers)
    missing = [number for number in numbers if number not in found]
    of = version.rolls_named([roll]).get(roll) if missing else None
    return found | _read(of.roll, missing) if of is not None and of.roll.is_file() else found


def _kept(version: ListVersion, roll: str, numbers: Sequence[int]) -> dict[int, Said]:
    if not version.shown_records.is_file():
        return {}
    query = f"SELECT record, {_COLUMNS} FROM shown WHERE roll = ? AND record IN (SELECT value FROM json_each(?))"  # noqa: S608 - names of ours
    address = f"file:{pathname2url(str(version.shown_records))}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as kept:
        ((made_with,),) = kept.execute("PRAGMA user_version")
        if made_with == 0 or made_with != _mark(version.folder / "audit" / "findings.parquet"):
            return {}
        return {
            row[0]: dict(zip(FIELDS, row[1:], strict=True)) for row in kept.execute(query, [roll, json.dumps(numbers)])
        }


def _mark(findings: Path) -> int:
    """What tells the findings of one audit from those of another, 1 to 2^31 - 1; 0 if there are none."""
    if not findings.is_file():
        return 0
    about = findings.stat()
    return _mark_of(findings, about.st_size, about.st_mtime_ns)


@lru_cache(maxsize=256)
def _mark_of(findings: Path, size: int, changed: int) -> int:
    """By content: size and time of the last change only say when to look again, and are lost by copying."""
    with findings.open("rb") as file:
        return int.from_bytes(hashlib.file_digest(file, "sha256").digest()[:4], "big") % (2**31 - 1) + 1


@cache
def _reader() -> Engine:
    """One for the life of the process: to begin and end an engine takes longer than to read a few records."""
    engine = Engine(memory="256MB", threads=1)
    atexit.register(engine.__exit__)
    return engine


def _read(roll: Path, numbers: Sequence[int]) -> dict[int, Said]:
    query = f"SELECT record, {_COLUMNS} FROM read_parquet(?) WHERE record IN (SELECT unnest(CAST(? AS BIGINT[])))"  # noqa: S608 - names of ours
    # Each thread has a cursor of its own.
    rows = _reader().connection.cursor().execute(query, [str(roll), numbers]).fetchall()
    return {row[0]: dict(zip(FIELDS, map(said_of, row[1:]), strict=True)) for row in rows}


def said_of(value: object) -> str:
    """A value of a record as it is shown."""
    if value is None:
        return ""
    return value.strftime("%d-%m-%Y") if hasattr(value, "strftime") else str(value)
