"""The OECD/JRC handbook's own example, the Technology Achievement Index of 23 countries, recomputed table by table.

Nardo et al. (2008), Handbook on Constructing Composite Indicators, ISBN 978-92-64-04345-9. handbook-tai.csv is its
table A.2 (the first 23 countries; telephones and electricity stand there as logarithms). Differences in the last digit
printed come from those two columns, which have two decimals.
"""

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from saksama.index import Result, Table, Tree, copeland, load_tree, outranking, run
from saksama.index.methods import Choice
from saksama.index.normalise import NORMALISATIONS
from saksama.index.reliability import cronbach_alpha
from saksama.index.weight.expert import priorities_of
from saksama.index.weight.statistical import correlations

HERE = Path(__file__).parent
with (HERE / "handbook-tai.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
COUNTRIES = tuple(row["region"] for row in ROWS)
KEYS = ("patents", "royalties", "internet", "exports", "telephones", "electricity", "schooling", "enrolment")
PRINTED = np.array([[float(row[key]) for key in KEYS] for row in ROWS])
# The order of rows in tables 23 and 38.
RANKED = (
    "Finland", "United States", "Sweden", "Japan", "Korea", "Netherlands", "United Kingdom", "Singapore", "Canada",
    "Australia", "Germany", "Norway", "Ireland", "Belgium", "New Zealand", "Austria", "France", "Israel", "Spain",
    "Italy", "Czech Republic", "Hungary", "Slovenia",
)  # fmt: skip


def in_order(values: np.ndarray) -> list[float]:
    return [values[COUNTRIES.index(country)] for country in RANKED]


def flat_tree(*, normalise: str, aggregate: str = "arithmetic") -> Tree:
    """The eight indicators with equal weights, as the handbook compares methods."""
    tree = load_tree(HERE / "trees" / "tai.yaml")
    leaves = tuple(replace(leaf, weight=1 / 8) for leaf in tree.indicators)
    steps = replace(tree.steps, normalise=Choice(normalise), aggregate=(Choice(aggregate),))
    return replace(tree, root=replace(tree.root, children=leaves), steps=steps)


def run_of(tree: Tree, values: np.ndarray = PRINTED) -> Result:
    return run(tree, Table("2001", COUNTRIES, COUNTRIES, ("",) * len(COUNTRIES), values))


def test_the_index_of_all_23_countries_ranks_them_as_tables_23_and_38_do() -> None:
    values = PRINTED.copy()
    values[:, 4:6] = 10 ** values[:, 4:6]  # the index takes the logarithm itself, between its own goalposts
    result = run_of(load_tree(HERE / "trees" / "tai.yaml"), values)
    assert in_order(result.rank) == list(range(1, 24))
    # nationmaster.com, "Technological achievement", two decimals; Singapore is not in its list
    published = {
        "Finland": 0.74, "United States": 0.73, "Sweden": 0.70, "Japan": 0.70, "Korea": 0.67, "Netherlands": 0.63,
        "United Kingdom": 0.61, "Australia": 0.59, "Canada": 0.59, "Germany": 0.58, "Norway": 0.58, "Ireland": 0.57,
        "Belgium": 0.55, "New Zealand": 0.55, "Austria": 0.54, "France": 0.54, "Israel": 0.51, "Spain": 0.48,
        "Czech Republic": 0.47, "Italy": 0.47, "Hungary": 0.46, "Slovenia": 0.46,
    }  # fmt: skip
    scores = dict(zip(COUNTRIES, result.index.tolist(), strict=True))
    for country, score in published.items():
        assert scores[country] == pytest.approx(score, abs=0.006), country


def test_geometric_means_of_the_raw_values_rank_as_in_table_38() -> None:
    result = run_of(flat_tree(normalise="none", aggregate="geometric"))
    expected = [2, 1, 3, 4, 16, 5, 6, 18, 13, 14, 8, 11, 7, 9, 17, 12, 10, 15, 19, 21, 23, 22, 20]
    assert in_order(result.rank) == expected


def test_five_countries_outrank_each_other_as_in_table_36() -> None:
    five = PRINTED[[COUNTRIES.index(country) for country in RANKED[:5]]]
    five[:, 4] = [3.080, 2.997, 3.096, 3.003, 2.972]  # table 35 prints one decimal more
    expected = [
        [0, 0.5, 0.375, 0.75, 0.625],
        [0.5, 0, 0.5, 0.625, 0.625],
        [0.625, 0.5, 0, 0.75, 0.625],
        [0.25, 0.375, 0.25, 0, 0.75],
        [0.375, 0.375, 0.375, 0.25, 0],
    ]
    assert outranking(five, np.full(8, 1 / 8)).tolist() == expected


def test_without_compensation_the_leaders_and_the_last_stay_who_they_were() -> None:
    # Table 38, column NCMC: 1-3 United States, Sweden, Finland; 22 and 23 Slovenia and Hungary. Copeland's rule is
    # another of the family, so only the ends are compared.
    scores = dict(zip(COUNTRIES, copeland(run_of(flat_tree(normalise="rank"))).tolist(), strict=True))
    order = sorted(COUNTRIES, key=lambda country: -scores[country])
    assert set(order[:3]) == {"United States", "Sweden", "Finland"}
    assert set(order[-2:]) == {"Slovenia", "Hungary"}


def test_correlations_are_those_of_table_6() -> None:
    upper = correlations(PRINTED)[np.triu_indices(8, 1)]
    expected = [
        0.13, -0.09, 0.45, 0.28, 0.03, 0.22, 0.08, 0.46, 0.25, 0.56, 0.32, 0.30, 0.06, -0.45, 0.56, 0.84, 0.63, 0.27,
        0.00, -0.36, -0.35, -0.03, 0.64, 0.30, 0.33, 0.65, 0.26, 0.08,
    ]  # fmt: skip
    assert upper == pytest.approx(expected, abs=0.02)


def test_principal_components_explain_what_table_7_says() -> None:
    eigenvalues, vectors = np.linalg.eigh(correlations(PRINTED))
    shares = 100 * eigenvalues[::-1] / 8
    assert shares == pytest.approx([41.9, 21.8, 12.3, 11.1, 6.0, 3.7, 2.2, 0.9], abs=0.12)
    loadings = np.abs(vectors[:, -1]) * np.sqrt(eigenvalues[-1])
    # table 8, first component
    assert loadings == pytest.approx([0.11, 0.56, 0.92, 0.35, 0.76, 0.91, 0.74, 0.36], abs=0.012)


def test_alpha_and_alpha_without_each_indicator_are_those_of_table_11() -> None:
    standard = (PRINTED - PRINTED.mean(axis=0)) / PRINTED.std(axis=0, ddof=1)
    assert cronbach_alpha(standard) == pytest.approx(0.70, abs=0.005)
    without = [cronbach_alpha(np.delete(standard, at, axis=1)) for at in range(8)]
    assert without == pytest.approx([0.704, 0.645, 0.636, 0.774, 0.603, 0.624, 0.662, 0.706], abs=0.0015)


@pytest.mark.parametrize(
    ("method", "finland", "singapore", "norway", "within"),
    [
        # table 15, mean years of schooling: z-score, min-max, value over that of the best country
        ("z-score", 0.26, -1.58, 1.46, 0.006),
        ("min-max", 0.59, 0.00, 0.98, 0.005),
        ("fraction-of-max", 0.83, 0.59, 0.99, 0.005),
    ],
)
def test_schooling_is_normalised_as_in_table_15(
    method: str, finland: float, singapore: float, norway: float, within: float
) -> None:
    tree = load_tree(HERE / "trees" / "tai.yaml")
    node = tree.indicators[tree.column["schooling"]]
    parameters = {"mean": 0.0, "sd": 100.0} if method == "z-score" else {}
    given = NORMALISATIONS[method].function(PRINTED[:, [6]], [node], (0.0, 1.0), **parameters)[:, 0]
    for country, expected in (("Finland", finland), ("Singapore", singapore), ("Norway", norway)):
        assert given[COUNTRIES.index(country)] == pytest.approx(expected, abs=within), country


def test_the_pairwise_judgements_of_table_20_are_consistent_enough() -> None:
    judgements = np.array(
        [
            [1, 2, 3, 2, 5, 5, 1, 3],
            [1 / 2, 1, 2, 1 / 2, 4, 4, 1 / 2, 3],
            [1 / 3, 1 / 2, 1, 1 / 4, 2, 2, 1 / 5, 1 / 2],
            [1 / 2, 2, 4, 1, 4, 4, 1 / 2, 3],
            [1 / 5, 1 / 4, 1 / 2, 1 / 4, 1, 1, 1 / 5, 1 / 2],
            [1 / 5, 1 / 4, 1 / 2, 1 / 4, 1, 1, 1 / 5, 1 / 2],
            [1, 2, 5, 2, 5, 5, 1, 4],
            [1 / 3, 1 / 3, 2, 1 / 3, 2, 2, 1 / 4, 1],
        ]
    )
    priorities, ratio = priorities_of(judgements)
    assert ratio < 0.1  # the handbook's rule of thumb
    # An independent answer: the geometric means of the rows (Crawford & Williams 1985) lie near the eigenvector.
    rows = np.exp(np.log(judgements).mean(axis=1))
    assert priorities == pytest.approx(rows / rows.sum(), abs=0.005)
    assert np.argsort(-priorities)[:2].tolist() == [6, 0]  # schooling, patents
