"""The letter as PDF."""

from datetime import date
from pathlib import Path
from typing import Any

from saksama.office.typesetting import typeset

TEMPLATE = Path(__file__).with_name("letter.typ")


def to_pdf(content: dict[str, Any], link: str, dated: date) -> bytes:
    """Ready to be signed; a hand-over that is not approved yet is marked as a draft."""
    return typeset(TEMPLATE, {**content, "link": link}, dated)
