"""The assessment (kajian) as the annex of the letter in Word; the same parts in the same order as in the PDF."""

from typing import Any

from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Cm, Pt

from saksama.office.neutrality.letter.paragraphs import labelled, say, text

HEADS = ("No.", "Bukti", "Dilihat/diambil", "Berkas (SHA-256) atau tautan")
WIDTHS = (1.1, 5.7, 3.2, 6.3)  # cm, together what the margins leave


def add_annex(document: Doc, it: dict[str, Any]) -> None:
    """On a page of its own, behind the letter."""
    for place, line in enumerate(("Lampiran", f"Nomor\t: {it['number']}", f"Tanggal\t: {it['date']}")):
        labelled_line = say(document, line, size=9, indent=8.5)
        labelled_line.paragraph_format.page_break_before = place == 0
        labelled_line.paragraph_format.tab_stops.add_tab_stop(Cm(10.3))
    say(document, "")
    say(document, "KAJIAN DUGAAN PELANGGARAN NETRALITAS", size=12, bold=True, align=ALIGN.CENTER)
    say(document, f"Nomor register {it['case_number']}", align=ALIGN.CENTER)
    _part(document, "I. Identitas terlapor")
    labelled(document, it["person"])
    _part(document, "II. Uraian peristiwa")
    labelled(
        document,
        [("Waktu kejadian", it["occurred"]), ("Tempat kejadian", it["where"]), ("Perbuatan", it["act"])],
    )
    for paragraph in it["account"]:
        text(document, paragraph)
    _part(document, "III. Bukti")
    _evidence(document, it["evidence"])
    _part(document, "IV. Fakta yang ditemukan")
    for number, fact in enumerate(it["facts"], start=1):
        text(document, f"{number}. {fact}")
    _part(document, "V. Analisis")
    for paragraph in it["analysis"]:
        text(document, paragraph)
    _part(document, "VI. Kesimpulan")
    text(document, f"Perbuatan terlapor patut diduga merupakan {it['class']}.")
    for paragraph in it["reason"]:
        text(document, paragraph)
    _part(document, "VII. Dasar hukum")
    for place, basis in enumerate(it["bases"]):
        text(document, f"{chr(ord('a') + place % 26)}. {basis}")
    say(document, "")
    say(document, f"Kajian selesai pada {it['assessed']}.")


def footer(document: Doc, it: dict[str, Any]) -> None:
    """On every page: whose data these are, and whether the letter stands."""
    draft = "RANCANGAN, belum disetujui · " if it["is_draft"] else ""
    line = document.sections[0].footer.paragraphs[0]
    line.text = f"{draft}Nomor {it['number']} · memuat data pribadi, hanya untuk penanganan perkara ini"
    for run in line.runs:
        run.font.size = Pt(7.5)


def _part(document: Doc, title: str) -> None:
    paragraph = say(document, title, bold=True)
    paragraph.paragraph_format.space_before = Pt(8)
    paragraph.paragraph_format.keep_with_next = True


def _evidence(document: Doc, rows: list[dict[str, str]]) -> None:
    table = document.add_table(1, len(HEADS), style="Table Grid")
    table.autofit = False
    cells = [HEADS]
    for number, each in enumerate(rows, start=1):
        where = [part for part in (each["file"], each["sha256"], each["url"]) if part]
        cells.append((str(number), f"{each['kind']}: {each['title']}", each["seen"], "\n".join(where)))
        table.add_row()
    for line, row in zip(cells, table.rows, strict=True):
        for cell, words, width in zip(row.cells, line, WIDTHS, strict=True):
            cell.width, cell.text = Cm(width), words
            for run in cell.paragraphs[0].runs:
                run.font.size, run.bold = Pt(8.5), line is HEADS
