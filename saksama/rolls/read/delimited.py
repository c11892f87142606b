"""Text files of any usual encoding and delimiter, read record by record with the line on which each begins."""

import codecs
import csv
import io
from collections.abc import Iterator

from saksama.errors import InputError
from saksama.language import Text
from saksama.rolls.read.headings import Vocabulary
from saksama.rolls.read.opening import Content, Sheet
from saksama.rolls.read.table import MOST_ROWS_ABOVE, is_heading_row

DELIMITERS = (",", ";", "\t", "|")
LONGEST_CELL = 1_000_000  # characters; beyond it a quotation mark was left open
_SNIFFED = 64 * 1024

# Order matters: the mark of UTF-32 LE begins with that of UTF-16 LE; nobody writes UTF-32 lists.
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def sheet_of_text(content: Content, words: Vocabulary) -> Sheet:
    """The file as one sheet. Raises InputError for binary content and for a quotation mark never closed."""
    encoding = encoding_of(content)
    data = (
        content.data.replace(b"\0", b"") if encoding in ("utf-8", "cp1252") and b"\0" in content.data else content.data
    )
    head = _decoded(data[:_SNIFFED], encoding).read()
    return Sheet("", _records(_decoded(data, encoding), delimiter_of(head, words), content.label))


def encoding_of(content: Content) -> str:
    """By byte order mark; else UTF-8 if all of it is, else Windows-1252. UTF-16 without a mark shows by its zeros."""
    data = content.data
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    head = data[:4096]
    if head.count(0) > len(head) // 4:
        even, odd = head[0::2].count(0), head[1::2].count(0)
        if min(even, odd) * 10 < max(even, odd):
            return "utf-16-le" if odd > even else "utf-16-be"
    if head.count(0) or sum(byte < 32 and byte not in b"\t\n\r\f\x1a" for byte in head) > len(head) // 50:
        raise InputError(
            Text("Berkas ini bukan teks dan bukan buku kerja.", "This file is neither text nor a workbook."),
            Text("Berikan berkas xlsx atau csv.", "Give an xlsx or csv file."),
            content.label,
        )
    try:
        codecs.decode(data, "utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def delimiter_of(head: str, words: Vocabulary) -> str:
    """The delimiter under which most headings are understood; the pipes of dd|mm|yyyy mislead a mere count."""
    lines = head.splitlines()[:MOST_ROWS_ABOVE]
    best, most = DELIMITERS[0], 0
    for delimiter in DELIMITERS:
        known, line = _headings_known(lines, delimiter, words)
        if known > most:
            best, most = delimiter, known
            lines = lines[:line]  # the heading does not move down under another delimiter
    return best


def _headings_known(lines: list[str], delimiter: str, words: Vocabulary) -> tuple[int, int]:
    """Most headings known in one row, and the number of lines read until the heading was found."""
    reader = csv.reader(lines, delimiter=delimiter)
    most = 0
    try:
        for row in reader:
            if len(row) > 1:
                most = max(most, sum(words.field(cell) is not None for cell in row if cell.strip()))
                if is_heading_row(row, words):
                    break
    except csv.Error:
        return 0, len(lines)
    return most, reader.line_num


def _decoded(data: bytes, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(data), encoding=encoding, errors="replace", newline="")


def _records(lines: io.TextIOWrapper, delimiter: str, label: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(lines, delimiter=delimiter)
    begins = 1
    try:
        for record in reader:
            ended = reader.line_num
            if ended > begins and _swallowed_lines(record, delimiter):
                raise _open_quote(label, begins)
            yield begins, record
            begins = ended + 1
    except csv.Error as error:
        raise _open_quote(label, begins) from error


def _swallowed_lines(record: list[str], delimiter: str) -> bool:
    """A cell with line breaks in it that holds as many delimiters as whole rows do."""
    return any("\n" in cell and cell.count(delimiter) >= 4 and cell.count(delimiter) > len(record) for cell in record)


def _open_quote(label: str, line: int) -> InputError:
    return InputError(
        Text('Tanda kutip (") dibuka tetapi tidak ditutup.', 'A quotation mark (") is opened and never closed.'),
        Text("Perbaiki baris itu, atau ekspor ulang csv-nya.", "Mend that line, or export the csv again."),
        label,
        row=line,
    )
