"""What is published tells no hidden count: an opponent with a linear program tries to work it out."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from saksama.office.small_counts import SMALLEST_RANGE, SMALLEST_SHOWN, Protected, Table, put_together, suppress

KINDS = {
    "category": ("tms", "missing", "data", "anomaly"),
    "answer": ("none", "fixed", "no"),
    "result": ("none", "fixed", "open"),
}
GROUPS = (("category",), ("answer", "result"))
counts = st.one_of(st.integers(0, 6), st.integers(0, 40))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """One to four sub-districts of one to four villages; an area may lie in the regency itself."""
    parents: dict[str, str] = {}
    leaves: dict[str, dict[str, dict[str, int]]] = {}
    for district in range(draw(st.integers(1, 4))):
        parents[f"d{district}"] = "top"
        for village in range(draw(st.integers(1, 4))):
            parents[f"d{district}v{village}"] = f"d{district}"
            leaves[f"d{district}v{village}"] = _leaf(draw)
    if draw(st.booleans()):
        parents["rest"] = "top"
        leaves["rest"] = _leaf(draw)
    return Table(parents, leaves, KINDS, GROUPS, frozenset({"none"}))


def _leaf(draw: st.DrawFn) -> dict[str, dict[str, int]]:
    category = [draw(counts) for _ in KINDS["category"]]
    total = sum(category)
    none = draw(st.integers(0, total))
    fixed, yes = draw(st.integers(0, total - none)), draw(st.integers(0, total - none))
    return {
        "category": dict(zip(KINDS["category"], category, strict=True)),
        "answer": {"none": none, "fixed": yes, "no": total - none - yes},
        "result": {"none": none, "fixed": fixed, "open": total - none - fixed},
    }


class Opponent:
    """Knows every shown count, that places and kinds add up, and that "none" is the same in answer and result."""

    def __init__(self, table: Table, told: Protected) -> None:
        self.cells = [("total", place, "") for place in told.totals]
        self.cells += [(name, place, kind) for name, kinds in KINDS.items() for place in told.totals for kind in kinds]
        self.number = {cell: number for number, cell in enumerate(self.cells)}
        self.told = told
        self.equations: list[tuple[dict[int, int], int]] = []
        children: dict[str, list[str]] = {}
        for place, parent in table.parents.items():
            children.setdefault(parent, []).append(place)
        for place in told.totals:
            for name, kinds in KINDS.items():
                self._say({("total", place, ""): -1, **{(name, place, kind): 1 for kind in kinds}})
            self._say({("answer", place, "none"): 1, ("result", place, "none"): -1})
        for parent, lower in children.items():
            for name, kind in (("total", ""), *((split, kind) for split in KINDS for kind in KINDS[split])):
                self._say({(name, parent, kind): -1, **{(name, place, kind): 1 for place in lower}})

    def _say(self, terms: dict[tuple[str, str, str], int]) -> None:
        self.equations.append(({self.number[cell]: factor for cell, factor in terms.items()}, 0))

    def shown(self, cell: tuple[str, str, str]) -> int | None:
        name, place, kind = cell
        return self.told.totals[place] if name == "total" else self.told.splits[name][place][kind]

    def ranges(self) -> dict[tuple[str, str, str], float]:
        """Of each hidden count how far it can move."""
        matrix = np.zeros((len(self.equations), len(self.cells)))
        for row, (terms, _) in enumerate(self.equations):
            for column, factor in terms.items():
                matrix[row, column] = factor
        bounds = [(0, None) if value is None else (value, value) for value in map(self.shown, self.cells)]
        found = {}
        for cell in self.cells:
            if self.shown(cell) is None:
                goal = np.zeros(len(self.cells))
                goal[self.number[cell]] = 1
                ends = []
                for sign in (1, -1):
                    solved = linprog(sign * goal, A_eq=matrix, b_eq=np.zeros(len(self.equations)), bounds=bounds)
                    ends.append(float("inf") if solved.status == 3 else sign * float(solved.fun))
                found[cell] = ends[1] - ends[0]
        return found


@settings(max_examples=25, deadline=None)
@given(tables())
def test_no_hidden_count_can_be_worked_out_from_what_is_shown(table: Table) -> None:
    told = suppress(table)
    for cell, width in Opponent(table, told).ranges().items():
        assert width >= SMALLEST_RANGE - 1 - 1e-6, (cell, width)


@settings(max_examples=300, deadline=None)
@given(tables())
def test_no_small_count_is_shown_and_what_is_shown_is_true(table: Table) -> None:
    told = suppress(table)
    shown = list(told.totals.values())
    shown += [count for split in told.splits.values() for row in split.values() for count in row.values()]
    assert not any(count is not None and 0 < count < SMALLEST_SHOWN for count in shown)
    for place, leaf in table.leaves.items():
        assert told.totals[place] in (None, sum(leaf["category"].values()))
        for name, row in leaf.items():
            for kind, count in row.items():
                assert told.splits[name][place][kind] in (None, count), (name, place, kind)


def _plain(*villages: tuple[int, int]) -> Table:
    """One sub-district in which two kinds are counted."""
    leaves = {f"v{number}": {"kind": {"a": a, "b": b}} for number, (a, b) in enumerate(villages)}
    parents = {**dict.fromkeys(leaves, "d"), "d": "top"}
    return Table(parents, leaves, {"kind": ("a", "b")}, (("kind",),))


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    assert suppress(_plain((10, 20), (0, 7), (30, 5))).hidden == 0


def test_a_small_count_hides_a_second_place_so_that_it_is_not_what_is_missing() -> None:
    told = suppress(_plain((40, 3), (50, 20), (60, 30)))
    assert told.totals == {"v0": 43, "v1": 70, "v2": 90, "d": 203, "top": 203}
    assert told.splits["kind"]["v0"] == {"a": None, "b": None}
    assert told.splits["kind"]["v1"] == {"a": None, "b": None}
    assert told.splits["kind"]["v2"] == {"a": 60, "b": 30}


def test_a_small_total_hides_a_second_total() -> None:
    told = suppress(_plain((2, 0), (50, 0), (60, 0)))
    assert told.totals == {"v0": None, "v1": None, "v2": 60, "d": 112, "top": 112}


def test_a_kind_that_is_small_in_all_hides_another_kind_and_leaves_the_rest() -> None:
    leaves = {f"v{n}": {"kind": {"a": 100 + n, "b": 40, "c": 9, "d": int(n == 0)}} for n in range(3)}
    parents = dict.fromkeys(leaves, "top")
    told = suppress(Table(parents, leaves, {"kind": ("a", "b", "c", "d")}, (("kind",),)))
    assert told.splits["kind"]["top"] == {"a": 303, "b": 120, "c": None, "d": None}
    assert told.splits["kind"]["v1"] == {"a": 101, "b": 40, "c": None, "d": None}


def test_a_place_with_nothing_shows_its_nothing() -> None:
    told = suppress(_plain((0, 0), (40, 3), (50, 20)))
    assert (told.totals["v0"], told.splits["kind"]["v0"]) == (0, {"a": 0, "b": 0})


@given(st.dictionaries(st.sampled_from("ABCDEF"), counts))
def test_groups_that_are_put_together_add_up_and_tell_no_small_one(groups: dict[str, int]) -> None:
    rows = put_together(groups, "rest")
    shown, hidden = dict(rows), [name for name, number in groups.items() if number and (name, number) not in rows]
    total = sum(groups.values())
    assert sum(shown.values()) == (total if total >= SMALLEST_SHOWN else 0)
    assert all(number >= SMALLEST_SHOWN for number in shown.values())
    if "rest" in shown:
        assert len(hidden) > 1  # one alone would be what is missing


def test_groups_are_told_the_largest_first_and_the_small_ones_together() -> None:
    assert put_together({"A": 7, "B": 6, "C": 4, "D": 1}, "rest") == [("A", 7), ("B", 6), ("rest", 5)]
    assert put_together({"A": 7, "B": 6, "C": 1}, "rest") == [("A", 7), ("rest", 7)]  # C would be 14 - 13
    assert put_together({"A": 9, "B": 5}, "rest") == [("A", 9), ("B", 5)]
    assert put_together({"A": 2, "B": 2}, "rest") == put_together({}, "rest") == []


def test_splits_that_do_not_add_up_are_refused() -> None:
    table = Table({"v": "top"}, {"v": {"a": {"x": 1}, "b": {"y": 2}}}, {"a": ("x",), "b": ("y",)}, (("a",), ("b",)))
    with pytest.raises(ValueError, match="different totals"):
        suppress(table)
