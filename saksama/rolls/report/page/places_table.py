"""The table by kecamatan that opens to its desa, and the list of hot spots with their certainty."""

from html import escape

import numpy as np

from saksama.language import Text
from saksama.rolls.report.facts import AuditFacts
from saksama.rolls.report.figures import ALL, CATEGORY_TITLES, Figures, Kind
from saksama.rolls.report.hotspots import FALSE_DISCOVERY_RATE, LOWEST_RATIO
from saksama.rolls.report.page.html import both, cell, numeric, say, section, table

HOT_SHOWN = 5  # desa of each kind before the rest is folded
SHORT_TITLES = (
    Text("Tidak memenuhi syarat", "Not eligible"),
    Text("Belum terdaftar", "Not listed"),
    Text("Data", "Data"),
    Text("Kejanggalan", "Odd"),
)


def places_section(figures: Figures, facts: AuditFacts) -> str:
    """One <tbody> of a single row a kecamatan, followed by one with its desa, which the script folds."""
    columns = [
        Text("Wilayah", "Place"),
        Text("Temuan", "Findings"),
        Text("per 1.000", "per 1,000"),
        Text("Pemilih", "Voters"),
        Text("TPS", "Stations"),
        *SHORT_TITLES,
    ]
    head = "".join(
        f'<th scope="col" aria-sort="none"><button type="button" data-column="{at}">{both(title)}</button></th>'
        for at, title in enumerate(columns)
    )
    kinds = [_counts(figures, key) for key in (ALL, *CATEGORY_TITLES)]
    by_kecamatan: dict[str, list[int]] = {}
    for at, desa in enumerate(figures.desa):
        by_kecamatan.setdefault(desa.kecamatan, []).append(at)
    bodies = "".join(_kecamatan(code, members, kinds, figures, facts) for code, members in by_kecamatan.items())
    unplaced = _unplaced(figures)
    total = [figures.kind(ALL).total] + [figures.summary.by_category[category] for category in CATEGORY_TITLES]
    foot = _row(say("Jumlah", "Total"), figures.summary.polling_stations, figures.summary.voters, total)
    search = say("Cari desa atau kecamatan", "Find a desa or kecamatan")
    opened = say("Buka semua", "Open all")
    body = (
        f'<div class="tools"><label for="find">{search}</label><input id="find" type="search" autocomplete="off">'
        f'<button type="button" id="open-all" aria-pressed="false">{opened}</button></div>'
        f'<div class="scroll"><table id="places-table" aria-labelledby="places-title">'
        f"<thead><tr>{head}</tr></thead>{bodies}<tfoot>{unplaced}<tr>{foot}</tr></tfoot></table></div>"
    )
    explanation = say(
        "Satu baris tiap kecamatan; bukalah untuk melihat desanya. Judul kolom mengurutkan.",
        "One row a kecamatan; open it to see its desa. Column headings sort.",
    )
    return section("places", Text("Menurut wilayah", "By place"), explanation, body)


def _counts(figures: Figures, key: str) -> np.ndarray:
    found = [kind.counts for kind in figures.kinds if kind.key == key]
    return found[0] if found else np.zeros(len(figures.desa), dtype=np.int64)


def _row(name: str, stations: int, voters: int, counts: list[int]) -> str:
    rate = 1000 * counts[0] / voters if voters else 0.0
    return (
        f'<th scope="row">{name}</th>{cell(counts[0])}{cell(rate)}{cell(voters)}{cell(stations)}'
        f"{''.join(map(cell, counts[1:]))}"
    )


def _kecamatan(code: str, members: list[int], kinds: list[np.ndarray], figures: Figures, facts: AuditFacts) -> str:
    desa = [figures.desa[at] for at in members]
    name = escape(facts.places.kecamatan.get(code, code))
    button = f'<button type="button" class="fold" aria-expanded="true" aria-controls="k{escape(code)}">{name}</button>'
    sums = [int(kind[members].sum()) for kind in kinds]
    own = _row(button, sum(each.stations for each in desa), sum(each.voters for each in desa), sums)
    rows = "".join(
        f'<tr id="r{at}" tabindex="-1">'
        f"{_row(escape(each.name), each.stations, each.voters, [int(kind[at]) for kind in kinds])}</tr>"
        for at, each in zip(members, desa, strict=True)
    )
    return f'<tbody class="kecamatan"><tr>{own}</tr></tbody><tbody class="desa" id="k{escape(code)}">{rows}</tbody>'


def _unplaced(figures: Figures) -> str:
    unplaced = {kind.key: kind.unplaced for kind in figures.kinds}
    counts = [unplaced.get(key, 0) for key in (ALL, *CATEGORY_TITLES)]
    if not figures.voters_unplaced and not counts[0]:
        return ""
    return f"<tr>{_row(say('Desanya tidak diketahui', 'Desa not known'), 0, figures.voters_unplaced, counts)}</tr>"


def hot_spots_section(figures: Figures, facts: AuditFacts) -> str:
    """Hot desa for all findings and for each category, most excess first."""
    kinds = [kind for kind in figures.kinds if kind.key == ALL or kind.key in tuple(CATEGORY_TITLES)]
    by_kind = [_hot_rows(kind, figures, facts) for kind in kinds]
    first = [row for rows in by_kind for row in rows[:HOT_SHOWN]]
    rest = [row for rows in by_kind for row in rows[HOT_SHOWN:]]
    explanation = say(
        "Desa yang temuannya tidak dapat dijelaskan oleh kebetulan: paling sedikit {ratio} kali yang diperkirakan, dan "
        "di antara semua desa yang disebut paling banyak {share} persen yang salah sebut.",
        "Desa whose findings chance does not explain: at least {ratio} times the number expected, and of all "
        "desa named "
        "at most {share} per cent are named by mistake.",
        ratio=LOWEST_RATIO,
        share=round(100 * FALSE_DISCOVERY_RATE),
    )
    headings = [
        say("Desa", "Desa"),
        say("Kecamatan", "Kecamatan"),
        say("Jenis", "Kind"),
        say("Temuan", "Findings"),
        say("Diperkirakan", "Expected"),
        say("Kali", "Times"),
        "q",
    ]
    caption = Text("Titik panas menurut jenis temuan", "Hot spots by kind of finding")
    body = table(headings, first, caption, words=3) if first else f"<p>{say('Tidak ada.', 'None.')}</p>"
    if rest:
        more = say("{count} titik panas lainnya", "{count} more hot spots", count=len(rest))
        body += f"<details><summary>{more}</summary>{table(headings, rest, caption, words=3)}</details>"
    return section("hotspots", Text("Titik panas", "Hot spots"), explanation, body)


def _hot_rows(kind: Kind, figures: Figures, facts: AuditFacts) -> list[str]:
    spots = kind.spots
    hot = sorted(spots.hot.nonzero()[0].tolist(), key=lambda at: -(int(kind.counts[at]) - spots.expected[at]))
    rows = []
    for at in hot:
        desa = figures.desa[at]
        q = "< 0,0001" if spots.q_value[at] < 0.0001 else f"{spots.q_value[at]:.4f}".replace(".", ",")
        rows.append(
            f'<tr><th scope="row"><a href="#r{at}">{escape(desa.name)}</a></th>'
            f"<td>{escape(facts.places.kecamatan.get(desa.kecamatan, desa.kecamatan))}</td><td>{both(kind.title)}</td>"
            f"<td{numeric(int(kind.counts[at]))}</td>{cell(float(spots.expected[at]))}{cell(float(spots.ratio[at]))}"
            f"<td class=number>{say(q, q.replace(',', '.'))}</td></tr>"
        )
    return rows
