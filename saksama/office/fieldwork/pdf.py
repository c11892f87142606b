"""A report as PDF in the layout of Form A, printed from its content; the photos in an annex."""

import datetime as dt
import io
import tempfile
from pathlib import Path
from shutil import copyfile
from typing import Any

import segno
from django.utils import formats, translation
from PIL import Image, ImageOps, UnidentifiedImageError

from saksama.office.accounts.access import Role
from saksama.office.fieldwork.models import EvidenceKind, FollowUp, Form, Seal, ViolationKind
from saksama.office.records.models import Attachment
from saksama.office.typesetting import typeset

TEMPLATE = Path(__file__).parent / "report.typ"
LONGEST = 1400  # pixels of a printed photo: sharp at half a page
MOST_PHOTOS = 24


def report_pdf(content: dict[str, Any], seal: Seal | None, address: str) -> bytes:
    """The same content gives the same bytes. Without a seal every page says that it is a draft."""
    made = dt.datetime.fromisoformat(content["signed"]["at"]).date() if content["signed"] else _day(content)
    # Form A is an Indonesian form, whatever language its reader has chosen.
    with translation.override("id"), tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        copyfile(TEMPLATE, work / TEMPLATE.name)
        told = {
            **content,
            "place_line": ", ".join(content["activity"]["region"]["names"]),
            "day_line": _date(content["activity"]["day"]),
            "violation_day_line": _date(content["violation"]["violation_day"]),
            "dispute_day_line": _date(content["dispute"]["dispute_day"]),
            "form_line": str(Form(content["activity"]["form"]).label),
            "kind_line": _label(ViolationKind, content["violation"]["violation_kind"]),
            "follow_line": _label(FollowUp, content["violation"]["follow_up"]),
            "signed_office": str(Role(content["signed"]["role"]).label) if content["signed"] else "",
            "signed_line": formats.date_format(made, "j F Y") if content["signed"] else "",
            "evidence": [{**row, "kind_line": _label(EvidenceKind, row["kind"])} for row in content["evidence"]],
            "photos": _photos(content["evidence"], work),
            "sha256": seal.sha256 if seal else "",
            "address": address,
            "qr": _qr_code(address),
        }
        return typeset(work / TEMPLATE.name, told, made)


def _photos(evidence: list[dict[str, Any]], work: Path) -> list[dict[str, Any]]:
    """Small copies of the photos beside the template. The originals stay as they are; their hashes are in the list."""
    made: list[dict[str, Any]] = []
    for row in evidence:
        file = row["file"]
        if not file or file["suffix"] not in (".jpg", ".jpeg", ".png", ".webp") or len(made) == MOST_PHOTOS:
            continue
        try:
            with Image.open(Attachment(sha256=file["sha256"], suffix=file["suffix"]).path) as picture:
                small = ImageOps.exif_transpose(picture).convert("RGB")
                small.thumbnail((LONGEST, LONGEST))
                small.save(work / f"{row['no']}.jpg", quality=82)  # without the camera's notes, such as its position
        except (OSError, UnidentifiedImageError, Image.DecompressionBombError):
            continue  # the list still names it; a file that is gone is the seal's matter
        made.append({"no": row["no"], "name": row["name"], "fact": row["fact"], "path": f"{row['no']}.jpg"})
    return made


def _day(content: dict[str, Any]) -> dt.date:
    return dt.date.fromisoformat(content["activity"]["day"])


def _date(text: str | None) -> str:
    return str(formats.date_format(dt.date.fromisoformat(text), "l, j F Y")) if text else ""


def _label(choices: Any, value: str) -> str:
    return str(choices(value).label) if value else ""


def _qr_code(url: str) -> str:
    if not url:
        return ""
    drawn = io.BytesIO()
    segno.make(url, error="m", micro=False).save(drawn, kind="svg", border=0, xmldecl=False)
    return drawn.getvalue().decode()
