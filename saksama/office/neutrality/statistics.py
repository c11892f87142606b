"""Statistics of neutrality by agency, conduct, class and outcome. No name and no office in any of them."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saksama.office.chart import ChartFigure, column_chart
from saksama.office.neutrality.models import NeutralityCase, Outcome, PersonKind, Status, ViolationClass
from saksama.office.records.models import Classification
from saksama.office.small_counts import SMALLEST_SHOWN, put_together

UNCHECKED = (Status.RECEIVED, Status.VOID)


@dataclass(frozen=True)
class Table:
    """One dimension: groups with their number of cases, the largest first."""

    key: str
    title: str | Promise
    rows: list[tuple[str, int]]

    @property
    def most(self) -> int:
        """Of the longest bar."""
        return max((number for _name, number in self.rows), default=0)


@dataclass(frozen=True)
class Statistics:
    """All tables, and the two that only who sees the cases gets."""

    total: int
    is_whole: bool  # False: small counts are put together
    tables: list[Table]
    cross: list[tuple[str, list[tuple[str, int]]]]  # agency × outcome
    outcomes: list[str]
    chart: ChartFigure | None


def statistics(viewer: Any) -> Statistics:
    """Whoever sees the cases gets the whole tables of those, others what is verified, with small counts together."""
    is_whole = viewer.may("neutrality.discuss")
    rows = NeutralityCase.objects.visible_to(viewer) if is_whole else _for_others(viewer)
    cases = [_Counted(*each) for each in rows.order_by().values_list(*FIELDS)]
    rest = _("Others, put together")
    tables = [
        Table(key, title, _whole(Counter(of(case) for case in cases)))
        if is_whole
        else Table(key, title, put_together(Counter(of(case) for case in cases), rest))
        for key, title, of in DIMENSIONS
    ]
    total = len(cases) if is_whole or len(cases) >= SMALLEST_SHOWN else 0
    outcomes = [str(each.label) for each in Outcome]
    states = next(table for table in tables if table.key == "status")
    chart = column_chart([name for name, _n in states.rows], [(_("Cases"), [number for _n, number in states.rows])])
    return Statistics(total, is_whole, tables, _cross(cases) if is_whole else [], outcomes, chart)


FIELDS = ("agency__short", "person_kind", "conduct", "assessment__klass", "status", "outcome", "source")


@dataclass(frozen=True)
class _Counted:
    agency: str | None
    person_kind: str
    conduct: str
    klass: str | None
    status: str
    outcome: str
    source: str


def _agency(case: _Counted) -> str:
    if case.agency:
        return case.agency
    if case.person_kind in (PersonKind.VILLAGE_HEAD, PersonKind.VILLAGE_OFFICIAL):
        return _("Village governments")
    if case.person_kind in (PersonKind.TNI, PersonKind.POLRI):
        return str(PersonKind(case.person_kind).label)
    return _("Agency not named")


def _conduct(case: _Counted) -> str:
    return NeutralityCase(conduct=case.conduct).conduct_title


def _label(choices: Any, value: str | None, otherwise: str) -> str:
    return str(choices(value).label) if value else otherwise


DIMENSIONS: tuple[tuple[str, Any, Any], ...] = (
    ("agency", gettext_lazy("By agency"), _agency),
    ("conduct", gettext_lazy("By kind of conduct"), _conduct),
    ("person_kind", gettext_lazy("By what the person is"), lambda c: _label(PersonKind, c.person_kind, _("Not named"))),
    ("class", gettext_lazy("By class"), lambda c: _label(ViolationClass, c.klass, _("Not assessed yet"))),
    ("status", gettext_lazy("By status"), lambda c: str(Status(c.status).label)),
    ("outcome", gettext_lazy("By outcome"), lambda c: str(Outcome(c.outcome).label)),
)


def _for_others(viewer: Any) -> Any:
    open_ones = NeutralityCase.objects.within(viewer.region).filter(classification=Classification.OPEN)
    return open_ones.exclude(status__in=UNCHECKED)


def _whole(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda row: (-row[1], row[0]))


def _cross(cases: list[_Counted]) -> list[tuple[str, list[tuple[str, int]]]]:
    agencies = _whole(Counter(_agency(case) for case in cases))
    counts = Counter((_agency(case), case.outcome) for case in cases)
    return [(agency, [(str(o.label), counts[agency, o.value]) for o in Outcome]) for agency, _number in agencies]
