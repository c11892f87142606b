"""Checks a table and keeps what it will do; then does all of it in one transaction, or nothing."""

from collections import Counter
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import translation

from saksama.errors import InputError
from saksama.language import Text
from saksama.office.exchange import actions
from saksama.office.exchange.models import Does, Row, RowKey, State, Table
from saksama.office.exchange.planning import Plan, Planner
from saksama.office.exchange.reading import ReadTable, read_table
from saksama.office.records.intake import Intake, keep, version_of
from saksama.office.records.places import kept_places
from saksama.office.trail.record import record, record_many
from saksama.rolls.engine import Progress

WRITTEN = Text("Menulis baris", "Writing rows")
AT_ONCE = 500  # rows in one statement


def check(table: Table, report: Progress) -> None:
    """Judges every row and keeps the judgement; a file that cannot be used at all says why."""
    planner = Planner(table.intake, table.by, updates=table.updates)
    try:
        read = _read(table, planner)
    except InputError as problem:
        Table.objects.filter(pk=table.pk, state=State.CHECKING).update(
            state=State.UNUSABLE, problem_id=problem.say("id")[:600], problem_en=problem.say("en")[:600], file=""
        )
        table.forget()
        return
    with kept_places():
        rows = [_row(table, plan) for plan in planner.plan(read, report)]
    with transaction.atomic():
        Row.objects.filter(table=table).delete()  # a check that was interrupted is begun anew
        Row.objects.bulk_create(rows, batch_size=AT_ONCE)
        Table.objects.filter(pk=table.pk, state=State.CHECKING).update(state=State.CHECKED, ignored=read.ignored)


def carry_out(table: Table, report: Progress) -> dict[str, int]:
    """Does what the check has said; gives how many rows did what. Done before, it does nothing.

    Raises:
        InputError: meanwhile a row would do something else than was shown; nothing is written then.
    """
    if Table.objects.filter(pk=table.pk, state=State.DONE).exists():
        return {}
    intake = table.intake
    planner = Planner(intake, table.by, updates=table.updates)
    # Judged before the transaction, which other writers wait for; what was judged is compared again within it.
    with kept_places():
        plans = list(planner.plan(_read(table, planner), report))
    shown = dict(table.rows.values_list("number", "does"))
    for plan in plans:
        if plan.does == Does.WRONG or shown.get(plan.number) != plan.does:
            raise _meanwhile(table, plan.number)
    report(WRITTEN, 0, len(plans))  # once: what is told within the transaction, nobody sees before its end
    with transaction.atomic():
        locked = Table.objects.select_for_update().get(pk=table.pk)
        if locked.state == State.DONE:
            return {}
        doing = [plan for plan in plans if plan.does in (Does.NEW, Does.CHANGE)]
        told = [_written(table, intake, plan) for plan in doing]
        _keep_keys(table, intake, [plan for plan in doing if plan.does == Does.NEW])
        counts = Counter(plan.does.value for plan in plans)
        locked.state, name = State.DONE, locked.file
        locked.file = ""
        locked.save(update_fields=["state", "file"])
        record_many(table.by, told)
        details: dict[str, object] = {"of": intake.key, **counts}
        record(table.by, actions.IMPORTED, region=table.region, details=details, label=str(intake.label))
        transaction.on_commit(lambda: _forget(table, name))
    return dict(counts)


def _read(table: Table, planner: Planner) -> ReadTable:
    return read_table(table.path.read_bytes(), table.name, planner.columns)


def _row(table: Table, plan: Plan) -> Row:
    return Row(
        table=table,
        number=plan.number,
        does=plan.does,
        label=plan.label[:200],
        object_id=plan.record.pk if plan.record is not None else None,
        fields=plan.changed,
        problems=plan.problems,
    )


def _written(table: Table, intake: Intake, plan: Plan) -> Any:
    """Saves the record of a row; gives what the trail is to be told of it."""
    if plan.record.pk is not None:
        locked = intake.model._base_manager.select_for_update().get(pk=plan.record.pk)
        if version_of(locked) != plan.version:
            raise _meanwhile(table, plan.number)
    try:
        kept, action, details = keep(intake, plan.record, plan.told, table.by, plan.changed)
    except IntegrityError as error:
        raise _meanwhile(table, plan.number) from error
    return action, kept, {**details, "import": table.pk}


def _keep_keys(table: Table, intake: Intake, plans: list[Plan]) -> None:
    """From now on the key of each new row names its record."""
    same: dict[str, Any] = {"intake_key": intake.key, "region": table.by.region, "by": table.by}
    keys = [RowKey(key=plan.key, object_id=plan.record.pk, **same) for plan in plans]
    try:
        RowKey.objects.bulk_create(keys, batch_size=AT_ONCE)
    except IntegrityError as error:
        raise _meanwhile(table, plans[0].number) from error
    numbers = {plan.number: plan.record.pk for plan in plans}
    rows = list(Row.objects.filter(table=table, does=Does.NEW).only("number", "object_id"))
    for row in rows:
        row.object_id = numbers[row.number]
    Row.objects.bulk_update(rows, ["object_id"], batch_size=AT_ONCE)


def _meanwhile(table: Table, number: int) -> InputError:
    return InputError(
        Text(
            "Sementara itu datanya berubah; baris ini tidak lagi seperti yang ditampilkan. Tidak ada yang ditulis.",
            "Meanwhile the data have changed; this row is no longer as it was shown. Nothing was written.",
        ),
        Text("Unggah berkasnya sekali lagi.", "Upload the file once more."),
        table.name,
        row=number,
    )


def _forget(table: Table, name: str) -> None:
    table.file = name
    table.forget()


def in_language(language: str) -> Any:
    """Problems are kept in the language of whoever reads them, also when the worker finds them."""
    return translation.override(language if language in ("id", "en") else "id")
