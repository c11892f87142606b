"""Numbers of field reports, such as 017/LHP/PM.01.02/K.SS-09/09/2024: one count a regency and year."""

import datetime as dt
from functools import cache
from pathlib import Path

from django.utils import timezone

from saksama.office.accounts.region_code import level_of
from saksama.office.records.models import next_number
from saksama.reference.files import read_yaml

TABLE = Path(__file__).parent / "numbering.yaml"


def next_report_number(region: str, at: dt.datetime) -> str:
    """The next number of the regency in which the region lies; inside the transaction of the signature."""
    regency = ".".join(region.split(".")[:2]) if level_of(region) > 2 else region
    local = timezone.localtime(at)
    table = _table()
    office = table["offices"].get(regency, {}).get("code", regency)
    running = next_number(f"fieldwork {regency} {local.year}")
    return f"{running:03d}/LHP/{table['classification']['value']}/{office}/{local.month:02d}/{local.year}"


@cache
def _table() -> dict[str, dict[str, dict[str, str]]]:
    table: dict[str, dict[str, dict[str, str]]] = read_yaml(TABLE)
    return table
