"""What makes up the scores: dimensions of the leading regions, and indicators by what they move."""

from html import escape

import numpy as np

from saksama.index.report.across import across_part
from saksama.index.report.findings import Findings
from saksama.index.report.html import both, cell, number, say, section, table, with_table
from saksama.index.sensitivity import FACTORS
from saksama.language import Text

REGIONS_SHOWN = 15
INDICATORS_SHOWN = 15


def profile_section(findings: Findings) -> str:
    """Bars of the dimension scores of the leading regions, each with its number."""
    result = findings.result
    dimensions = result.tree.root.children
    order = [
        int(at) for at in np.argsort(-np.nan_to_num(result.index, nan=-np.inf), kind="stable") if result.scored[at]
    ]
    shown = order[:REGIONS_SHOWN]
    top = max(result.tree.scale[1], float(np.nanmax(np.array([result.score_of(node.key) for node in dimensions]))))
    blocks, rows = [], []
    for at in shown:
        scores = [float(result.score_of(node.key)[at]) for node in dimensions]
        bars = "".join(
            f'<li><span class="what">{both(node.title)}</span>{bar(score, top)}'
            f'<span class="n">{number(score)}</span></li>'
            for node, score in zip(dimensions, scores, strict=True)
        )
        name = escape(result.table.names[at])
        blocks.append(f'<div class="block"><h3>{name}</h3><ul class="bars">{bars}</ul></div>')
        rows.append(f'<tr><th scope="row">{name}</th>{"".join(cell(score) for score in scores)}</tr>')
    headings = [say("Wilayah", "Region"), *[both(node.title) for node in dimensions]]
    explanation = say(
        "Skor tiap cabang utama pohon untuk wilayah berskor tertinggi.",
        "Scores of the tree's main branches for the regions with the highest scores.",
    )
    chart = f'<div class="grid">{"".join(blocks)}</div>'
    caption = Text("Skor cabang utama", "Scores of the main branches")
    return section(
        "profile", Text("Isi skor", "What is in a score"), explanation, with_table(chart, headings, rows, caption)
    )


def trust_section(findings: Findings) -> str:
    """Which choice matters, which indicator moves ranks, how the groups hold together."""
    parts = [
        part for part in (_choices(findings), _left_out(findings), _groups(findings), across_part(findings)) if part
    ]
    explanation = say(
        "Pilihan mana yang menggeser peringkat, indikator mana yang menentukan, dan apakah kelompoknya searah.",
        "Which choices move the ranks, which indicators decide, and whether groups point one way.",
    )
    return (
        section("trust", Text("Dapat dipercaya?", "Is it to be trusted?"), explanation, "".join(parts)) if parts else ""
    )


def _choices(findings: Findings) -> str:
    found = findings.sensitivity
    if found is None or not found.factors:
        return ""
    top = max(1.0, float(found.total.max()))
    bars, rows = [], []
    for at, name in enumerate(found.factors):
        first, total = float(found.first[at]), float(found.total[at])
        low, high = (float(each) for each in found.total_interval[at])
        bars.append(
            f'<li><span class="what">{both(FACTORS[name])}</span>{bar(total, top)}'
            f'<span class="n">{number(total)}</span></li>'
        )
        rows.append(
            f'<tr><th scope="row">{both(FACTORS[name])}</th>{cell(first)}{cell(total)}{cell(low)}{cell(high)}</tr>'
        )
    headings = [say("Pilihan", "Choice"), say("Orde satu", "First order"), "Total", "2,5%", "97,5%"]
    title = say(
        "Indeks Sobol total dari pergeseran peringkat rata-rata", "Total Sobol' index of the mean shift in rank"
    )
    shift = say("Pergeseran rata-rata: {shift} tempat.", "Mean shift: {shift} places.", shift=found.mean_shift)
    chart = f'<ul class="bars">{"".join(bars)}</ul>'
    return f"<h3>{title}</h3><p>{shift}</p>" + with_table(chart, headings, rows, Text("Indeks Sobol", "Sobol' indices"))


def _left_out(findings: Findings) -> str:
    if not findings.left_out:
        return ""
    title_of = {node.key: node.title for node in findings.result.tree.indicators}
    ordered = sorted(findings.left_out, key=lambda each: (-each.mean_shift, each.indicator))
    top = max(ordered[0].mean_shift, 1e-9)
    bars = "".join(
        f'<li><span class="what">{both(title_of[each.indicator])}</span>{bar(each.mean_shift, top)}'
        f'<span class="n">{number(each.mean_shift)}</span></li>'
        for each in ordered[:INDICATORS_SHOWN]
    )
    rows = [
        f'<tr><th scope="row">{both(title_of[each.indicator])}</th>{cell(each.mean_shift)}{cell(each.largest_shift)}'
        f"{cell(each.categories_changed)}</tr>"
        for each in ordered
    ]
    headings = [
        say("Tanpa indikator", "Without the indicator"),
        say("Geser rata-rata", "Mean shift"),
        say("Geser terbesar", "Largest shift"),
        say("Ganti kategori", "Change category"),
    ]
    title = say("Pergeseran peringkat bila satu indikator dihilangkan", "Shift in rank when one indicator is left out")
    caption = Text("Satu indikator dihilangkan", "One indicator left out")
    return f"<h3>{title}</h3>" + with_table(f'<ul class="bars">{bars}</ul>', headings, rows, caption)


def _groups(findings: Findings) -> str:
    if not findings.consistency:
        return ""
    title_of = {node.key: node.title for node in findings.result.tree.nodes}
    rows = [
        f'<tr><th scope="row">{both(title_of[group.node])}</th>{cell(len(group.children))}{cell(group.alpha)}'
        f"{cell(group.kmo)}{cell(100 * float(group.eigenvalues[0]) / len(group.children), 0)}</tr>"
        for group in findings.consistency
    ]
    headings = [
        say("Kelompok", "Group"),
        say("Anggota yang bervariasi", "Members that vary"),
        "Cronbach α",
        "KMO",
        say("Komponen pertama, %", "First component, %"),
    ]
    return table(headings, rows, Text("Keterpaduan kelompok", "Consistency of groups"))


def bar(value: float, top: float) -> str:
    """A bar of value over top."""
    width = 0.0 if value != value else max(0.0, min(100.0, 100 * value / top))
    return f'<svg class="bar" aria-hidden="true"><rect width="{width:.2f}%" height="100%" rx="2"/></svg>'
