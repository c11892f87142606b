"""Names of places to Kemendagri codes, for every combination of what a list says about where a row belongs."""

from collections.abc import Iterable
from dataclasses import dataclass

from saksama.reference.regions import Region, Regions
from saksama.rolls.read.gather import FOLDER_MARK


@dataclass(frozen=True, slots=True)
class Placed:
    """Codes, empty when a name could not be placed, and names as read."""

    village: str
    district: str
    village_name: str
    district_name: str


def resolve(key: tuple[str, ...], regions: Regions) -> Placed:
    """The place of a key (see `gather.PLACE_KEY`): own cells before the sheet's title before the folders' names.

    A code that is written is believed; a name is looked up, in its kecamatan when that is known.
    """
    village_name, village_code, district_name, district_code, *sheet, folder_text = key
    sheet_village, sheet_village_code, sheet_district, sheet_district_code = sheet
    folders = [folder for folder in folder_text.split(FOLDER_MARK) if folder]
    if not (village_name or village_code):
        village_name, village_code = sheet_village, sheet_village_code
    if not (district_name or district_code):
        district_name, district_code = sheet_district, sheet_district_code
    district_code = village_code[:8] or district_code or _code(regions.find_district(district_name))
    if not (district_code or district_name):
        district_name, district_code = _first((name, regions.find_district(name)) for name in folders)
    if not (village_code or village_name):
        candidates = ((name, regions.find_village(name, district_code or None)) for name in reversed(folders))
        village_name, village_code = _first(candidates)
    elif not village_code and (district_code or not district_name):
        village_code = _code(regions.find_village(village_name, district_code or None))
    district_code = district_code or village_code[:8]
    return Placed(village_code, district_code, village_name, district_name)


def _code(region: Region | None) -> str:
    return "" if region is None else region.code


def _first(found: Iterable[tuple[str, Region | None]]) -> tuple[str, str]:
    return next(((name, region.code) for name, region in found if region is not None), ("", ""))
