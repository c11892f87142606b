"""Loading an election's stages from the reference data, and the duties that belong to them."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from saksama.office.election.models import Duty, Level, Stage
from saksama.reference.elections import Election

DUTIES = Path(__file__).parent / "data" / "duties.yaml"


@transaction.atomic
def load_election(key: str) -> Election:
    """Loads or brings up to date the stages and duties of an election of `saksama.reference`; what is ticked stays so.

    Raises:
        InputError: there is no such election.
    """
    election = Election.load(key)
    stages: dict[str, Stage] = {}
    for position, stage in enumerate(election.stages):
        stages[stage.key], _ = Stage.objects.update_or_create(
            election=key,
            key=stage.key,
            defaults={
                "position": position,
                "name_id": stage.title.id,
                "name_en": stage.title.en,
                "begins": stage.start,
                "ends": stage.end,
                "basis": str(stage.origin),
            },
        )
    Stage.objects.filter(election=key).exclude(key__in=stages).delete()
    kept = []
    for duty in _duties(key):
        stage_row = stages[duty["stage"]]
        row, _ = Duty.objects.update_or_create(
            stage=stage_row,
            key=duty["key"],
            defaults={
                "level": Level[duty["level"].upper()],
                "text_id": duty["id"],
                "text_en": duty["en"],
                "due": _due(stage_row, duty["due"]),
            },
        )
        kept.append(row.pk)
    Duty.objects.filter(stage__election=key, own=False).exclude(pk__in=kept).delete()
    return election


def _duties(key: str) -> list[dict[str, Any]]:
    duties: list[dict[str, Any]] = yaml.safe_load(DUTIES.read_text(encoding="utf-8")).get(key, [])
    return duties


def _due(stage: Stage, rule: dict[str, int]) -> Any:
    ((anchor, days),) = rule.items()
    return {"begin": stage.begins, "end": stage.ends}[anchor] + timedelta(days=days)
