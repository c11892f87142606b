"""A checklist as plain data: what its yaml file, its xlsx and the copy from another office have in common."""

import re
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from saksama.errors import InputError
from saksama.language import Text
from saksama.office.accounts.models import Account
from saksama.office.checklists import actions
from saksama.office.checklists.models import Checklist, Kind, Question, Unit, Version
from saksama.office.election.models import Stage
from saksama.office.trail.record import record

FOLDER = Path(__file__).parent / "data"
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
FIELDS = (
    "name", "section", "kind", "label", "hint", "required", "choices", "minimum", "maximum", "condition", "check_text",
    "check_message", "incident", "incident_kind",
)  # fmt: skip


def shipped() -> list[tuple[str, str]]:
    """Key and name of the checklists that come with the program."""
    return [(path.stem, str(read_shipped(path.stem)["name"])) for path in sorted(FOLDER.glob("*.yaml"))]


def read_shipped(key: str) -> dict[str, Any]:
    """One of them as data."""
    data: dict[str, Any] = yaml.safe_load((FOLDER / f"{key}.yaml").read_text(encoding="utf-8"))
    for question in data["questions"]:
        question["choices"] = [list(pair) for pair in (question.get("choices") or {}).items()]
    return data


@transaction.atomic
def make(data: dict[str, Any], by: Account, region: str, election: str) -> Checklist:
    """A new checklist with its first version, not opened yet.

    Raises:
        InputError: a question has no proper name or kind, or a name comes twice.
    """
    stage = Stage.objects.filter(election=election, key=data.get("stage", "")).first()
    unit = data.get("unit", Unit.STATION)
    checklist: Checklist = Checklist.objects.create(
        name=str(data["name"])[:120],
        purpose=str(data.get("purpose", ""))[:300],
        stage=stage,
        unit=unit if unit in Unit.values else Unit.STATION,
        repeats=bool(data.get("repeats", False)),
        region=region,
        by=by,
    )
    version = Version.objects.create(checklist=checklist)
    seen: set[str] = set()
    rows = []
    for position, given in enumerate(data["questions"], start=1):
        _look_at(given, position, seen)
        rows.append(
            Question(version=version, position=position, **{name: given[name] for name in FIELDS if name in given})
        )
    Question.objects.bulk_create(rows)
    record(by, actions.MADE, checklist, details={"questions": len(rows)})
    return checklist


def _look_at(given: dict[str, Any], position: int, seen: set[str]) -> None:
    name, kind = str(given.get("name", "")), str(given.get("kind", ""))
    remedy = Text("Perbaiki baris itu, lalu unggah lagi.", "Mend that row and upload it again.")
    row = int(given.pop("row", position))
    if not NAME.fullmatch(name):
        what = Text(f"“{name[:40]}” bukan nama singkat.", f"“{name[:40]}” is no short name.")
        raise InputError(what, Text("Huruf kecil, angka, garis bawah.", "Small letters, digits, underscore."), row=row)
    if name in seen:
        raise InputError(Text(f"“{name}” muncul dua kali.", f"“{name}” comes twice."), remedy, row=row)
    if kind not in Kind.values:
        raise InputError(Text(f"Jenis “{kind[:40]}” tidak dikenal.", f"No kind “{kind[:40]}”."), remedy, row=row)
    if kind in (Kind.CHOICE, Kind.SEVERAL) and not given.get("choices"):
        raise InputError(Text(f"“{name}” tanpa pilihan.", f"“{name}” has no choices."), remedy, row=row)
    seen.add(name)
