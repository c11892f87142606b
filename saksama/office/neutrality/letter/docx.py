"""The letter with its assessment as a Word document, to be completed in the office's own way."""

import io
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Cm, Pt

from saksama.office.neutrality.letter.annex import add_annex, footer
from saksama.office.neutrality.letter.paragraphs import labelled, say, text

FONT = "Bookman Old Style"


def to_docx(it: dict[str, Any], link: str) -> bytes:
    """The same words as the PDF."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Cm(2.5), Cm(2.2), Cm(1.8), Cm(2)
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = FONT, Pt(11)
    footer(document, it)
    say(document, it["institution"].upper(), size=13, align=ALIGN.CENTER)
    say(document, it["region"].upper(), size=15, bold=True, align=ALIGN.CENTER)
    say(document, it["address"], size=9, align=ALIGN.CENTER)
    say(document, "")
    say(document, f"{it['place']}, {it['date']}", align=ALIGN.RIGHT)
    labelled(
        document,
        [("Nomor", it["number"]), ("Sifat", it["nature"]), ("Lampiran", it["attachments"]), ("Perihal", it["subject"])],
    )
    say(document, "")
    say(document, f"Yth. {it['addressee']}", bold=True)
    say(document, f"di {it['addressee_place']}")
    say(document, "")
    text(
        document,
        f"Dalam rangka pelaksanaan tugas pengawasan pemilihan, bersama ini kami sampaikan bahwa berdasarkan "
        f"{it['source']} pada {it['received']}, yang kami catat dengan nomor register {it['case_number']}, terdapat "
        f"dugaan pelanggaran netralitas {it['whom']} sebagai berikut.",
    )
    events = [("Waktu kejadian", it["occurred"]), ("Tempat kejadian", it["where"]), ("Perbuatan", it["act"])]
    labelled(document, [*it["person"], *events])
    text(
        document,
        f"Berdasarkan hasil kajian kami, perbuatan tersebut patut diduga merupakan {it['class']}, dengan dasar:",
    )
    for place, basis in enumerate(it["bases"]):
        text(document, f"{chr(ord('a') + place % 26)}. {basis}{';' if place + 1 < len(it['bases']) else '.'}")
    text(
        document,
        "Sehubungan dengan hal tersebut, dugaan pelanggaran dimaksud kami teruskan kepada Saudara untuk "
        "ditindaklanjuti sesuai dengan kewenangan dan ketentuan peraturan perundang-undangan. Kajian dan daftar "
        f"{it['evidence_number']} bukti kami lampirkan.",
    )
    text(
        document,
        f"Kami mohon hasil tindak lanjut disampaikan kepada kami paling lambat {it['answer_by']}, dengan surat atau "
        f"melalui alamat berikut tanpa memerlukan akun: {link}",
    )
    text(document, "Demikian disampaikan. Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih.")
    for line in ("", f"{it['position']},", "", "", ""):
        say(document, line, align=ALIGN.CENTER, indent=9)
    say(document, (it["signatory"] or "(nama jelas)").upper(), bold=True, align=ALIGN.CENTER, indent=9)
    if it["copies"]:
        say(document, "Tembusan:", size=10)
        for number, copy in enumerate(it["copies"], start=1):
            say(document, f"{number}. {copy}", size=10)
    add_annex(document, it)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()
