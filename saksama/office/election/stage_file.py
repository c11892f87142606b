"""Loading an election's stages, of the reference data or of the office's own, and the duties that belong to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.db.models import ProtectedError

from saksama.errors import InputError
from saksama.language import Text
from saksama.office.election.models import Duty, DutyDone, Level, Stage
from saksama.reference.elections import Election, election_keys

DUTIES = Path(__file__).parent / "data" / "duties.yaml"
USUAL = "pilkada-2024"  # whose duties an election gets that has none of its own


@dataclass(frozen=True)
class StageRow:
    """A stage as it is to be: both days included. `key` is what it is known by when it is loaded again."""

    key: str
    name_id: str
    name_en: str
    begins: date
    ends: date
    basis: str = ""


@dataclass(frozen=True)
class Replaced:
    """What loading has done to the stages."""

    stages: int
    added: int
    gone: int


@transaction.atomic
def load_election(key: str) -> Election:
    """Loads or brings up to date the stages and duties of an election of `saksama.reference`; what is ticked stays so.

    Raises:
        InputError: there is no such election, or a stage that is not in it is still used.
    """
    election = Election.load(key)
    replace_stages(key, shipped_rows(key))
    return election


def shipped_rows(key: str) -> list[StageRow]:
    """The stages of an election of `saksama.reference`."""
    return [
        StageRow(stage.key, stage.title.id, stage.title.en, stage.start, stage.end, str(stage.origin))
        for stage in Election.load(key).stages
    ]


@transaction.atomic
def replace_stages(election: str, rows: Sequence[StageRow]) -> Replaced:
    """Makes these the stages of the election, in their order, all or nothing, with the duties that go with them.

    Raises:
        InputError: a stage that would go has reports, plans or ticks: they would lose when they were.
    """
    known = set(Stage.objects.select_for_update().filter(election=election).values_list("key", flat=True))
    stages: dict[str, Stage] = {}
    for position, row in enumerate(rows):
        defaults = {
            "position": position,
            "name_id": row.name_id,
            "name_en": row.name_en,
            "begins": row.begins,
            "ends": row.ends,
            "basis": row.basis,
        }
        stages[row.key], _ = Stage.objects.update_or_create(election=election, key=row.key, defaults=defaults)
    gone = [_removed(stage) for stage in Stage.objects.filter(election=election).exclude(key__in=stages)]
    _put_duties(election, stages)
    return Replaced(len(rows), len(stages.keys() - known), len(gone))


def _removed(stage: Stage) -> str:
    used = DutyDone.objects.filter(duty__stage=stage).exists() or stage.duties.filter(own=True).exists()
    try:
        if not used:
            stage.delete()
            return stage.key
    except ProtectedError:
        pass
    raise InputError(
        Text(
            f"Tahapan “{stage.name_id}” tidak ada di sini, padahal sudah dipakai dalam laporan, rencana, atau tugas.",
            f"The stage “{stage.name_en}” is not in here, but reports, plans or duties use it.",
        ),
        Text(
            f"Pertahankan barisnya dengan kode {stage.key}; nama dan tanggalnya boleh berubah.",
            f"Keep its row with the code {stage.key}; name and dates may change.",
        ),
    )


def _put_duties(election: str, stages: dict[str, Stage]) -> None:
    kept = []
    for duty in _duties(election):
        stage = stages.get(duty["stage"])
        if stage is None:
            continue
        row, _ = Duty.objects.update_or_create(
            stage=stage,
            key=duty["key"],
            defaults={
                "level": Level[duty["level"].upper()],
                "text_id": duty["id"],
                "text_en": duty["en"],
                "due": _due(stage, duty["due"]),
            },
        )
        kept.append(row.pk)
    Duty.objects.filter(stage__election=election, own=False).exclude(pk__in=kept).delete()


def _duties(election: str) -> list[dict[str, Any]]:
    tables: dict[str, list[dict[str, Any]]] = yaml.safe_load(DUTIES.read_text(encoding="utf-8"))
    return tables.get(election, [] if election in election_keys() else tables[USUAL])


def _due(stage: Stage, rule: dict[str, int]) -> date:
    ((anchor, days),) = rule.items()
    day: date = {"begin": stage.begins, "end": stage.ends}[anchor]
    return max(stage.begins, day + timedelta(days=days))  # a stage of the office's own may be shorter than usual
