"""The daily and the weekly report of an election post, as PDF and as a Word document."""

from saksama.office.posko.report.content import Report, report_of
from saksama.office.posko.report.docx import to_docx
from saksama.office.posko.report.pdf import to_pdf

__all__ = ["Report", "report_of", "to_docx", "to_pdf"]
