"""What was published of IKP, recomputed. Sources stand beside each figure; docs/index.md says what could not be had."""

import numpy as np
import pytest

from saksama.index import Table, load_tree, run
from saksama.index.classify import CLASSIFIERS, category_of
from saksama.index.methods import Choice

# tvonenews 88261, province input; Kalimantan Timur from databoks 8232c0d323fd4aa (the press repeats Jawa Barat's).
PROVINCES = {
    "DKI Jakarta": 88.95, "Sulawesi Utara": 87.48, "Maluku Utara": 84.86, "Jawa Barat": 77.04,
    "Kalimantan Timur": 74.04, "Banten": 66.53, "Lampung": 64.61, "Riau": 62.59, "Papua": 57.27, "NTT": 56.75,
    "Sumatera Utara": 55.43,
    "Maluku": 53.69, "Papua Barat": 53.48, "Kalimantan Selatan": 53.35, "Sulawesi Tengah": 52.90, "Bali": 52.75,
    "Gorontalo": 45.44, "Sulawesi Barat": 43.44, "DIY": 43.02, "Kepulauan Riau": 40.33, "Sumatera Barat": 39.68,
    "Sulawesi Tenggara": 38.32, "Aceh": 38.06, "Sumatera Selatan": 35.07, "Jawa Tengah": 34.83,
    "Bangka Belitung": 29.89,
    "Kalimantan Utara": 20.36, "Kalimantan Tengah": 18.77, "Jawa Timur": 14.74, "Kalimantan Barat": 12.69,
    "Jambi": 12.03, "NTB": 11.09, "Sulawesi Selatan": 10.20, "Bengkulu": 3.79,
}  # fmt: skip
LOW, MEDIUM, HIGH = 0, 1, 2


def table_of(values: dict[str, list[float]]) -> Table:
    regions = tuple(values)
    return Table("2022", regions, regions, ("",) * len(regions), np.array(list(values.values()), dtype=float))


def cuts_of(scores: dict[str, float], method: str, **parameters: object) -> tuple[np.ndarray, np.ndarray]:
    values = np.array(list(scores.values()))
    cuts = CLASSIFIERS.function(Choice(method, parameters))(values)
    return cuts, category_of(values, cuts)


@pytest.mark.parametrize(
    ("province", "dimensions", "published", "within"),
    [
        # databoks 298ad4467c569d2
        ("DKI Jakarta", [78.27, 92.36, 96.08, 87.01], 88.95, 0.005),
        # jabar.bawaslu.go.id, "Jawa Barat provinsi paling rawan keempat"; printed 77.04, rounded it would be 77.05
        ("Jawa Barat", [74.91, 83.38, 83.71, 42.07], 77.04, 0.006),
        # bolmong.news ?p=35702; the participation score is inferred from "first place", published as 87.48 and as 87.49
        ("Sulawesi Utara", [89.59, 91.60, 73.96, 100.0], 87.48, 0.01),
    ],
)
def test_published_dimension_scores_give_the_published_index(
    province: str, dimensions: list[float], published: float, within: float
) -> None:
    tree = load_tree("ikp-2024-dimensi")
    result = run(tree, table_of({province: dimensions, "another": [1.0, 2.0, 3.0, 4.0]}))
    assert result.index[0] == pytest.approx(published, abs=within)


def test_mean_plus_minus_one_sample_sd_gives_the_printed_cuts_and_counts() -> None:
    # databoks and alinea b2iaR9Ppx: rendah < 21.7, tinggi > 68.5; 5 tinggi, 21 sedang, 8 rendah
    cuts, category = cuts_of(PROVINCES, "mean-sd")
    assert cuts == pytest.approx([21.70, 68.50], abs=0.005)
    assert [(category == each).sum() for each in (HIGH, MEDIUM, LOW)] == [5, 21, 8]


def test_the_population_sd_does_not_give_the_printed_cuts() -> None:
    cuts, _ = cuts_of(PROVINCES, "mean-sd", ddof=0)
    assert cuts == pytest.approx([22.05, 68.16], abs=0.005)


def test_kalimantan_timur_at_the_press_value_contradicts_the_printed_cuts() -> None:
    cuts, _ = cuts_of({**PROVINCES, "Kalimantan Timur": 77.04}, "mean-sd")
    assert cuts == pytest.approx([21.67, 68.71], abs=0.005)
    assert np.round(cuts, 1).tolist() != [21.7, 68.5]


def test_the_mean_of_the_dimension_means_is_the_mean_of_the_provinces() -> None:
    # tribunnews 2022-12-17: means of the four dimensions over 34 provinces
    result = run(load_tree("ikp-2024-dimensi"), table_of({"mean": [46.55, 54.27, 40.75, 17.23]}))
    assert result.index[0] == pytest.approx(np.mean(list(PROVINCES.values())), abs=0.005)


def test_the_fixed_bands_of_2019_put_the_published_scores_where_they_were_put() -> None:
    # databoks 8eeac4a3a09eeaa (highest, one of ours and lowest of 34, all sedang); two regencies above: IKP 2019
    scores = {"Papua Barat": 52.83, "Sumatera Selatan": 44.75, "Bangka Belitung": 44.18, "Lombok Timur": 70.02,
              "Teluk Bintuni": 66.47}  # fmt: skip
    _, category = cuts_of(scores, "thirds-2019")
    assert category.tolist() == [MEDIUM, MEDIUM, MEDIUM, HIGH, HIGH]


def test_the_six_bands_of_2020_step_evenly_about_fifty() -> None:
    # riau24.com, idntimes sumsel: governor cut-offs
    cuts, _ = cuts_of({"any": 50.0}, "six-bands-2020")
    assert cuts == pytest.approx(50 + 7.545 * np.arange(-2, 3), abs=0.01)


def test_the_nine_governor_elections_of_2020_lie_in_the_upper_bands() -> None:
    # sindomanado: all nine were announced as high; Kalimantan Utara, the lowest, in band 5
    scores = {"Sulut": 86.42, "Sulteng": 81.05, "Sumbar": 80.86, "Jambi": 73.69, "Bengkulu": 72.08, "Kalteng": 70.08,
              "Kalsel": 69.70, "Kepri": 67.43, "Kaltara": 62.87}  # fmt: skip
    _, category = cuts_of(scores, "six-bands-2020")
    assert (category + 1).tolist() == [6] * 8 + [5]


def test_ikp_2024_has_four_dimensions_twelve_subdimensions_and_sixty_one_indicators() -> None:
    tree = load_tree("ikp-2024")
    shape = {dimension.key: [len(sub.children) for sub in dimension.children] for dimension in tree.root.children}
    assert shape == {
        "sosial-politik": [8, 3, 5],
        "penyelenggaraan": [6, 4, 10, 2, 2],
        "kontestasi": [3, 12],
        "partisipasi": [3, 3],
    }
    assert [dimension.weight for dimension in tree.root.children] == [0.27, 0.38, 0.25, 0.10]
    assert len(tree.indicators) == 61


def test_the_themes_of_2023_are_subsets_of_the_sixty_one() -> None:
    whole = {node.key: node.title for node in load_tree("ikp-2024").indicators}
    for theme in ("politik-uang", "netralitas-asn", "politisasi-sara", "media-sosial"):
        for node in load_tree(f"tematik-{theme}").indicators:
            assert whole[node.key] == node.title


@pytest.mark.parametrize(("tree", "variables", "indicators"), [("feb", 7, 22), ("nov", 8, 25)])
def test_the_station_maps_of_2024_have_their_variables_and_indicators(
    tree: str, variables: int, indicators: int
) -> None:
    loaded = load_tree(f"tps-rawan-{tree}-2024")
    assert (len(loaded.root.children), len(loaded.indicators)) == (variables, indicators)


def test_a_station_is_as_vulnerable_as_the_number_of_indicators_found() -> None:
    tree = load_tree("tps-rawan-feb-2024")
    found = np.zeros((3, 22))
    found[1, :4] = 1
    found[2, :] = 1
    result = run(tree, Table("2024", ("a", "b", "c"), ("a", "b", "c"), ("",) * 3, found))
    assert result.index.tolist() == [0, 4, 22]
