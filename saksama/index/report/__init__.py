"""The report page of a run: one self-contained file in two languages."""

from saksama.index.report.findings import Findings
from saksama.index.report.page import document, write_page

__all__ = ["Findings", "document", "write_page"]
