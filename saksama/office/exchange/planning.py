"""What each row of a table will do: judged by the room's own form, nothing written."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from saksama.language import Text
from saksama.office.accounts.models import Account
from saksama.office.exchange.columns import KEY, columns_of
from saksama.office.exchange.known import Asked, Known
from saksama.office.exchange.models import Does
from saksama.office.exchange.reading import ReadRow, ReadTable
from saksama.office.exchange.stencil import Passed, Stencil
from saksama.office.exchange.values import Unreadable, Values
from saksama.office.records.filling import Data
from saksama.office.records.intake import Intake, version_of
from saksama.rolls.engine import Progress

CHECKED = Text("Memeriksa baris", "Checking rows")


@dataclass
class Plan:
    """A judged row. `record` and `told` are there for what is to be written; `key` names the row from now on."""

    number: int
    does: Does
    label: str = ""
    key: str = ""
    record: Any = None
    told: dict[str, Any] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    version: str = ""  # of a record that is changed, as it was judged
    problems: list[dict[str, str]] = field(default_factory=list)


class Planner:
    """Judges the rows of one table for one account."""

    def __init__(self, intake: Intake, by: Account, *, updates: bool) -> None:
        self.intake, self.by, self.updates = intake, by, updates
        self.columns = columns_of(intake, by)
        self._values = Values(self.columns)
        self._passed: Passed = set()
        self._new_form = Stencil(intake, intake.blank(by), by, self._passed)
        self._labels = {column.name: column.label for column in self.columns}
        self._keys: dict[str, int] = {}  # key → row in which it stood first
        self._taken: dict[int, int] = {}  # the same of records that are there

    def plan(self, table: ReadTable, report: Progress) -> Iterator[Plan]:
        """One after the other, in the order of the file."""
        rows = [self._read(row) for row in table.rows]
        self._known = Known(self.intake, self.by, rows)
        for place, row in enumerate(rows, start=1):
            yield self._judge(row)
            report(CHECKED, place, len(rows))

    def _judge(self, asked: Asked) -> Plan:
        row, given, key = asked.row, asked.given, asked.key
        plan = Plan(row.number, Does.WRONG, _label(row), key, problems=asked.problems)
        if plan.problems:
            return plan
        if key in self._keys:
            if asked.is_typed:
                what = _("This key stands in row %(row)d already.") % {"row": self._keys[key]}
                return self._wrong(plan, row, KEY, what, _("Give each row a key of its own."))
            plan.does = Does.SAME
            return plan
        self._keys[key] = row.number
        found = self._known.record(asked)
        if found is None and asked.is_ours:
            what = _("There is no such record, or it is none of yours.")
            return self._wrong(plan, row, KEY, what, _("Leave the key empty to make a new one."))
        return self._new(plan, row, given) if found is None else self._old(plan, row, given, found)

    def _read(self, row: ReadRow) -> Asked:
        given: Data = {}
        problems = []
        for name, cell in row.cells.items():
            if name == KEY:
                continue
            try:
                given[name] = self._values.read(name, cell)
            except Unreadable as problem:
                problems.append(self._problem(row, name, problem.what, problem.remedy))
        typed = row.cells.get(KEY, "")[:120]
        return Asked(row, given, typed or f"row:{_digest(given)}", bool(typed), problems)

    def _new(self, plan: Plan, row: ReadRow, given: Data) -> Plan:
        # An empty cell of a new row leaves what the empty form has, such as today.
        stated = {name: values for name, values in given.items() if values}
        form = self._new_form.filled(self.intake.blank(self.by), stated)
        return self._judged(plan, row, form, Does.NEW)

    def _old(self, plan: Plan, row: ReadRow, given: Data, found: Any) -> Plan:
        plan.record, plan.label = found, str(found)[:200]
        if self._taken.setdefault(found.pk, row.number) != row.number:
            what = _("This record stands in row %(row)d already.") % {"row": self._taken[found.pk]}
            return self._wrong(plan, row, KEY, what, _("Take one of the two rows out."))
        if not self.updates:
            plan.does = Does.SAME
            return plan
        may_change = self.intake.may_change(found, self.by)
        form = Stencil(self.intake, found, self.by, self._passed)
        # Who could not read it here must not find out either by asking whether it is the same.
        is_told = may_change or self.intake.goes_out
        if is_told and all(_same(given[name], form.usual.get(name, [])) for name in given):
            plan.does = Does.SAME
            return plan
        if not may_change:
            what = _("It is there already, and in its present state you cannot change it.")
            return self._wrong(plan, row, KEY, what, _("Take the row out, or change it on its page."))
        plan.version = version_of(found)
        return self._judged(plan, row, form.filled(found, given), Does.CHANGE)

    def _judged(self, plan: Plan, row: ReadRow, form: Any, does: Does) -> Plan:
        if form.is_valid():
            plan.does, plan.record, plan.told = does, form.instance, form.cleaned_data
            plan.changed = sorted(name for name in form.changed_data if name in row.cells)
            plan.label = (str(form.instance) or plan.label)[:200]
            return plan
        for name, messages in form.errors.items():
            remedy = str(form.fields[name].help_text) if name in form.fields else ""
            plan.problems += [self._problem(row, name, str(message), remedy) for message in messages]
        plan.does = Does.WRONG
        return plan

    def _wrong(self, plan: Plan, row: ReadRow, name: str, what: str, remedy: str) -> Plan:
        plan.does = Does.WRONG
        plan.problems = [self._problem(row, name, what, remedy)]
        return plan

    def _problem(self, row: ReadRow, name: str, what: str, remedy: str) -> dict[str, str]:
        label = self._labels.get(name, "")
        letter = row.letters.get(name, "")
        place = f"{letter}{row.number}" if letter else ""
        return {"column": label, "place": place, "what": what, "remedy": remedy}


def _label(row: ReadRow) -> str:
    return next((cell for name, cell in row.cells.items() if name != KEY and cell), "")[:80]


def _digest(given: Data) -> str:
    text = json.dumps({name: values for name, values in given.items() if values}, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _same(given: list[str], usual: list[str]) -> bool:
    """Whether a cell says what is there; a time without seconds is the same time, and lists have no order."""
    return sorted(map(_bare, given)) == sorted(map(_bare, usual))


def _bare(value: str) -> str:
    value = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(value) >= 16 and value[10:11] == "T":
        value = value.replace("T", " ", 1)
    return value.removesuffix(":00") if value.count(":") == 2 else value
