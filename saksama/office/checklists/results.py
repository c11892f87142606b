"""What was answered: by question, by place, as a table to take along."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.region_code import level_of
from saksama.office.chart import ChartFigure, column_chart
from saksama.office.checklists.answers import in_words
from saksama.office.checklists.models import NUMBERS, Kind, Question, Sheet, Version
from saksama.office.election.map_figure import MapFigure, map_figure
from saksama.office.election.models import Level, PollingStation, Region
from saksama.office.records.registry import Column

DARKEST = 5
COUNTED = (Kind.YES_NO, Kind.CHOICE, Kind.SEVERAL)


@dataclass(frozen=True)
class QuestionResult:
    """One question over all sheets."""

    question: Question
    answered: int
    counts: list[tuple[str, int, float]]  # answer in words, number, per cent of those who answered
    total: float | None  # of numbers
    lowest: float | None
    highest: float | None
    incidents: int

    @property
    def mean(self) -> float | None:
        """Of numbers."""
        return None if self.total is None or not self.answered else self.total / self.answered


@dataclass(frozen=True)
class PlaceResult:
    """One sub-district or village."""

    region: Region
    sheets: int
    wanted: int  # TPS or villages there
    incidents: int
    value: str  # of the question chosen
    share: float | None  # 0 to 1, for the map


def by_question(questions: Iterable[Question], sheets: list[Sheet]) -> list[QuestionResult]:
    """All questions, in their order."""
    hits = Counter(name for sheet in sheets for name, _kind in sheet.incidents)
    results = []
    for question in questions:
        given = [sheet.answers[question.name] for sheet in sheets if question.name in sheet.answers]
        counts = []
        if question.kind in COUNTED:
            times: Counter[str] = Counter()
            for value in given:
                times.update(value if isinstance(value, list) else [value])
            counts = [
                (label, times[name], 100 * times[name] / len(given) if given else 0.0)
                for name, label in question.options
            ]
        numbers = given if question.kind in NUMBERS else []
        results.append(
            QuestionResult(
                question,
                len(given),
                counts,
                sum(numbers) if numbers else None,
                min(numbers, default=None),
                max(numbers, default=None),
                hits[question.name],
            )
        )
    return results


def by_place(version: Version, sheets: list[Sheet], region: str, chosen: Question | None) -> list[PlaceResult]:
    """By sub-district, within one by village; two queries."""
    level = Level.VILLAGE if level_of(region) >= Level.DISTRICT else Level.DISTRICT
    places = list(Region.objects.filter(code__within=region, level=level).select_related("boundary").order_by("code"))
    wanted = _wanted(version, region, level)
    groups: dict[str, list[Sheet]] = {}
    for sheet in sheets:
        groups.setdefault(_cut(sheet.region, level), []).append(sheet)
    results = []
    for place in places:
        here = groups.get(place.code, [])
        value, share = _of(chosen, here)
        hits = sum(len(sheet.incidents) for sheet in here)
        results.append(PlaceResult(place, len(here), wanted.get(place.code, 0), hits, value, share))
    return results


def result_map(places: list[PlaceResult], query: str) -> MapFigure | None:
    """The darker, the larger the share or the number; palest where nothing is known."""
    most = max((each.share for each in places if each.share is not None), default=0) or 1
    return map_figure(
        [each.region for each in places],
        labels={each.region.code: f"{each.region.name}: {each.value or '–'}" for each in places},
        hrefs={each.region.code: f"?{query}place={each.region.code}" for each in places},
        steps={
            each.region.code: 0 if each.share is None else 1 + round((DARKEST - 1) * each.share / most)
            for each in places
        },
    )


def figure(result: QuestionResult | None) -> ChartFigure | None:
    """Answers of one question as columns."""
    if result is None or not result.counts:
        return None
    return column_chart(
        [label for label, _n, _p in result.counts], [(_("Sheets"), [number for _l, number, _p in result.counts])]
    )


def columns_of(questions: Iterable[Question]) -> list[Column]:
    """The answers as a table, one row a sheet."""

    def answer(question: Question) -> Column:
        def value(row: Sheet) -> object:
            given = row.answers.get(question.name)
            return given if isinstance(given, int | float) else in_words(question, given)

        return Column(question.name, question.label, value)

    return [
        Column("region", _("Region code"), lambda row: row.region),
        Column("place", _("Place"), lambda row: row.place),
        Column("tps", _("TPS"), lambda row: row.tps),
        Column("day", _("Date"), lambda row: row.day),
        Column("by", _("By"), lambda row: row.by.name),
        *(answer(question) for question in questions),
        Column("incidents", _("Incidents"), lambda row: ", ".join(kind for _name, kind in row.incidents)),
    ]


def _of(question: Question | None, sheets: list[Sheet]) -> tuple[str, float | None]:
    """A question's answers at one place: share of yes or of the first choice, or the mean of numbers."""
    if question is None:
        return "", len(sheets) / 1.0 if sheets else None
    given = [sheet.answers[question.name] for sheet in sheets if question.name in sheet.answers]
    if not given:
        return "", None
    if question.kind in NUMBERS:
        mean = sum(given) / len(given)
        return f"{sum(given):g} (⌀ {mean:.1f})", max(0.0, mean)
    if question.kind in COUNTED:
        first, label = question.options[0]
        share = sum(first in value if isinstance(value, list) else value == first for value in given) / len(given)
        return f"{label}: {100 * share:.0f} %", share
    return f"{len(given)}", float(len(given))


def _wanted(version: Version, region: str, level: int) -> dict[str, int]:
    if version.checklist.unit == "village":
        codes: Iterable[str] = Region.objects.filter(code__within=region, level=Level.VILLAGE).values_list(
            "code", flat=True
        )
    else:
        stage = version.checklist.stage
        stations = PollingStation.objects.filter(region__within=region)
        if stage is not None:
            stations = stations.filter(election=stage.election)
        codes = stations.values_list("region", flat=True)
    return dict(Counter(_cut(code, level) for code in codes))


def _cut(code: str, level: int) -> str:
    return ".".join(code.split(".")[:level])
