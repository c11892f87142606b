"""One workbook for one desa, ready for the printer: A4 landscape, a finding a row, boxes to tick."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import xlsxwriter

from saksama.rolls.report.field_rows import FieldRow

A4 = 9
LONGEST_CELL = 32_767  # characters, limit of the file format
BOX = "☐"
TICKED = "☑"
# Heading, width in characters, name of its format.
COLUMNS = (
    ("No", 4, "middle"),
    ("TPS", 5, "middle"),
    ("Nama", 22, "strong"),
    ("Lahir", 10, "text"),
    ("L/P", 4, "middle"),
    ("Alamat, RT/RW", 17, "text"),
    ("NIK", 17, "text"),
    ("Yang ditemukan", 37, "text"),
    ("Data kedua", 27, "text"),
    ("Benar", 6, "box"),
    ("Tidak", 6, "box"),
    ("Tidak tahu", 6, "box"),
    ("Catatan", 16, "text"),
    ("Kode temuan", 10, "small"),
)
NIK = 6
LINE = 12.0  # points, of letters of 9
LETTERS = 1.15  # of that size per unit of column width, capitals counted as what they are: wide
FIRST_BOX, LAST_BOX = 9, 11
INSTRUCTION = (
    "Datangi alamatnya. Beri tanda pada satu kotak: Benar bila temuan sesuai kenyataan, Tidak bila keliru, Tidak tahu "
    "bila tidak dapat dipastikan; tulis buktinya pada Catatan. Temuan adalah dugaan: mesin tidak memutuskan, Andalah "
    "yang memastikan. Lembar ini memuat data pribadi (UU 27/2022): jangan difoto atau disebarkan, kembalikan ke kantor."
)


@dataclass(frozen=True, slots=True)
class FieldSheet:
    """All that one workbook says."""

    file: str
    desa: str
    kecamatan: str
    audited: str  # list and election
    made_on: str
    found: int  # findings of the desa; more than the rows where those are too many for a sheet
    rows: list[FieldRow]
    titles: dict[str, str]  # rule code: title


def write_sheet(sheet: FieldSheet, path: Path) -> None:
    """Writes the workbook to the path. Text is never written as a formula."""
    made = BytesIO()  # made in memory first: a full disk then meets no half-open zip
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        page = book.add_worksheet("Temuan")
        formats = _formats(book)
        last = len(COLUMNS) - 1
        page.set_landscape()
        page.set_paper(A4)
        page.set_margins(left=0.35, right=0.35, top=0.4, bottom=0.55)
        page.fit_to_pages(1, 0)
        page.set_footer(f"&L&8{sheet.desa.replace('&', '&&')}&C&8Halaman &P dari &N&R&8Data pribadi: rahasia")
        for column, (_, width, _) in enumerate(COLUMNS):
            # Lists without numbers (what Bawaslu gets) leave the room to the words; the columns keep their places.
            is_empty = column == NIK and not any(row.nik for row in sheet.rows)
            page.set_column(column, column, width, None, {"hidden": is_empty})

        page.write_string(0, 0, "Lembar pemeriksaan lapangan", formats["title"])
        page.write_string(1, 0, f"{sheet.desa}, Kecamatan {sheet.kecamatan}", formats["place"])
        facts = f"Daftar: {sheet.audited}   ·   Tanggal audit: {sheet.made_on}   ·   Jumlah temuan: {sheet.found}"
        if sheet.found > len(sheet.rows):
            facts += f", dimuat {len(sheet.rows)} yang terberat; selebihnya dalam findings.csv"
        page.write_string(2, 0, facts, formats["plain"])
        page.merge_range(3, 0, 3, last, INSTRUCTION, formats["instruction"])
        page.set_row(3, 3 * LINE)

        heading = 4
        page.set_row(heading, 2 * LINE + 2)
        for column, (title, _, _) in enumerate(COLUMNS):
            page.write_string(heading, column, title, formats["heading"])
        page.repeat_rows(heading)
        page.freeze_panes(heading + 1, 3)

        for number, row in enumerate(sheet.rows, start=1):
            _write_row(page, heading + number, number, row, sheet.titles, formats)
        end = heading + len(sheet.rows)
        page.data_validation(
            heading + 1, FIRST_BOX, end, LAST_BOX, {"validate": "list", "source": [BOX, TICKED], "show_error": False}
        )
        page.autofilter(heading, 0, end, last)
        page.print_area(0, 0, end + 4, last)
        page.write_string(end + 2, 0, "Pengawas Kelurahan/Desa (PKD):", formats["plain"])
        page.write_string(end + 4, 0, "Nama: " + "_" * 40, formats["plain"])
        page.write_string(end + 4, 7, "Tanda tangan: " + "_" * 34, formats["plain"])
        page.write_string(end + 4, 9, "Tanggal: " + "_" * 24, formats["plain"])
    path.write_bytes(made.getvalue())


def _write_row(
    page: xlsxwriter.worksheet.Worksheet,
    at: int,
    number: int,
    row: FieldRow,
    titles: dict[str, str],
    formats: dict[str, xlsxwriter.format.Format],
) -> None:
    title = titles.get(row.rule, row.rule)
    found = row.found if row.found.startswith(title) else f"{title}. {row.found}"
    texts = (row.tps, row.name, row.born, row.sex, row.address, row.nik, found, row.others, BOX, BOX, BOX)
    page.set_row(at, _height(texts))
    page.write_number(at, 0, number, formats["middle"])
    for column, text in enumerate(texts, start=1):
        page.write_string(at, column, text[:LONGEST_CELL], formats[COLUMNS[column][2]])
    page.write_blank(at, len(texts) + 1, None, formats["text"])
    page.write_string(at, len(texts) + 2, row.finding_id, formats["small"])


def _height(texts: tuple[str, ...]) -> float:
    """Points for the tallest cell. Set here because not every program grows a row to its text when it opens a file."""
    lines = 1
    for (_, width, _), text in zip(COLUMNS[1:], texts, strict=False):
        letters = int(width * LETTERS)
        if len(text) > letters or "\n" in text:
            lines = max(lines, sum(-(-len(part) // letters) for part in text.split("\n")))
    return LINE * lines + 6


def _formats(book: xlsxwriter.Workbook) -> dict[str, xlsxwriter.format.Format]:
    cell = {"font_size": 9, "valign": "top", "text_wrap": True, "border": 1, "border_color": "#B9C4C6"}
    looks: dict[str, dict[str, object]] = {
        "title": {"bold": True, "font_size": 15},
        "place": {"bold": True, "font_size": 12},
        "plain": {"font_size": 9},
        "instruction": {"font_size": 9, "text_wrap": True, "valign": "vcenter", "bg_color": "#EEF3F3"},
        "heading": {**cell, "bold": True, "bg_color": "#D8E4E5", "valign": "vcenter"},
        "text": cell,
        "strong": {**cell, "bold": True},
        "middle": {**cell, "align": "center"},
        "box": {**cell, "align": "center", "font_size": 13},
        "small": {**cell, "font_size": 6, "font_color": "#6B7778"},
    }
    return {name: book.add_format(look) for name, look in looks.items()}
