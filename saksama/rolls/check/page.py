"""The catalogue as a page, printed from the code: what each rule seeks, its law, what proves it, its two examples."""

import inspect
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from saksama.language import Text
from saksama.rolls.check.rule import Example, Row, Rule
from saksama.rolls.check.tables import GIVEN
from saksama.rolls.findings import Category, Severity

CATEGORIES: dict[Category, Text] = {
    Category.TMS: Text("Terdaftar tetapi tidak memenuhi syarat", "Listed but does not qualify"),
    Category.MISSING: Text("Berhak tetapi tidak terdaftar", "Has the right but is not listed"),
    Category.DATA: Text("Data tidak lengkap atau bertentangan", "Data incomplete or contradicting"),
    Category.ANOMALY: Text("Kejanggalan tempat atau kelompok", "A place or group that looks odd"),
}
SEVERITIES: dict[Severity, Text] = {
    Severity.HIGH: Text("tinggi", "high"),
    Severity.MEDIUM: Text("sedang", "medium"),
    Severity.LOW: Text("rendah", "low"),
}
# Different rows shown of one table; the rest is counted.
_ROWS_SHOWN = 4

_HEAD = """# Katalog kaidah / Rule catalogue

Halaman ini dicetak dari kode: `saksama rules --markdown > docs/rules.md`. / This page is printed from the code.

- Temuan adalah petunjuk untuk diperiksa, bukan keputusan: yang memastikan adalah orang. / A finding is a hint to be
  checked, not a decision: a person makes sure.
- Dasar hukum bertanda **[S]** dibaca dari sumber, **[R]** dari ingatan dan harus dipastikan sebelum dikutip. / A legal
  basis marked **[S]** was read in a source, **[R]** is recalled and must be confirmed before it is quoted.
- Kaidah yang tabel atau kolomnya tidak ada dilewati, dengan alasannya di laporan. / A rule whose table or column is not
  there is skipped, with its reason in the report.
- Orang-orang dalam contoh adalah karangan. / The people in the examples are made up.
"""


def catalogue_page(rules: Sequence[Rule]) -> str:
    """The whole page in Markdown, Indonesian first."""
    parts = [_HEAD, _contents(rules)]
    for category, of_category in groupby(rules, key=lambda rule: rule.category):
        title = CATEGORIES[category]
        parts.append(f"## {title.id} / {title.en}\n")
        parts.extend(rule_section(rule) for rule in of_category)
    return "\n".join(parts)


def rule_section(rule: Rule) -> str:
    """One rule in Markdown."""
    severity = SEVERITIES[rule.severity]
    facts = [
        f"**{severity.id} / {severity.en}**",
        *([f"alasan TMS / TMS reason `{rule.tms_reason}`"] if rule.tms_reason else []),
        f"dasar / basis: {rule.law}",
    ]
    return "\n".join(
        [
            f"### {rule.code} {rule.title.id} / {rule.title.en}\n",
            " · ".join(facts) + "\n",
            *_pair(rule.seeks),
            *_needs(rule),
            "Bukti yang disimpan / Kept as proof:\n",
            *_pair(rule.proof),
            "Bunyi temuan / The finding says:\n",
            *_pair(rule.says),
            _example(Text("Menjadi temuan", "Is found"), rule.hit),
            _example(Text("Bukan temuan", "Is not found"), rule.miss),
            "<details><summary>SQL</summary>\n",
            f"```sql\n{inspect.cleandoc(rule.query)}\n```\n",
            "</details>\n",
        ]
    )


def _contents(rules: Iterable[Rule]) -> str:
    rows = [
        (
            f"[{rule.code}](#{_anchor(rule)})",
            rule.title.id,
            rule.title.en,
            " / ".join(SEVERITIES[rule.severity]),
        )
        for rule in rules
    ]
    return _table(("Kode", "Judul", "Title", "Bobot / Severity"), rows)


def _anchor(rule: Rule) -> str:
    """The anchor GitHub and MkDocs give the heading."""
    heading = f"{rule.code} {rule.title.id} / {rule.title.en}".lower()
    return "".join(c for c in heading if c.isalnum() or c in " -_").replace(" ", "-")


def _pair(text: Text) -> list[str]:
    return [f"- {text.id}", f"- *{text.en}*\n"]


def _needs(rule: Rule) -> list[str]:
    needed = [_table_name(name) for name in rule.needs]
    if rule.columns:
        needed.append("kolom / columns " + ", ".join(f"`{column}`" for column in rule.columns))
    lines = [f"Memerlukan / Needs: {'; '.join(needed)}.\n"] if needed else []
    if rule.helped_by:
        lines.append(f"Dibantu / Helped by: {'; '.join(_table_name(name) for name in rule.helped_by)}.\n")
    return lines


def _table_name(name: str) -> str:
    title = GIVEN[name].title
    return f"{title.id} / {title.en} (`{name}`)"


def _example(title: Text, example: Example) -> str:
    tables = []
    for name, rows in example.tables.items():
        tables.append(f"{title.id} / {title.en}, `{name}`:\n")
        tables.append(_rows(rows) if rows else "(tidak ada baris / no rows)\n")
    return "\n".join(tables)


def _rows(rows: Sequence[Row]) -> str:
    """Equal rows behind one another are one line with their number."""
    counted = [(row, len(list(same))) for row, same in groupby(rows)]
    names = list(dict.fromkeys(name for row in rows for name in row))
    has_number = any(number > 1 for _, number in counted)
    lines = [
        ([f"{number} ×"] if has_number else []) + [_cell(row.get(name)) for name in names]
        for row, number in counted[:_ROWS_SHOWN]
    ]
    more = sum(number for _, number in counted[_ROWS_SHOWN:])
    text = _table(([""] if has_number else []) + names, lines)
    return text + (f"\n… dan {more} baris lagi / and {more} more rows\n" if more else "")


def _cell(value: object) -> str:
    if value is None or value == "":
        return "–"
    # A star would start an emphasis: masks are shown as they are.
    return value.isoformat() if isinstance(value, date) else str(value).replace("*", r"\*").replace("|", r"\|")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
