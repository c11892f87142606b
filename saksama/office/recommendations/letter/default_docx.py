"""Makes letter.docx, the shipped Word template: `python -m saksama.office.recommendations.letter.default_docx`.

The office changes a copy of it in Word. What stands in {{ braces }} is filled in; lines with {% %} repeat.
"""

from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from saksama.office.recommendations.letter.docx import TEMPLATE

FONT = "Bookman Old Style"


def build() -> Doc:
    """The template as a document."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = (
        Cm(2.5), Cm(2.2), Cm(1.6), Cm(2),
    )  # fmt: skip
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.paragraph_format.space_after = Pt(4)
    normal.paragraph_format.line_spacing = 1.0

    _letterhead(document)
    _heading(document)
    _body(document)
    _signature(document)
    _recapitulation(document)
    return document


def _letterhead(document: Doc) -> None:
    table = _table(document, 1, (2.4, 11.5, 2.4), lines=False)
    _fill(table.rows[0].cells[0], "{{ emblem }}")
    middle = table.rows[0].cells[1]
    _fill(middle, "{{ institution }}", size=13, align=ALIGN.CENTER)
    for text, size, bold in (("{{ region }}", 15, True), ("{{ address }}", 9, False), ("{{ contact }}", 9, False)):
        _write(middle.add_paragraph(), text, size, bold, ALIGN.CENTER)
    _rule(_say(document, "", size=2))


def _heading(document: Doc) -> None:
    table = _table(document, 4, (2.3, 0.5, 7.3, 6.2), lines=False)
    rows = (("Nomor", "{{ number }}"), ("Sifat", "{{ nature }}"), ("Lampiran", "{{ attachments }}"),
            ("Perihal", "{{ subject }}"))  # fmt: skip
    for row, (label, value) in zip(table.rows, rows, strict=True):
        _fill(row.cells[0], label)
        _fill(row.cells[1], ":")
        _fill(row.cells[2], value, bold=label == "Perihal")
    _fill(table.rows[0].cells[3], "{{ place }}, {{ date }}", align=ALIGN.RIGHT)
    _say(document, "")
    _say(document, "Yth. {{ addressee }}", bold=True)
    _say(document, "di")
    _say(document, "      {{ addressee_place }}")
    _say(document, "")


def _body(document: Doc) -> None:
    _repeat(document, "paragraph", "opening", "{{ paragraph }}")
    table = _table(document, 5, (1.2, 6.5, 1.9, 6.7))
    _cells(table, 0, ("No.", "Temuan", "Jumlah", "Perbaikan yang disarankan"), bold=True, align=ALIGN.CENTER)
    _cells(table, 1, ("{%tr for group in groups %}", "", "", ""))
    found = "{{ group.title }}{% if group.legal_basis %} ({{ group.legal_basis }}){% endif %}"
    _cells(table, 2, ("{{ group.no }}", found, "{{ group.total }}", "{{ group.request }}"))
    _cells(table, 3, ("{%tr endfor %}", "", "", ""))
    _cells(table, 4, ("", "Jumlah", "{{ total }}", ""), bold=True)
    _say(document, "")
    _say(document, "Saran perbaikan ini disampaikan berdasarkan:")
    _repeat(document, "basis", "legal_basis", "{{ loop.index }}.  {{ basis }}{{ '.' if loop.last else ';' }}")
    _say(document, "{{ deadline_sentence }}", align=ALIGN.JUSTIFY)
    _say(document, "{{ attachment_sentence }}", align=ALIGN.JUSTIFY)
    # A signature never stands on a page of its own: the closing goes with it.
    _repeat(document, "paragraph", "closing", "{{ paragraph }}").paragraph_format.keep_with_next = True


def _signature(document: Doc) -> None:
    for text in ("{{ position }},", "", "", ""):
        _say(document, text, align=ALIGN.CENTER, indent=9).paragraph_format.keep_with_next = True
    _say(document, "{{ signatory }}", bold=True, align=ALIGN.CENTER, indent=9)
    _say(document, "{% if nip %}NIP {{ nip }}{% endif %}", align=ALIGN.CENTER, indent=9)
    _say(document, "{%p if copies %}")
    _say(document, "Tembusan:", size=10)
    _say(document, "{%p endif %}")
    _repeat(document, "copy", "copies", "{{ loop.index }}.  {{ copy }}", size=10)
    _say(document, "{% if verification_code %}Kode verifikasi: {{ verification_code }}{% endif %}", size=8)


def _recapitulation(document: Doc) -> None:
    _appendix(document, "I", "KECAMATAN", {"Kecamatan": "{{ row.district }}"}, "districts")
    _appendix(
        document,
        "II",
        "DESA/KELURAHAN",
        {"Kecamatan": "{{ row.district }}", "Desa/kelurahan": "{{ row.village }}"},
        "villages",
    )


def _appendix(document: Doc, roman: str, level: str, places: dict[str, str], rows: str) -> None:
    """A table with a column a kind of finding: docxtpl repeats a column with {%tc %}, a row with {%tr %}."""
    top = _say(document, f"Lampiran {roman} surat nomor {{{{ number }}}} tanggal {{{{ date }}}}", size=9)
    top.paragraph_format.page_break_before = True
    _say(document, f"REKAPITULASI SARAN PERBAIKAN MENURUT {level}", bold=True, align=ALIGN.CENTER)
    table = _table(document, 5, (1.3, *((4.2 + len(places)) / len(places) for _ in places), 1.0, 1.75, 1.0, 2.4))
    nothing = ("",) * (len(places) + 4)
    repeat = ("{%tc for group in groups %}", "({{ group.no }})", "{%tc endfor %}")
    _cells(table, 0, ("No.", *places, *repeat, "Jumlah"), bold=True, align=ALIGN.CENTER, size=8)
    _cells(table, 1, (f"{{%tr for row in {rows} %}}", *nothing))
    counts = ("{%tc for count in row.counts %}", "{{ count }}", "{%tc endfor %}")
    _cells(table, 2, ("{{ row.no }}", *places.values(), *counts, "{{ row.total }}"), size=8)
    _cells(table, 3, ("{%tr endfor %}", *nothing))
    totals = ("{%tc for count in totals.counts %}", "{{ count }}", "{%tc endfor %}")
    _cells(
        table,
        4,
        ("", "Jumlah", *("" for _ in range(len(places) - 1)), *totals, "{{ totals.total }}"),
        bold=True,
        size=8,
    )
    _say(document, "")
    _repeat(document, "group", "groups", "({{ group.no }})  {{ group.title }}", size=9)


def _repeat(document: Doc, one: str, many: str, text: str, *, size: float = 11) -> Paragraph:
    _say(document, f"{{%p for {one} in {many} %}}")
    repeated = _say(document, text, size=size, align=ALIGN.JUSTIFY)
    _say(document, "{%p endfor %}")
    return repeated


def _say(
    document: Doc, text: str, *, size: float = 11, bold: bool = False, align: ALIGN = ALIGN.LEFT, indent: float = 0
) -> Paragraph:
    paragraph = document.add_paragraph()
    _write(paragraph, text, size, bold, align)
    paragraph.paragraph_format.left_indent = Cm(indent)
    return paragraph


def _fill(cell: _Cell, text: str, *, bold: bool = False, align: ALIGN = ALIGN.LEFT, size: float = 11) -> None:
    _write(cell.paragraphs[0], text, size, bold, align)


def _write(paragraph: Paragraph, text: str, size: float, bold: bool, align: ALIGN) -> None:
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(2)


def _cells(
    table: Table, row: int, texts: tuple[str, ...], *, bold: bool = False, align: ALIGN | None = None, size: float = 9.5
) -> None:
    """Numbers, which all come from a name ending in count or total, stand to the right."""
    for cell, text in zip(table.rows[row].cells, texts, strict=True):
        is_number = text.endswith(("count }}", "total }}"))
        _fill(cell, text, bold=bold, align=align or (ALIGN.RIGHT if is_number else ALIGN.LEFT), size=size)


def _table(document: Doc, rows: int, widths: tuple[float, ...], *, lines: bool = True) -> Table:
    table: Table = document.add_table(rows, len(widths), style="Table Grid" if lines else None)
    table.autofit = False
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)  # of the grid, which LibreOffice goes by; Word goes by the cells
        for cell in column.cells:
            cell.width = Cm(width)
    return table


def _rule(paragraph: Paragraph) -> None:
    """The line under the letterhead: thick above thin."""
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "thickThinSmallGap"), ("sz", "24"), ("space", "4"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)


if __name__ == "__main__":
    build().save(str(TEMPLATE))
