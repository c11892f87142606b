"""Regions and stages: where and when."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy
from pydantic import Field

from saksama.office.api.operation import Call, Reply, Schema, operation
from saksama.office.clock import today
from saksama.office.election.agenda import current_election
from saksama.office.election.models import Level, Region, Stage

MOST = 1000  # regions at a time


class RegionShown(Schema):
    """A region; its parent is in its code."""

    code: str
    level: int = Field(description="1 province, 2 regency, 3 sub-district, 4 village")
    name: str


class Regions(Schema):
    """In the order of their codes; `next` is the code to go on after."""

    rows: list[RegionShown]
    next: str | None


class RegionQuery(Schema):
    """Which regions."""

    within: str = Field(default="", max_length=13, pattern=r"^[0-9.]*$", description="a region code")
    level: int | None = Field(default=None, ge=Level.PROVINCE, le=Level.VILLAGE)
    after: str = Field(default="", max_length=13, pattern=r"^[0-9.]*$")


class StageShown(Schema):
    """A stage (tahapan) of the election."""

    key: str
    name: str
    begins: date
    ends: date = Field(description="the last day, included")
    basis: str
    is_running: bool


class Stages(Schema):
    """Of the running election."""

    election: str
    rows: list[StageShown]


@operation(
    "GET", "regions", "regions.read", gettext_lazy("Regions and their codes"),
    gives=Regions, query=RegionQuery, tag=gettext_lazy("Places and stages"),
)  # fmt: skip
def regions(call: Call) -> Reply:
    """Those of the token's region."""
    rows = Region.objects.visible_to(call.viewer).filter(code__within=call.query.within, code__gt=call.query.after)
    if call.query.level is not None:
        rows = rows.filter(level=call.query.level)
    found = list(rows.order_by("code")[: MOST + 1])
    shown: list[dict[str, Any]] = [{"code": row.code, "level": row.level, "name": row.name} for row in found[:MOST]]
    return Reply({"rows": shown, "next": shown[-1]["code"] if len(found) > MOST else None})


@operation(
    "GET", "stages", "stages.read", gettext_lazy("The stages of the running election"),
    gives=Stages, tag=gettext_lazy("Places and stages"),
)  # fmt: skip
def stages(call: Call) -> Reply:
    """With their legal dates."""
    day = today()
    key = current_election(day)
    rows = [
        {
            "key": row.key,
            "name": row.name,
            "begins": row.begins,
            "ends": row.ends,
            "basis": row.basis,
            "is_running": row.begins <= day <= row.ends,
        }
        for row in Stage.objects.filter(election=key)
    ]
    return Reply({"election": key, "rows": rows})
