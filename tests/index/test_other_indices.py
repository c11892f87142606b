"""Indices of others, recomputed from their own tables: the steps are right where somebody else did the sums."""

from pathlib import Path

import numpy as np
import pytest

from saksama.index import Table, load_tree, run

TREES = Path(__file__).parent / "trees"

# Human Development Report 2015, table 1 (2014 values), hdr.undp.org/en/composite/HDI as archived 2016-05-15:
# HDI, life expectancy, expected and mean years of schooling, GNI per capita (2011 PPP $).
HDI_2014 = {
    "Norway": (0.944, 81.6, 17.5, 12.6, 64992), "Australia": (0.935, 82.4, 20.2, 13.0, 42261),
    "Switzerland": (0.930, 83.0, 15.8, 12.8, 56431), "Denmark": (0.923, 80.2, 18.7, 12.7, 44025),
    "Netherlands": (0.922, 81.6, 17.9, 11.9, 45435), "Germany": (0.916, 80.9, 16.5, 13.1, 43919),
    "Ireland": (0.916, 80.9, 18.6, 12.2, 39568), "United States": (0.915, 79.1, 16.5, 12.9, 52947),
    "Canada": (0.913, 82.0, 15.9, 13.0, 42155), "New Zealand": (0.913, 81.8, 19.2, 12.5, 32689),
    "Singapore": (0.912, 83.0, 15.4, 10.6, 76628), "Hong Kong": (0.910, 84.0, 15.6, 11.2, 53959),
    "Liechtenstein": (0.908, 80.0, 15.0, 11.8, 79851), "Sweden": (0.907, 82.2, 15.8, 12.1, 45636),
    "United Kingdom": (0.907, 80.7, 16.2, 13.1, 39267), "Iceland": (0.899, 82.6, 19.0, 10.6, 35182),
    "Korea": (0.898, 81.9, 16.9, 11.9, 33890), "Israel": (0.894, 82.4, 16.0, 12.5, 30676),
    "Luxembourg": (0.892, 81.7, 13.9, 11.7, 58711), "Japan": (0.891, 83.5, 15.3, 11.5, 36927),
    "Belgium": (0.890, 80.8, 16.3, 11.3, 41187), "France": (0.888, 82.2, 16.0, 11.1, 38056),
    "Austria": (0.885, 81.4, 15.7, 10.8, 43869), "Finland": (0.883, 80.8, 17.1, 10.3, 38695),
}  # fmt: skip
# The table prints inputs to one decimal: half a unit in the last place of schooling moves the index by about 0.001.
PRINTED_TO = 0.0015


def test_the_human_development_index_follows_from_its_own_table() -> None:
    figures = np.array(list(HDI_2014.values()))
    names = tuple(HDI_2014)
    result = run(load_tree(TREES / "hdi.yaml"), Table("2014", names, names, ("",) * len(names), figures[:, 1:]))
    assert np.abs(result.index - figures[:, 0]).max() <= PRINTED_TO


def test_goalposts_cap_what_lies_beyond_them() -> None:
    tree = load_tree(TREES / "hdi.yaml")
    beyond = np.array([[90.0, 21.1, 16.0, 200_000.0], [85.0, 18.0, 15.0, 75_000.0]])
    result = run(tree, Table("-", ("a", "b"), ("a", "b"), ("", ""), beyond))
    assert result.index == pytest.approx([1.0, 1.0])


def test_the_technology_achievement_index_of_new_zealand_comes_out_as_the_report_works_it() -> None:
    # Human Development Report 2001, technical note 2: worked example, its intermediates recalled. The inputs are those
    # of the OECD handbook's table A.2, telephones and electricity without their logarithms. All 23 countries:
    # test_oecd_handbook.py.
    new_zealand = np.array([[103, 13.0, 146.7, 15.4, 720, 8215, 11.7, 13.1]])
    result = run(load_tree(TREES / "tai.yaml"), Table("2001", ("NZ",), ("New Zealand",), ("",), new_zealand))
    scores = {
        key: round(float(result.score_of(key)[0]), 3) for key in ("creation", "recent", "old", "skills", "tai-2001")
    }
    assert scores == {"creation": 0.076, "recent": 0.411, "old": 0.984, "skills": 0.725, "tai-2001": 0.549}
