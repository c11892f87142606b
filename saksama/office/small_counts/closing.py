"""Which kinds have to be hidden in which places, so that no small count of a split can be worked out."""

from collections.abc import Mapping

from saksama.office.small_counts.table import (
    LEAST_SUM,
    Kinds,
    Split,
    Tree,
    column_sums,
    is_small,
    merge_kinds,
)


class Block:
    """The splits of one group, on their way to what is closed in them."""

    def __init__(
        self,
        tree: Tree,
        totals: Mapping[str, int],
        splits: Mapping[str, Split],
        hidden: set[str],
        common: frozenset[str],
    ) -> None:
        self.tree, self.totals, self.splits, self.hidden, self.common = tree, totals, splits, hidden, common
        self.forced: set[str] = set()  # places that have to be closed whole, because what lies in them cannot be

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
            children = self.tree.children.get(place, [])
            pool = [child for child in children if self._is_touched(child)]
            to_be_whole = [child for child in pool if child in self.hidden or child in self.forced]
            # What is safe by itself stays so beside something else that is hidden: blocks may be closed apart.
            partly = self._partly([child for child in children if child not in to_be_whole])
            if partly is not None:
                grown = self._grown(to_be_whole, self._by_size(set(children) - set(to_be_whole) - set(partly)))
                if grown or not to_be_whole:
                    closed.update(partly)
                    whole.update(dict.fromkeys(grown, self._nothing_of(grown)))
                    continue
            grown = self._grown(pool, self._by_size(set(children) - set(pool)))
            if pool and not grown:
                return closed, place
            whole.update(dict.fromkeys(grown, self._nothing_of(grown)))
        return closed, ""

    def _by_size(self, places: set[str]) -> list[str]:
        return sorted(places, key=lambda place: (self.totals[place] == 0, self.totals[place], place))

    def _grown(self, pool: list[str], company: list[str]) -> list[str]:
        """The places with as much company as makes them safe when closed whole; none if all are not enough."""
        for more in range(len(company) + 1):
            grown = [*pool, *company[:more]]
            if pool and self._is_safe(grown):
                return grown
        return []

    def _is_touched(self, place: str) -> bool:
        small = any(is_small(count) for split in self.splits.values() for count in split[place].values())
        return small or place in self.hidden or place in self.forced

    def _partly(self, places: list[str]) -> dict[str, Kinds] | None:
        """The fewest kinds to be closed in the fewest of these places; None if some have to be closed whole."""
        found: dict[str, Kinds] = {}
        for name, split in self.splits.items():
            pool = [place for place in places if any(map(is_small, split[place].values()))]
            if not pool:
                continue
            block = self._fewest(split, pool, self._by_size(set(places) - set(pool)))
            if block is None:
                return None
            rows, kinds = block
            for place in rows:
                if any(split[place][kind] for kind in kinds):  # of who has none of them, everybody can work it out
                    found.setdefault(place, {each: set() for each in self.splits})[name] = kinds
        return found if all(self._parts_are_safe(place, kinds) for place, kinds in found.items()) else None

    def _fewest(self, split: Split, pool: list[str], company: list[str]) -> tuple[list[str], set[str]] | None:
        """Places and kinds that can be closed alone; no kind that two splits have in common."""
        for more in range(len(company) + 1):
            rows = [*pool, *company[:more]]
            columns = column_sums(split, rows)
            kinds = {kind for place in pool for kind, count in split[place].items() if is_small(count)}
            further = sorted((count, kind) for kind, count in columns.items() if count and kind not in kinds)
            while not self._kinds_are_safe(split, rows, kinds) and further:
                kinds.add(further.pop(0)[1])
            if self._kinds_are_safe(split, rows, kinds) and not kinds & self.common:
                return rows, kinds
        return None

    def _kinds_are_safe(self, split: Split, pool: list[str], kinds: set[str]) -> bool:
        """True if the counts of these kinds in these places have room among one another."""
        columns = [count for kind, count in column_sums(split, pool).items() if kind in kinds and count]
        rows = [sum(split[place][kind] for kind in kinds) for place in pool]
        return (
            len(columns) > 1
            and min(columns) >= LEAST_SUM
            and all(row == 0 or (row >= LEAST_SUM and sum(rows) - row >= LEAST_SUM) for row in rows)
        )

    def _parts_are_safe(self, place: str, kinds: Kinds) -> bool:
        """True if what lies in a partly closed place is safe when it is closed whole, the closed kinds seen as one."""
        parts = self.tree.children.get(place, [])
        merged = {
            name: {part: merge_kinds(split[part], kinds[name]) for part in parts} for name, split in self.splits.items()
        }
        return not parts or self._is_safe(parts, merged)

    def _is_safe(self, pool: list[str], splits: Mapping[str, Split] | None = None) -> bool:
        """True if every count in places that are closed whole could still have SMALLEST_RANGE values."""
        everything = sum(self.totals[place] for place in pool)
        for split in (splits or self.splits).values():
            columns = [count for count in column_sums(split, pool).values() if count]
            if len(columns) < 2:
                continue  # all of one kind: the split says no more than the totals
            if min(columns) < LEAST_SUM:
                return False
            if any(everything - self.totals[place] < LEAST_SUM for place in pool if place not in self.hidden):
                return False
        return True

    def _nothing_of(self, pool: list[str]) -> Kinds:
        """The kinds of which there are none in these places together: everybody can work that out."""
        return {
            name: {kind for kind, count in column_sums(split, pool).items() if not count}
            for name, split in self.splits.items()
        }

    def _nothing_in(self, place: str, closed: Kinds) -> Kinds:
        """The kinds of which a partly closed place is known to have none."""
        return {
            name: {kind for kind, count in split[place].items() if not count and kind not in closed[name]}
            for name, split in self.splits.items()
        }

    def _hide_all(self, place: str, nothing: Kinds, closed: dict[str, Kinds]) -> None:
        for name, split in self.splits.items():
            kinds = set(split[place]) - nothing[name]
            is_told = place not in self.hidden and (self.totals[place] == 0 or len(kinds) == 1)
            closed[place][name] = set() if is_told else kinds
