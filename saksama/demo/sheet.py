"""A sheet of Model A-Daftar Pemilih: xlsxwriter makes the empty form once, the rows of each station are put into it.

Writing every cell through a library would take minutes for three versions of a regency; the rows of a sheet are plain
text, and DuckDB joins text fast. The form keeps inline strings, so a file is complete without a shared table.
"""

import re
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from saksama.demo.layout import FIRST_SHEET_ROW, Column

SHEET = "xl/worksheets/sheet1.xml"
FIXED_TIME = (2024, 9, 19, 0, 0, 0)  # the same seed gives the same bytes
FOOTER = (
    "JUMLAH PEMILIH LAKI-LAKI : @L",
    "JUMLAH PEMILIH PEREMPUAN : @P",
    "JUMLAH PEMILIH (L + P) : @T",
    "",
    "DITETAPKAN DI @V, @D",
    "PANITIA PEMUNGUTAN SUARA",
    "KETUA: ................................",
)


@dataclass(frozen=True, slots=True)
class Station:
    """What stands above and below the rows of one file."""

    district: str
    village: str
    tps: str
    men: int
    women: int


class Form:
    """The empty form of one list in one state of the data."""

    def __init__(self, title: str, date: str, columns: tuple[Column, ...]) -> None:
        """`title` for the first line, `date` for the signature, `columns` without the running number."""
        self._columns = columns
        self._date = date
        self._parts = _empty_form(title, columns)
        sheet = self._parts.pop(SHEET)
        before, sample, after = re.split(rf'(<row r="{FIRST_SHEET_ROW}".*?</row>)', sheet, maxsplit=1, flags=re.S)
        footer: str
        footer, _, tail = after.partition("</sheetData>")
        self._tail: str = tail
        self._head = re.sub(r"<dimension [^>]*/>", "", before)
        self._footer = footer
        styles = re.findall(r'<c r="[A-Z]+\d+" s="(\d+)"', sample)
        self._number_style, self._text_style = styles[0], styles[1]

    def row_sql(self) -> str:
        """SQL for one row of the sheet as text, over the columns `source_row` and `number` and those of the form."""
        cells = [f"""'<c r="A' || source_row || '" s="{self._number_style}"><v>' || number || '</v></c>'"""]
        for place, column in enumerate(self._columns, start=1):
            start = f"""'<c r="{xl_col_to_name(place)}' || source_row || '" s="{self._text_style}"'"""
            text = _escaped(column.text)
            cells.append(
                f"CASE WHEN {text} = '' THEN {start} || '/>' "
                f"ELSE {start} || ' t=\"inlineStr\"><is><t>' || {text} || '</t></is></c>' END"
            )
        return "'<row r=\"' || source_row || '\">' || " + " || ".join(cells) + " || '</row>'"

    def workbook(self, station: Station, rows: str) -> bytes:
        """The xlsx file of one station, `rows` being the text of its rows."""
        total = station.men + station.women
        head = self._head
        for mark, value in (("@K", station.district), ("@V", station.village), ("@S", station.tps)):
            head = head.replace(mark, _escape(value))
        footer = self._footer.replace("@L", str(station.men)).replace("@P", str(station.women))
        footer = footer.replace("@T", str(total)).replace("@V", _escape(station.village)).replace("@D", self._date)
        footer = re.sub(r' r="([A-Z]*)(\d+)"', lambda found: f' r="{found[1]}{int(found[2]) + total - 1}"', footer)
        sheet = head + rows + footer + "</sheetData>" + self._tail
        buffer = BytesIO()
        with ZipFile(buffer, "w", ZIP_DEFLATED, compresslevel=1) as archive:
            for name, text in (*self._parts.items(), (SHEET, sheet)):
                info = ZipInfo(name, FIXED_TIME)
                info.compress_type = ZIP_DEFLATED
                archive.writestr(info, text, compresslevel=1)
        return buffer.getvalue()


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _escaped(text: str) -> str:
    return f"replace(replace(coalesce({text}, ''), '&', '&amp;'), '<', '&lt;')"


def _empty_form(title: str, columns: tuple[Column, ...]) -> dict[str, str]:
    """The parts of a workbook with title block, headings, one empty row and the footer, by name."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True})
    sheet = book.add_worksheet("A-Daftar Pemilih")
    bold = book.add_format({"bold": True, "align": "center"})
    heading = book.add_format({"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True})
    number, text = book.add_format({"border": 1, "align": "right"}), book.add_format({"border": 1})
    last = len(columns)
    sheet.set_column(0, 0, 5)
    for place, column in enumerate(columns, start=1):
        sheet.set_column(place, place, column.width)
    sheet.freeze_panes(FIRST_SHEET_ROW - 1, 0)

    sheet.merge_range(0, 0, 0, last, title, bold)
    sheet.merge_range(1, 0, 1, last, "PEMILIHAN GUBERNUR DAN WAKIL GUBERNUR, BUPATI DAN WAKIL BUPATI TAHUN 2024", bold)
    places = ("PROVINSI", "SUMATERA SELATAN"), ("KABUPATEN/KOTA", "OGAN KOMERING ILIR"), ("KECAMATAN", "@K")
    for line, (label, value) in enumerate((*places, ("DESA/KELURAHAN", "@V"), ("TPS", "@S")), start=3):
        sheet.write_string(line, 0, label)
        sheet.write_string(line, 2, f": {value}")
    _write_headings(sheet, columns, heading)
    sheet.write_number(FIRST_SHEET_ROW - 1, 0, 1, number)
    for place in range(1, last + 1):
        sheet.write_blank(FIRST_SHEET_ROW - 1, place, None, text)
    for line, words in enumerate(FOOTER, start=FIRST_SHEET_ROW):
        if words:
            sheet.write_string(line, 1, words)
    book.close()
    with ZipFile(buffer) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def _write_headings(sheet: xlsxwriter.worksheet.Worksheet, columns: tuple[Column, ...], style: object) -> None:
    """Two rows of headings, ALAMAT over its three columns, and the line of column numbers."""
    upper, lower, counted = FIRST_SHEET_ROW - 4, FIRST_SHEET_ROW - 3, FIRST_SHEET_ROW - 2
    grouped = [place for place, column in enumerate(columns, start=1) if column.under]
    texts = {place: column.heading for place, column in enumerate(columns, start=1)} | {0: "NO"}
    # Constant memory keeps the texts in the sheet itself and takes it row by row: merged cells are declared afterwards.
    for place in range(len(columns) + 1):
        top = columns[grouped[0] - 1].under if grouped and place == grouped[0] else ""
        top = top if place in grouped else texts[place]
        sheet.write(upper, place, top, style)
    for place in range(len(columns) + 1):
        sheet.write(lower, place, texts[place] if place in grouped else "", style)
    for place in range(len(columns) + 1):
        sheet.write_string(counted, place, f"({place + 1})", style)
    merged = [(upper, place, lower, place) for place in range(len(columns) + 1) if place not in grouped]
    merged += [(upper, grouped[0], upper, grouped[-1])] if grouped else []
    sheet.merge.extend([list(area) for area in merged])
