"""The letter as PDF/A-2b, to be signed."""

import datetime as dt
import io
import json
from functools import cache
from pathlib import Path
from typing import Final

import segno
import typst

from saksama.office.recommendations.letter.fields import fields
from saksama.office.recommendations.letter.letter import Letter

_FOLDER = Path(__file__).parent
TEMPLATE = _FOLDER / "letter.typ"
STANDARD: Final = "a-2b"  # to be kept for years: PDF/A, fonts inside


def to_pdf(letter: Letter) -> bytes:
    """The same letter gives the same bytes, on every machine: own fonts, and its date at midnight UTC as time."""
    content = {
        **fields(letter),
        "made": [letter.date.year, letter.date.month, letter.date.day],
        "logo": list(letter.office.logo or b""),
        "qr": _qr_code(letter.verification_url),
    }
    return typst.compile(
        TEMPLATE,
        root=_FOLDER,
        font_paths=_fonts(),
        format="pdf",
        sys_inputs={"letter": json.dumps(content, ensure_ascii=False)},
        pdf_standards=STANDARD,
        timestamp=dt.datetime.combine(letter.date, dt.time(), dt.UTC),
    )


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[_FOLDER / "fonts"])


def _qr_code(url: str) -> str:
    if not url:
        return ""
    drawn = io.BytesIO()
    segno.make(url, error="m", micro=False).save(drawn, kind="svg", border=0, xmldecl=False)
    return drawn.getvalue().decode()
