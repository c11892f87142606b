"""Regions are found by code and by the names people write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksama.reference.regions import Level, NikPrefix, Region, Regions, dotted, name_key, nik_prefixes

REGIONS = Regions.load()
WRITTEN_BEFORE_A_NAME = ["", "Desa ", "DESA ", "Kel. ", "KELURAHAN ", "desa/kelurahan ", "Ds. "]


def test_oki_has_18_districts_and_327_villages_of_which_13_are_kelurahan() -> None:
    assert len(REGIONS.districts) == 18
    assert len(REGIONS.villages) == 327
    assert sum(region.level is Level.KELURAHAN for region in REGIONS.villages) == 13


def test_every_region_but_the_province_has_its_parent_in_the_file_and_is_its_child() -> None:
    for region in REGIONS:
        parent = REGIONS.parent(region)
        assert (parent is None) == (region.level is Level.PROVINCE)
        assert parent is None or region in REGIONS.children(parent)


def test_a_code_is_found_with_dots_and_in_plain_digits() -> None:
    assert REGIONS.by_code("1602051001") == REGIONS.by_code("16.02.05.1001")
    assert REGIONS.by_code("1602051001") is not None
    assert REGIONS.by_code("16.02.01") is None


@pytest.mark.parametrize(
    "written",
    ["KAYU AGUNG", "kayuagung", "Kec. Kayu Agung", "KECAMATAN KAYUAGUNG", " Kec.Kayu  Agung ", "16.02.05", "160205"],
)
def test_a_district_is_found_however_it_is_written(written: str) -> None:
    assert REGIONS.find_district(written) == Region("16.02.05", Level.DISTRICT, "Kayu Agung")


def test_sp_padang_is_sirah_pulau_padang() -> None:
    found = {REGIONS.find_district(name) for name in ("SP Padang", "S.P. PADANG", "Sirah Pulau Padang")}
    assert {region.code for region in found if region} == {"16.02.08"} and None not in found


def test_a_village_name_of_several_districts_needs_its_district() -> None:
    assert REGIONS.find_village("Suka Raja") is None
    village = REGIONS.find_village("SUKARAJA", "Pedamaran")
    assert village is not None and village.code == "16.02.03.2011"


def test_an_unknown_district_is_not_guessed_away() -> None:
    assert REGIONS.find_village("Jua-jua") is not None
    assert REGIONS.find_village("Jua-jua", "Entah Di Mana") is None


def test_a_number_behind_a_village_name_may_be_arabic() -> None:
    village = REGIONS.find_village("DESA PEDAMARAN 2", "PEDAMARAN")
    assert village is not None and village.name == "Pedamaran II"


@given(st.sampled_from(REGIONS.villages), st.sampled_from(WRITTEN_BEFORE_A_NAME), st.data())
def test_every_village_is_found_in_its_district_whatever_the_case_and_the_word_before_it(
    village: Region, before: str, data: st.DataObject
) -> None:
    upper = data.draw(st.lists(st.booleans(), min_size=len(village.name), max_size=len(village.name)))
    name = "".join(c.upper() if up else c.lower() for c, up in zip(village.name, upper, strict=True))
    district = REGIONS.parent(village)
    assert district is not None
    assert REGIONS.find_village(before + name, district.name) == village
    assert REGIONS.find_village(before + name, district.code) == village


@given(st.text())
def test_any_text_gives_a_key_and_its_key_is_stable(text: str) -> None:
    assert name_key(text.upper()) == name_key(text.upper().swapcase().upper())
    REGIONS.find_village(text)


@given(st.sampled_from(REGIONS.all))
def test_dotting_plain_digits_gives_the_code_back(region: Region) -> None:
    assert dotted(region.code.replace(".", "")) == region.code


def test_a_nik_prefix_is_here_elsewhere_or_unknown() -> None:
    assert REGIONS.nik_prefix("1602050101900001") is NikPrefix.HERE
    assert REGIONS.nik_prefix("3173010101900001") is NikPrefix.ELSEWHERE
    # 16.02.01 was given up when regencies were split: NIKs that carry it are still valid.
    assert REGIONS.nik_prefix("1602010101900001") is NikPrefix.UNKNOWN


def test_the_prefix_table_holds_every_district_of_oki() -> None:
    assert len(nik_prefixes()) == 7285
    assert {region.code.replace(".", "") for region in REGIONS.districts} <= nik_prefixes()
