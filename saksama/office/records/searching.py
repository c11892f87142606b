"""Finding by words in every room one may read, and what was perhaps meant when nothing is found."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from django.db.models.functions import Substr

from saksama.office.accounts.models import Account
from saksama.office.election.models import Region
from saksama.office.records.registry import Shelf, shelves

SHOWN = 8  # of each room
COUNTED = 1_000  # hits of each room; beyond it the number is a lower limit
BESIDE = 60  # characters shown on each side of a word
VOCABULARY_ROWS = 1_500  # newest records of each room whose words are known to the spelling help
VOCABULARY_TEXT = 400  # characters of each
ALIKE = 0.75  # difflib's ratio from which a word counts as meant


@dataclass(frozen=True)
class Hit:
    """One thing found: what it is called, where it leads, and where the words stand."""

    record: Any
    title: str
    url: str
    day: date | None
    place: str
    excerpt: str


@dataclass(frozen=True)
class Found:
    """What one room has."""

    shelf: Shelf
    hits: list[Hit]
    number: int
    is_more: bool  # there are more than `number`

    @property
    def room(self) -> Any:
        """The room of records, None for what is no record."""
        return self.shelf.room


def search_everything(viewer: Account, words: str, *, records_only: bool = False) -> list[Found]:
    """One query for each room the viewer may read, two where there is more than fits. The most hits first."""
    if not words:
        return []
    found = []
    for shelf in shelves():
        if not viewer.may(shelf.read) or (records_only and shelf.room is None):
            continue
        rows = shelf.find(shelf.visible_to(viewer), words).select_related(*shelf.related)
        first = list(rows[: SHOWN + 1])
        if first:
            number = rows[: COUNTED + 1].count() if len(first) > SHOWN else len(first)
            hits = [_hit(shelf, row, words) for row in first[:SHOWN]]
            found.append(Found(shelf, hits, min(number, COUNTED), number > COUNTED))
    return found


def did_you_mean(viewer: Account, words: str) -> str:
    """The words with those nobody wrote replaced by the nearest that somebody did; empty if there is none.

    Only words of what the viewer may see are offered: a suggestion must not tell of what is hidden.
    """
    known = Counter(_vocabulary(viewer))
    better = []
    for word in words.lower().split()[:8]:
        near = [word] if word in known or len(word) < 4 else get_close_matches(word, known, n=3, cutoff=ALIKE)
        better.append(max(near, key=lambda each: known[each]) if near and word not in near else word)
    suggestion = " ".join(better)
    return suggestion if suggestion != words.lower() else ""


def excerpt(text: str, words: str) -> str:
    """The text around the first of the words, cut at spaces; empty if none stands in it."""
    lower = text.lower()
    places = [place for word in words.lower().split() if (place := lower.find(word)) >= 0]
    if not places:
        return ""
    start, end = max(0, min(places) - BESIDE), min(places) + 2 * BESIDE
    cut = text[start:end]
    if start:
        cut = f"… {cut.partition(' ')[2]}"
    return cut if end >= len(text) else f"{cut.rpartition(' ')[0]} …"


def _hit(shelf: Shelf, row: Any, words: str) -> Hit:
    title = shelf.title(row)
    in_title = all(word in title.lower() for word in words.lower().split())
    return Hit(
        row,
        title,
        shelf.url(row),
        shelf.day(row),
        getattr(row, "place", "") or "",
        "" if in_title else excerpt(shelf.text(row), words),
    )


def _vocabulary(viewer: Account) -> Iterator[str]:
    yield from _words(" ".join(Region.objects.visible_to(viewer).values_list("name", flat=True)))
    for shelf in shelves():
        if shelf.room is None or not viewer.may(shelf.read):
            continue
        rows = shelf.visible_to(viewer).order_by("-pk").annotate(start=Substr("search_text", 1, VOCABULARY_TEXT))
        for text in rows.values_list("start", flat=True)[:VOCABULARY_ROWS]:
            yield from _words(text)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{4,}", text.lower())
