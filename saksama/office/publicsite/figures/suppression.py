"""Small counts are hidden, and with each of them so much else that nobody can work it out. One function, two constants.

A table counts things by place (regency → sub-district → village) and splits each count by kind. Totals of places and of
kinds are shown too, so that one hidden count alone could be computed as what is missing. Hence:

1. A total from 1 to SMALLEST_SHOWN - 1 is hidden. Beside it further totals of the same parent are hidden, the smallest
   first, until there are two and together they leave SMALLEST_RANGE possible values. What lies below is hidden too.
2. A place with a small count of some kind is closed: that kind is hidden in it. Further kinds, then all kinds, then
   further places of the same parent are closed with it, the smallest first, until every count in this block could have
   SMALLEST_RANGE different values, given all that is shown. If that cannot be, the parent is closed as well.
3. In a place with a hidden total, and in all that lies in a closed place, every kind is closed.

That the second step is enough follows from the bounds of Fréchet (1940) for a table with known margins: a count lies
between max(0, row + column - all) and min(row, column), and takes every whole number in between. A closed place whose
total is hidden has more room than that, so the rule errs on the side of hiding. Splits of one group may have a kind in
common (then it is closed in all of them or in none); splits of different groups must not.

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
        block = _Block(tree, totals, {name: splits[name] for name in group}, hidden)
        closed = block.closed()
        for name in group:
            shown[name] = {
                place: {kind: None if kind in closed[place][name] else count for kind, count in row.items()}
                for place, row in splits[name].items()
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


Kinds = dict[str, set[str]]  # split → kinds


class _Block:
    """The splits of one group, on their way to what is closed in them."""

    def __init__(self, tree: _Tree, totals: Mapping[str, int], splits: Mapping[str, Split], hidden: set[str]) -> None:
        self.tree, self.totals, self.splits, self.hidden = tree, totals, splits, hidden
        self.forced: set[str] = set()  # places that have to be closed whole, because what lies in them cannot be
        names = [kind for split in splits.values() for kind in split[tree.top]]
        self.common = {kind for kind in names if names.count(kind) > 1}

    def closed(self) -> dict[str, Kinds]:
        """Of every place the kinds that are hidden in it."""
        while True:
            closed, failed = self._attempt()
            if not failed:
                return closed
            self.forced.add(failed)

    def _attempt(self) -> tuple[dict[str, Kinds], str]:
        top = self.tree.top
        closed: dict[str, Kinds] = {place: {name: set() for name in self.splits} for place in self.totals}
        whole: dict[str, Kinds] = {}  # closed places, each with the kinds of which there are none in it for certain
        if self._is_touched(top):
            whole[top] = {name: set() for name in self.splits}
        for place in self.tree.downwards():
            if place in whole:
                self._hide_all(place, whole[place], closed)
                whole.update(dict.fromkeys(self.tree.children.get(place, []), whole[place]))
                continue
            if any(closed[place].values()):  # partly closed: what lies in it is closed whole
                whole.update(dict.fromkeys(self.tree.children.get(place, []), self._nothing_in(place, closed[place])))
                continue
            pool = [child for child in self.tree.children.get(place, []) if self._is_touched(child)]
            others = set(self.tree.children.get(place, [])) - set(pool)
            company = sorted(others, key=lambda child: (self.totals[child] == 0, self.totals[child], child))
            while pool:
                if partly := self._partly(pool):
                    for child in pool:
                        closed[child] = self._seen_in(child, partly)
                    break
                if self._is_safe(pool):
                    whole.update(dict.fromkeys(pool, self._nothing_of(pool)))
                    break
                if not company:
                    return closed, place
                pool.append(company.pop(0))
        return closed, ""

    def _is_touched(self, place: str) -> bool:
        small = any(_is_small(count) for split in self.splits.values() for count in split[place].values())
        return small or place in self.hidden or place in self.forced

    def _partly(self, pool: list[str]) -> Kinds:
        """The fewest kinds that can be closed in these places alone; nothing if all have to be."""
        if any(place in self.hidden or place in self.forced for place in pool):
            return {}
        found: Kinds = {}
        for name, split in self.splits.items():
            columns = _columns(split, pool)
            kinds = {kind for place in pool for kind, count in split[place].items() if _is_small(count)}
            further = sorted(set(columns) - kinds - self.common, key=lambda kind: (columns[kind], kind))
            further = [kind for kind in further if columns[kind]]
            while kinds and not self._kinds_are_safe(split, pool, kinds):
                if not further:
                    return {}
                kinds.add(further.pop(0))
            if kinds & self.common:
                return {}
            found[name] = kinds
        if all(self._parts_are_safe(place, found) for place in pool):
            return found
        return {}

    def _kinds_are_safe(self, split: Split, pool: list[str], kinds: set[str]) -> bool:
        """True if the counts of these kinds in these places have room among one another."""
        room = SMALLEST_RANGE - 1
        columns = [count for kind, count in _columns(split, pool).items() if kind in kinds and count]
        rows = [sum(split[place][kind] for kind in kinds) for place in pool]
        return (
            len(columns) > 1
            and min(columns) >= room
            and all(row == 0 or (row >= room and sum(rows) - row >= room) for row in rows)
        )

    def _parts_are_safe(self, place: str, kinds: Kinds) -> bool:
        """True if what lies in a partly closed place is safe when it is closed whole, the closed kinds seen as one."""
        parts = self.tree.children.get(place, [])
        merged = {
            name: {part: _merged(split[part], kinds[name]) for part in parts} for name, split in self.splits.items()
        }
        return not parts or self._is_safe(parts, merged)

    def _is_safe(self, pool: list[str], splits: Mapping[str, Split] | None = None) -> bool:
        """True if every count in places that are closed whole could still have SMALLEST_RANGE values."""
        room = SMALLEST_RANGE - 1
        everything = sum(self.totals[place] for place in pool)
        for split in (splits or self.splits).values():
            columns = [count for count in _columns(split, pool).values() if count]
            if len(columns) < 2:
                continue  # all of one kind: the split says no more than the totals
            if min(columns) < room:
                return False
            if any(everything - self.totals[place] < room for place in pool if place not in self.hidden):
                return False
        return True

    def _nothing_of(self, pool: list[str]) -> Kinds:
        """The kinds of which there are none in these places together: everybody can work that out."""
        return {
            name: {kind for kind, count in _columns(split, pool).items() if not count}
            for name, split in self.splits.items()
        }

    def _nothing_in(self, place: str, closed: Kinds) -> Kinds:
        """The kinds of which a partly closed place is known to have none."""
        return {
            name: {kind for kind, count in split[place].items() if not count and kind not in closed[name]}
            for name, split in self.splits.items()
        }

    def _seen_in(self, place: str, kinds: Kinds) -> Kinds:
        """Of the kinds closed in some places, those that are closed in this one: none if it has none of them at all."""
        return {
            name: chosen if any(self.splits[name][place][kind] for kind in chosen) else set()
            for name, chosen in kinds.items()
        }

    def _hide_all(self, place: str, nothing: Kinds, closed: dict[str, Kinds]) -> None:
        for name, split in self.splits.items():
            kinds = set(split[place]) - nothing[name]
            is_told = place not in self.hidden and (self.totals[place] == 0 or len(kinds) == 1)
            closed[place][name] = set() if is_told else kinds


def _merged(row: Mapping[str, int], kinds: set[str]) -> dict[str, int]:
    rest = {kind: count for kind, count in row.items() if kind not in kinds}
    return {**rest, "": sum(row[kind] for kind in kinds)} if kinds else rest


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
