"""A table of counts by place and kind, and the two numbers that say what is small in it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

SMALLEST_SHOWN = 5  # a count from 1 to 4 might point to somebody whom the neighbours know; our choice, no law's
SMALLEST_RANGE = 5  # whole numbers that a hidden count could be, at least, for whoever knows all that is shown
LEAST_SUM = max(SMALLEST_SHOWN, SMALLEST_RANGE - 1)  # of hidden counts whose sum everybody can work out

Split = dict[str, dict[str, int]]  # place → kind → count
Kinds = dict[str, set[str]]  # split → kinds
REST = ""  # kinds seen as one


@dataclass(frozen=True)
class Table:
    """What is counted. Only the lowest places are given, the rest is summed."""

    parents: Mapping[str, str]  # place → the place it lies in; one place, the top, has none
    leaves: Mapping[str, Mapping[str, Mapping[str, int]]]  # lowest place → split → kind → count
    kinds: Mapping[str, tuple[str, ...]]  # split → its kinds
    groups: tuple[tuple[str, ...], ...]  # splits that are closed together
    common: frozenset[str] = frozenset()  # kinds that count the same thing in all splits of a group


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
class Tree:
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


def is_small(count: int) -> bool:
    """True if it must not be shown."""
    return 0 < count < SMALLEST_SHOWN


def column_sums(split: Split, places: Iterable[str]) -> dict[str, int]:
    """Of some places together, by kind."""
    sums: dict[str, int] = defaultdict(int)
    for place in places:
        for kind, count in split[place].items():
            sums[kind] += count
    return sums


def merge_kinds(row: Mapping[str, int], kinds: set[str]) -> dict[str, int]:
    """A row in which these kinds are one, REST."""
    rest = {kind: count for kind, count in row.items() if kind not in kinds}
    return {**rest, REST: sum(row[kind] for kind in kinds)} if kinds else rest


def tree_of(table: Table) -> Tree:
    """The places of a table. Raises ValueError: there is not exactly one top."""
    places = {*table.leaves, *table.parents, *table.parents.values()}
    tops = sorted(places - set(table.parents))
    if len(tops) != 1:
        raise ValueError(f"one place must lie in no other, here {len(tops)}: {tops[:5]}")
    tree = Tree(tops[0])
    for place, parent in sorted(table.parents.items()):
        tree.children[parent].append(place)
    return tree


def summed(table: Table, tree: Tree) -> tuple[dict[str, int], dict[str, Split]]:
    """Totals and splits of every place. Raises ValueError: the splits of a place add up to different totals."""
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
