"""KPU's answer beside what the next list shows, record by record, as a workbook."""

import io
from collections.abc import Sequence

import xlsxwriter
from django.utils.translation import gettext as _

from saksama.office.recommendations.records import Shown


def results_xlsx(rows: Sequence[Shown], title: str) -> bytes:
    """One sheet, a row a record, in the reader's language; nothing is ever a formula."""
    headings = [
        (_("Sub-district"), 18), (_("Village"), 18), (_("TPS"), 6), (_("Name"), 26), (_("NIK"), 18), (_("Kind"), 28),
        (_("KPU says"), 18), (_("Reason"), 30), (_("The list shows"), 20), (_("Why"), 50), (_("Finding code"), 18),
    ]  # fmt: skip
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        page = book.add_worksheet()
        bold = book.add_format({"bold": True, "bg_color": "#D8E4E5", "text_wrap": True})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        page.write_string(0, 0, title, book.add_format({"bold": True}))
        for column, (heading, width) in enumerate(headings):
            page.set_column(column, column, width)
            page.write_string(2, column, heading, bold)
        for number, row in enumerate(rows, start=3):
            item, person = row.item, row.person
            texts = [
                person.district, person.village, person.tps, person.name, row.nik, item.kind_title,
                item.get_claim_display(), item.claim_reason, item.get_result_display(), item.result_reason,
                item.finding.finding_id,
            ]  # fmt: skip
            for column, text in enumerate(texts):
                page.write_string(number, column, str(text), plain)
        page.freeze_panes(3, 4)
        page.autofilter(2, 0, 2 + len(rows), len(headings) - 1)
    return made.getvalue()
