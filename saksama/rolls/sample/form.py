"""Forms for the field: one workbook a desa with a page a TPS, ready for the printer, A4 landscape."""

import datetime as dt
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from saksama.rolls.engine import Engine
from saksama.rolls.report.masks import masked_number
from saksama.rolls.sample.draw import EVERY_NTH_HOUSE
from saksama.rolls.sample.kinds import TICKS, Direction
from saksama.rolls.sample.sheet_code import SheetCode

A4 = 9
HEADING_ROW = 6  # of the printed heading, from 1; the rows of people follow
BLANK_ROWS = 40  # people of a people-to-list form: two printed pages
PERSON, NOTE = "Kode", "Catatan"
NAME, BIRTH, EKTP = "Nama", "Tanggal lahir", "KTP-el dilihat (Ya/Tidak)"
_WHO = {  # heading: width in characters
    Direction.LIST_TO_PEOPLE: {"No": 4, NAME: 24, "Lahir": 11, "L/P": 4, "Alamat": 22, "RT/RW": 8, "NIK": 17},
    Direction.PEOPLE_TO_LIST: {"No": 4, "Rumah ke-": 7, NAME: 28, BIRTH: 12, "L/P": 4, "RT/RW pada KTP": 10, EKTP: 9},
}
_FOUND = (
    "Datangi alamatnya; bila tidak ada di rumah, datangi lagi pada waktu lain, sekurang-kurangnya tiga kali. Beri "
    "tanda x pada SATU kotak. Ditemukan: bertemu, atau keluarga memastikan ia tinggal di sini. Orang yang sulit "
    "ditemui tidak boleh diganti dengan orang lain."
)
_WALK = (
    "Mulai dari rumah {name}, {address}, RT {rt}/RW {rw}; rumah itu sendiri tidak dihitung. Keluar dari pintu, belok "
    "{turn}, lalu datangi setiap rumah ke-{step}; di ujung jalan belok {turn}. Berhenti setelah {houses} rumah. Tulis "
    "semua penghuni yang pada hari pemungutan suara berumur 17 tahun atau sudah/pernah kawin; lihat KTP-el; lalu cari "
    "namanya di daftar TPS ini dan beri tanda x pada SATU kotak. Rumah kosong didatangi lagi, tidak diganti."
)
_PRIVATE = "Memuat data pribadi (UU 27/2022): jangan difoto atau disebarkan, kembalikan ke kantor."


@dataclass(frozen=True, slots=True)
class FormPage:
    """One TPS: its code line and what is printed on it, a row a person (empty for people-to-list)."""

    code: SheetCode
    instruction: str
    people: list[tuple[str, ...]]  # code of the draw, then the columns of _WHO after No


def pages(engine: Engine, sample: str, roll: str, *, houses: int) -> Iterator[FormPage]:
    """The pages of the drawn table `sample` over its list `roll`. `houses`: people-to-list only, houses a TPS."""
    columns = engine.rows(f"""
        SELECT s.village, s.tps, s.cluster_size, s.inclusion, s.turn, s.person, coalesce(r.name, ''),
          coalesce(strftime(r.birthdate, '%d-%m-%Y'), CAST(r.age AS VARCHAR) || ' tahun', ''), coalesce(r.sex, ''),
          coalesce(r.address, ''), coalesce(r.rt, '–'), coalesce(r.rw, '–'), coalesce({masked_number("r.nik")}, '')
        FROM "{sample}" s JOIN "{roll}" r USING (record) ORDER BY s.village, s.tps, s.number
    """)
    for (village, tps, size, inclusion, turn), group in groupby(columns, key=lambda row: row[:5]):
        rows = [row[5:] for row in group]
        if turn is None:
            code = SheetCode(Direction.LIST_TO_PEOPLE, village, tps, size, inclusion)
            people: list[tuple[str, ...]] = [(person, name, born, sex, address, f"{rt}/{rw}", nik)
                      for person, name, born, sex, address, rt, rw, nik in rows]  # fmt: skip
            yield FormPage(code, _FOUND, people)
        else:
            code = SheetCode(Direction.PEOPLE_TO_LIST, village, tps, size, inclusion)
            _, name, _, _, address, rt, rw, _ = rows[0]
            walk = _WALK.format(
                name=name, address=address or "–", rt=rt, rw=rw, turn=turn, step=EVERY_NTH_HOUSE, houses=houses
            )
            yield FormPage(code, walk, [])


def forms(
    engine: Engine, sample: str, roll: str, *, houses: int, list_title: str, made_on: dt.date, villages: dict[str, str]
) -> Iterator[tuple[str, bytes]]:
    """(file name, workbook) for each desa in the sample. `villages`: names of desa by code."""
    for village, group in groupby(pages(engine, sample, roll, houses=houses), key=lambda page: page.code.village):
        name = villages.get(village, "")
        file = re.sub(r'[\\/:*?"<>|\x00-\x1f]', "-", f"uji-petik {village} {name}".strip()) + ".xlsx"
        yield file, form(list(group), place=name or village, list_title=list_title, made_on=made_on)


def form(pages: list[FormPage], *, place: str, list_title: str, made_on: dt.date) -> bytes:
    """The workbook of one desa. The same pages and date give the same bytes."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"created": dt.datetime(made_on.year, made_on.month, made_on.day)})
        formats = _formats(book)
        for page in pages:
            title = f"{page.code.direction.label.id} · {place} · TPS {page.code.tps or '–'}"
            facts = f"Daftar: {list_title}   ·   Dibuat: {made_on:%d-%m-%Y}   ·   {_PRIVATE}"
            _write_page(book.add_worksheet(f"TPS {page.code.tps or '-'}"), page, title, facts, formats)
    return made.getvalue()


def headings(direction: Direction) -> list[str]:
    """All headings of a form, in order."""
    return [*_WHO[direction], *TICKS[direction].values(), NOTE, PERSON]


def _write_page(sheet: Worksheet, page: FormPage, title: str, facts: str, formats: dict[str, Format]) -> None:
    direction = page.code.direction
    who, ticks, titles = _WHO[direction], list(TICKS[direction].values()), headings(direction)
    last = len(titles) - 1
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&8TPS " + page.code.tps + "&C&8Halaman &P dari &N&R&8Data pribadi: rahasia")
    widths = [*who.values(), *(9 for _ in ticks), 24, 13]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, title, formats["title"])
    sheet.write_string(1, 0, facts, formats["plain"])
    sheet.merge_range(2, 0, 2, last, page.instruction, formats["instruction"])
    sheet.set_row(2, 44)
    sheet.write_string(3, 0, str(page.code), formats["code"])
    for column, heading in enumerate(titles):
        sheet.write_string(HEADING_ROW - 1, column, heading, formats["heading"])
    sheet.set_row(HEADING_ROW - 1, 40)
    sheet.repeat_rows(HEADING_ROW - 1)
    sheet.freeze_panes(HEADING_ROW, 3)

    count = len(page.people) or BLANK_ROWS
    for number in range(1, count + 1):
        row = HEADING_ROW - 1 + number
        sheet.set_row(row, 24)
        sheet.write_number(row, 0, number, formats["middle"])
        person, *said = page.people[number - 1] if page.people else ("", *("" for _ in range(len(who) - 1)))
        for column, text in enumerate(said, start=1):
            sheet.write_string(row, column, text, formats["text"])
        for column in range(len(who), last):
            sheet.write_blank(row, column, None, formats["box" if column < last - 1 else "text"])
        sheet.write_string(row, last, person, formats["small"])
    end = HEADING_ROW - 1 + count
    sheet.data_validation(
        HEADING_ROW, len(who), end, last - 2, {"validate": "list", "source": ["x"], "show_error": False}
    )
    sheet.print_area(0, 0, end + 2, last)
    sheet.write_string(end + 2, 0, f"Petugas: {'_' * 36}   Tanda tangan: {'_' * 30}   Tanggal: {'_' * 20}")


def _formats(book: xlsxwriter.Workbook) -> dict[str, Format]:
    cell = {"font_size": 9, "valign": "vcenter", "text_wrap": True, "border": 1, "border_color": "#B9C4C6"}
    looks: dict[str, dict[str, object]] = {
        "title": {"bold": True, "font_size": 14},
        "plain": {"font_size": 9},
        "code": {"font_size": 7, "font_color": "#6B7778"},
        "instruction": {"font_size": 9, "text_wrap": True, "valign": "vcenter", "bg_color": "#EEF3F3"},
        "heading": {**cell, "bold": True, "align": "center", "bg_color": "#D8E4E5"},
        "text": cell,
        "middle": {**cell, "align": "center"},
        "box": {**cell, "align": "center", "font_size": 13},
        "small": {**cell, "font_size": 7, "font_color": "#6B7778"},
    }
    return {name: book.add_format(look) for name, look in looks.items()}
