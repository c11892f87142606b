"""Writing a draft: a new one, and what its form brings. Sent twice, the same form leaves the same report."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from saksama.office.accounts.models import Account
from saksama.office.clock import today
from saksama.office.fieldwork import actions
from saksama.office.fieldwork.completeness import minutes
from saksama.office.fieldwork.models import Evidence, Fact, FieldReport, Form, Part, Person, Status
from saksama.office.fieldwork.models.parts import default_kind
from saksama.office.records.models import attach
from saksama.office.records.starting import begun_before, taken_over
from saksama.office.records.states import hold
from saksama.office.trail.record import record

REMEMBERED = ("supervisor_name", "supervisor_position", "assignment_number", "supervisor_address", "stage")


@transaction.atomic
def begin_report(by: Account) -> FieldReport:
    """An empty draft with what the author wrote about himself last time; the same one if it is still untouched."""
    own = FieldReport.objects.filter(by=by)
    untouched: FieldReport | None = own.filter(
        status=Status.DRAFT, version=1, subject="", seen="", place="", purpose="", facts=None, evidence=None
    ).first()
    if untouched is not None:
        untouched.day = today()  # it may have been taken along on another day, and not been used
        untouched.save()
        return untouched
    return _new(by, {"region": by.region or "16"})


def begin_from_citizen(report: Any, by: Account) -> list[FieldReport]:
    """The draft about what a citizen says, to be looked into on the spot."""
    told = {"form": Form.ELEMENTS, "subject": str(report)[:200], "seen": report.what_happened()}
    return [_own_draft(report, by) or _new(by, {**taken_over(report), **told})]


def begin_from_duty(assignment: Any, by: Account) -> list[FieldReport]:
    """The draft about a planned duty; signed, it says that the duty is done."""
    told = {"subject": assignment.duty.text[:200]}
    return [_own_draft(assignment, by) or _new(by, {**taken_over(assignment), **told})]


def _own_draft(source: Any, by: Account) -> FieldReport | None:
    """The draft that the account has begun from a record before."""
    found = begun_before(source, FieldReport, by)
    return next((made for made in found if made.by_id == by.pk and made.status == Status.DRAFT), None)


def _new(by: Account, values: dict[str, Any]) -> FieldReport:
    last = FieldReport.objects.filter(by=by).order_by("-pk").first()
    known = {name: getattr(last, name) for name in REMEMBERED} if last else {"supervisor_name": by.name}
    report: FieldReport = FieldReport.objects.create(by=by, day=today(), **{**known, **values})
    record(by, actions.BEGUN, report)
    return report


@transaction.atomic
def write(
    form: Any,
    facts: Sequence[dict[str, Any]],
    people: dict[str, Sequence[dict[str, Any]]],
    evidence: Sequence[dict[str, Any]],
    new_files: dict[str, Any],
    by: Account,
) -> FieldReport:
    """Keeps a valid form with its rows and new files. Facts are put in order of time, evidence goes with them."""
    hold(form.instance, form.instance.status)
    report: FieldReport = form.save()
    moved = _write_facts(report, facts)
    for part in Part:
        _write_people(report, part, people[part])
    _write_evidence(report, evidence, new_files, moved, by)
    record(by, actions.WRITTEN, report)
    return report


def _write_facts(report: FieldReport, given: Iterable[dict[str, Any]]) -> dict[int, int]:
    """The facts anew; gives for each row of the form the number that its fact has now."""
    rows = [(place, row) for place, row in enumerate(given, start=1) if row.get("text", "").strip()]
    if all(row.get("at") for _, row in rows):
        rows.sort(key=lambda pair: minutes(pair[1]["at"], report.begins))  # stable: equal times stay as written
    report.facts.all().delete()
    Fact.objects.bulk_create(
        Fact(report=report, position=position, at=row.get("at"), text=row["text"].strip())
        for position, (_, row) in enumerate(rows, start=1)
    )
    return {place: position for position, (place, _) in enumerate(rows, start=1)}


def _write_people(report: FieldReport, part: str, given: Iterable[dict[str, Any]]) -> None:
    rows = [row for row in given if row.get("name", "").strip()]
    report.people.filter(part=part).delete()
    Person.objects.bulk_create(
        Person(
            report=report,
            part=part,
            position=position,
            **{name: row.get(name, "").strip() for name in ("name", "occupation", "address", "phone")},
        )
        for position, row in enumerate(rows, start=1)
    )


def _write_evidence(
    report: FieldReport, given: Iterable[dict[str, Any]], new: dict[str, Any], moved: dict[int, int], by: Account
) -> None:
    attached = [attach(report, upload, by, new.get("caption", "")) for upload in new.get("uploads") or ()]
    files = {file.pk: file for file in report.attachments()}
    report.evidence.all().delete()
    rows = []
    for row in given:
        file = files.pop(row.get("attachment") or 0, None)
        if row.get("remove"):
            if file is not None:
                sha256, _ = file.sha256, file.delete()
                record(by, actions.EVIDENCE_REMOVED, report, details={"sha256": f"sha256:{sha256}"})
        elif file is not None or row.get("name", "").strip():
            rows.append((file, row))
    for file in attached:
        if files.pop(file.pk, None):
            rows.append((file, {"name": new.get("caption", ""), "fact": new.get("proves")}))
    # Attached elsewhere, or by a form that did not know of it yet: nothing that was handed over is lost.
    rows += [(file, {"name": file.caption}) for file in files.values()]
    for position, (file, row) in enumerate(rows, start=1):
        _piece(report, position, file, row, moved)


def _piece(report: FieldReport, position: int, file: Any, row: dict[str, Any], moved: dict[int, int]) -> None:
    kind = row.get("kind") or (default_kind(file) if file else "")
    Evidence.objects.create(
        report=report,
        position=position,
        kind=kind or "document",
        name=row.get("name", "").strip(),
        fact=moved.get(row.get("fact") or 0),
        attachment=file,
    )
