"""The attachment: one row a finding, by name and address, with columns for KPU's answer."""

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from saksama.office.recommendations.letter.legal_bases import LegalBases
from saksama.office.recommendations.letter.letter import FindingGroup, PlaceCount
from saksama.office.recommendations.letter.masking import masked

SHEET = "Temuan"
HEADING_ROW = 5  # from 1
FINDING, ANSWER, REASON = "Kode temuan", "Jawaban KPU", "Alasan/keterangan KPU"
SOURCE, OTHERS = "Berkas dan baris daftar", "Baris lain yang diduga orang yang sama"
# Heading and width in characters.
COLUMNS = (
    ("No", 5), ("Kecamatan", 13), ("Desa/kelurahan", 14), ("TPS", 5), ("Nama", 20), ("Lahir/umur", 10), ("L/P", 4),
    ("Alamat", 16), ("RT/RW", 7), ("NIK", 16), (SOURCE, 16), ("Jenis temuan", 18), (OTHERS, 28), ("Bukti", 30),
    ("Perbaikan yang diminta", 20), (ANSWER, 14), (REASON, 22), (FINDING, 17),
)  # fmt: skip
_A4 = 9
_LONGEST_CELL = 32_767  # characters, limit of the file format
_ANSWER_COLUMN = [heading for heading, _ in COLUMNS].index(ANSWER)


class AnswerKind(StrEnum):
    """What KPU says of a finding; the value is what stands in the cell."""

    FIXED = "sudah diperbaiki"
    ALREADY_RIGHT = "sudah benar"
    REJECTED = "ditolak"


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """One finding. Names of places; `birth` a date or an age, as the list has it; `kind` a key of LegalBases.kinds."""

    finding_id: str
    district: str
    village: str
    tps: str
    name: str
    birth: str
    sex: str
    address: str
    rt: str
    rw: str
    nik: str
    kind: str
    evidence: str
    source: str = ""  # file and row of the list that was handed over
    others: tuple[str, ...] = ()  # further rows of the same finding, in words


def groups_of(rows: Sequence[AttachmentRow], bases: LegalBases) -> tuple[FindingGroup, ...]:
    """The groups of a letter from the rows of its attachment, so that the two always agree. In the order of `bases`."""
    counts: dict[str, dict[tuple[str, str], int]] = {}
    for row in rows:
        places = counts.setdefault(row.kind, {})
        places[row.district, row.village] = places.get((row.district, row.village), 0) + 1
    return groups_from(counts, bases)


def groups_from(counts: Mapping[str, Mapping[tuple[str, str], int]], bases: LegalBases) -> tuple[FindingGroup, ...]:
    """The same from counts: kind → (kecamatan, desa) → findings."""
    return tuple(
        FindingGroup(
            kind=key,
            title=kind.title,
            request=kind.request,
            legal_basis=kind.basis,
            counts=tuple(PlaceCount(*place, count) for place, count in sorted(counts[key].items())),
        )
        for key, kind in bases.kinds.items()
        if key in counts
    )


def attachment_xlsx(
    rows: Sequence[AttachmentRow], *, masked: bool, bases: LegalBases, number: str, date: dt.date
) -> bytes:
    """The workbook of the letter `number` of `date`. The same rows give the same bytes.

    `masked=False` only where role and purpose of the addressee allow a whole NIK. Only the answer columns can be
    written in; nothing is ever a formula.
    """
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"created": dt.datetime(date.year, date.month, date.day)})
        page = book.add_worksheet(SHEET)
        formats = _formats(book)
        _set_up(page, number)
        page.write_string(0, 0, "Lampiran daftar temuan", formats["title"])
        page.write_string(1, 0, f"Surat nomor {number} tanggal {date:%d-%m-%Y} · {len(rows)} temuan", formats["plain"])
        page.write_string(
            2,
            0,
            f"Isi kolom “{ANSWER}” dengan pilihan yang ada; bila ditolak, tulis alasannya. Kembalikan berkas ini. "
            "Memuat data pribadi (UU 27/2022): jangan disebarkan.",
            formats["plain"],
        )
        for column, (heading, width) in enumerate(COLUMNS):
            page.set_column(column, column, width)
            page.write_string(HEADING_ROW - 1, column, heading, formats["heading"])
        for place, row in enumerate(rows, start=1):
            _write(page, HEADING_ROW - 1 + place, place, _texts(row, masked, bases), formats)
        end = HEADING_ROW - 1 + len(rows)
        page.autofilter(HEADING_ROW - 1, 0, end, len(COLUMNS) - 1)
        if rows:
            page.data_validation(
                HEADING_ROW,
                _ANSWER_COLUMN,
                end,
                _ANSWER_COLUMN,
                {
                    "validate": "list",
                    "source": [kind.value for kind in AnswerKind],
                    "error_title": "Jawaban tidak dikenal",
                    "error_message": "Pilih: sudah diperbaiki, sudah benar, atau ditolak.",
                },
            )
    return made.getvalue()


def _texts(row: AttachmentRow, hide: bool, bases: LegalBases) -> list[str]:
    kind = bases.kinds[row.kind]
    nik = masked(row.nik) if hide else row.nik
    return [
        row.district, row.village, row.tps, row.name, row.birth, row.sex, row.address,
        f"{row.rt or '–'}/{row.rw or '–'}", nik, row.source, kind.title, "\n".join(row.others), row.evidence,
        kind.request, "", "", row.finding_id,
    ]  # fmt: skip


def _write(page: Worksheet, at: int, number: int, texts: list[str], formats: dict[str, Format]) -> None:
    page.write_number(at, 0, number, formats["text"])
    for column, text in enumerate(texts, start=1):
        if column in (_ANSWER_COLUMN, _ANSWER_COLUMN + 1):
            page.write_blank(at, column, None, formats["open"])
        else:
            page.write_string(at, column, text[:_LONGEST_CELL], formats["text"])


def _set_up(page: Worksheet, number: str) -> None:
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEADING_ROW - 1)
    page.freeze_panes(HEADING_ROW, 5)
    page.set_footer(f"&L&8{number}&C&8Halaman &P dari &N&R&8Data pribadi: rahasia")
    # Without a password: it keeps from slips, not from intent. What comes back is checked by finding code.
    page.protect("", {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True})


def _formats(book: xlsxwriter.Workbook) -> dict[str, Format]:
    cell = {"font_size": 9, "valign": "top", "text_wrap": True, "border": 1, "border_color": "#B9C4C6"}
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "plain": book.add_format({"font_size": 9}),
        "heading": book.add_format(
            {**cell, "bold": True, "bg_color": "#D8E4E5", "align": "center", "valign": "vcenter"}
        ),
        "text": book.add_format(cell),
        "open": book.add_format({**cell, "locked": False, "bg_color": "#FFF9E5"}),
    }
