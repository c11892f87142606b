"""saksama rules lists the catalogue; with a code it shows one rule; --markdown prints the page of the documentation."""

from typing import Annotated

import typer
from rich.markdown import Markdown
from rich.table import Table

from saksama.cli import screen
from saksama.cli.app import app
from saksama.errors import InputError
from saksama.language import Text
from saksama.rolls.check import CATALOGUE, Rule, rule_of
from saksama.rolls.check.page import CATEGORIES, SEVERITIES, catalogue_page, rule_section
from saksama.rolls.findings import Severity

_COLOURS = {Severity.HIGH: "red", Severity.MEDIUM: "yellow", Severity.LOW: "dim"}


@app.command()
def rules(
    code: Annotated[str | None, typer.Argument(metavar="CODE", help="Satu kaidah / one rule: T01, D10 …")] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="Cetak sebagai Markdown / print as Markdown")] = False,
) -> None:
    """Tampilkan katalog kaidah pemeriksaan. / List the rules of the check, or show one."""
    if code is None:
        if markdown:
            screen.out.out(catalogue_page(CATALOGUE), end="", highlight=False)
        else:
            screen.out.print(_listed(CATALOGUE))
        return
    rule = rule_of(code)
    if rule is None:
        raise InputError(
            Text(f"Tidak ada kaidah “{code}”.", f"There is no rule “{code}”."),
            Text("Jalankan `saksama rules` untuk melihat semuanya.", "Run `saksama rules` to see them all."),
        )
    section = rule_section(rule)
    if markdown:
        screen.out.out(section, end="", highlight=False)
    else:
        screen.out.print(Markdown(section.replace("<details><summary>SQL</summary>", "SQL").replace("</details>", "")))


def _listed(catalogue: tuple[Rule, ...]) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in (Text("Kode", "Code"), Text("Judul", "Title"), Text("Bobot", "Severity"), Text("Jenis", "Kind")):
        table.add_column(screen.say(heading), no_wrap=heading.en == "Code")
    for rule in catalogue:
        severity = f"[{_COLOURS[rule.severity]}]{screen.say(SEVERITIES[rule.severity])}[/]"
        table.add_row(rule.code, screen.say(rule.title), severity, screen.say(CATEGORIES[rule.category]))
    return table
