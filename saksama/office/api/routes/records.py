"""The records of every room, over its declaration: a room that is registered is in the API."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field, create_model

from saksama.office.api import problems
from saksama.office.api.operation import Call, Reply, Schema, operation
from saksama.office.api.shapes import input_schema, query_schema, value_of, values_schema
from saksama.office.api.taking_out import page_of
from saksama.office.records.filling import as_typed, filled, usual_data
from saksama.office.records.intake import INTAKES, Intake, keep, version_of
from saksama.office.records.registry import Room, find
from saksama.office.trail.record import record


class Shared(Schema):
    """What every record has."""

    id: int
    label: str = Field(description=str(gettext_lazy("what the office calls it")))
    region: str
    status: str
    classification: str
    url: str = Field(description=str(gettext_lazy("of its page in the office")))
    version: str = Field(description=str(gettext_lazy("for If-Match; another one after every change")))


def declare_room(room: Room) -> None:
    """The operations of one room."""
    title = "".join(part.capitalize() for part in room.key.split("_"))
    values: Any = values_schema(room)
    one: Any = create_model(title, __base__=Shared, values=(values, ...))
    many: type[Schema] = create_model(f"{title}Page", __base__=Schema, rows=(list[one], ...), next=(int | None, ...))

    @operation(
        "GET", room.key, room.read, gettext_lazy("The records one may see, a page at a time"),
        gives=many, query=query_schema(room), tag=room.label,
    )  # fmt: skip
    def listed(call: Call) -> Reply:
        asked = call.query.model_dump(mode="json", exclude={"after", "limit", "changed_since"}, exclude_none=True)
        form = room.filter_form(asked, viewer=call.viewer)
        rows = form.apply(room.model.objects.visible_to(call.viewer))
        if not form.is_valid():
            return Reply(whole=problems.of_form(form))
        if call.query.changed_since is not None:
            rows = rows.filter(changed__gte=call.query.changed_since)
        return page_of(
            call,
            rows.select_related("by", "stage", *room.related),
            lambda found: [shown(room, row) for row in found],
            what=room.key,
            export=room.export,
        )

    @operation("GET", f"{room.key}/<int:pk>", room.read, gettext_lazy("One record"), gives=one, tag=room.label)
    def single(call: Call) -> Reply:
        found = one_of(room, call.path["pk"], call)
        return Reply(shown(room, found), {"ETag": f'"{version_of(found)}"'})

    if room.key in INTAKES:
        _declare_writing(room, INTAKES[room.key], one)


def _declare_writing(room: Room, intake: Intake, one: type[Schema]) -> None:
    @operation(
        "POST", room.key, intake.permission, gettext_lazy("Write a new record down"),
        takes=input_schema(intake, is_new=True), gives=one, status=201, tag=room.label,
    )  # fmt: skip
    def written(call: Call) -> Reply:
        return _write(room, intake, intake.blank(call.viewer), call)

    if intake.changed is None:
        return

    @operation(
        "PATCH", f"{room.key}/<int:pk>", intake.permission, gettext_lazy("Change a record"),
        takes=input_schema(intake, is_new=False), gives=one, tag=room.label, needs_match=True,
    )  # fmt: skip
    def changed(call: Call) -> Reply:
        found = find(room, call.path["pk"], call.viewer)
        with transaction.atomic():
            # The lock keeps a second writer out between the look at the version and the save.
            locked = room.model._base_manager.select_for_update().get(pk=found.pk)
            if (refusal := refusal_of_match(call, locked)) is not None:
                return Reply(whole=refusal)
            if not intake.may_change(locked, call.viewer):
                raise PermissionDenied(_("In its present state you cannot change this record."))
            return _write(room, intake, locked, call)


def refusal_of_match(call: Call, locked: Any) -> HttpResponse | None:
    """The answer to a change that does not name the version it was made upon, or names an old one."""
    given = call.request.headers.get("If-Match", "")
    if not given:
        return problems.problem(
            428, _("If-Match is missing"), _("Read the record first and send its ETag as If-Match.")
        )
    if given.strip().removeprefix("W/").strip('"') != version_of(locked):
        return problems.problem(
            412, _("Somebody else has changed it meanwhile"), _("Read the record again and repeat the change.")
        )
    return None


def _write(room: Room, intake: Intake, subject: Any, call: Call) -> Reply:
    usual = usual_data(intake, subject, call.viewer)
    fields = intake.fields(intake.form(instance=subject, viewer=call.viewer))  # type: ignore[call-arg]
    sent = call.body.model_dump(exclude_unset=True)
    given = {name: as_typed(fields[name], value) for name, value in sent.items() if name in fields}
    form = filled(intake, subject, call.viewer, usual, given)
    if not form.is_valid():
        return Reply(whole=problems.of_form(form))
    with transaction.atomic():
        kept, action, details = keep(intake, form.instance, form.cleaned_data, call.viewer, form.changed_data)
        record(call.viewer, action, kept, details=details)
    found = one_of(room, kept.pk, call)
    headers = {"ETag": f'"{version_of(found)}"', "Location": f"/api/v1/{room.key}/{kept.pk}/"}
    return Reply(shown(room, found), headers)


def one_of(room: Room, pk: int, call: Call) -> Any:
    """A record as lists give it, with what the room's filter works out for each row."""
    rows = room.filter_form({}, viewer=call.viewer).apply(room.model.objects.visible_to(call.viewer))
    return get_object_or_404(rows.select_related("by", "stage", *room.related), pk=pk)


def shown(room: Room, row: Any) -> dict[str, Any]:
    """A record as the API gives it."""
    return {
        "id": row.pk,
        "label": str(row),
        "region": row.region,
        "status": str(getattr(row, "status", "")),
        "classification": row.classification,
        "url": row.get_absolute_url(),
        "version": version_of(row),
        "values": {column.key: value_of(room, column, row) for column in room.columns},
    }
