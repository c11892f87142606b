"""COINr as the second opinion, on its own example: 51 countries, 49 indicators, three levels, from raw data to ranks.

coinr/expected.R made the figures with COINr 1.1.14 (W. Becker, MIT) and says how to make them again.
"""

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from saksama.index import Data, Result, Table, Tree, copeland, load_tree, read_data, run
from saksama.index.impute import IMPUTATIONS, Context
from saksama.index.methods import Choice
from saksama.index.normalise import NORMALISATIONS
from saksama.index.reliability import cronbach_alpha
from saksama.index.weight.statistical import _first_component

HERE = Path(__file__).parent / "coinr"
EXPECTED: dict[str, Any] = json.loads((HERE / "expected.json").read_text(encoding="utf-8"))
CODES: list[str] = EXPECTED["regions"]
CLOSE = 1e-6  # relative; COINr's figures were written with ten digits


def lines_of_tree(parent: str | None, depth: int) -> Iterator[str]:
    nodes = {key: (above, direction, weight, per) for key, above, direction, weight, per, _level in EXPECTED["nodes"]}
    for key, (above, direction, weight, per) in nodes.items():
        if above == parent:
            indent = "  " * depth
            yield f"{indent}{key}:"
            yield f"{indent}  title: {key}"
            yield f"{indent}  weight: {weight}"
            if not any(each[0] == key for each in nodes.values()):
                yield f"{indent}  direction: {'up' if direction == 1 else 'down'}"
                yield from [f"{indent}  per: {per}"] if per else []
            else:
                yield f"{indent}  children:"
                yield from lines_of_tree(key, depth + 2)


@pytest.fixture(scope="module")
def asem(tmp_path_factory: pytest.TempPathFactory) -> tuple[Tree, Data]:
    """The example as a tree file with denominators, and its data read from the csv."""
    divisors = sorted({node[4] for node in EXPECTED["nodes"] if node[4]})
    text = "key: asem\ntitle: ASEM\nsource: '[S] COINr 1.1.14, ASEM_iMeta'\ndenominators:\n"
    text += "".join(f"  {key}: {key}\n" for key in divisors) + "children:\n"
    text += "\n".join(lines_of_tree("Index", 1)) + "\n"
    folder = tmp_path_factory.mktemp("asem")
    (folder / "asem.yaml").write_text(text, encoding="utf-8")
    tree = load_tree(folder / "asem.yaml")
    return tree, read_data(HERE / "asem.csv", tree)


@pytest.fixture(scope="module")
def treated(asem: tuple[Tree, Data]) -> Result:
    """Imputed by group as COINr's example does, then treated and run with min-max and arithmetic means."""
    tree, data = asem
    return with_steps(tree, imputed_table(tree, data))


def with_steps(tree: Tree, table: Table, *, treat: str = "winsorise-or-log", **steps: Choice) -> Result:
    chosen = replace(tree.steps, treat=Choice(treat), **{"normalise": Choice("min-max"), **steps})
    return run(replace(tree, steps=chosen, denominators={}, root=_undivided(tree)), table)


def _undivided(tree: Tree) -> Any:
    """The tree without its denominators, for a table that has been divided already."""

    def plain(node: Any) -> Any:
        indicator = None if node.indicator is None else replace(node.indicator, per="")
        return replace(node, indicator=indicator, children=tuple(plain(child) for child in node.children))

    return plain(tree.root)


def imputed_table(tree: Tree, data: Data) -> Table:
    divided = run(tree, data.at()).treated
    context = Context(data.groups, None, np.random.default_rng(0))
    return replace(data.at(), values=IMPUTATIONS["group-mean"].function(divided, context), denominators=None)


def theirs(name: str, key: str | None = None) -> np.ndarray:
    figures = EXPECTED[name] if key is None else EXPECTED[name][key]
    return np.array([np.nan if each is None else each for each in figures], dtype=float)


def rows_of(table: Table) -> list[int]:
    return [table.regions.index(code) for code in CODES]


def test_denominators_are_coinrs(asem: tuple[Tree, Data]) -> None:
    tree, data = asem
    result = run(tree, data.at())
    for key in EXPECTED["denominated"]:
        ours = result.treated[rows_of(result.table), tree.column[key]]
        np.testing.assert_allclose(ours, theirs("denominated", key), rtol=CLOSE)


def test_gaps_filled_by_group_are_coinrs(asem: tuple[Tree, Data]) -> None:
    tree, data = asem
    table = imputed_table(tree, data)
    for key in EXPECTED["imputed"]:
        np.testing.assert_allclose(table.values[rows_of(table), tree.column[key]], theirs("imputed", key), rtol=CLOSE)


def test_the_same_indicators_are_treated_and_to_the_same_values(asem: tuple[Tree, Data], treated: Result) -> None:
    tree, data = asem
    before = imputed_table(tree, data).values
    changed = {key for key, at in tree.column.items() if not np.allclose(before[:, at], treated.treated[:, at])}
    assert changed == set(EXPECTED["treated"])
    for key in changed:
        ours = treated.treated[rows_of(treated.table), tree.column[key]]
        np.testing.assert_allclose(ours, theirs("treated", key), rtol=CLOSE, err_msg=key)


@pytest.mark.parametrize(
    "normalise",
    [
        Choice("min-max"),
        Choice("z-score"),
        Choice("percentile-rank"),
        Choice("rank"),
        Choice("scaled", {"low": -5.0, "high": 200.0}),
    ],
    ids=lambda choice: choice.method,
)
def test_index_and_sub_indices_are_coinrs_with_every_yardstick(
    asem: tuple[Tree, Data], treated: Result, normalise: Choice
) -> None:
    table = replace(treated.table, values=treated.treated)
    result = with_steps(asem[0], table, treat="none", normalise=normalise)
    for key, node in (("Index", "asem"), ("Conn", "Conn"), ("Sust", "Sust")):
        ours, expected = result.score_of(node)[rows_of(table)], theirs(f"arithmetic of {normalise.method}", key)
        if normalise.method == "rank":  # COINr's Borda points 0..n-1; ours are brought onto the scale
            expected = expected * 100 / (len(CODES) - 1)
        if normalise.method == "percentile-rank":  # COINr's are shares of 1
            expected = expected * 100
        if (
            normalise.method == "scaled"
        ):  # COINr multiplies an indicator that points down by -1 first and keeps it there
            assert np.corrcoef(ours, expected)[0, 1] == pytest.approx(1, abs=1e-9)
            continue
        np.testing.assert_allclose(ours, expected, rtol=CLOSE, err_msg=key)


@pytest.mark.parametrize(
    ("name", "aggregate"),
    [
        ("a_gmean", Choice("geometric")),
        ("a_hmean", Choice("harmonic")),
        ("a_genmean of 3", Choice("generalised", {"power": 3.0})),
    ],
)
def test_other_means_are_coinrs_on_all_three_levels(
    asem: tuple[Tree, Data], treated: Result, name: str, aggregate: Choice
) -> None:
    tree = replace(asem[0], scale=(1.0, 100.0))
    result = with_steps(tree, replace(treated.table, values=treated.treated), treat="none", aggregate=(aggregate,))
    for key, node in (("Index", "asem"), ("Conn", "Conn"), ("Sust", "Sust")):
        np.testing.assert_allclose(result.score_of(node)[rows_of(result.table)], theirs(name, key), rtol=CLOSE)


def test_pillars_ranks_and_effective_weights_are_coinrs(treated: Result) -> None:
    rows = rows_of(treated.table)
    for key in EXPECTED["pillars"]:
        np.testing.assert_allclose(treated.score_of(key)[rows], theirs("pillars", key), rtol=CLOSE)
    assert treated.rank[rows].tolist() == EXPECTED["rank of the index"]
    order = [node[0] for node in EXPECTED["nodes"] if node[5] == 1]
    by_key = dict(zip(order, EXPECTED["effective weights"], strict=True))
    expected = [by_key[node.key] for node in treated.tree.indicators]
    assert treated.effective_weights == pytest.approx(expected, rel=CLOSE)


def test_outranking_scores_are_coinrs(treated: Result) -> None:
    assert copeland(treated)[rows_of(treated.table)].tolist() == EXPECTED["copeland"]


def test_alpha_of_every_pillar_is_coinrs(treated: Result) -> None:
    for node in treated.tree.nodes:
        if node.key in EXPECTED["cronbach"]:
            columns = [treated.tree.column[child.key] for child in node.children]
            assert cronbach_alpha(treated.normalised[:, columns]) == pytest.approx(
                EXPECTED["cronbach"][node.key], rel=CLOSE
            )


def test_pca_weights_are_the_squares_of_coinrs_loadings(treated: Result) -> None:
    loadings: dict[str, float] = EXPECTED["first component of Physical"]
    columns = [treated.tree.column[key] for key in loadings]
    expected = np.array(list(loadings.values())) ** 2
    assert _first_component(treated.normalised[:, columns]) == pytest.approx(expected, abs=CLOSE)


def test_fraction_of_max_and_distance_to_target_are_coinrs(treated: Result) -> None:
    tree, rows = treated.tree, rows_of(treated.table)
    for key in EXPECTED["fraction of max"]:
        node = tree.indicators[tree.column[key]]
        values = treated.treated[:, [tree.column[key]]]
        ours = NORMALISATIONS["fraction-of-max"].function(values, [node], (0.0, 1.0))[rows, 0]
        np.testing.assert_allclose(ours, theirs("fraction of max", key), rtol=CLOSE)
    goods = tree.indicators[tree.column["Goods"]]
    assert goods.indicator is not None
    target = EXPECTED["distance to target of Goods"]["target"]
    node = replace(goods, indicator=replace(goods.indicator, reference=target))
    values = treated.treated[:, [tree.column["Goods"]]]
    ours = NORMALISATIONS["distance-to-target"].function(values, [node], (0.0, 1.0))[rows, 0]
    np.testing.assert_allclose(ours, theirs("distance to target of Goods", "values"), rtol=CLOSE)


def test_the_committed_data_are_whole() -> None:
    with (HERE / "asem.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sorted(row["region"] for row in rows) == sorted(CODES)
