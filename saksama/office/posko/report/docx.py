"""The report as a Word document, to be completed and signed in the office's own way."""

import io
from collections.abc import Callable, Sequence

from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from saksama.office.posko.report.content import Activity, Report
from saksama.office.posko.report.photos import small
from saksama.office.recommendations.letter.indonesian import date_in_words

Writer = Callable[[Doc], object]
FONT = "Bookman Old Style"
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
SOURCE = (
    "Pemantauan langsung petugas Posko Pemilu serta keterangan penyelenggara dan pengawas pemilihan; nilai informasi "
    "menurut catatan posko."
)


def to_docx(report: Report) -> bytes:
    """The same sections as the PDF. What somebody typed is text, never markup."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Cm(2.5), Cm(2.2), Cm(1.8), Cm(2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.paragraph_format.space_after = Pt(4)
    for place, line in enumerate(report.office):
        last = _say(document, line, size=14 if place == 1 else 12, bold=place == 1, align=ALIGN.CENTER)
    _rule(last)
    _say(document, report.title, size=13, bold=True, align=ALIGN.CENTER)
    _say(document, report.period, align=ALIGN.CENTER)
    for number, (title, write) in enumerate(_sections(report)):
        _say(document, f"{ROMAN[number]}. {title}", bold=True).paragraph_format.keep_with_next = True
        write(document)
    _signature(document, report)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _sections(report: Report) -> list[tuple[str, Writer]]:
    """Title and content in the order of the post's own layout."""
    activities = ("KEGIATAN YANG DIAWASI", lambda doc: _activities(doc, report.activities))
    recap = ("REKAPITULASI MENURUT TAHAPAN DAN TEMPAT", lambda doc: _recapitulation(doc, report))
    found = ("TEMUAN", lambda doc: _problems(doc, report))
    if report.is_lapinhar:
        return [
            (
                "INFORMASI YANG DIPEROLEH",
                lambda doc: _information(doc, report),
            ),
            ("SUMBER INFORMASI", lambda doc: _lines(doc, (SOURCE,))),
            recap,
            found,
            ("TREND PERKEMBANGAN", lambda doc: _lines(doc, report.trend, "Belum tampak perubahan kecenderungan.")),
            (
                "PERKIRAAN ANCAMAN, GANGGUAN, HAMBATAN, DAN TANTANGAN (AGHT)",
                lambda doc: _lines(doc, report.coming),
            ),
            ("PENDAPAT DAN SARAN", lambda doc: _lines(doc, report.advice)),
        ]
    return [
        ("RINGKASAN", lambda doc: _lines(doc, report.summary)),
        activities,
        recap,
        found,
        ("PENGADUAN PEMILIH (POSKO KAWAL HAK PILIH)", lambda doc: _complaints(doc, report)),
        ("KECENDERUNGAN DAN POTENSI KERAWANAN", lambda doc: _lines(doc, (*report.trend, *report.coming))),
        ("REKOMENDASI", lambda doc: _lines(doc, report.advice)),
    ]


def _activities(document: Doc, activities: Sequence[Activity]) -> None:
    if not activities:
        _say(document, "Nihil: tidak ada kegiatan yang dicatat.")
    for each in activities:
        _say(document, f"{each.number}. {each.title}", bold=True).paragraph_format.keep_with_next = True
        facts = (
            ("Penyelenggara", each.organiser), ("Tahapan", each.stage), ("Waktu", each.when), ("Tempat", each.where),
            ("Kehadiran", each.attendance),
        )  # fmt: skip
        for label, value in facts:
            line = _say(document, f"{label}\t: {value}")
            line.paragraph_format.tab_stops.add_tab_stop(Cm(3.2))
            line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Cm(3.5), Cm(-3.5)
        for fact in each.facts:
            _say(document, f"–  {fact}", align=ALIGN.JUSTIFY, indent=0.5)
        _say(document, f"Situasi: {each.situation}")
        for problem in each.problems:
            _say(document, f"Temuan: {problem}", bold=True, indent=0.5)
        _photos(document, each)


def _information(document: Doc, report: Report) -> None:
    _lines(document, report.summary)
    _activities(document, report.activities)


def _photos(document: Doc, activity: Activity) -> None:
    pictures = [(photo, data) for photo in activity.photos if (data := small(photo)) is not None]
    if pictures:
        line = document.add_paragraph()
        for _photo, data in pictures:
            line.add_run().add_picture(io.BytesIO(data), width=Cm(7.6))
            line.add_run("  ")
        captions = " · ".join(photo.caption for photo, _data in pictures if photo.caption)
        if captions:
            _say(document, captions, size=8.5)


def _recapitulation(document: Doc, report: Report) -> None:
    if report.table:
        rows = [[stage, *map(str, numbers), str(total)] for stage, numbers, total in report.table]
        _table(document, ["Tahapan", *report.table_heads, "Jumlah"], rows)
        _table(document, ["Tempat", "Kegiatan"], [[place, str(number)] for place, number in report.places])
    if report.nil:
        _say(document, f"Hari nihil (tidak ada kegiatan): {'; '.join(report.nil)}.")
    if report.silent:
        _say(document, f"Hari tanpa catatan dan tanpa pernyataan nihil: {'; '.join(report.silent)}.")


def _problems(document: Doc, report: Report) -> None:
    if report.problems:
        rows = [[str(number), what, where] for number, (what, where) in enumerate(report.problems, start=1)]
        _table(document, ["No.", "Temuan", "Tempat"], rows)
    else:
        _say(document, "Nihil.")


def _complaints(document: Doc, report: Report) -> None:
    if report.complaints:
        _table(document, ["Pengaduan", "Jumlah"], [[kind, str(number)] for kind, number in report.complaints])
    else:
        _say(document, "Nihil.")


def _signature(document: Doc, report: Report) -> None:
    officer = "Petugas Posko Pemilu," if report.is_lapinhar else "Petugas Posko,"
    for text in ("", f"{report.place}, {date_in_words(report.made)}", officer, "", "", ""):
        _say(document, text, align=ALIGN.CENTER, indent=9).paragraph_format.keep_with_next = True
    _say(document, report.author.upper(), bold=True, align=ALIGN.CENTER, indent=9)


def _lines(document: Doc, lines: Sequence[str], otherwise: str = "Nihil.") -> None:
    for number, line in enumerate(lines or (otherwise,), start=1):
        _say(document, f"{number}.  {line}" if len(lines) > 1 else line, align=ALIGN.JUSTIFY)


def _table(document: Doc, heads: list[str], rows: list[list[str]]) -> None:
    table = document.add_table(1, len(heads), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, heads, strict=True):
        _write(cell.paragraphs[0], text, 9.5, True, ALIGN.CENTER)
    for row in rows:
        for place, (cell, text) in enumerate(zip(table.add_row().cells, row, strict=True)):
            _write(cell.paragraphs[0], text, 9.5, False, ALIGN.RIGHT if place and text.isdecimal() else ALIGN.LEFT)
    _say(document, "", size=6)


def _say(
    document: Doc, text: str, *, size: float = 11, bold: bool = False, align: ALIGN = ALIGN.LEFT, indent: float = 0
) -> Paragraph:
    paragraph = document.add_paragraph()
    _write(paragraph, text, size, bold, align)
    paragraph.paragraph_format.left_indent = Cm(indent)
    return paragraph


def _write(paragraph: Paragraph, text: str, size: float, bold: bool, align: ALIGN) -> None:
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(2)


def _rule(paragraph: Paragraph) -> None:
    """The line under the letterhead: thick above thin."""
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "thickThinSmallGap"), ("sz", "24"), ("space", "4"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)
