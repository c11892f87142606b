"""Documents as PDF/A-2b by typst: to be signed, printed and kept for years. One way for all rooms.

A room keeps its template beside its code (`report.typ`) and passes plain data: the template reads
`json(bytes(sys.inputs.content))` and prints it as text, so nothing that somebody typed is ever markup.
"""

import datetime as dt
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

FONTS = Path(__file__).parent / "fonts"
STANDARD: Final = "a-2b"


def typeset(
    template: Path, content: Mapping[str, Any], made: dt.date, files: Mapping[str, bytes] | None = None
) -> bytes:
    """The same content gives the same bytes on every machine: own fonts, and midnight UTC of `made` as time.

    Args:
        template: a .typ file; it reaches only what lies in its folder.
        content: JSON data; the template also gets `made` as [year, month, day], and must set a document title.
        made: the date of the document.
        files: pictures, by the name under which the template finds them in `sys.inputs`: lists of bytes as JSON.
    """
    told = {**content, "made": [made.year, made.month, made.day]}
    inputs = {"content": json.dumps(told, ensure_ascii=False)}
    inputs |= {name: json.dumps(list(data)) for name, data in (files or {}).items()}
    return typst.compile(
        template,
        root=template.parent,
        font_paths=_fonts(),
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=STANDARD,
        timestamp=dt.datetime.combine(made, dt.time(), dt.UTC),
    )


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS])
