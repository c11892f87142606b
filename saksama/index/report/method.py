"""How this was computed: steps, weights with their sources, and the record of the run."""

import json
from html import escape
from typing import Any

from saksama.index.aggregate import AGGREGATES
from saksama.index.classify import CLASSIFIERS
from saksama.index.impute import IMPUTATIONS
from saksama.index.methods import Method
from saksama.index.normalise import NORMALISATIONS
from saksama.index.report.findings import Findings
from saksama.index.report.html import both, cell, say, section, table
from saksama.index.treat import TREATMENTS
from saksama.index.weight import WEIGHTINGS
from saksama.language import Text


def method_section(findings: Findings) -> str:
    """From the tree itself, so that it cannot say otherwise than what was done."""
    result = findings.result
    steps = result.tree.steps
    named: list[tuple[Text, Method[Any], str]] = [
        (Text("Pencilan", "Outliers"), TREATMENTS[steps.treat.method], str(steps.treat)),
        (Text("Yang tidak dilaporkan", "Not reported"), IMPUTATIONS[steps.impute.method], str(steps.impute)),
        (Text("Normalisasi", "Normalisation"), NORMALISATIONS[steps.normalise.method], str(steps.normalise)),
        (Text("Bobot", "Weights"), WEIGHTINGS[steps.weight.method], str(steps.weight)),
        *((Text("Agregasi", "Aggregation"), AGGREGATES[each.method], str(each)) for each in steps.aggregate),
        (Text("Kategori", "Categories"), CLASSIFIERS[steps.classify.method], str(steps.classify)),
    ]
    step_rows = [
        f'<tr><th scope="row">{both(step)}</th><td>{both(method.title)}</td><td><code>{escape(words)}</code></td>'
        f"<td>{escape(method.source)}</td></tr>"
        for step, method, words in named
    ]
    cuts = ", ".join(f"{cut:.2f}" for cut in result.cuts.tolist())
    tree_rows = []
    for node in result.tree.nodes[1:]:
        weight = float(result.weights[result.tree.place[node.key]])
        effective = float(result.effective_weights[result.tree.column[node.key]]) if node.indicator else float("nan")
        depth = f' class="h{min(node.height, 3)}"'
        tree_rows.append(
            f'<tr{depth}><th scope="row">{both(node.title)} <small>{escape(node.key)}</small></th>{cell(100 * weight)}'
            f"{cell(100 * effective)}<td>{escape(str(node.origin))}</td></tr>"
        )
    record = escape(json.dumps(result.record, ensure_ascii=False, indent=1))
    source = say("Sumber", "Source")
    step_headings = [say("Langkah", "Step"), say("Cara", "Method"), say("Setelan", "Setting"), source]
    in_index = say("Dalam indeks %", "In the index %")
    tree_headings = [say("Simpul", "Node"), say("Bobot %", "Weight %"), in_index, source]
    body = (
        table(step_headings, step_rows, Text("Langkah", "Steps"))
        + f"<p>{say('Batas kategori: {cuts}.', 'Category limits: {cuts}.', cuts=cuts)}</p>"
        + _beyond_the_scale(findings)
        + f"<details><summary>{say('Pohon, bobot, sumber', 'Tree, weights, sources')}</summary>"
        + table(tree_headings, tree_rows, Text("Pohon", "Tree"))
        + f"</details><details><summary>{say('Catatan perhitungan', 'Record of the run')}</summary>"
        + f"<pre>{record}</pre></details>"
    )
    explanation = say(
        "[S] dibaca pada sumber yang disebut, [C] dihitung dari sumber itu, [R] hanya diingat dan perlu dipastikan.",
        "[S] read in the source named, [C] computed from such, [R] only recalled and to be confirmed.",
    )
    return section("method", Text("Cara menghitung", "How it is computed"), explanation, body)


def _beyond_the_scale(findings: Findings) -> str:
    """Said when a category can have no member: mean ± SD of few or skewed scores leaves the scale."""
    result = findings.result
    low, high = result.tree.scale
    if low < result.cuts.min() and result.cuts.max() < high:
        return ""
    warning = say(
        "Ada batas di luar skala {low}–{high}, sehingga kategori di baliknya pasti kosong. Untuk wilayah sedikit atau "
        "sebaran miring, bandingkan dengan batas tetap.",
        "A limit lies outside the scale {low}–{high}, so the category beyond it must be empty. With few regions or "
        "skewed scores, compare with fixed bands.",
        low=low,
        high=high,
    )
    return f"<p><strong>{warning}</strong></p>"
