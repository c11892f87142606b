"""A believable September 2024 of threats in OKI: flood-prone TPS, campaign crowds, rumours, late logistics. Made up."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml

from saksama.office.accounts.models import Account
from saksama.office.demonstration import Office
from saksama.office.election.models import Stage
from saksama.office.records.models import Classification
from saksama.office.records.states import move
from saksama.office.threats import actions
from saksama.office.threats.early_warning import add_usual_rules, warn_about
from saksama.office.threats.models import Measure, Threat
from saksama.office.threats.room import MOVES
from saksama.office.trail.record import record

TOLD = Path(__file__).parent / "demo.yaml"


def fill(office: Office) -> None:
    """Fifteen items in eleven sub-districts: reported, under watch, come true, closed; two of them secret."""
    add_usual_rules(office.region, office.people["kejari"])
    moves = {step.key: step for step in MOVES}
    stages = {stage.key: stage for stage in Stage.objects.filter(election=office.election)}
    for told in yaml.safe_load(TOLD.read_text(encoding="utf-8")):
        by = office.people[told["by"]]
        threat = _threat(told, office, stages[told["stage"]], by)
        if "measure" in told:
            _measure(threat, told["measure"], by, is_done="after" in told)
        if "after" in told:
            threat.likelihood_after, threat.impact_after = told["after"]
            threat.save()
            details = {"likelihood": threat.likelihood_after, "impact": threat.impact_after}
            record(by, actions.THREAT_ASSESSED, threat, details=details)
        if "move" in told:
            move(threat, moves[told["move"]], by, "Ditangani bersama instansi terkait.")


def _position(told: dict[str, Any], office: Office) -> dict[str, float]:
    """Some place of the sub-district; nowhere for what happens on a screen."""
    if told["field"] == "information" or "media" in told["place"]:
        return {}
    latitude, longitude = office.position(told["region"])
    return {"latitude": latitude, "longitude": longitude}


def _threat(told: dict[str, Any], office: Office, stage: Stage, by: Account) -> Threat:
    given = {key: told[key] for key in ("title", "kind", "field", "region", "place")}
    kept = told.get("class", Classification.OPEN)
    threat = Threat(
        **given,
        day=office.days_ago(told["days_ago"]),
        likelihood=told["before"][0],
        impact=told["before"][1],
        reliability=told["source"][0],
        credibility=int(told["source"][1]),
        classification=kept,
        by=by,
        owner=by,
        description=told["known"],
        stage=stage,
        **_position(told, office),
        source="pengawas setempat" if kept == Classification.OPEN else "informan",
    )
    threat.save()
    warn_about(threat)
    record(by, actions.THREAT_WRITTEN, threat)
    return threat


def _measure(threat: Threat, text: str, by: Account, *, is_done: bool) -> None:
    Measure.objects.create(
        threat=threat,
        text=text,
        who="Bawaslu dan instansi terkait",
        due=threat.day + timedelta(days=7),
        done=threat.day + timedelta(days=4) if is_done else None,
        result="sudah dilaksanakan" if is_done else "",
        by=by,
    )
