"""A recommendation as a letter: PDF to sign, Word to edit, a workbook to answer in. No web framework in here."""

from saksama.office.recommendations.letter.answers import Answer, WrongAnswers, read_answers
from saksama.office.recommendations.letter.attachment import (
    AnswerKind,
    AttachmentRow,
    attachment_xlsx,
    groups_from,
    groups_of,
)
from saksama.office.recommendations.letter.docx import to_docx, try_template
from saksama.office.recommendations.letter.legal_bases import Kind, LegalBases
from saksama.office.recommendations.letter.letter import (
    Addressee,
    FindingGroup,
    LegalBasis,
    Letter,
    OfficeHead,
    PlaceCount,
    Signatory,
)
from saksama.office.recommendations.letter.number import LetterNumber
from saksama.office.recommendations.letter.pdf import to_pdf

__all__ = [
    "Addressee",
    "Answer",
    "AnswerKind",
    "AttachmentRow",
    "FindingGroup",
    "Kind",
    "LegalBases",
    "LegalBasis",
    "Letter",
    "LetterNumber",
    "OfficeHead",
    "PlaceCount",
    "Signatory",
    "WrongAnswers",
    "attachment_xlsx",
    "groups_from",
    "groups_of",
    "read_answers",
    "to_docx",
    "to_pdf",
    "try_template",
]
