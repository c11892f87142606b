"""A tree file that is wrong is refused with the line and the node."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksama.errors import InputError
from saksama.index import Tree, load_tree, parse_tree, shipped_trees

GOOD = """key: t
title: T
source: '[R]'
children:
  a: {title: A, weight: 0.5}
  b: {title: B, weight: 0.5}
"""


def refused(tmp_path: Path, text: str) -> InputError:
    path = tmp_path / "tree.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_tree(path)
    return caught.value


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (GOOD.replace("weight: 0.5}\n  b", "weight: 0.4}\n  b"), 4, "0.9"),
        (GOOD.replace("B, weight: 0.5", "B"), 4, "1 of 2"),
        (GOOD.replace("weight: 0.5}\n  b", "weight: -0.5}\n  b"), 5, "below zero"),
        (GOOD.replace("title: A", "titel: A"), 5, "'titel'"),
        (GOOD.replace("  b:", "  a:"), 6, "twice"),
        (GOOD.replace("'[R]'", "'a newspaper'"), 3, "no mark"),
        (GOOD.replace("'[R]'", "'[S]'"), 3, "no mark"),
        (GOOD + "steps:\n  normalise: minmax\n", 8, "'minmax'"),
        (GOOD + "steps:\n  classify: {method: mean-sd, with: 2}\n", 8, "with = 2"),
        (GOOD + "steps:\n  classify: {method: mean-sd, width: two}\n", 8, "width = two"),
        (GOOD.replace("title: B", "title: B, goalposts: [5, 1]"), 6, "not low, then high"),
        (GOOD.replace("title: B", "title: B, goalposts: [0, 1], log: true"), 6, "no logarithm"),
        (GOOD.replace("title: B", "title: B, direction: sideways"), 6, "sideways"),
        (GOOD.replace("title: B", "title: B, expert_scores: [3, 5]"), 6, "outside 1–4"),
        (GOOD + "doubts: {weight_noise: 1.5}\n", 7, "outside 0–1"),
        (GOOD + "doubts: {nil: 2}\n", 7, "outside 0–1"),
        (GOOD + "lowest_coverage: 40\n", 7, "outside 0–1"),
        (GOOD.replace("title: B", "title: B, per: voters"), 6, "no denominator 'voters'"),
        (GOOD.replace("title: B", "title: B, times: 10"), 6, "needs 'per'"),
        (GOOD.replace("title: B", "title: B, lowest_reported: 0.5"), 6, "nodes that have children"),
        (GOOD + "denominators: {b: Voters}\n", 6, "that of a denominator"),
        ("key: t\ntitle: T\nsource: '[R]'\nchildren: {}\n", 4, "no nodes below"),
        ("key: t\ntitle: [\n", 3, "Not valid YAML"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    error = refused(tmp_path, text)
    assert (error.row, said in error.say("en")) == (line, True), error.say("en")


def test_a_key_used_in_two_places_is_refused_with_both_lines(tree_of: Callable[..., Tree]) -> None:
    body = "children:\n  x: {title: X, children: {a: {title: A}}}\n  a: {title: again}\n"
    with pytest.raises(InputError, match="used already on line 5"):
        tree_of(body=body)


def test_pairwise_judgements_must_be_reciprocal(tree_of: Callable[..., Tree]) -> None:
    body = (
        "children:\n  x:\n    title: X\n    pairwise: [[1, 3], [3, 1]]\n    children: {a: {title: A}, b: {title: B}}\n"
    )
    with pytest.raises(InputError, match="not the reciprocal"):
        tree_of(body=body)


def test_a_missing_file_is_told_without_a_traceback(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load_tree(tmp_path / "nowhere.yaml")


def test_whole_number_weights_are_shares_of_their_sum(tree_of: Callable[..., Tree]) -> None:
    tree = tree_of(body="children:\n  a: {title: A, weight: 3}\n  b: {title: B, weight: 1}\n")
    assert [node.weight for node in tree.root.children] == [0.75, 0.25]


@pytest.mark.parametrize("key", shipped_trees())
def test_every_shipped_tree_loads_and_every_node_names_its_source(key: str) -> None:
    tree = load_tree(key)
    assert len(tree.sha256) == 64
    assert all(str(node.origin).startswith(("[S]", "[C]", "[R]")) for node in tree.nodes)
    assert all(node.origin.source for node in tree.nodes)


WORDS = st.sampled_from(
    [
        "",
        "~",
        "[]",
        "{}",
        "[1]",
        "{a: 1}",
        "-1",
        "1e400",
        ".nan",
        "yes",
        "'[S] x'",
        "2024-01-01",
        "{id: a}",
        "!!python/x y",
    ]
)


@given(data=st.data())
def test_a_tree_with_any_value_garbled_is_loaded_or_refused_with_its_file(data: st.DataObject) -> None:
    lines = WHOLE.splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    key, colon, _ = lines[at].partition(":")
    lines[at] = data.draw(
        st.sampled_from([f"{key}{colon} {data.draw(WORDS)}", lines[at].strip(), "", f"  {lines[at]}"])
    )
    try:
        parse_tree("\n".join(lines).encode(), "t.yaml")
    except InputError as problem:
        assert problem.file == "t.yaml"


WHOLE = """key: t
title: T
source: '[R]'
scale: [0, 100]
lowest_coverage: 0.5
labels: [low, high]
denominators:
  voters: Voters
steps:
  treat: winsorise
  aggregate: [arithmetic, median]
  classify: {method: fixed, cuts: [50]}
doubts:
  normalise: [rank]
  impute: [mean]
  weight_noise: 0.1
  nil: 0.1
children:
  first:
    title: {id: P, en: F}
    weight: 0.5
    lowest_reported: 0.5
    pairwise: [[1, 2], [0.5, 1]]
    children:
      a:
        title: A
        direction: down
        events: {ringan: 1, berat: 3}
        goalposts: [1, 5]
        log: true
        expert_scores: [1, 4]
      b:
        title: B
        per: voters
        times: 1000
        reference: 4
  c:
    title: C
    weight: 0.5
    unit: orang
"""
