"""The rows of a list that could not be kept, as csv for whoever handed it over."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from saksama.language import Language
from saksama.office.rolls.masking import mask
from saksama.rolls import Engine
from saksama.rolls.read import REASON_TEXTS
from saksama.writing import safe_cell

_QUERY = 'SELECT source_file, source_row, reason, "column", raw FROM read_parquet(?) ORDER BY source_file, source_row'


def reject_lines(parquet: Path) -> Iterator[bytes]:
    """Lines of a csv that opens well in Excel: UTF-8 with a mark, numbers masked, no formulas."""
    language: Language = "en" if get_language() == "en" else "id"
    said = {reason.value: text.in_(language) for reason, text in REASON_TEXTS.items()}
    yield b"\xef\xbb\xbf" + _line([_("File"), _("Row"), _("Reason"), _("Column"), _("As read")])
    with Engine(threads=1) as engine:
        cursor = engine.connection.execute(_QUERY, [str(parquet)])
        while rows := cursor.fetchmany(5_000):
            for file, number, reason, column, raw in rows:
                yield _line([file, number, said.get(reason, reason), column, mask(raw or "")])


def _line(cells: list[object]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerow([safe_cell(cell) for cell in cells])
    return text.getvalue().encode()
