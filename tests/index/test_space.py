"""Hot spots: the same statistics as esda, honest p-values, false discoveries held, islands told."""

import warnings

import numpy as np
import pytest
from scipy import stats

from saksama.index import Cluster, Neighbours, centres, getis_ord, local_moran, morans_i, nearest, touching, within
from saksama.index.space import benjamini_hochberg

with warnings.catch_warnings():  # the second opinion warns on import
    warnings.simplefilter("ignore")
    import esda
    import libpysal

RANDOM = np.random.default_rng(4)
PLACES = np.column_stack([RANDOM.uniform(104, 106, 150), RANDOM.uniform(-4, -2, 150)])
NEIGHBOURS = nearest(PLACES, 5)
VALUES = RANDOM.normal(50, 10, 150) + 15 * np.sin(4 * PLACES[:, 0])


def theirs(neighbours: Neighbours) -> "libpysal.weights.W":
    lists = {
        at: neighbours.other[slice(*neighbours.start[at : at + 2])].tolist() for at in range(len(neighbours.count))
    }
    return libpysal.weights.W(lists, silence_warnings=True)


def square(column: int, row: int) -> dict[str, object]:
    ring = [[column, row], [column + 1, row], [column + 1, row + 1], [column, row + 1], [column, row]]
    return {"type": "Polygon", "coordinates": [ring]}


def test_morans_i_is_esdas() -> None:
    assert morans_i(VALUES, NEIGHBOURS).moran == pytest.approx(esda.Moran(VALUES, theirs(NEIGHBOURS)).I)


def test_local_moran_is_esdas_and_its_p_values_agree() -> None:
    with warnings.catch_warnings():  # of a change to two-sided p-values, which is what we compare with
        warnings.simplefilter("ignore")
        other = esda.Moran_Local(VALUES, theirs(NEIGHBOURS), permutations=9_999, seed=1)
    ours = local_moran(VALUES, NEIGHBOURS, permutations=9_999, stages=(1,))
    assert ours.statistic == pytest.approx(other.Is)
    two_sided = np.minimum(1, 2 * other.p_sim)
    assert np.abs(ours.p_value - two_sided).max() < 0.05
    assert stats.spearmanr(ours.p_value, two_sided).statistic > 0.99


def test_the_z_score_of_gi_star_is_esdas() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        other = esda.G_Local(VALUES, theirs(NEIGHBOURS), transform="B", star=True, permutations=0)
    assert getis_ord(VALUES, NEIGHBOURS).statistic == pytest.approx(other.Zs)


def test_p_values_on_noise_are_uniform_so_five_in_a_hundred_are_below_five_percent() -> None:
    random = np.random.default_rng(8)
    shares = [
        (local_moran(random.normal(size=150), NEIGHBOURS, seed=run, stages=(1,)).p_value <= 0.05).mean()
        for run in range(40)
    ]
    assert np.mean(shares) == pytest.approx(0.05, abs=0.015)


def test_on_noise_hardly_anything_is_named() -> None:
    random = np.random.default_rng(9)
    runs = [local_moran(random.normal(size=150), NEIGHBOURS, seed=run).cluster for run in range(20)]
    assert sum(any(each is not Cluster.NONE for each in cluster) for cluster in runs) <= 4  # 5 % expected


def test_a_planted_hot_spot_is_named_and_its_like_are_called_high() -> None:
    random = np.random.default_rng(2)
    values = random.normal(0, 1, 150)
    core = 17
    members = [core, *NEIGHBOURS.other[slice(*NEIGHBOURS.start[core : core + 2])].tolist()]
    values[members] += 12
    for found in (local_moran(values, NEIGHBOURS), getis_ord(values, NEIGHBOURS)):
        assert found.cluster[core] is Cluster.HIGH
        assert found.q_value[core] <= 0.05
        assert found.permutations[core] == 99_999


def test_an_island_and_a_region_without_score_are_told_and_not_tested() -> None:
    neighbours = Neighbours.of_lists([[1, 2], [0, 2], [0, 1, 3], [2], [], [0]])
    values = np.array([1.0, 5.0, 2.0, 4.0, 9.0, np.nan])
    found = local_moran(values, neighbours)
    assert found.cluster[4] is Cluster.ISLAND
    assert found.cluster[5] is Cluster.NO_SCORE
    assert np.isnan(found.p_value[[4, 5]]).all()
    assert np.isfinite(found.p_value[:4]).all()
    assert neighbours.islands.tolist() == [4]


def test_equal_scores_everywhere_have_no_hot_spot() -> None:
    for found in (local_moran(np.full(150, 7.0), NEIGHBOURS), getis_ord(np.full(150, 7.0), NEIGHBOURS)):
        assert (found.statistic == 0).all()
        assert (found.p_value == 1).all()
    assert morans_i(np.full(150, 7.0), NEIGHBOURS).p_value == 1


def test_false_discovery_correction_is_scipys_and_skips_what_was_not_tested() -> None:
    p_values = np.array([0.01, np.nan, 0.04, 0.03, 0.5])
    tested = [0, 2, 3, 4]
    assert benjamini_hochberg(p_values)[tested] == pytest.approx(stats.false_discovery_control(p_values[tested]))


def test_squares_of_a_board_touch_their_eight_neighbours() -> None:
    board = touching([square(column, row) for row in range(3) for column in range(3)])
    assert board.count.tolist() == [3, 5, 3, 5, 8, 5, 3, 5, 3]


def test_an_island_is_lent_its_nearest_only_when_asked_and_that_is_kept() -> None:
    shapes = [square(0, 0), square(1, 0), square(5, 5)]
    assert touching(shapes).islands.tolist() == [2]
    lent = touching(shapes, lend_to_islands=1)
    assert lent.borrowed.tolist() == [2]
    assert lent.other[lent.start[2] :].tolist() == [1]


def test_the_centre_of_a_square_is_its_middle_and_distance_is_in_kilometres() -> None:
    places = centres([square(0, 0), square(1, 0), square(10, 0)])
    assert places[0] == pytest.approx([0.5, 0.5])
    assert within(places, 120).count.tolist() == [1, 1, 0]  # one degree near the equator is 111 km
