"""The letter as PDF/A-2b, to be signed."""

import io
from pathlib import Path

import segno

from saksama.office.recommendations.letter.fields import fields
from saksama.office.recommendations.letter.letter import Letter
from saksama.office.typesetting import typeset

TEMPLATE = Path(__file__).parent / "letter.typ"


def to_pdf(letter: Letter) -> bytes:
    """The same letter gives the same bytes, on every machine."""
    content = {
        **fields(letter),
        "logo": list(letter.office.logo or b""),
        "qr": _qr_code(letter.verification_url),
    }
    return typeset(TEMPLATE, content, letter.date)


def _qr_code(url: str) -> str:
    if not url:
        return ""
    drawn = io.BytesIO()
    segno.make(url, error="m", micro=False).save(drawn, kind="svg", border=0, xmldecl=False)
    return drawn.getvalue().decode()
