"""The template of a table, empty or with the records that are there, as csv and xlsx."""

import io
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from saksama.office.exchange.columns import OURS, TableColumn, columns_of, example, explanation
from saksama.office.records.export import csv_lines, xlsx_bytes
from saksama.office.records.filling import usual_data
from saksama.office.records.intake import Intake
from saksama.office.records.registry import Column


def template_csv(intake: Intake, viewer: Any) -> bytes:
    """The headings and a row that shows how."""
    columns = columns_of(intake, viewer)
    return b"".join(csv_lines(_exported(columns), [{column.name: example(column) for column in columns}]))


def template_xlsx(intake: Intake, viewer: Any) -> bytes:
    """The same, and a second sheet that explains every column."""
    columns = columns_of(intake, viewer)
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        heading = book.add_format({"bold": True, "bg_color": "#D8E4E5", "text_wrap": True, "valign": "top"})
        soft = book.add_format({"italic": True, "font_color": "#666666", "num_format": "@"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        rows = book.add_worksheet(_("Rows"))
        about = book.add_worksheet(_("How to fill it in"))
        rows.set_column(0, len(columns) - 1, 20)
        about.set_column(0, 0, 32)
        about.set_column(1, 1, 12)
        about.set_column(2, 2, 90)
        for place, title in enumerate((_("Column"), _("Must be there"), _("What may stand in it"))):
            about.write_string(0, place, title, heading)
        for place, column in enumerate(columns):
            rows.write_string(0, place, _heading(column), heading)
            rows.write_string(1, place, example(column), soft)
            about.write_string(place + 1, 0, column.label, wrap)
            about.write_string(place + 1, 1, _("yes") if column.is_required else "", wrap)
            about.write_string(place + 1, 2, explanation(column), wrap)
        rows.freeze_panes(1, 0)
    return made.getvalue()


def rows_csv(intake: Intake, records: Any, viewer: Any) -> Iterator[bytes]:
    """Records in the layout of the template, each with the key by which it is found again."""
    columns = columns_of(intake, viewer)
    return csv_lines(_exported(columns), _cells(intake, records, viewer, columns))


def rows_xlsx(intake: Intake, records: Any, viewer: Any) -> bytes:
    """The same as a workbook."""
    columns = columns_of(intake, viewer)
    return xlsx_bytes(_exported(columns), _cells(intake, records, viewer, columns), str(intake.label))


def _cells(intake: Intake, records: Any, viewer: Any, columns: Sequence[TableColumn]) -> Iterator[dict[str, str]]:
    for record in records.iterator(chunk_size=500) if hasattr(records, "iterator") else records:
        typed = usual_data(intake, record, viewer)
        yield {
            "key": f"{OURS}{record.pk}",
            **{column.name: _cell(column, typed.get(column.name, [])) for column in columns[1:]},
        }


def _cell(column: TableColumn, typed: list[str]) -> str:
    if column.name == "region" or not column.choices:
        return "; ".join(_("yes") if value == "on" else value for value in typed)
    names = {choice.code: choice.names[0] for choice in column.choices}
    return "; ".join(names.get(value, value) for value in typed)


def _exported(columns: Sequence[TableColumn]) -> list[Column]:
    return [Column(column.name, _heading(column), itemgetter(column.name)) for column in columns]


def _heading(column: TableColumn) -> str:
    return f"{column.label} *" if column.is_required else column.label
