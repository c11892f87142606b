"""A checklist as an XLSForm workbook for ODK Collect, and back; and the answers that ODK gives as csv.

The expressions are part of what XLSForm understands, so they go over as they are. Unlike here, ODK takes a comparison
with something not answered for false, not for unknown: a check on numbers that may be missing is stricter there.
Columns that begin with saksama_ keep what XLSForm has no word for; ODK passes over them.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter
from django.db import transaction
from python_calamine import CalamineError, CalamineWorkbook

from saksama.errors import InputError
from saksama.language import Text
from saksama.office.accounts.models import Account
from saksama.office.checklists import actions
from saksama.office.checklists.expressions import write
from saksama.office.checklists.filling import Spot, fill, turn_of
from saksama.office.checklists.models import Compiled, Kind, Version
from saksama.office.election.models import Level, Region
from saksama.office.trail.record import record
from saksama.rolls import refuse_vast_sheets

SURVEY = (
    "type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message", "appearance",
    "saksama_minimum", "saksama_maximum", "saksama_check", "saksama_incident", "saksama_incident_kind",
)  # fmt: skip
TYPES = {
    Kind.NUMBER: "integer",
    Kind.DECIMAL: "decimal",
    Kind.TEXT: "text",
    Kind.DATE: "date",
    Kind.TIME: "time",
    Kind.PHOTO: "image",
    Kind.PLACE: "geopoint",
}
KINDS = {name: kind for kind, name in TYPES.items()} | {"int": Kind.NUMBER, "photo": Kind.PHOTO, "note": Kind.TEXT}
OWN = ("desa", "tps", "tanggal")  # asked by us around the questions: where and when
PASSED = {"start", "end", "today", "deviceid", "username", "note", "calculate", "end_group", "end group"}
YES_NO = {"yes", "no"}


def workbook(version: Version) -> bytes:
    """The workbook: survey, choices, settings.

    Raises:
        ValidationError: an expression makes no sense.
    """
    survey = [dict(zip(("type", "name"), row, strict=True)) for row in (("start", "start"), ("end", "end"))]
    survey += list(_where(version))
    section = ""
    for number, each in enumerate(version.compile(), start=1):
        if each.question.section and each.question.section != section:
            if section:
                survey.append({"type": "end_group"})
            section = each.question.section
            survey.append({"type": "begin_group", "name": f"bagian_{number}", "label": section})
        survey.append(_row(each))
    if section:
        survey.append({"type": "end_group"})
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"strings_to_formulas": False, "strings_to_numbers": False}) as book:
        _sheet(book, "survey", SURVEY, survey)
        _sheet(book, "choices", ("list_name", "name", "label"), list(_choices(version)))
        settings = {
            "form_title": version.checklist.name,
            "form_id": f"saksama_{version.checklist.pk}",
            "version": f"{version.number}",
            "saksama_stage": version.checklist.stage.key if version.checklist.stage else "",
            "saksama_unit": version.checklist.unit,
            "saksama_purpose": version.checklist.purpose,
        }
        _sheet(book, "settings", tuple(settings), [settings])
    return made.getvalue()


def _where(version: Version) -> Iterator[dict[str, str]]:
    yield {"type": "date", "name": "tanggal", "label": "Tanggal", "required": "yes"}
    row = {"type": "select_one desa", "name": "desa", "label": "Desa/kelurahan", "required": "yes"}
    yield {**row, "appearance": "minimal autocomplete"}
    if version.checklist.unit == "tps":
        rule = {"constraint": "regex(., '^[0-9]{1,3}$')", "constraint_message": "1 sampai 999"}
        yield {"type": "text", "name": "tps", "label": "Nomor TPS", "required": "yes", "appearance": "numbers", **rule}


def _row(each: Compiled) -> dict[str, str]:
    question = each.question
    kind = Kind(question.kind)
    chosen = {Kind.YES_NO: "select_one yes_no", Kind.CHOICE: f"select_one {question.name}"}
    chosen[Kind.SEVERAL] = f"select_multiple {question.name}"
    rules = [f". >= {question.minimum:g}"] if question.minimum is not None else []
    rules += [f". <= {question.maximum:g}"] if question.maximum is not None else []
    rules += [write(each.check)] if each.check is not None else []
    return {
        "type": chosen.get(kind) or TYPES[kind],
        "name": question.name,
        "label": question.label,
        "hint": question.hint,
        "required": "yes" if question.required else "",
        "relevant": write(each.condition) if each.condition is not None else "",
        "constraint": " and ".join(rules),
        "constraint_message": question.check_message if rules else "",
        "saksama_minimum": "" if question.minimum is None else f"{question.minimum:g}",
        "saksama_maximum": "" if question.maximum is None else f"{question.maximum:g}",
        "saksama_check": question.check_text,
        "saksama_incident": question.incident,
        "saksama_incident_kind": question.incident_kind,
    }


def _choices(version: Version) -> Iterator[dict[str, str]]:
    yield {"list_name": "yes_no", "name": "yes", "label": "Ya"}
    yield {"list_name": "yes_no", "name": "no", "label": "Tidak"}
    for village in Region.objects.filter(code__within=version.checklist.region, level=Level.VILLAGE).order_by("code"):
        yield {"list_name": "desa", "name": village.code, "label": f"{village.name} ({village.code})"}
    for question in version.questions.filter(kind__in=(Kind.CHOICE, Kind.SEVERAL)):
        for name, label in question.options:
            yield {"list_name": question.name, "name": name, "label": label}


def _sheet(book: Any, name: str, headings: tuple[str, ...], rows: list[dict[str, str]]) -> None:
    page = book.add_worksheet(name)
    page.set_column(0, len(headings) - 1, 22)
    for place, heading in enumerate(headings):
        page.write_string(0, place, heading)
    for line, row in enumerate(rows, start=1):
        for place, heading in enumerate(headings):
            if row.get(heading):
                page.write_string(line, place, row[heading])


def read_workbook(content: bytes, name: str) -> dict[str, Any]:
    """A workbook as the data of `definition.make`. What ODK does besides questions is passed over.

    Raises:
        InputError: no workbook, no sheet survey, or a type of question that there is none of here.
    """
    refuse_vast_sheets(content, name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except (CalamineError, OSError, ValueError) as error:
        what = Text("Berkas ini bukan xlsx.", "This file is no xlsx.")
        raise InputError(what, Text("Unggah buku kerja XLSForm.", "Upload an XLSForm workbook."), file=name) from error
    survey = _table(book, "survey")
    if not survey or "type" not in survey[0][1]:
        what = Text("Lembar “survey” tidak ada.", "There is no sheet “survey”.")
        raise InputError(what, Text("Unggah buku kerja XLSForm.", "Upload an XLSForm workbook."), file=name)
    choices: dict[str, list[list[str]]] = {}
    for _row_number, row in _table(book, "choices"):
        choices.setdefault(row.get("list_name", ""), []).append([row.get("name", ""), _label(row)])
    settings = next((row for _row_number, row in _table(book, "settings")), {})
    questions = list(_questions(survey, choices, name))
    return {
        "name": settings.get("form_title") or name.rpartition(".")[0],
        "purpose": settings.get("saksama_purpose", ""),
        "stage": settings.get("saksama_stage", ""),
        "unit": settings.get("saksama_unit")
        or ("tps" if any(row.get("name") == "tps" for _n, row in survey) else "village"),
        "questions": questions,
    }


def _questions(
    survey: list[tuple[int, dict[str, str]]], choices: dict[str, list[list[str]]], file: str
) -> Iterator[dict[str, Any]]:
    section = ""
    for number, row in survey:
        kind, _space, chosen = row.get("type", "").partition(" ")
        if row.get("type", "").replace(" ", "_") == "begin_group":
            section = _label(row)
            continue
        if not kind or row.get("type") in PASSED or row.get("name") in OWN:
            continue
        options = choices.get(chosen.strip(), [])
        if kind == "select_one":
            here = Kind.YES_NO if {name for name, _label in options} == YES_NO else Kind.CHOICE
        elif kind == "select_multiple":
            here = Kind.SEVERAL
        elif kind in KINDS:
            here = Kind(KINDS[kind])
        else:
            what = Text(f"Jenis “{row['type']}” tidak ada di sini.", f"There is no type “{row['type']}” here.")
            remedy = Text(f"Pakai: {', '.join(KINDS)}, select_one.", f"Use: {', '.join(KINDS)}, select_one.")
            raise InputError(what, remedy, file=file, sheet="survey", row=number, column="type")
        yield {
            "row": number,
            "name": row.get("name", "").lower(),
            "section": section[:80],
            "kind": here,
            "label": _label(row)[:300],
            "hint": row.get("hint", "")[:300],
            "required": row.get("required", "").lower() in ("yes", "true", "true()"),
            "choices": options if here in (Kind.CHOICE, Kind.SEVERAL) else [],
            "minimum": _number(row.get("saksama_minimum", "")),
            "maximum": _number(row.get("saksama_maximum", "")),
            "condition": row.get("relevant", "")[:500],
            "check_text": (row.get("saksama_check", "") if "saksama_check" in row else row.get("constraint", ""))[:500],
            "check_message": row.get("constraint_message", "")[:200],
            "incident": row.get("saksama_incident", "")[:500],
            "incident_kind": row.get("saksama_incident_kind", "")[:40],
        }
        section = section if section else ""


def _table(book: CalamineWorkbook, sheet: str) -> list[tuple[int, dict[str, str]]]:
    if sheet not in book.sheet_names:
        return []
    rows = book.get_sheet_by_name(sheet).to_python()
    if not rows:
        return []
    headings = [str(cell).strip().lower() for cell in rows[0]]
    table = []
    for number, row in enumerate(rows[1:], start=2):
        cells = [str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip() for cell in row]
        table.append((number, dict(zip(headings, cells, strict=False))))
    return table


def _label(row: dict[str, str]) -> str:
    return row.get("label") or next((text for key, text in row.items() if key.startswith("label") and text), "")


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else None


class Typed(dict[str, str]):
    """A row of ODK's csv, read as a form is: several answers in one cell, apart by blanks."""

    def getlist(self, name: str) -> list[str]:
        """The answers of a question with several."""
        return self.get(name, "").split()


@dataclass(frozen=True)
class Imported:
    """What an import has done."""

    sheets: int
    known: int  # sent already


def read_answers_csv(version: Version, content: bytes, name: str, by: Account) -> Imported:
    """Answers from ODK Central or Collect: all rows are good or none is kept; what is there already stays.

    Raises:
        InputError: with the row and column of the first problem.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = Text("Berkas ini bukan teks UTF-8.", "This file is no UTF-8 text.")
        raise InputError(
            what, Text("Unduh lagi dari ODK sebagai csv.", "Download it from ODK again as csv."), file=name
        ) from error
    villages = {
        row.code: row.name
        for row in Region.objects.visible_to(by).filter(level=Level.VILLAGE, code__within=version.checklist.region)
    }
    made = known = 0
    with transaction.atomic():
        for number, raw in enumerate(csv.DictReader(io.StringIO(text)), start=2):
            row = _flat(raw)
            day, spot = _spot(version, row, villages, name, number)
            before = version.sheets.filter(region=spot.region, tps=spot.tps, turn=spot.turn, status="sent").exists()
            sheet, reading = fill(version, spot, by, day, row, {}, send=True, anyway=True)
            if sheet is None or reading.problems:
                column, said = next(iter(reading.problems.items()))
                remedy = Text("Perbaiki di ODK, lalu unduh lagi.", "Mend it in ODK and download again.")
                raise InputError(Text(said, said), remedy, file=name, row=number, column=column)
            made, known = made + (not before), known + before
        if made:
            record(by, actions.IMPORTED, version.checklist, details={"sheets": made})
    return Imported(made, known)


def _flat(raw: dict[str | Any, Any]) -> Typed:
    """Without the names of groups; a position from its two columns."""
    row = Typed()
    for heading, cell in raw.items():
        if isinstance(heading, str) and isinstance(cell, str):
            parts = re.split(r"[-/:]", heading)
            if parts[-1] == "Latitude" and len(parts) > 1:
                row[parts[-2]] = f"{cell.strip()} {row.get(parts[-2], '')}".strip()
            elif parts[-1] == "Longitude" and len(parts) > 1:
                row[parts[-2]] = f"{row.get(parts[-2], '')} {cell.strip()}".strip()
            elif parts[-1] not in ("Altitude", "Accuracy"):
                row[parts[-1]] = cell.strip()
    return row


def _spot(version: Version, row: Typed, villages: dict[str, str], file: str, number: int) -> tuple[date, Spot]:
    code, tps = row.get("desa", ""), row.get("tps", "")
    remedy = Text("Periksa baris ini di ODK.", "Look at this row in ODK.")
    if code not in villages:
        what = Text(f"Desa “{code[:40]}” bukan wilayah Anda.", f"The village “{code[:40]}” is none of yours.")
        raise InputError(what, remedy, file=file, row=number, column="desa")
    is_station = version.checklist.unit == "tps"
    if is_station and not re.fullmatch(r"[0-9]{1,3}", tps):
        what = Text(f"“{tps[:40]}” bukan nomor TPS.", f"“{tps[:40]}” is no number of a TPS.")
        raise InputError(what, remedy, file=file, row=number, column="tps")
    try:
        day = date.fromisoformat(row.get("tanggal", "")[:10])
    except ValueError as error:
        what = Text("Tanggal tidak terbaca.", "The date cannot be read.")
        raise InputError(what, remedy, file=file, row=number, column="tanggal") from error
    tps = tps.zfill(3) if is_station else ""
    place = f"{villages[code]}, TPS {tps}" if tps else villages[code]
    return day, Spot(code, tps, place, turn_of(version.checklist, day))
