"""Where voters belong: columns before title before folders; names to Kemendagri codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksama.reference.regions import Regions
from saksama.rolls.read.place import labels_in, place_of_path
from saksama.rolls.read.places import resolve

REGIONS = Regions.load()
HEADING = ["NAMA", "USIA"]


@pytest.mark.parametrize(
    ("cells", "labels"),
    [
        (["KECAMATAN", "", ": KAYU AGUNG"], {"district": "KAYU AGUNG"}),
        (["Kecamatan", ":", "Kayu Agung"], {"district": "Kayu Agung"}),
        (["DESA/KELURAHAN : Jua-jua"], {"village": "Jua-jua"}),
        (["KELURAHAN/DESA", "Jua-jua", "NO. TPS", "3"], {"village": "Jua-jua", "tps": "3"}),
        (
            ["KECAMATAN : Kayu Agung   DESA : Jua-jua  TPS : 003"],
            {"district": "Kayu Agung", "village": "Jua-jua", "tps": "003"},
        ),
        (["NOMOR TPS : 12"], {"tps": "12"}),
        (["TPS 004"], {"tps": "004"}),
        (["KECAMATAN", "DESA", "TPS"], {}),
        (["JL. DESA MAJU"], {}),
        (["DUSUN TPS LAMA", "x"], {}),
    ],
)
def test_label_value_lines_are_understood_in_one_cell_or_in_many(cells, labels):
    assert labels_in(cells) == labels


def test_a_path_tells_district_village_and_polling_station():
    place = place_of_path("16.02.05 Kayu Agung/16.02.05.1001 Jua-jua/TPS 012.xlsx")
    assert (place.district_code, place.village_code, place.village, place.tps) == (
        "16.02.05", "16.02.05.1001", "Jua-jua", "012"
    )  # fmt: skip


def test_folders_without_codes_are_looked_up_by_name(desk):
    desk.csv("Kec. SP Padang/Awal Terusan/TPS_02.csv", [HEADING, ["RINA", "20"]])
    desk.read()
    (row,) = desk.rows()
    assert (row["district"], row["village"], row["tps"]) == (
        "16.02.08",
        REGIONS.find_village("Awal Terusan").code,
        "002",
    )


def test_columns_go_before_the_title_and_the_title_before_the_folders(desk):
    desk.csv(
        "16.02.04 Mesuji/TPS 009.csv",
        [
            ["KECAMATAN : KAYU AGUNG"],
            ["DESA/KELURAHAN : PERIGI"],
            [*HEADING, "DESA", "TPS"],
            ["RINA", "20", "", ""],
            ["BUDI", "30", "JUA-JUA", "1"],
        ],
    )
    desk.read()
    assert [(row["village_name"], row["village"], row["tps"]) for row in desk.rows()] == [
        ("PERIGI", "16.02.05.1009", None),
        ("JUA-JUA", "16.02.05.1001", "001"),
    ]


def test_codes_in_a_column_are_believed_dotted_or_not(desk):
    desk.csv("a.csv", [[*HEADING, "KODE DESA"], ["RINA", "20", "1602051001"], ["BUDI", "30", "16.02.05.1009"]])
    desk.read()
    assert [(row["village"], row["district"]) for row in desk.rows()] == [
        ("16.02.05.1001", "16.02.05"),
        ("16.02.05.1009", "16.02.05"),
    ]


def test_a_name_that_cannot_be_placed_is_a_warning_and_no_reject(desk):
    desk.csv("a.csv", [[*HEADING, "KECAMATAN", "DESA"], ["RINA", "20", "KAYU AGUNG", "ATLANTIS"]])
    result = desk.read()
    (row,) = desk.rows()
    assert (row["village"], row["district"], row["village_name"]) == (None, "16.02.05", "ATLANTIS")
    assert result.rows_rejected == 0
    assert any("ATLANTIS" in warning.id for warning in result.warnings)


@given(st.sampled_from(REGIONS.villages), st.sampled_from(["upper", "lower", "prefixed", "tight"]))
def test_every_village_is_found_by_its_name_within_its_district(village, manner):
    name = {
        "upper": village.name.upper(),
        "lower": village.name.lower(),
        "prefixed": f"Desa {village.name}",
        "tight": village.name.replace(" ", ""),
    }[manner]
    district = REGIONS.parent(village)
    placed = resolve((name, "", district.name, "", "", "", "", "", ""), REGIONS)
    assert (placed.village, placed.district) == (village.code, district.code)
