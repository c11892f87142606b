"""Maps and announced numbers fit the table of regions."""

import pytest

from saksama.reference.boundaries import MapLevel, load_boundaries
from saksama.reference.published import load_published
from saksama.reference.regions import Regions

REGIONS = Regions.load()


@pytest.mark.parametrize("level", ["kecamatan", "desa"])
def test_every_region_of_a_level_has_one_outline_within_the_bounds_of_oki(level: MapLevel) -> None:
    outlines = load_boundaries(level)
    regions = REGIONS.districts if level == "kecamatan" else REGIONS.villages
    assert [outline.code for outline in outlines] == sorted(region.code for region in regions)
    assert all(104 < outline.longitude < 107 and -5 < outline.latitude < -2 for outline in outlines)


def test_an_outline_becomes_a_feature_with_what_the_map_shows() -> None:
    feature = load_boundaries("kecamatan")[0].feature(findings=3)
    assert feature["properties"] == {"code": "16.02.02", "name": "Tanjung Lubuk", "findings": 3}
    assert feature["geometry"]["type"] in ("Polygon", "MultiPolygon")


def test_the_announced_dpt_sums_to_577_241_and_the_dps_of_the_general_election_to_568_256() -> None:
    published = load_published()
    assert sum(row.dpt_pilkada_2024 for row in published.values()) == 577_241
    assert sum(row.dps_pemilu_2024 for row in published.values()) == 568_256


def test_the_announced_numbers_of_villages_are_those_of_the_regions() -> None:
    published = load_published()
    assert {district.code: len(REGIONS.children(district)) for district in REGIONS.districts} == {
        code: row.villages for code, row in published.items()
    }
