"""The ranked table: score with its interval, rank with its interval, category with its chance."""

from html import escape

import numpy as np

from saksama.index.report.findings import Findings
from saksama.index.report.html import both, cell, number, say, section, table
from saksama.language import Text

ROWS_SHOWN = 600  # all 514 regencies; more make a page slow, and the csv has them all


def ranking_section(findings: Findings) -> str:
    """One row a region, highest score first."""
    result, doubt = findings.result, findings.doubt
    order = np.argsort(-np.nan_to_num(result.index, nan=-np.inf), kind="stable")
    shown = order[:ROWS_SHOWN].tolist()
    low, high = _range(findings)
    headings = [say("Peringkat", "Rank"), say("Wilayah", "Region"), say("Skor", "Score"), say("Rentang", "Interval")]
    headings += [say("Kategori", "Category")]
    if doubt is not None:
        headings += [say("Peringkat 5–95%", "Rank 5–95%"), say("Peluang kategori lain", "Chance of another category")]
    headings.append(say("Dilaporkan", "Reported"))
    rows = []
    for at in shown:
        category = int(result.category[at])
        label = both(result.labels[category]) if category >= 0 else say("tanpa skor", "no score")
        cells = [
            f'<td class="n">{int(result.rank[at]) or "–"}</td>',
            f'<th scope="row">{escape(result.table.names[at])} <small>{escape(result.table.regions[at])}</small></th>',
            cell(float(result.index[at])),
            f"<td>{_interval(findings, at, low, high)}</td>",
            f'<td><span class="chip c{shade(category, len(result.labels))}">{label}</span></td>',
        ]
        if doubt is not None:
            ranks = f"{doubt.rank_low[at]}–{doubt.rank_high[at]}" if result.scored[at] else "–"
            cells += [f'<td class="n">{ranks}</td>', cell(100 * float(doubt.other_category[at]), 0)]
        cells.append(cell(100 * float(result.coverage[at]), 0))
        rows.append(f'<tr id="r-{escape(result.table.regions[at])}">{"".join(cells)}</tr>')
    more = len(order) - len(shown)
    note = (
        say("{more} wilayah lagi ada di skor.csv.", "{more} more regions are in skor.csv.", more=more)
        if more > 0
        else ""
    )
    explanation = say(
        "Titik adalah skor, garis adalah rentang 90% simulasi, tanda tegak adalah batas kategori. Skor sama berbagi "
        "peringkat. Dua kolom terakhir dalam persen.",
        "The dot is the score, the line is the interval of 90% of the simulations, upright marks are the category "
        "limits. Equal scores share a rank. The last two columns are in percent.",
    )
    caption = Text("Wilayah menurut skor", "Regions by score")
    search = (
        f'<p class="search"><label for="find">{say("Cari wilayah", "Find a region")}</label> '
        '<input type="search" id="find" autocomplete="off"></p>'
    )
    return section(
        "ranking", Text("Peringkat", "Ranking"), explanation, search + table(headings, rows, caption, "ranked") + note
    )


def _range(findings: Findings) -> tuple[float, float]:
    """From the lowest to the highest score and interval there is."""
    result, doubt = findings.result, findings.doubt
    ends = [result.index] if doubt is None else [result.index, doubt.low, doubt.high]
    return min(float(np.nanmin(each)) for each in ends), max(float(np.nanmax(each)) for each in ends)


def _interval(findings: Findings, at: int, low: float, high: float) -> str:
    result, doubt = findings.result, findings.doubt
    if not result.scored[at]:
        return ""

    def x(value: float) -> str:
        return f"{100 * (value - low) / ((high - low) or 1):.2f}%"

    cuts = "".join(
        f'<line class="cut" x1="{x(cut)}" x2="{x(cut)}" y1="2" y2="18"/>' for cut in result.cuts if low <= cut <= high
    )
    line = "" if doubt is None else (
        f'<line class="range" x1="{x(float(doubt.low[at]))}" x2="{x(float(doubt.high[at]))}" y1="10" y2="10"/>'
    )  # fmt: skip
    words = "" if doubt is None else f"{number(float(doubt.low[at]))}–{number(float(doubt.high[at]))}"
    dot = f'<circle cx="{x(float(result.index[at]))}" cy="10" r="4"/>'
    return f'<svg class="interval" aria-hidden="true">{cuts}{line}{dot}</svg><span class="hidden">{words}</span>'


def shade(category: int, classes: int) -> int:
    """0 none, 1 the lightest .. 5 the darkest."""
    return 0 if category < 0 else 1 + round(4 * category / max(classes - 1, 1))
