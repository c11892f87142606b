"""How far the plan covers a stage: by place and activity what is planned, done, late, and where nobody goes."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.region_code import level_of
from saksama.office.chart import ChartFigure, column_chart
from saksama.office.dutyplan.models import Assignment, State
from saksama.office.election.map_figure import MapFigure, map_figure
from saksama.office.election.models import Duty, DutyDone, Level, Region

DARKEST = 5
WEEK = timedelta(days=7)
MOST_WEEKS = 26
VIEWS = {
    "nobody": _("Nobody"),
    "late": _("Late"),
    "planned": _("Planned"),
    "done": _("Done"),
}


@dataclass
class Cell:
    """One activity in one place, or several together."""

    places: int = 0  # in which it is to be supervised
    planned: int = 0
    done: int = 0
    late: int = 0
    nobody: int = 0  # places not planned, and plans for a place that has no supervisor with an open account

    def count(self, view: str) -> int:
        """The number that the map and the columns show."""
        return int(getattr(self, view))


@dataclass(frozen=True)
class Row:
    """One sub-district, or one village."""

    region: Region
    cells: list[Cell]

    @property
    def sum(self) -> Cell:
        """All activities together."""
        return added_up(self.cells)

    @property
    def percent(self) -> float | None:
        """Share of what is planned that is done."""
        whole = self.sum
        return 100 * whole.done / whole.planned if whole.planned else None


@dataclass(frozen=True)
class Coverage:
    """The table of a stage."""

    duties: list[Duty]
    rows: list[Row]

    @property
    def total(self) -> Cell:
        """Everything together."""
        return added_up([row.sum for row in self.rows])

    @property
    def columns(self) -> list[Cell]:
        """By activity, over all places."""
        return [added_up([row.cells[place] for row in self.rows]) for place in range(len(self.duties))]

    def empty_rows(self) -> list[Row]:
        """Places that nobody goes to, the emptiest first."""
        return sorted((row for row in self.rows if row.sum.nobody), key=lambda row: -row.sum.nobody)


def added_up(cells: Iterable[Cell]) -> Cell:
    """Cells of different places or activities together."""
    whole = Cell()
    for cell in cells:
        for name, value in vars(cell).items():
            setattr(whole, name, getattr(whole, name) + value)
    return whole


def coverage(duties: list[Duty], region: str, day: date) -> Coverage:
    """By sub-district, within one by village; four queries, whatever the size."""
    level = Level.VILLAGE if level_of(region) >= Level.DISTRICT else Level.DISTRICT
    shown = list(Region.objects.filter(code__within=region, level=level).select_related("boundary").order_by("code"))
    table: dict[str, dict[int, Cell]] = {each.code: {duty.pk: Cell() for duty in duties} for each in shown}
    # What the office itself added is due only where it was planned.
    expected = [duty for duty in duties if not duty.own]
    for code in Region.objects.filter(code__within=region, level__gte=Level.DISTRICT).values_list("code", flat=True):
        cells = table.get(_cut(code, level))
        for duty in expected:
            if cells is not None and duty.level == level_of(code):
                cells[duty.pk].places += 1
    rows = Assignment.objects.filter(duty__in=duties, region__within=region).with_state(day).order_by()
    reached: dict[tuple[str, int], set[str]] = defaultdict(set)
    for duty_id, code, state, is_manned in rows.values_list("duty", "region", "status", "is_manned"):
        cells = table.get(_cut(code, level))
        if cells is None:
            continue
        cell = cells[duty_id]
        cell.planned += 1
        cell.done += state == State.DONE
        cell.late += state == State.LATE
        cell.nobody += not is_manned and state != State.DONE
        reached[_cut(code, level), duty_id].add(code)
    for place, cells in table.items():
        for duty_id, cell in cells.items():
            cell.nobody += max(0, cell.places - len(reached[place, duty_id]))
    return Coverage(duties, [Row(each, [table[each.code][duty.pk] for duty in duties]) for each in shown])


def coverage_map(table: Coverage, view: str, query: str) -> MapFigure | None:
    """The darker, the more; lightest where there is none."""
    counts = {row.region.code: row.sum.count(view) for row in table.rows}
    most = max(counts.values(), default=0)
    return map_figure(
        [row.region for row in table.rows],
        labels={row.region.code: f"{row.region.name}: {counts[row.region.code]}" for row in table.rows},
        hrefs={row.region.code: f"?{query}place={row.region.code}" for row in table.rows},
        steps={code: -(-number * DARKEST // most) if most else 0 for code, number in counts.items()},
    )


@dataclass(frozen=True)
class Progress:
    """Share done by place at the end of each week."""

    weeks: list[date]
    rows: list[tuple[Region, list[int]]]  # per cent
    figure: ChartFigure | None


def progress(duties: list[Duty], table: Coverage, region: str, day: date) -> Progress:
    """How the share of what is planned grew; one query."""
    if not table.rows:
        return Progress([], [], None)
    level = table.rows[0].region.level
    keys = set(
        Assignment.objects.filter(duty__in=duties, region__within=region)
        .order_by()
        .values_list("duty", "region", "tps")
    )
    done = DutyDone.objects.filter(duty__in=duties, region__within=region).annotate(
        on=TruncDate("at", tzinfo=timezone.get_current_timezone())
    )
    days: dict[str, list[date]] = defaultdict(list)
    for duty, code, tps, on in done.values_list("duty", "region", "tps", "on"):
        if (duty, code, tps) in keys:
            days[_cut(code, level)].append(min(on, day))
    first = min((on for each in days.values() for on in each), default=day)
    weeks = [day]
    while weeks[0] - WEEK >= first - WEEK and len(weeks) < MOST_WEEKS:
        weeks.insert(0, weeks[0] - WEEK)
    planned = {row.region.code: row.sum.planned for row in table.rows}
    rows = []
    for row in table.rows:
        code = row.region.code
        if planned[code]:
            rows.append(
                (row.region, [round(100 * sum(on <= end for on in days[code]) / planned[code]) for end in weeks])
            )
    everything = sum(planned.values())
    shares = [
        round(100 * sum(on <= end for each in days.values() for on in each) / everything) if everything else 0
        for end in weeks
    ]
    labels = [f"{end.day}/{end.month}" for end in weeks]
    return Progress(weeks, rows, column_chart(labels, [(_("Done, % of what is planned"), shares)]))


def _cut(code: str, level: int) -> str:
    return ".".join(code.split(".")[:level])
