"""The kinds of paragraph that a letter in Word is made of."""

from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph


def labelled(document: Doc, rows: list[tuple[str, str]]) -> None:
    """A label a line, a colon, its value; what is longer than a line stands under itself."""
    for label, value in rows:
        line = say(document, f"{label}\t: {value}")
        line.paragraph_format.tab_stops.add_tab_stop(Cm(3.4))
        line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Cm(3.7), Cm(-3.7)


def text(document: Doc, words: str) -> None:
    """A paragraph of the letter."""
    say(document, words, align=ALIGN.JUSTIFY).paragraph_format.space_after = Pt(6)


def say(
    document: Doc, text: str, *, size: float = 11, bold: bool = False, align: ALIGN = ALIGN.LEFT, indent: float = 0
) -> Paragraph:
    """A line of its own. What somebody typed is text, never markup."""
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.left_indent = Cm(indent)
    return paragraph
