"""The released vulnerability index, and one's own notices."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy
from pydantic import Field

from saksama.office.accounts.region_code import covers, level_of
from saksama.office.api.operation import Call, Reply, Schema, operation
from saksama.office.api.shapes import Page
from saksama.office.election.models import Level
from saksama.office.records.models import Notice
from saksama.office.vulnerability.models import Run, RunState
from saksama.office.vulnerability.models import Score as OfRun
from saksama.office.vulnerability.published import latest_published


class Score(Schema):
    """One region; its score is null where too little was reported."""

    region: str
    name: str
    score: float | None
    rank: int = Field(description="0 without a score")
    category: str
    low: float | None = Field(description="of the rank interval's score")
    high: float | None


class Scores(Schema):
    """The latest released run."""

    run: int
    title: str
    region: str
    since: date
    until: date
    released: datetime
    categories: list[str] = Field(description="from low to high")
    rows: list[Score]


class RunShown(Schema):
    """A computation of the index, released or not; its rows as far as the viewer's region goes."""

    id: int
    title: str
    region: str
    since: date
    until: date
    state: Literal[tuple(RunState.values)]  # type: ignore[valid-type]
    computed: datetime | None
    released: datetime | None
    categories: list[str] = Field(description="from low to high")
    rows: list[Score]


class NoticeShown(Schema):
    """Something the account was told."""

    id: int
    text: str
    url: str
    at: datetime
    read: datetime | None


class Notices(Schema):
    """A page of them."""

    rows: list[NoticeShown]
    next: int | None


class NoticeQuery(Page):
    """Which notices."""

    changed_since: None = None
    unread: bool = False


@operation(
    "GET", "index/scores", "vulnerability.read", gettext_lazy("The released scores of the vulnerability index"),
    gives=Scores, tag=gettext_lazy("Vulnerability index"),
)  # fmt: skip
def scores(call: Call) -> Reply:
    """Of the regency that the token's region lies in; nothing of the evidence."""
    regency = ".".join(call.viewer.region.split(".")[: Level.REGENCY])
    found = latest_published(regency)
    if found is None:
        raise Http404
    own = call.viewer.region if level_of(call.viewer.region) > Level.REGENCY else ""
    rows = [
        {name: getattr(row, name) for name in ("region", "name", "score", "rank", "category", "low", "high")}
        for row in found.scores
        if covers(own, row.region)
    ]
    same = ("run", "title", "region", "since", "until", "released", "categories")
    content: dict[str, Any] = {name: getattr(found, name) for name in same}
    return Reply({**content, "rows": rows})


@operation(
    "GET", "index/runs/<int:pk>", "vulnerability.read", gettext_lazy("A computation of the index, released or not"),
    gives=RunShown, tag=gettext_lazy("Vulnerability index"),
)  # fmt: skip
def run(call: Call) -> Reply:
    """What a webhook about it leads to."""
    found = get_object_or_404(Run.objects.visible_to(call.viewer).light(), pk=call.path["pk"])
    names = found.category_names
    same = ("region", "name", "score", "rank", "low", "high")
    rows = [
        {
            **{name: getattr(row, name) for name in same},
            "category": "" if row.category is None else names[row.category],
        }
        for row in OfRun.objects.visible_to(call.viewer).filter(run=found)
    ]
    told = {name: getattr(found, name) for name in ("title", "region", "since", "until", "state")}
    times = {"computed": found.done_at, "released": found.published_at}
    return Reply({"id": found.pk, **told, **times, "categories": names, "rows": rows})


@operation(
    "GET", "notices", "start", gettext_lazy("What the account was told"),
    gives=Notices, query=NoticeQuery, tag=gettext_lazy("Notices"),
)  # fmt: skip
def notices(call: Call) -> Reply:
    """One's own, the oldest first; reading them here does not mark them as read."""
    asked: NoticeQuery = call.query
    rows = Notice.objects.filter(account=call.viewer.pk, pk__gt=asked.after).order_by("pk")
    if asked.unread:
        rows = rows.filter(read=None)
    found = list(rows[: asked.limit + 1])
    shown = [
        {"id": row.pk, "text": row.text, "url": row.url, "at": row.at, "read": row.read} for row in found[: asked.limit]
    ]
    return Reply({"rows": shown, "next": found[asked.limit - 1].pk if len(found) > asked.limit else None})
