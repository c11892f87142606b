"""A small count is hidden, and with it so much else that nobody can work it out. One rule, two constants.

A table counts things by place (regency → sub-district → village) and splits each count by kind. Totals of places and of
kinds are shown too, so that one hidden count alone could be computed as what is missing. Hence:

1. A total from 1 to SMALLEST_SHOWN - 1 is hidden. Beside it further totals of the same parent are hidden, the smallest
   first, until there are two and together they leave SMALLEST_RANGE possible values. What lies below is hidden too.
2. A place with a small count of some kind is closed: that kind is hidden in it. Further kinds, then all kinds, then
   further places of the same parent are closed with it, the smallest first, until every count in this block could have
   SMALLEST_RANGE different values, given all that is shown. If that cannot be, the parent is closed as well.
3. In a place with a hidden total, and in all that lies in a closed place, every kind is closed.
4. Kinds that are small in the top place are hidden in every place, at least two of them; only their sum is told.

That what is hidden needs company is the complementary suppression of Cox (1980). That the second step is enough follows
from the bounds of Fréchet (1940) for a table with known margins: a count lies
between max(0, row + column - all) and min(row, column), and takes every whole number in between. A closed place whose
total is hidden has more room than that, so the rule errs on the side of hiding. Splits of one group may have a kind in
common (then it is closed in all of them or in none); splits of different groups must not.

The test reads what is published as an opponent would and asks a linear program how far each hidden count can move.
"""

from collections.abc import Mapping

from saksama.office.small_counts.closing import Block
from saksama.office.small_counts.table import (
    LEAST_SUM,
    REST,
    Kinds,
    Protected,
    Split,
    Table,
    Tree,
    is_small,
    merge_kinds,
    summed,
    tree_of,
)


def suppress(table: Table) -> Protected:
    """The table with everything hidden that would tell a small count.

    Raises:
        ValueError: the splits of a place do not add up to the same total, or there is not exactly one top.
    """
    tree = tree_of(table)
    totals, splits = summed(table, tree)
    hidden = _hidden_totals(tree, totals)
    shown: dict[str, dict[str, dict[str, int | None]]] = {}
    for group in table.groups:
        rows = {name: splits[name] for name in group}
        at_top = _small_kinds(rows, tree.top, table.common)
        merged = {
            name: {place: merge_kinds(row, at_top[name]) for place, row in split.items()}
            for name, split in rows.items()
        }
        closed = Block(tree, totals, merged, hidden, table.common).closed()
        for name in group:
            shown[name] = {place: _shown(row, at_top[name], closed[place][name]) for place, row in splits[name].items()}
    return Protected({place: None if place in hidden else total for place, total in totals.items()}, shown)


def put_together(counts: Mapping[str, int], rest: str) -> list[tuple[str, int]]:
    """The groups by size, the largest first, and what is hidden of them as one group `rest`; nothing if all are few.

    A table of one place and one split: by the fourth step at least two groups are hidden, whose sum is told.
    """
    told = suppress(Table({}, {"": {"": counts}}, {"": tuple(counts)}, (("",),)))
    total = told.totals[""]
    if not total:
        return []
    shown = [(name, number) for name, number in told.splits[""][""].items() if number]
    hidden = total - sum(number for _name, number in shown)
    return sorted(shown, key=lambda row: (-row[1], row[0])) + ([(rest, hidden)] if hidden else [])


def _hidden_totals(tree: Tree, totals: Mapping[str, int]) -> set[str]:
    hidden = {tree.top} if is_small(totals[tree.top]) else set()
    for place in tree.downwards():
        children = tree.children.get(place, [])
        if place in hidden:
            hidden.update(children)
            continue
        chosen = [child for child in children if is_small(totals[child])]
        company = sorted(set(children) - set(chosen), key=lambda child: (totals[child] == 0, totals[child], child))
        while chosen and company and (len(chosen) < 2 or sum(totals[each] for each in chosen) < LEAST_SUM):
            chosen.append(company.pop(0))
        hidden.update(chosen)
    return hidden


def _small_kinds(splits: Mapping[str, Split], top: str, common: frozenset[str]) -> Kinds:
    """Kinds that are small in the top place, with company: hidden everywhere, and only their sum is told.

    None of a split whose other kinds are too few or common to two splits; then the top place is closed whole.
    """
    found: Kinds = {}
    for name, split in splits.items():
        counts = split[top]
        kinds = {kind for kind, count in counts.items() if is_small(count)}
        further = sorted((count, kind) for kind, count in counts.items() if count and kind not in kinds)
        while kinds and further and (len(kinds) < 2 or sum(counts[kind] for kind in kinds) < LEAST_SUM):
            kinds.add(further.pop(0)[1])
        is_enough = len(kinds) > 1 and sum(counts[kind] for kind in kinds) >= LEAST_SUM
        found[name] = kinds if is_enough and not kinds & common else set()
    return found


def _shown(row: Mapping[str, int], at_top: set[str], closed: set[str]) -> dict[str, int | None]:
    """A row with what is closed in it left out; kinds that are hidden everywhere show only that there are none."""
    hides_rest = REST in closed or any(row[kind] for kind in at_top)
    hidden = (closed - {REST}) | (at_top if hides_rest else set())
    return {kind: None if kind in hidden else count for kind, count in row.items()}
