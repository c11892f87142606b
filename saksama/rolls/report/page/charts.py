"""The charts: bars of findings by kind, probabilities, age pyramid, sizes of polling stations.

Positions are percentages, so that a chart fills any width while its letters keep their size.
"""

from collections.abc import Sequence

from saksama.language import Text
from saksama.rolls.report.facts import AuditFacts
from saksama.rolls.report.figures import CATEGORY_TITLES, PROBABILITY_BINS, STATION_BIN, VOTING_AGE, AgeBand, Figures
from saksama.rolls.report.page.html import both, cell, numeric, say, section, with_table

COLUMN_CHART_HEIGHT = 180  # px
LEAST_BAR = 0.4  # percent: one finding is still seen
SCALE_HEIGHT = 18  # px above them, for the number of the highest
AXIS_HEIGHT = 26  # px below the columns


def kinds_section(figures: Figures) -> str:
    """Findings by rule, grouped by category, and how probable the estimated ones are."""
    explanation = say(
        "Satu batang tiap aturan yang menemukan sesuatu, dikelompokkan menurut artinya bagi daftar.",
        "One bar for each rule that found something, grouped by what it means for the list.",
    )
    rules = [kind for kind in figures.kinds if kind.key not in CATEGORY_TITLES and kind.category is not None]
    most = max((kind.total for kind in rules), default=1)
    groups = []
    for category, title in CATEGORY_TITLES.items():
        members = [kind for kind in rules if kind.category == category]
        bars = "".join(
            f'<li><span class="what">{both(kind.title)} <small>{kind.key}</small></span>{_bar(kind.total, most)}'
            f'<span class="how-many"{numeric(kind.total)}</span></li>'
            for kind in members
        )
        if members:
            groups.append(f'<div class="group"><h3>{both(title)}</h3><ul class="bars">{bars}</ul></div>')
    rows = [f'<tr><th scope="row">{both(kind.title)}</th><td>{kind.key}</td>{cell(kind.total)}</tr>' for kind in rules]
    headings = [say("Jenis", "Kind"), say("Kode", "Code"), say("Temuan", "Findings")]
    chart = with_table("".join(groups), headings, rows, Text("Temuan menurut jenis", "Findings by kind"), words=2)
    return section("kinds", Text("Jenis temuan", "Kinds of finding"), explanation, chart + _probabilities(figures))


def _bar(value: int, most: int) -> str:
    width = max(100 * value / most, LEAST_BAR)
    return f'<svg class="bar" aria-hidden="true"><rect width="{width:.2f}%" height="100%" rx="2"/></svg>'


def _probabilities(figures: Figures) -> str:
    if not figures.probabilities:
        return ""
    title = say("Peluang temuan yang diperkirakan", "Probability of the estimated findings")
    bins = [(at / PROBABILITY_BINS, count) for at, count in enumerate(figures.probabilities)]
    columns = _columns([(start, count, "") for start, count in bins], 1 / PROBABILITY_BINS, 0.0, 1.0)
    ticks = "".join(_tick(at / 5, say("{at}%", "{at}%", at=20 * at)) for at in range(6))
    note = say(
        "Peluang 80% berarti: dari sepuluh pasangan seperti ini, kira-kira delapan memang orang yang sama.",
        "A probability of 80% means: of ten pairs like this one, about eight are indeed the same person.",
    )
    rows = [
        f'<tr><th scope="row">{round(100 * start)}–{round(100 * start) + 10}%</th>{cell(count)}</tr>'
        for start, count in bins
    ]
    headings = [say("Peluang", "Probability"), say("Temuan", "Findings")]
    chart = with_table(
        _column_chart(columns, ticks), headings, rows, Text("Temuan menurut peluang", "Findings by probability")
    )
    return f'<div class="chart"><h3>{title}</h3><p>{note}</p>{chart}</div>'


def voters_section(figures: Figures, facts: AuditFacts) -> str:
    """Who is in the list: age and sex, and the sizes of polling stations."""
    explanation = say(
        "Bentuk daftar itu sendiri: umur pada hari pemungutan suara dan besar TPS.",
        "The shape of the list itself: age on voting day, and the sizes of polling stations.",
    )
    body = f'<div class="pair">{_pyramid(figures)}{_stations(figures, facts)}</div>'
    return section("voters", Text("Pemilih dan TPS", "Voters and polling stations"), explanation, body)


def _pyramid(figures: Figures) -> str:
    most = max((max(band.male, band.female, 1) for band in figures.ages), default=1)
    bands = sorted(figures.ages, key=lambda band: -band.start)
    lines = "".join(
        f'<li><span class="left">{_half(band.male, most, mirrored=True)}</span><span class="band">{_band(band)}</span>'
        f'<span class="right">{_half(band.female, most, mirrored=False)}</span></li>'
        for band in bands
    )
    men = say("Laki-laki {all}", "Men {all}", all=sum(band.male for band in bands))
    women = say("Perempuan {all}", "Women {all}", all=sum(band.female for band in bands))
    key = (
        f'<p class="pyramid-key"><span class="left">{men}</span>'
        f'<span class="band">{say("Umur", "Age")}</span><span class="right">{women}</span></p>'
    )
    unknown = say(
        "Umur atau jenis kelamin tidak diketahui: {count}.", "Age or sex not known: {count}.", count=figures.age_unknown
    )
    note = f"<p>{unknown}</p>" if figures.age_unknown else ""
    rows = [f'<tr><th scope="row">{_band(band)}</th>{cell(band.male)}{cell(band.female)}</tr>' for band in bands]
    headings = [say("Umur", "Age"), say("Laki-laki", "Men"), say("Perempuan", "Women")]
    caption = Text("Pemilih menurut umur dan jenis kelamin", "Voters by age and sex")
    chart = with_table(f'{key}<ul class="pyramid">{lines}</ul>{note}', headings, rows, caption)
    return f'<div class="chart"><h3>{say("Piramida umur", "Age pyramid")}</h3>{chart}</div>'


def _half(value: int, most: int, *, mirrored: bool) -> str:
    width = 100 * value / most
    start = 100 - width if mirrored else 0
    return f'<svg class="bar" aria-hidden="true"><rect x="{start:.2f}%" width="{width:.2f}%" height="100%"/></svg>'


def _band(band: AgeBand) -> str:
    if band.end is None:
        return f"{band.start}+"
    return f"< {VOTING_AGE}" if band.end < VOTING_AGE else f"{band.start}–{band.end}"


def _stations(figures: Figures, facts: AuditFacts) -> str:
    limit = facts.tps_limit
    largest = max((start for start, _ in figures.stations), default=0)
    end = float(max(largest, limit) + 2 * STATION_BIN)
    bins = [(float(start - 1), count, "over" if start > limit else "") for start, count in figures.stations]
    columns = _columns(bins, STATION_BIN, 0.0, end)
    ticks = "".join(_tick(at / end, f"<tspan data-v='{at}'>{at}</tspan>") for at in range(0, int(end) + 1, 200))
    at = f"{100 * limit / end:.2f}%"
    cap = (
        f'<line class="cap" x1="{at}" x2="{at}" y1="0" y2="{COLUMN_CHART_HEIGHT}"/>'
        f'<text class="cap-label" x="{at}" dx="-6" y="12">{_tspans("batas {0}", "limit {0}", limit)}</text>'
    )
    note = say(
        "{over} TPS melebihi batas {limit} pemilih.",
        "{over} polling stations are above the limit of {limit} voters.",
        over=figures.stations_over_limit,
        limit=limit,
    )
    rows = [
        f'<tr><th scope="row">{start}–{start + STATION_BIN - 1}</th>{cell(count)}</tr>'
        for start, count in figures.stations
    ]
    headings = [say("Pemilih", "Voters"), "TPS"]
    caption = Text("TPS menurut jumlah pemilih", "Polling stations by number of voters")
    chart = with_table(_column_chart(columns + cap, ticks), headings, rows, caption)
    return f'<div class="chart"><h3>{say("Besar TPS", "Sizes of polling stations")}</h3><p>{note}</p>{chart}</div>'


def _columns(bins: Sequence[tuple[float, int, str]], width: float, start: float, end: float) -> str:
    """Rectangles; each bin is its lower bound, its count, and a class of its own or none."""
    most = max((count for _, count, _ in bins), default=1) or 1
    span = end - start
    parts = []
    for lower, count, look in bins:
        tall = (COLUMN_CHART_HEIGHT - SCALE_HEIGHT) * count / most
        x, wide = 100 * (lower - start) / span, 100 * width / span
        named = f' class="{look}"' if look else ""
        top = COLUMN_CHART_HEIGHT - tall
        parts.append(f'<rect{named} x="{x:.2f}%" width="{0.92 * wide:.2f}%" y="{top:.1f}" height="{tall:.1f}"/>')
    scale = (
        f'<line class="most" x1="0" x2="100%" y1="{SCALE_HEIGHT}" y2="{SCALE_HEIGHT}"/>'
        f'<text x="0" y="{SCALE_HEIGHT - 5}"><tspan{numeric(most)}</tspan></text>'
    )
    return scale + "".join(parts)


def _tick(share: float, content: str) -> str:
    anchor = "start" if share < 0.02 else "end" if share > 0.98 else "middle"
    text = content.replace("span", "tspan") if content.startswith("<span") else content
    return (
        f'<text class="tick" text-anchor="{anchor}" x="{100 * share:.2f}%" y="{COLUMN_CHART_HEIGHT + 17}">{text}</text>'
    )


def _tspans(indonesian: str, english: str, value: int) -> str:
    return f'<tspan lang="id">{indonesian.format(value)}</tspan><tspan lang="en">{english.format(value)}</tspan>'


def _column_chart(columns: str, ticks: str) -> str:
    height = COLUMN_CHART_HEIGHT + AXIS_HEIGHT
    base = f'<line class="base" x1="0" x2="100%" y1="{COLUMN_CHART_HEIGHT}" y2="{COLUMN_CHART_HEIGHT}"/>'
    return f'<svg class="columns" width="100%" height="{height}" aria-hidden="true">{columns}{base}{ticks}</svg>'
