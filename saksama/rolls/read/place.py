"""Where a sheet's voters belong: from the label-value lines around its table, else from the names of its path."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

_LABELS = {
    "PROVINSI": "province",
    "KABUPATEN": "regency",
    "KOTA": "regency",
    "KECAMATAN": "district",
    "KEC": "district",
    "DESA": "village",
    "KELURAHAN": "village",
    "KEL": "village",
    "TPS": "tps",
}
_LABEL = re.compile(
    r"(?:NAMA\s+|NOMOR\s+|NO\.?\s+|KODE\s+)?(PROVINSI|KABUPATEN|KOTA|KECAMATAN|KEC|DESA|KELURAHAN|KEL|TPS)\b\.?"
    r"(?:\s*/\s*(?:KELURAHAN|KEL|DESA|KOTA|KAB)\b\.?)?(?:\s+\*\))?\s*([:=])",
    re.IGNORECASE,
)
_BARE_LABEL = re.compile(_LABEL.pattern.replace(r"\s*([:=])", r"\s*[:=]?\s*$"), re.IGNORECASE)
_TPS_NUMBER = re.compile(r"\bTPS[\s_.:-]*(?:NO\.?\s*)?(\d{1,3})\b", re.IGNORECASE)
_CODE = re.compile(r"(?<![\d.])(\d{2}\.\d{2}\.\d{2})(\.\d{4})?(?![\d.]*\d)")


@dataclass(frozen=True, slots=True)
class Place:
    """What is known of where; names as read, codes only if written there."""

    district: str = ""
    village: str = ""
    tps: str = ""
    district_code: str = ""
    village_code: str = ""
    folders: tuple[str, ...] = ()  # names of folders and file that may be names of places, outermost first

    def updated(self, labels: dict[str, str]) -> "Place":
        """The place after a label-value line. A new district forgets the village, a new village the TPS."""
        place = self
        if "district" in labels:
            code, name = _code_and_name(labels["district"])
            place = replace(place, district=name, district_code=code[:8], village="", village_code="", tps="")
        if "village" in labels:
            code, name = _code_and_name(labels["village"])
            place = replace(place, village=name, village_code=code if len(code) > 8 else "", tps="")
        if "tps" in labels:
            number = re.search(r"\d{1,3}", labels["tps"])
            place = replace(place, tps=number[0].zfill(3) if number else "")
        return place


def _code_and_name(text: str) -> tuple[str, str]:
    found = _CODE.search(text)
    if not found:
        return "", text.strip()
    return found[0], _CODE.sub("", text).strip(" -_,()")


def labels_in(cells: Sequence[str]) -> dict[str, str]:
    """Label-value pairs of one row: `DESA : X` in one cell, or label, colon and value in cells of their own.

    >>> labels_in(["KECAMATAN", ":", "Kayu Agung", "TPS : 3"])
    {'district': 'Kayu Agung', 'tps': '3'}
    """
    filled = [" ".join(cell.split()) for cell in cells if cell.strip()]
    found: dict[str, str] = {}
    for index, cell in enumerate(filled):
        marks = list(_LABEL.finditer(cell))
        for position, mark in enumerate(marks):
            following = marks[position + 1] if position + 1 < len(marks) else None
            value = cell[mark.end() : following.start() if following else None].strip()
            if value or following is None:
                found[_LABELS[mark[1].upper()]] = value or _value_after(filled, index)
        if not marks and (bare := _BARE_LABEL.fullmatch(cell)) and len(filled) > index + 1:
            found[_LABELS[bare[1].upper()]] = _value_after(filled, index)
        elif not marks and (number := _TPS_NUMBER.fullmatch(cell)):
            found["tps"] = number[1]
    return {label: value for label, value in found.items() if value}


def _value_after(filled: Sequence[str], index: int) -> str:
    for cell in filled[index + 1 :]:
        if cell.strip(":= "):
            value = cell.strip(":= ")
            return "" if _BARE_LABEL.fullmatch(value) or _LABEL.search(value) else value
    return ""


def place_of_path(label: str) -> Place:
    """What the path says: `16.02.05 Kayu Agung/16.02.05.1001 Kayuagung Asli/TPS 001.xlsx`."""
    place = Place()
    path = PurePosixPath(label)
    folders: list[str] = []
    for part in (*path.parts[:-1], path.stem):
        if number := _TPS_NUMBER.search(part.replace("_", " ")):
            place = replace(place, tps=number[1].zfill(3))
            part = part.replace("_", " ")[: number.start()]
        code, name = _code_and_name(part)
        if len(code) > 8:
            place = replace(place, district_code=code[:8], village_code=code, village=name)
        elif code:
            place = replace(place, district_code=code, district=name)
        elif name.strip(" -_,."):
            folders.append(name.strip(" -_,."))
    return replace(place, folders=tuple(folders))
