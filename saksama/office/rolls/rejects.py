"""The rows of a list that could not be kept, as a table for whoever handed it over and has to mend it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from saksama.language import Language
from saksama.office.records.registry import Column
from saksama.office.rolls.headings import FIELD_LABELS
from saksama.office.rolls.masking import mask
from saksama.rolls import Engine
from saksama.rolls.read import REASON_TEXTS

_QUERY = 'SELECT source_file, source_row, reason, "column", raw FROM read_parquet(?) ORDER BY source_file, source_row'


class Reject(NamedTuple):
    """One row, or one whole file, that is not in the list."""

    file: str
    row: int | None
    reason: str
    column: str
    raw: str  # as read, numbers masked


def columns() -> tuple[Column, ...]:
    """Where it stands, why it was not kept, and what stood there."""
    return (
        Column("file", _("File"), lambda row: row.file),
        Column("row", _("Row"), lambda row: row.row),
        Column("reason", _("Reason"), lambda row: row.reason),
        Column("column", _("Column"), lambda row: row.column),
        Column("raw", _("As read"), lambda row: row.raw),
    )


def rejects(parquet: Path) -> Iterator[Reject]:
    """All of them in the order of the files, a few thousand in memory at a time."""
    language: Language = "en" if get_language() == "en" else "id"
    said = {reason.value: text.in_(language) for reason, text in REASON_TEXTS.items()}
    with Engine(threads=1) as engine:
        cursor = engine.connection.execute(_QUERY, [str(parquet)])
        while rows := cursor.fetchmany(5_000):
            for file, number, reason, column, raw in rows:
                label = str(FIELD_LABELS.get(column or "", column or ""))
                yield Reject(file, number, said.get(reason, reason), label, mask(_cells(raw or "")))


def _cells(raw: str) -> str:
    """The cells of a row beside each other; the engine keeps them as a list in JSON, and a sentence as it is."""
    try:
        cells = json.loads(raw)
    except ValueError:
        return raw
    return " | ".join(str(cell or "") for cell in cells) if isinstance(cells, list) else raw
