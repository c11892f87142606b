"""A report as plain data: what is sealed, printed and compared. The keys are stable; other keys are a new schema."""

import datetime as dt
from typing import Any

from django.utils import timezone

from saksama.office.accounts.region_code import parent_of
from saksama.office.election.models import Region
from saksama.office.fieldwork.models import FieldReport, Part

SCHEMA = "saksama.fieldwork/1"

# Section → the fields of the model in it, in the order of Form A.
SECTIONS: dict[str, tuple[str, ...]] = {
    "supervisor": ("supervisor_name", "supervisor_position", "assignment_number", "supervisor_address"),
    "activity": ("day", "begins", "ends", "place", "latitude", "longitude", "form", "subject", "purpose", "target"),
    "account": ("present", "seen", "analysis"),
    "violation": (
        "has_violation",
        "violation_event",
        "violation_place",
        "violation_day",
        "violation_time",
        "violation_account",
        "violation_kind",
        "violation_article",
        "violation_analysis",
        "follow_up",
    ),
    "dispute": (
        "has_dispute",
        "dispute_party",
        "dispute_place",
        "dispute_day",
        "dispute_form",
        "dispute_object",
        "dispute_loss",
        "dispute_account",
    ),
}


def content_of(report: FieldReport) -> dict[str, Any]:
    """The whole report with its parts and the hashes of its files; five queries.

    Numbers are texts: how a database or JSON writes 104.5 must not change the hash.
    """
    told: dict[str, Any] = {name: {} for name in SECTIONS}
    for section, fields in SECTIONS.items():
        for field in fields:
            told[section][field] = _plain(getattr(report, field))
    stage = report.stage
    told["supervisor"]["stage"] = {"key": f"{stage.election}/{stage.key}", "name": stage.name_id} if stage else None
    told["activity"]["region"] = {"code": report.region, "names": place_names(report.region)}
    told["account"]["facts"] = [
        {"no": fact.position, "at": _plain(fact.at), "text": fact.text} for fact in report.facts.all()
    ]
    people = list(report.people.all())
    for part, key in ((Part.SUSPECT, "suspects"), (Part.WITNESS, "witnesses")):
        told["violation"][key] = [
            {
                "no": person.position,
                "name": person.name,
                "occupation": person.occupation,
                "address": person.address,
                "phone": person.phone,
            }
            for person in people
            if person.part == part
        ]
    return {
        "schema": SCHEMA,
        "number": report.number,
        "version": report.version,
        "version_reason": report.version_reason,
        "replaces": _seal_before(report),
        "author": report.by.username,
        "signed": _signature(report),
        **told,
        "evidence": _evidence(report),
    }


def without_names(content: dict[str, Any]) -> dict[str, Any]:
    """The content without the names that other tables lend it: a region or an account may get a new name later, which
    changes nothing in what was reported."""
    stage, region, signed = content["supervisor"]["stage"], content["activity"]["region"], content["signed"]
    return {
        **content,
        "supervisor": {**content["supervisor"], "stage": stage and stage["key"]},
        "activity": {**content["activity"], "region": region["code"]},
        "signed": signed and {"by": signed["by"], "at": signed["at"]},
    }


def place_names(code: str) -> list[str]:
    """Names from the region up to its regency: ["Sukadana", "Kayu Agung", "Ogan Komering Ilir"]."""
    codes = []
    while code.count("."):
        codes.append(code)
        code = parent_of(code)
    names = dict(Region.objects.filter(code__in=codes).values_list("code", "name"))
    return [names.get(each, each) for each in codes]


def _evidence(report: FieldReport) -> list[dict[str, Any]]:
    rows = list(report.evidence.select_related("attachment__by"))
    named = {row.attachment_id for row in rows}
    told = []
    for row in rows:
        file = row.attachment
        told.append({"no": row.position, "kind": row.kind, "name": row.name, "fact": row.fact, "file": _file(file)})
    # A file nobody named is sealed all the same: nothing that hung on the report may be changed afterwards.
    for number, file in enumerate(
        report.attachments().select_related("by").exclude(pk__in=[pk for pk in named if pk]), start=len(told) + 1
    ):
        told.append({"no": number, "kind": "", "name": "", "fact": None, "file": _file(file)})
    return told


def _file(attachment: Any) -> dict[str, Any] | None:
    if attachment is None:
        return None
    return {
        "name": attachment.name,
        "suffix": attachment.suffix,
        "size": attachment.size,
        "sha256": attachment.sha256,
        "by": attachment.by.username,
        "at": _plain(attachment.at),
    }


def _signature(report: FieldReport) -> dict[str, str] | None:
    if report.signed_by is None or report.signed_at is None:
        return None
    return {
        "by": report.signed_by.username,
        "name": report.signed_by.name,
        "role": report.signed_by.role,
        "at": str(_plain(report.signed_at)),
    }


def _seal_before(report: FieldReport) -> str:
    seal = getattr(report.replaces, "seal", None) if report.replaces else None
    return seal.sha256 if seal else ""


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.6f}"
    return value
