"""Small pieces of HTML. All text passes through `escape`; both languages stand in the page and CSS shows one."""

from html import escape

from saksama.language import Language, Text


def both(text: Text) -> str:
    """The text in both languages; once where they are the same."""
    if text.id == text.en:
        return escape(text.id)
    return f'<span lang="id">{escape(text.id)}</span><span lang="en">{escape(text.en)}</span>'


def say(indonesian: str, english: str, **values: object) -> str:
    """A sentence in both languages, its numbers written as each language writes them."""
    return both(Text(*(
        sentence.format(**{name: spoken(value, language) for name, value in values.items()})
        for sentence, language in ((indonesian, "id"), (english, "en"))
    )))  # fmt: skip


def spoken(value: object, language: str, decimals: int = 2) -> str:
    """A number as written in the language; a dash for none (NaN); a Text in it; anything else as it is."""
    if isinstance(value, Text):
        return value.in_("id" if language == "id" else "en")
    if not isinstance(value, int | float):
        return str(value)
    if value != value:
        return "–"
    written = f"{value:,d}" if isinstance(value, int) else f"{value:,.{decimals}f}"
    return written.translate(str.maketrans(",.", ".,")) if language == "id" else written


def number(value: float, decimals: int = 2) -> str:
    """A number in both languages."""
    return both(Text(spoken(value, "id", decimals), spoken(value, "en", decimals)))


def cell(value: float, decimals: int = 2) -> str:
    """A table cell with a number."""
    return f'<td class="n">{number(value, decimals)}</td>'


def section(key: str, title: Text, explanation: str, body: str) -> str:
    """A section with its heading and a sentence on what it shows."""
    return (
        f'<section id="{key}" aria-labelledby="{key}-title"><header><h2 id="{key}-title">{both(title)}</h2>'
        f"<p>{explanation}</p></header>{body}</section>"
    )


def table(headings: list[str], rows: list[str], caption: Text, key: str = "") -> str:
    """A plain table in a box that scrolls by itself on a narrow screen. `rows` are finished <tr>."""
    head = "".join(f'<th scope="col">{heading}</th>' for heading in headings)
    name = f' id="{key}"' if key else ""
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption.id)}"><table{name}>'
        f"<caption>{both(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def with_table(chart: str, headings: list[str], rows: list[str], caption: Text) -> str:
    """A chart and, to be opened, the table it was drawn from."""
    summary = say("Angka dalam tabel", "The numbers as a table")
    return f"{chart}<details><summary>{summary}</summary>{table(headings, rows, caption)}</details>"


def title_of(language: Language, text: Text) -> str:
    """The text in one language, escaped."""
    return escape(text.in_(language))
