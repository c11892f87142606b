"""What goes with what: the main branches among each other, and indicators that go more with a branch not their own."""

from saksama.index.reliability import Consistency
from saksama.index.report.findings import Findings
from saksama.index.report.html import both, cell, number, say, table
from saksama.language import Text


def across_part(findings: Findings) -> str:
    """Two tables; empty where there is one branch, or too few regions."""
    root = findings.result.tree.root.key
    whole = next((group for group in findings.consistency if group.node == root), None)
    return ("" if whole is None else _branches(findings, whole)) + _misplaced(findings)


def _branches(findings: Findings, whole: Consistency) -> str:
    title_of = {node.key: node.title for node in findings.result.tree.nodes}
    names = [both(title_of[key]) for key in whole.children]
    rows = [
        f'<tr><th scope="row">{name}</th>{"".join(cell(float(each)) for each in row)}{cell(float(to_index))}</tr>'
        for name, row, to_index in zip(names, whole.correlation, whole.to_parent, strict=True)
    ]
    headings = [say("Cabang", "Branch"), *names, say("Indeks", "Index")]
    return table(headings, rows, Text("Korelasi antarcabang", "Correlations between branches"))


def _misplaced(findings: Findings) -> str:
    found = findings.across
    if found is None or not len(found.correlation):
        return ""
    title_of = {node.key: node.title for node in findings.result.tree.nodes}
    rows = []
    for key, other in found.misplaced:
        at = found.indicators.index(key)
        own = found.branches[found.own[at]]
        with_own, with_other = (float(found.correlation[at, found.branches.index(each)]) for each in (own, other))
        rows.append(
            f'<tr><th scope="row">{both(title_of[key])}</th><td>{both(title_of[own])} ({number(with_own)})</td>'
            f"<td>{both(title_of[other])} ({number(with_other)})</td></tr>"
        )
    if not rows:
        said = say(
            "Tidak ada indikator yang jelas lebih searah dengan cabang lain daripada dengan cabangnya sendiri.",
            "No indicator goes clearly more with another branch than with its own.",
        )
        return f"<p>{said}</p>"
    headings = [
        say("Indikator", "Indicator"),
        say("Cabangnya (korelasi)", "Its branch (correlation)"),
        say("Lebih searah dengan", "Goes more with"),
    ]
    return table(
        headings, rows, Text("Indikator yang searah dengan cabang lain", "Indicators that go with another branch")
    )
