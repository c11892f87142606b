"""A page of rows for a program. Whoever reads many at once stands in the audit trail, as with an export."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from saksama.office.api import actions
from saksama.office.api.operation import Call, Reply
from saksama.office.api.shapes import Page
from saksama.office.trail.record import record

READERS_LIMIT = 25  # rows at a time for whoever may read but not export, as on a page of the office


def page_of(
    call: Call, rows: Any, shown: Callable[[list[Any]], list[dict[str, Any]]], *, what: str, export: str
) -> Reply:
    """Rows after a cursor in the order of their ids, and the cursor for the next page.

    `shown` turns rows into content, `what` names them for the trail, `export` is the permission to take many.
    """
    asked: Page = call.query
    limit = asked.limit if not export or call.viewer.may(export) else min(asked.limit, READERS_LIMIT)
    found = list(rows.filter(pk__gt=asked.after).order_by("pk")[: limit + 1])
    more = len(found) > limit
    found = found[:limit]
    content = {"rows": shown(found), "next": found[-1].pk if more else None}
    used = sorted(name for name in asked.model_fields_set if name not in ("after", "limit"))  # not what was typed
    with transaction.atomic():
        details = {"of": what, "rows": len(found), "filters": used}
        record(call.viewer, actions.READ, region=call.viewer.region, details=details, label=what)
    return Reply(content)
