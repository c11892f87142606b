"""Counting the findings of one list by place and kind, with what KPU answered and what the next list showed."""

import hashlib
import json
from collections import Counter, defaultdict
from datetime import date
from typing import Any

from django.db.models import Count

from saksama.office.accounts.region_code import parent_of
from saksama.office.election.models import Level, Region
from saksama.office.recommendations.models import Claim, Item, Result
from saksama.office.recommendations.states import SENT_STATES
from saksama.office.rolls.models import CategoryChoice, Finding, FindingStatus, ListVersion
from saksama.office.small_counts import SMALLEST_RANGE, SMALLEST_SHOWN, Table, suppress

NONE, WAITING = "none", "waiting"  # not recommended; recommended, and nothing is known yet
KINDS: dict[str, tuple[str, ...]] = {
    "category": tuple(CategoryChoice.values),
    "answer": (NONE, WAITING, "fixed", "otherwise"),
    "result": (NONE, WAITING, "fixed", "open", "cannot_tell"),
}
# Rare kinds are counted together: apart, their small counts would hide the large ones beside them.
ANSWERS = {"": WAITING, Claim.FIXED: "fixed", Claim.ALREADY_RIGHT: "otherwise", Claim.REJECTED: "otherwise"}
RESULTS = {
    "": WAITING,
    Result.FIXED: "fixed",
    Result.PARTLY: "open",
    Result.CHANGED: "open",
    Result.NOT_FIXED: "open",
    Result.CANNOT_TELL: "cannot_tell",
}
GROUPS = (("category",), ("answer", "result"))  # answer and result have "none" in common
REST = "rest"  # ends the code of what lies in a place and in none of its parts


def figures_of(version: ListVersion, day: date) -> dict[str, Any]:
    """Everything that can be released of a list, small counts hidden; plain JSON. Five queries.

    A finding that was refuted on the spot is left out. A finding that several letters took up counts once, as it stands
    in the last of them that was sent.
    """
    regions = list(Region.objects.filter(code__within=version.region, level__gte=Level.REGENCY).order_by("code"))
    tree = _Places(version.region, regions)
    counted: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: {name: Counter() for name in KINDS})
    findings = Finding.objects.filter(version=version).exclude(status=FindingStatus.REFUTED).order_by()
    for code, category, number in findings.values_list("region", "category").annotate(n=Count("pk")):
        leaf = tree.leaf_of(code)
        counted[leaf]["category"][category] += number
        counted[leaf]["answer"][NONE] += number
        counted[leaf]["result"][NONE] += number
    recommended = _last_items(version)
    for code, claim, result in recommended:
        row = counted[tree.leaf_of(code)]
        for name, said in (("answer", ANSWERS[claim]), ("result", RESULTS[result])):
            row[name][NONE] -= 1
            row[name][said] += 1
    told = suppress(
        Table(tree.parents, {place: counted[place] for place in tree.leaves}, KINDS, GROUPS, frozenset({NONE}))
    )
    names = {region.code: region.name for region in regions}
    places = [
        {
            "code": place,
            "parent": tree.parents.get(place, ""),
            "name": names.get(place, ""),
            "total": total,
            **{name: told.splits[name][place] for name in KINDS},
        }
        for place, total in sorted(told.totals.items())
        if not (place.endswith(REST) and total == 0)
    ]
    return {
        "list": {"kind": version.kind, "name": version.name, "election": version.election, "voters": version.rows_kept},
        "counted": day.isoformat(),
        "rule": {"smallest_shown": SMALLEST_SHOWN, "smallest_range": SMALLEST_RANGE},
        "hidden": told.hidden,
        "recommended_any": bool(recommended),
        "places": places,
    }


def digest_of_figures(figures: dict[str, Any]) -> str:
    """SHA-256 of the figures, however they are laid out."""
    return hashlib.sha256(json.dumps(figures, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


class _Places:
    """The tree of places; each that has parts gets one more part for what lies in none of them."""

    def __init__(self, top: str, regions: list[Region]) -> None:
        codes = [region.code for region in regions if region.code != top]
        self.top = top
        self.parents = {code: parent_of(code) or top for code in codes}
        inner = {top, *self.parents.values()}
        self.parents |= {f"{place}.{REST}": place for place in inner}
        self.leaves = frozenset(code for code in self.parents if code not in inner)

    def leaf_of(self, code: str) -> str:
        """The lowest place of the tree that a code lies in."""
        while code and code not in self.leaves and f"{code}.{REST}" not in self.leaves:
            code = parent_of(code)
        return code if code in self.leaves else f"{code or self.top}.{REST}"


def _last_items(version: ListVersion) -> list[tuple[str, str, str]]:
    """Place, KPU's answer and the next list's result of each recommended finding, from the last letter sent."""
    items = (
        Item.objects.filter(finding__version=version, recommendation__state__in=SENT_STATES)
        .exclude(finding__status=FindingStatus.REFUTED)
        .order_by("pk")
        .values_list("finding_id", "finding__region", "claim", "result")
    )
    last = {finding: (code, claim, result) for finding, code, claim, result in items}
    return list(last.values())
