"""Small counts are hidden, and with each of them so much else that nobody can work it out. One function, two constants.

A table counts things by place (regency → sub-district → village) and splits each count by kind. Totals of places and of
kinds are shown too, so that one hidden count alone could be computed as what is missing. Hence:

1. A total from 1 to SMALLEST_SHOWN - 1 is hidden. Beside it further totals of the same parent are hidden, the smallest
   first, until there are two and together they leave SMALLEST_RANGE possible values. What lies below is hidden too.
2. A place with a hidden total, or with a small count of some kind, is closed: its whole split is hidden. Further
   places of the same parent are closed, the smallest first, until every count in them could still have SMALLEST_RANGE
   different values, given all that is shown. If all of them are not enough, the parent is closed as well.

That the second step is enough follows from the bounds of Fréchet (1940) for a table with known margins: a count lies
between max(0, row + column - all) and min(row, column), and takes every whole number in between. A closed place whose
total is hidden has more room than that, so the rule errs on the side of hiding. Splits of one group may have a kind in
common (their rows are closed together); splits of different groups must not.

The test reads what is published as an opponent would and asks a linear program how far each hidden count can move.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

SMALLEST_SHOWN = 5  # a count from 1 to 4 might point to somebody whom the neighbours know
SMALLEST_RANGE = 5  # whole numbers that a hidden count could be, at least, for whoever knows all that is shown

Split = dict[str, dict[str, int]]  # place → kind → count


@dataclass(frozen=True)
class Table:
    """What is counted. Only the lowest places are given, the rest is summed."""

    parents: Mapping[str, str]  # place → the place it lies in; one place, the top, has none
    leaves: Mapping[str, Mapping[str, Mapping[str, int]]]  # lowest place → split → kind → count
    kinds: Mapping[str, tuple[str, ...]]  # split → its kinds
    groups: tuple[tuple[str, ...], ...]  # splits that are closed together


@dataclass(frozen=True)
class Protected:
    """What may be shown; None is hidden."""

    totals: dict[str, int | None]
    splits: dict[str, dict[str, dict[str, int | None]]]  # split → place → kind → count

    @property
    def hidden(self) -> int:
        """How many counts are hidden."""
        cells = (count for split in self.splits.values() for row in split.values() for count in row.values())
        return sum(each is None for each in (*self.totals.values(), *cells))


@dataclass
class _Tree:
    """The places, from the top down."""

    top: str
    children: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def downwards(self) -> Iterator[str]:
        """Every place, parents before children."""
        waiting = [self.top]
        while waiting:
            place = waiting.pop(0)
            yield place
            waiting += self.children.get(place, [])


def suppress(table: Table) -> Protected:
    """The table with everything hidden that would tell a small count.

    Raises:
        ValueError: the splits of a place do not add up to the same total, or there is not exactly one top.
    """
    tree = _tree(table)
    totals, splits = _summed(table, tree)
    hidden = _hidden_totals(tree, totals)
    shown: dict[str, dict[str, dict[str, int | None]]] = {}
    for group in table.groups:
        rows = {name: splits[name] for name in group}
        nothing_of = _closed(tree, totals, rows, hidden)
        for name in group:
            shown[name] = {
                place: _row(
                    splits[name][place], None if place in hidden else totals[place], nothing_of.get(place), name
                )
                for place in totals
            }
    return Protected({place: None if place in hidden else total for place, total in totals.items()}, shown)


def _hidden_totals(tree: _Tree, totals: Mapping[str, int]) -> set[str]:
    hidden = {tree.top} if _is_small(totals[tree.top]) else set()
    for place in tree.downwards():
        children = tree.children.get(place, [])
        if place in hidden:
            hidden.update(children)
            continue
        chosen = [child for child in children if _is_small(totals[child])]
        company = sorted(set(children) - set(chosen), key=lambda child: (totals[child] == 0, totals[child], child))
        while chosen and company and (len(chosen) < 2 or sum(totals[each] for each in chosen) + 1 < SMALLEST_RANGE):
            chosen.append(company.pop(0))
        hidden.update(chosen)
    return hidden


def _closed(
    tree: _Tree, totals: Mapping[str, int], splits: Mapping[str, Split], hidden: set[str]
) -> dict[str, dict[str, set[str]]]:
    """The places whose splits are hidden, each with the kinds of which the closed places together have none."""
    forced: set[str] = set()
    while True:
        closed, failed = _close(tree, totals, splits, hidden, forced)
        if not failed:
            return closed
        forced.add(failed)


def _close(
    tree: _Tree, totals: Mapping[str, int], splits: Mapping[str, Split], hidden: set[str], forced: set[str]
) -> tuple[dict[str, dict[str, set[str]]], str]:
    def must_close(place: str) -> bool:
        small = any(_is_small(count) for split in splits.values() for count in split[place].values())
        return small or place in hidden or place in forced

    closed: dict[str, dict[str, set[str]]] = {tree.top: {}} if must_close(tree.top) else {}
    for place in tree.downwards():
        children = tree.children.get(place, [])
        if place in closed:
            closed.update(dict.fromkeys(children, closed[place]))
            continue
        pool = [child for child in children if must_close(child)]
        company = sorted(set(children) - set(pool), key=lambda child: (totals[child] == 0, totals[child], child))
        while pool and not _is_safe(pool, totals, splits, hidden):
            if not company:
                return closed, place
            pool.append(company.pop(0))
        nothing_of = {name: {kind for kind, count in _columns(split, pool).items() if not count}
                      for name, split in splits.items()}  # fmt: skip
        closed.update(dict.fromkeys(pool, nothing_of))
    return closed, ""


def _is_safe(pool: list[str], totals: Mapping[str, int], splits: Mapping[str, Split], hidden: set[str]) -> bool:
    """True if every count in the closed places could still have SMALLEST_RANGE values."""
    room = SMALLEST_RANGE - 1
    everything = sum(totals[place] for place in pool)
    for split in splits.values():
        columns = [count for count in _columns(split, pool).values() if count]
        if len(columns) < 2:
            continue  # all of one kind: the split says no more than the totals
        if min(columns) < room:
            return False
        if any(everything - totals[place] < room for place in pool if place not in hidden):
            return False
    return True


def _row(
    row: Mapping[str, int], total: int | None, nothing_of: Mapping[str, set[str]] | None, name: str
) -> dict[str, int | None]:
    if nothing_of is None or total == 0:
        return dict(row)
    nothing = nothing_of.get(name, set())
    if len(row) - len(nothing) == 1:  # what there is, is of one kind
        return {kind: 0 if kind in nothing else total for kind in row}
    return {kind: 0 if kind in nothing else None for kind in row}


def _is_small(count: int) -> bool:
    return 0 < count < SMALLEST_SHOWN


def _columns(split: Split, places: Iterable[str]) -> dict[str, int]:
    sums: dict[str, int] = defaultdict(int)
    for place in places:
        for kind, count in split[place].items():
            sums[kind] += count
    return sums


def _tree(table: Table) -> _Tree:
    places = {*table.leaves, *table.parents, *table.parents.values()}
    tops = sorted(places - set(table.parents))
    if len(tops) != 1:
        raise ValueError(f"one place must lie in no other, here {len(tops)}: {tops[:5]}")
    tree = _Tree(tops[0])
    for place, parent in sorted(table.parents.items()):
        tree.children[parent].append(place)
    return tree


def _summed(table: Table, tree: _Tree) -> tuple[dict[str, int], dict[str, Split]]:
    splits: dict[str, Split] = {name: {} for name in table.kinds}
    totals: dict[str, int] = {}
    for place in reversed(list(tree.downwards())):
        children = tree.children.get(place, [])
        for name, kinds in table.kinds.items():
            own = table.leaves.get(place, {}).get(name, {})
            splits[name][place] = {
                kind: own.get(kind, 0) + sum(splits[name][child][kind] for child in children) for kind in kinds
            }
        found = {sum(splits[name][place].values()) for name in table.kinds}
        if len(found) != 1:
            raise ValueError(f"{place}: the splits add up to different totals {sorted(found)}")
        totals[place] = found.pop()
    return totals, splits
