"""Columns over time or kind as SVG, drawn on the server: no script, and always with its table."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

WIDTH, HEIGHT = 720, 220  # units of the picture
LEFT, RIGHT, TOP, BOTTOM = 34, 4, 10, 26  # margins for the axes
GAP = 0.25  # of a column's width
MOST_LABELS = 12


@dataclass(frozen=True)
class Bar:
    """One piece of a stacked column."""

    x: float
    y: float
    width: float
    height: float
    series: int  # 1, 2, 3 …: its colour
    label: str


@dataclass(frozen=True)
class Mark:
    """A label under the axis, or a line across at a value."""

    at: float
    text: str


@dataclass(frozen=True)
class ChartFigure:
    """What the template tag `chart` draws."""

    width: int
    height: int
    bars: list[Bar]
    labels: list[Mark]
    lines: list[Mark]
    names: list[tuple[int, str]]  # series with their colour, for the legend
    rows: list[tuple[str, list[float]]]  # for the table
    left: int = LEFT
    right: int = WIDTH - RIGHT
    bottom: int = HEIGHT - BOTTOM


def column_chart(labels: Sequence[str], series: Sequence[tuple[str | Promise, Sequence[float]]]) -> ChartFigure | None:
    """Stacked columns, one a label; None if all values are 0.

    Args:
        labels: under the columns; at most MOST_LABELS of them are written.
        series: name and one value (0 or more) a label.
    """
    totals = [sum(values[place] for _name, values in series) for place in range(len(labels))]
    most = max(totals, default=0)
    if not most:
        return None
    step = _step(most)
    top = step * -(-most // step)
    inner, tall = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    slot = inner / len(labels)
    bars = []
    for place, label in enumerate(labels):
        base = float(HEIGHT - BOTTOM)
        for number, (name, values) in enumerate(series, start=1):
            height = tall * values[place] / top
            if height:
                base -= height
                x = LEFT + slot * (place + GAP / 2)
                said = f"{label}, {name}: {values[place]:g}"
                bars.append(
                    Bar(round(x, 1), round(base, 1), round(slot * (1 - GAP), 1), round(height, 1), number, said)
                )
    every = -(-len(labels) // MOST_LABELS)
    marks = [Mark(round(LEFT + slot * (place + 0.5), 1), label) for place, label in enumerate(labels)][::every]
    count = round(top / step)
    lines = [Mark(round(HEIGHT - BOTTOM - tall * line / count, 1), f"{step * line:g}") for line in range(count + 1)]
    names = [(number, str(name)) for number, (name, _values) in enumerate(series, start=1)]
    rows = [(label, [values[place] for _name, values in series]) for place, label in enumerate(labels)]
    return ChartFigure(WIDTH, HEIGHT, bars, marks, lines, names, rows)


def _step(most: float) -> float:
    """A round distance between lines, so that at most five of them are drawn."""
    size = 1.0
    while True:
        for factor in (1, 2, 5):
            if most <= 5 * size * factor:
                return size * factor
        size *= 10
