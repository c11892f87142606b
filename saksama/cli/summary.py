"""The end of an audit on the terminal: a dozen numbers in a table, and where to look next."""

from collections.abc import Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Styled

from saksama.language import Language, Text
from saksama.rolls.check.rule import Rule
from saksama.rolls.report.figures import CATEGORY_TITLES
from saksama.rolls.report.page.html import spoken
from saksama.rolls.report.summary import Summary

RULES_SHOWN = 10
PLACES_SHOWN = 3


def summary_table(
    summary: Summary, language: Language, rules: Sequence[Rule], kecamatan: Mapping[str, str]
) -> RenderableType:
    """The summary in one language: findings by category and most frequent rule, the densest kecamatan."""

    def number(value: float) -> str:
        return spoken(value, language)

    head = Text(
        "{voters} pemilih, {desa} desa, {tps} TPS; {findings} temuan.",
        "{voters} voters, {desa} desa, {tps} polling stations; {findings} findings.",
    ).in_(language)
    title = head.format(
        voters=number(summary.voters),
        desa=number(summary.villages),
        tps=number(summary.polling_stations),
        findings=number(summary.findings),
    )
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(Text("Temuan", "Finding").in_(language), overflow="fold")
    table.add_column(Text("Kode", "Code").in_(language), style="dim", overflow="fold")
    table.add_column(Text("Jumlah", "Count").in_(language), justify="right")
    for category, words in CATEGORY_TITLES.items():
        table.add_row(Styled(words.in_(language), "bold"), "", Styled(number(summary.by_category[category]), "bold"))
        members = [rule for rule in rules if rule.category == category and summary.by_rule.get(rule.code)]
        members.sort(key=lambda rule: -summary.by_rule[rule.code])
        for rule in members[:RULES_SHOWN]:
            table.add_row(f"  {rule.title.in_(language)}", rule.code, number(summary.by_rule[rule.code]))
    return Group(Styled(title, "bold"), Padding(table, (1, 0)), *_closing(summary, language, kecamatan))


def _closing(summary: Summary, language: Language, kecamatan: Mapping[str, str]) -> list[Styled]:
    lines = []
    rates = {code: 1000 * found / voters for code, (found, voters) in summary.by_district.items() if voters}
    worst = sorted(rates, key=lambda code: -rates[code])[:PLACES_SHOWN]
    if worst and summary.findings:
        start = Text("Terpadat per 1.000 pemilih: ", "Densest per 1,000 voters: ").in_(language)
        places = (f"{kecamatan.get(code, code)} {spoken(rates[code], language)}" for code in worst)
        lines.append(Styled(f"{start}{'; '.join(places)}."))
    if summary.estimated:
        text = Text(
            "{estimated} temuan berupa perkiraan; bila peluangnya tepat, sekitar {true} benar.",
            "{estimated} findings are estimates; if their probabilities are right, about {true} are true.",
        ).in_(language)
        true = spoken(round(summary.expected_true), language)
        lines.append(Styled(text.format(estimated=spoken(summary.estimated, language), true=true)))
    confirm = Text("Temuan adalah dugaan; orang yang memastikan.", "Findings are suspicions; a person confirms them.")
    lines.append(Styled(confirm.in_(language), "dim"))
    return lines
