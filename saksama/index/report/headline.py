"""The top of the page: how many, who leads, how sure."""

from html import escape

import numpy as np

from saksama.index.report.findings import Findings
from saksama.index.report.html import both, number, say

NAMED = 5  # leaders named in the headline
SURE = 0.9  # chance from which a category counts as settled


def headline(findings: Findings) -> str:
    """Title, scope, and three answers."""
    result = findings.result
    counts = list(zip(result.labels, result.counts(), strict=True))[::-1]
    spread = "".join(f"<div><dt>{both(label)}</dt><dd>{count}</dd></div>" for label, count in counts)
    without = int((~result.scored).sum())
    scope = say(
        "{regions} wilayah, {indicators} indikator, periode {period}. {missing} nilai tidak dilaporkan; {without} "
        "wilayah tanpa skor karena laporannya terlalu sedikit.",
        "{regions} regions, {indicators} indicators, period {period}. {missing} values were not reported; {without} "
        "regions have no score because too little was reported.",
        regions=len(result.table.regions),
        indicators=len(result.tree.indicators),
        period=result.table.period,
        missing=int(result.record["values_not_reported"]),
        without=without,
    )
    return (
        f'<section id="headline" aria-labelledby="title"><h1 id="title">{both(result.tree.title)}</h1><p class="scope">'
        f'{scope}</p><div class="answers">'
        f"<article><h2>{say('Berapa banyak', 'How many')}</h2><dl>{spread}</dl></article>"
        f"<article><h2>{say('Paling rawan', 'Most vulnerable')}</h2>{_leaders(findings)}</article>"
        f"<article><h2>{say('Seberapa pasti', 'How sure')}</h2>{_sureness(findings)}</article></div></section>"
    )


def _leaders(findings: Findings) -> str:
    result = findings.result
    order = [int(at) for at in np.argsort(-np.nan_to_num(result.index, nan=-np.inf), kind="stable")[:NAMED]]
    items = "".join(
        f"<li>{escape(result.table.names[at])}: {number(float(result.index[at]))}</li>"
        for at in order
        if result.scored[at]
    )
    return f"<ol>{items}</ol>"


def _sureness(findings: Findings) -> str:
    doubt = findings.doubt
    if doubt is None:
        return f"<p>{say('Ketidakpastian tidak dihitung.', 'Uncertainty was not computed.')}</p>"
    scored = findings.result.scored
    settled = int((doubt.other_category[scored] <= 1 - SURE).sum())
    width = float(np.median((doubt.rank_high - doubt.rank_low)[scored]))
    first = say(
        "{settled} dari {all} wilayah berada di kategorinya pada sedikitnya 90% simulasi.",
        "{settled} of {all} regions are in their category in at least 90% of the simulations.",
        settled=settled,
        all=int(scored.sum()),
    )
    second = say(
        "Peringkat separuh wilayah bergeser {width} tempat atau lebih di antara batas bawah dan batas atasnya.",
        "Half of the regions have {width} places or more between the two ends of their rank interval.",
        width=int(width),
    )
    return f"<p>{first}</p><p>{second}</p>"
