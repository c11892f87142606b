"""The map of findings by desa: shapes, controls, legend, and the list of desa that stand out."""

from html import escape

from saksama.language import Text
from saksama.rolls.report.classes import class_of, lower_bounds
from saksama.rolls.report.facts import AuditFacts
from saksama.rolls.report.figures import ALL, CATEGORY_TITLES, Figures, Kind
from saksama.rolls.report.page.html import both, say, section
from saksama.rolls.report.shapes import Canvas, Shape


def rates(kind: Kind, figures: Figures) -> list[float]:
    """Findings per 1,000 voters by desa; 0 where the roll has no voter."""
    return [
        round(1000 * int(count) / desa.voters, 2) if desa.voters else 0.0
        for count, desa in zip(kind.counts, figures.desa, strict=True)
    ]


def bounds(kind: Kind, figures: Figures) -> tuple[list[float], list[float]]:
    """Lower bounds of the map's classes: for counts, and for rates."""
    return lower_bounds(kind.counts.tolist(), whole=True), lower_bounds(rates(kind, figures), whole=False)


def map_section(figures: Figures, facts: AuditFacts, canvas: Canvas) -> str:
    """Drawn for all findings per 1,000 voters; the script redraws it for what is chosen."""
    explanation = say(
        "Arahkan atau ketuk satu desa untuk membaca angkanya, klik untuk membuka barisnya. Garis tebal menandai desa "
        "yang jauh melebihi kebetulan.",
        "Point at or tap a desa to read its numbers, click to open its row. A bold outline marks desa far above "
        "chance.",
    )
    body = f'<div class="atlas">{_controls(figures, facts)}{_figure(figures, facts, canvas)}{_standing_out()}</div>'
    return section("map", Text("Peta temuan", "Map of findings"), explanation, body)


def _controls(figures: Figures, facts: AuditFacts) -> str:
    label = f'<label for="kind">{say("Jenis temuan", "Kind of finding")}</label>'
    kind = f'{label}<select id="kind">{_kinds(figures)}</select>'
    measure = (
        f'<fieldset><legend>{say("Ukuran", "Measure")}</legend><div class="segments">'
        f"{_measure('rate', Text('per 1.000 pemilih', 'per 1,000 voters'), ' checked')}"
        f"{_measure('count', Text('jumlah', 'count'), '')}</div></fieldset>"
    )
    by_name = sorted(facts.places.kecamatan.items(), key=lambda item: item[1])
    kecamatan = "".join(f'<option value="{escape(code)}">{escape(name)}</option>' for code, name in by_name)
    zoom = (
        f'<label for="zoom">{say("Perbesar", "Zoom to")}</label><select id="zoom">'
        f'<option value="" {_pair(Text("Seluruh kabupaten", "The whole regency"))}</option>{kecamatan}</select>'
    )
    legend = (
        '<div class="legend" aria-live="polite"><p id="legend-title"></p><ul id="legend"></ul><p class="hot-key">'
        '<svg width="28" height="16" aria-hidden="true"><rect x="2" y="2" width="24" height="12" rx="2"/></svg>'
        f"<span>{say('jauh di atas kebetulan', 'far above chance')}</span></p></div>"
    )
    return f'<form class="controls" autocomplete="off">{kind}{measure}{zoom}{legend}</form>'


def _measure(value: str, title: Text, checked: str) -> str:
    return f'<label><input type="radio" name="measure" value="{value}"{checked}><span>{both(title)}</span></label>'


def _kinds(figures: Figures) -> str:
    groups = [f'<option value="{ALL}" {_pair(figures.kind(ALL).title)}</option>']
    for category, title in CATEGORY_TITLES.items():
        members = [kind for kind in figures.kinds if kind.category == category]
        if members:
            options = "".join(_option(kind, whole=kind.key == category) for kind in members)
            label, english = escape(title.id), escape(title.en)
            groups.append(f'<optgroup data-id="{label}" data-en="{english}" label="{label}">{options}</optgroup>')
    return "".join(groups)


def _option(kind: Kind, *, whole: bool) -> str:
    title = Text(f"Semua: {kind.title.id}", f"All: {kind.title.en}") if whole else kind.title
    return f'<option value="{escape(kind.key)}" {_pair(title)}</option>'


def _pair(title: Text) -> str:
    """Attributes and content of an <option>, which cannot hold two languages at once."""
    return f'data-id="{escape(title.id)}" data-en="{escape(title.en)}">{escape(title.id)}'


def _figure(figures: Figures, facts: AuditFacts, canvas: Canvas) -> str:
    kind = figures.kind(ALL)
    values = rates(kind, figures)
    lower = bounds(kind, figures)[1]
    index = {desa.code: at for at, desa in enumerate(figures.desa)}
    paths = "".join(
        _desa(shape, index[shape.code], values, lower, figures) for shape in canvas.desa if shape.code in index
    )
    outlines = "".join(f'<path d="{shape.path}"/>' for shape in canvas.kecamatan)
    hot = "".join(_outline(shape) for shape in canvas.desa if shape.code in index and kind.spots.hot[index[shape.code]])
    labels = "".join(
        f'<text x="{100 * shape.label[0] / canvas.width:.1f}%" y="{100 * shape.label[1] / canvas.height:.1f}%">'
        f"{escape(facts.places.kecamatan.get(shape.code, ''))}</text>"
        for shape in canvas.kecamatan
    )
    name = say(
        "Peta desa; panah memindahkan pilihan, Enter membuka barisnya.",
        "Map of desa; arrows move, Enter opens the row.",
    )
    return (
        f'<figure><div class="sheet"><p id="map-name" class="hidden">{name}</p>'
        f'<svg id="atlas" viewBox="0 0 {canvas.width} {canvas.height}" role="group" aria-labelledby="map-name">'
        '<defs><pattern id="no-data" width="24" height="24" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)">'
        '<rect width="24" height="24"/><path d="M0 0V24"/></pattern></defs>'
        f'<g id="desa">{paths}</g><g id="outlines" aria-hidden="true">{outlines}</g>'
        f'<g id="hot" aria-hidden="true">{hot}</g><g id="chosen" aria-hidden="true"></g></svg>'
        f'<svg id="labels" aria-hidden="true">{labels}</svg><div id="tip" role="status" hidden></div></div></figure>'
    )


def _desa(shape: Shape, at: int, values: list[float], lower: list[float], figures: Figures) -> str:
    look = f"q{class_of(values[at], lower)}" if figures.desa[at].voters else "none"
    return f'<path id="d{at}" class="{look}" d="{shape.path}"/>'


def _outline(shape: Shape) -> str:
    """A line with a halo, to be seen on the lightest and on the darkest colour."""
    return f'<path class="halo" d="{shape.path}"/><path d="{shape.path}"/>'


def _standing_out() -> str:
    title = both(Text("Desa yang menonjol", "Desa that stand out"))
    heading = f'<h3 id="out-title">{title}</h3>'
    return f'<aside class="standing-out" aria-labelledby="out-title">{heading}<ol id="out"></ol></aside>'


def map_data(figures: Figures, facts: AuditFacts, canvas: Canvas | None) -> dict[str, object]:
    """What the script needs to redraw: desa, kinds with counts, class bounds and hot spots, boxes to zoom to."""
    return {
        "desa": [[desa.code, desa.name, desa.voters] for desa in figures.desa],
        "kecamatan": dict(facts.places.kecamatan),
        "kinds": {kind.key: _kind_data(kind, figures) for kind in figures.kinds},
        "canvas": [canvas.width, canvas.height] if canvas else None,
        "labels": {shape.code: [*shape.label, *shape.box] for shape in (*canvas.kecamatan, *canvas.desa)}
        if canvas
        else {},
    }


def _kind_data(kind: Kind, figures: Figures) -> dict[str, object]:
    counts, per_thousand = bounds(kind, figures)
    hot = {
        int(at): [round(float(kind.spots.expected[at]), 1), float(f"{kind.spots.q_value[at]:.1e}")]
        for at in kind.spots.hot.nonzero()[0]
    }
    return {
        "id": kind.title.id,
        "en": kind.title.en,
        "n": kind.counts.tolist(),
        "count": counts,
        "rate": per_thousand,
        "hot": hot,
        "total": kind.total,
    }
