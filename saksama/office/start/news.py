"""Which records somebody may know of have had something happen to them, as the trail tells it.

To ask every room whether its records may be seen is the dearest part of the start page. So a process keeps what it has
found out for an account: the next page asks only of the records that the entries since then are about. A record cannot
come into sight or go out of it without an entry, as its class, place and status change only with one. For liaisons that
is not so (they see what their agency is invited to), and nothing is kept.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from django.db.models import IntegerField, Value

from saksama.office.accounts.access import LIAISONS
from saksama.office.accounts.models import Account
from saksama.office.records.registry import Shelf, shelves
from saksama.office.trail.actions import ACTIONS
from saksama.office.trail.models import Entry

READ_BACK = 5_000  # entries of the trail looked at, the newest
MOST = 100  # records of one room looked at; beyond it their number is a lower limit
KEPT = 100  # accounts whose news a process keeps, up to 800 kB each


class Happened(NamedTuple):
    """What says most about one record."""

    action: str
    number: int  # of its entry: a later one has a higher number
    mark: str  # hash of the last entry about the record, whatever it says and whoever made it


class Seen(NamedTuple):
    """One entry of the trail."""

    kind: str  # of record: app.model
    key: str
    action: str
    number: int
    actor: str
    hash: str


@dataclass(frozen=True)
class News:
    """As of one entry of the trail."""

    number: int = 0  # of that entry
    hash: str = ""
    happened: dict[str, dict[int, Happened]] = field(default_factory=dict)  # by kind and key, the MOST + 1 newest
    visible: dict[str, set[int]] = field(default_factory=dict)  # of the MOST newest of each kind


_kept: dict[tuple[int, str, str, datetime], News] = {}


def news_of(viewer: Account, since: datetime) -> News:
    """What others did since then; two queries, one if nothing has happened since the account's last page."""
    readable = {shelf.model._meta.label_lower: shelf for shelf in shelves() if viewer.may(shelf.read)}
    who = (viewer.pk, viewer.role, viewer.region, since)
    known = News() if viewer.role in LIAISONS else _kept.get(who, News())
    entries = _entries(readable, since, known)
    if known.number and (not entries or (entries[-1].number, entries[-1].hash) != (known.number, known.hash)):
        known = News()  # another database than before, or too much has happened
        entries = _entries(readable, since, known)
    if not entries or entries[0].number == known.number:
        return known
    found = _gone_on(viewer, readable, known, entries)
    if viewer.role not in LIAISONS:
        if len(_kept) >= KEPT:
            _kept.clear()
        _kept[who] = found
    return found


def _entries(readable: Iterable[str], since: datetime, known: News) -> list[Seen]:
    """About what one may read, the newest first, down to and with the one that is known."""
    looks = [code for code, action in ACTIONS.items() if action.look]
    rows = Entry.objects.filter(number__gte=known.number) if known.number else Entry.objects.filter(at__gt=since)
    rows = rows.filter(object_type__in=readable).exclude(action__in=looks).order_by("-number")
    told = rows.values_list("object_type", "object_id", "action", "number", "actor", "hash")
    return [Seen(*row) for row in told[:READ_BACK]]


def _gone_on(viewer: Account, readable: dict[str, Shelf], known: News, entries: list[Seen]) -> News:
    happened: dict[str, dict[int, Happened]] = defaultdict(dict)
    touched: dict[str, dict[int, str]] = defaultdict(dict)  # mark of the last entry, one's own too
    for each in entries:
        if each.number == known.number or not each.key.isdecimal():
            continue
        key = int(each.key)
        mark = touched[each.kind].setdefault(key, each.hash)
        if each.actor != viewer.username:
            new = Happened(each.action, each.number, mark)
            happened[each.kind][key] = _more_telling(readable[each.kind], happened[each.kind].get(key), new)
    for kind, rows in known.happened.items():
        for key, old in rows.items():
            mark = touched[kind].get(key, old.mark)
            happened[kind][key] = _more_telling(readable[kind], happened[kind].get(key), old)._replace(mark=mark)
    asked: dict[str, list[int]] = {}
    visible: dict[str, set[int]] = {}
    happened = {kind: dict(islice(rows.items(), MOST + 1)) for kind, rows in happened.items()}  # one more says "more"
    for kind, rows in happened.items():
        looked_at = list(rows)[:MOST]
        before = known.visible.get(kind, set())
        asked[kind] = [key for key in looked_at if key in touched[kind]]
        visible[kind] = before.intersection(looked_at).difference(asked[kind])
    for kind, key in _visible(viewer, readable, asked):
        visible[kind].add(key)
    return News(entries[0].number, entries[0].hash, happened, visible)


def _more_telling(shelf: Shelf, newer: Happened | None, older: Happened) -> Happened:
    """A step of its states says more than a comment; of two equal ones the newer."""
    steps = steps_of(shelf)
    if newer is None or (older.action in steps and newer.action not in steps):
        return older
    return newer


def _visible(viewer: Account, readable: dict[str, Shelf], asked: dict[str, list[int]]) -> Iterable[tuple[str, int]]:
    """Those of the records that the viewer may know of, by kind and key; all rooms are asked in one query."""
    kinds = [kind for kind, keys in asked.items() if keys]
    queries = [
        readable[kind]
        .visible_to(viewer)
        .filter(pk__in=asked[kind])
        .order_by()
        .values_list(Value(number, output_field=IntegerField()), "pk")
        for number, kind in enumerate(kinds)
    ]
    found = queries[0].union(*queries[1:], all=True) if queries else ()
    return [(kinds[number], key) for number, key in found]


def steps_of(shelf: Shelf) -> set[str]:
    """Codes of the actions that change the status of a record of this kind."""
    return {move.action.code for move in shelf.moves}
