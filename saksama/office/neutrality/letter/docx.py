"""The letter as a Word document, to be completed in the office's own way. The annex stays in the PDF."""

import io
from typing import Any

from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

FONT = "Bookman Old Style"


def to_docx(it: dict[str, Any], link: str) -> bytes:
    """The same words as the PDF's first page. What somebody typed is text, never markup."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Cm(2.5), Cm(2.2), Cm(1.8), Cm(2)
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = FONT, Pt(11)
    _say(document, it["institution"].upper(), size=13, align=ALIGN.CENTER)
    _say(document, it["region"].upper(), size=15, bold=True, align=ALIGN.CENTER)
    _say(document, it["address"], size=9, align=ALIGN.CENTER)
    _say(document, "")
    _say(document, f"{it['place']}, {it['date']}", align=ALIGN.RIGHT)
    _labelled(
        document,
        [("Nomor", it["number"]), ("Sifat", it["nature"]), ("Lampiran", it["attachments"]), ("Perihal", it["subject"])],
    )
    _say(document, "")
    _say(document, f"Yth. {it['addressee']}", bold=True)
    _say(document, f"di {it['addressee_place']}")
    _say(document, "")
    _text(
        document,
        f"Dalam rangka pelaksanaan tugas pengawasan pemilihan, bersama ini kami sampaikan bahwa berdasarkan "
        f"{it['source']} pada {it['received']}, yang kami catat dengan nomor register {it['case_number']}, terdapat "
        f"dugaan pelanggaran netralitas {it['whom']} sebagai berikut.",
    )
    events = [("Waktu kejadian", it["occurred"]), ("Tempat kejadian", it["where"]), ("Perbuatan", it["act"])]
    _labelled(document, [*it["person"], *events])
    _text(
        document,
        f"Berdasarkan hasil kajian kami, perbuatan tersebut patut diduga merupakan {it['class']}, dengan dasar:",
    )
    for place, basis in enumerate(it["bases"]):
        _text(document, f"{chr(ord('a') + place % 26)}. {basis}{';' if place + 1 < len(it['bases']) else '.'}")
    _text(
        document,
        "Sehubungan dengan hal tersebut, dugaan pelanggaran dimaksud kami teruskan kepada Saudara untuk "
        "ditindaklanjuti sesuai dengan kewenangan dan ketentuan peraturan perundang-undangan. Kajian dan daftar "
        f"{it['evidence_number']} bukti kami lampirkan.",
    )
    _text(
        document,
        f"Kami mohon hasil tindak lanjut disampaikan kepada kami paling lambat {it['answer_by']}, dengan surat atau "
        f"melalui alamat berikut tanpa memerlukan akun: {link}",
    )
    _text(document, "Demikian disampaikan. Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih.")
    for line in ("", f"{it['position']},", "", "", ""):
        _say(document, line, align=ALIGN.CENTER, indent=9)
    _say(document, (it["signatory"] or "(nama jelas)").upper(), bold=True, align=ALIGN.CENTER, indent=9)
    if it["copies"]:
        _say(document, "Tembusan:", size=10)
        for number, copy in enumerate(it["copies"], start=1):
            _say(document, f"{number}. {copy}", size=10)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _labelled(document: Doc, rows: list[tuple[str, str]]) -> None:
    for label, value in rows:
        line = _say(document, f"{label}\t: {value}")
        line.paragraph_format.tab_stops.add_tab_stop(Cm(3.4))
        line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Cm(3.7), Cm(-3.7)


def _text(document: Doc, text: str) -> None:
    _say(document, text, align=ALIGN.JUSTIFY).paragraph_format.space_after = Pt(6)


def _say(
    document: Doc, text: str, *, size: float = 11, bold: bool = False, align: ALIGN = ALIGN.LEFT, indent: float = 0
) -> Paragraph:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.left_indent = Cm(indent)
    return paragraph
