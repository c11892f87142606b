"""The hand-over letter with its assessment, as PDF and as Word; official Indonesian whatever the reader speaks."""

from saksama.office.neutrality.letter.addressee import addressee
from saksama.office.neutrality.letter.content import letter_content
from saksama.office.neutrality.letter.docx import to_docx
from saksama.office.neutrality.letter.pdf import to_pdf

__all__ = ["addressee", "letter_content", "to_docx", "to_pdf"]
