"""The list's totals against the published ones, by kecamatan."""

from html import escape

from saksama.language import Text
from saksama.rolls.report.facts import AuditFacts
from saksama.rolls.report.figures import Figures
from saksama.rolls.report.page.html import both, cell, say, section, spoken, table


def totals_section(figures: Figures, facts: AuditFacts) -> str:
    """Differences are marked; says so where nothing was published for this list."""
    title = Text("Dibanding angka resmi", "Against the published figures")
    published = facts.places.published.get(facts.list_kind)
    if published is None:
        nothing = say(
            "Tidak ada angka resmi per kecamatan untuk daftar ini.",
            "There are no published figures by kecamatan for this list.",
        )
        return section("totals", title, nothing, "")
    listed = {code: voters for code, (_, voters) in figures.summary.by_district.items()}
    codes = sorted(set(listed) | set(published.voters))
    different = sum(listed.get(code, 0) != published.voters.get(code, 0) for code in codes)
    rows = [_row(code, listed.get(code, 0), published.voters.get(code, 0), facts) for code in codes]
    total = figures.summary.voters
    rows.append(_total(total, sum(published.voters.values())))
    explanation = say(
        "{different} dari {all} kecamatan berbeda dari angka yang diumumkan. Sumber: {source}.",
        "{different} of {all} kecamatan differ from the published figure. Source: {source}.",
        different=different,
        all=len(codes),
        source=published.source,
    )
    headings = [
        say("Kecamatan", "Kecamatan"),
        say("Diumumkan", "Published"),
        say("Dalam daftar", "In the list"),
        say("Selisih", "Difference"),
    ]
    return section(
        "totals", title, explanation, table(headings, rows, Text("Pemilih per kecamatan", "Voters by kecamatan"))
    )


def _row(code: str, listed: int, published: int, facts: AuditFacts) -> str:
    name = escape(facts.places.kecamatan.get(code, code))
    return f'<tr><th scope="row">{name}</th>{cell(published)}{cell(listed)}{_difference(listed - published)}</tr>'


def _total(listed: int, published: int) -> str:
    name = both(Text("Jumlah", "Total"))
    numbers = f"{cell(published)}{cell(listed)}{_difference(listed - published)}"
    return f'<tr class="total"><th scope="row">{name}</th>{numbers}</tr>'


def _difference(difference: int) -> str:
    """Marked by a sign and a word for the ear, not by colour alone."""
    if not difference:
        return f'<td class="same" data-v="0"><span class="hidden">{say("sama", "equal")}</span>0</td>'
    sign = "+" if difference > 0 else "−"
    return f'<td class="differs" data-signed data-v="{difference}">{sign}{spoken(abs(difference), "id")}</td>'
