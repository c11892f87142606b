"""Small pieces of HTML. All text passes through `escape`; both languages stand in the page and CSS shows one."""

from html import escape

from saksama.language import Language, Text

NARROW = 4  # columns; so few are not spread over a wide screen


def both(text: Text) -> str:
    """The text in both languages; once where they are the same."""
    if text.id == text.en:
        return escape(text.id)
    return f'<span lang="id">{escape(text.id)}</span><span lang="en">{escape(text.en)}</span>'


def say(indonesian: str, english: str, **values: object) -> str:
    """A sentence in both languages, its numbers written as each language writes them."""
    return both(
        Text(
            indonesian.format(**{name: spoken(value, "id") for name, value in values.items()}),
            english.format(**{name: spoken(value, "en") for name, value in values.items()}),
        )
    )


def spoken(value: object, language: Language) -> str:
    """A number as written in the language (whole, or one decimal for a float); a Text in it; else as it is."""
    if isinstance(value, Text):
        return value.in_(language)
    if not isinstance(value, int | float):
        return str(value)
    written = f"{value:,d}" if isinstance(value, int) else f"{value:,.1f}"
    return written.translate(str.maketrans(",.", ".,")) if language == "id" else written


def numeric(value: float) -> str:
    """Attribute and text of an element that holds one number; the script rewrites it when the language changes."""
    return f' data-v="{value if isinstance(value, int) else round(value, 1)}">{spoken(value, "id")}'


def cell(value: float, kind: str = "td") -> str:
    """A table cell with a number."""
    return f"<{kind}{numeric(value)}</{kind}>"


def section(key: str, title: Text, explanation: str, body: str) -> str:
    """A section with its heading and a sentence on what it shows."""
    return (
        f'<section id="{key}" aria-labelledby="{key}-title"><header><h2 id="{key}-title">{both(title)}</h2>'
        f"<p>{explanation}</p></header>{body}</section>"
    )


def table(headings: list[str], rows: list[str], caption: Text, words: int = 1) -> str:
    """A plain table in a box that scrolls by itself on a narrow screen.

    `rows` are finished <tr>; the first `words` columns hold text, the others numbers.
    """
    head = "".join(
        f'<th scope="col"{" class=word" if at < words else ""}>{heading}</th>' for at, heading in enumerate(headings)
    )
    width = "scroll narrow" if len(headings) <= NARROW else "scroll"
    return (
        f'<div class="{width}"><table><caption>{both(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def with_table(chart: str, headings: list[str], rows: list[str], caption: Text, words: int = 1) -> str:
    """A chart and, to be opened, the table it was drawn from."""
    summary = say("Angka dalam tabel", "The numbers as a table")
    return f"{chart}<details><summary>{summary}</summary>{table(headings, rows, caption, words)}</details>"
