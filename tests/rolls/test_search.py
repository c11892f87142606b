"""A voter is found while the name is being typed, as the ear hears it, within one's region and without numbers."""

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from saksama.demo import make_regency
from saksama.rolls import Engine
from saksama.rolls.columns import ROLL_COLUMNS
from saksama.rolls.link.names import make_names
from saksama.rolls.search import Voter, build_index, find_voters, has_index, sounds

KOTA_RAYA, LEMPUING = "16.02.05.1001", "16.02.13.2005"
PEOPLE = (
    ("MUHAMMAD SOLEH", date(1980, 1, 2), None, KOTA_RAYA),
    ("H. MOCH. SHOLEH, S.PD", date(1975, 3, 4), None, LEMPUING),
    ("SITI AMINAH", date(1984, 7, 17), None, KOTA_RAYA),
    ("SITI AMINAH", date(1990, 1, 1), None, LEMPUING),
    ("SITI AMINI", None, 40, KOTA_RAYA),
    ("ZAINAL", date(1991, 5, 6), None, KOTA_RAYA),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of six people."""
    folder = tmp_path_factory.mktemp("search")
    with Engine() as engine:
        columns = ", ".join(f'"{name}" {kind}' for name, kind in ROLL_COLUMNS.items())
        engine.run(f"CREATE TABLE roll ({columns})")
        for number, (name, birthdate, age, village) in enumerate(PEOPLE):
            engine.run(
                "INSERT INTO roll (record, name, birthdate, age, village, nik) VALUES (?, ?, ?, ?, ?, ?)",
                [number, name, birthdate, age, village, "1602055707840001"],
            )
        engine.run(f"COPY roll TO '{folder / 'roll.parquet'}' (FORMAT parquet)")
    assert not has_index(folder / "search")
    build_index(folder / "roll.parquet", folder / "search")
    assert has_index(folder / "search")
    return folder / "search"


def _names(found: list[Voter]) -> list[str]:
    return [voter.name for voter in found]


@pytest.mark.parametrize("typed", ["muh sol", "moch. sho", "soleh muh", "m. soleh"])
def test_the_last_word_is_found_by_its_beginning_and_every_word_by_its_sound(index: Path, typed: str) -> None:
    expected = {"MUHAMMAD SOLEH", "H. MOCH. SHOLEH, S.PD"}
    assert set(_names(find_voters(index, typed))) == expected


def test_only_ones_own_region_is_searched(index: Path) -> None:
    assert _names(find_voters(index, "siti aminah", region="16.02.13")) == ["SITI AMINAH"]
    assert [voter.village for voter in find_voters(index, "siti aminah", region=KOTA_RAYA)] == [KOTA_RAYA]
    assert find_voters(index, "siti aminah", region="16.02.04") == []


def test_the_birth_date_comes_first_also_where_the_name_is_written_otherwise(index: Path) -> None:
    found = find_voters(index, "siti aminah", birthdate=date(1990, 1, 1))
    assert [(voter.record, voter.same_birth) for voter in found][0] == (3, True)
    assert _names(find_voters(index, "jaenal", birthdate=date(1991, 5, 6))) == ["ZAINAL"]


def test_where_the_list_has_only_an_age_the_age_counts(index: Path) -> None:
    found = find_voters(index, "siti am", birthdate=date(1984, 2, 1), voting_day=date(2024, 11, 27))
    assert [(voter.name, voter.same_birth) for voter in found][0] == ("SITI AMINI", True)


def test_a_mistyped_name_still_finds_who_sounds_alike(index: Path) -> None:
    assert "SITI AMINAH" in _names(find_voters(index, "siti aminsh"))


@pytest.mark.parametrize("typed", ["", "  ", "si", "h.", "'; DROP TABLE x; --", "%%%"])
def test_too_little_finds_nobody_and_nothing_breaks(index: Path, typed: str) -> None:
    assert len(find_voters(index, typed)) <= 1


def test_no_number_of_a_person_is_in_the_index(index: Path) -> None:
    assert not {"nik", "nkk"} & {field.name for field in fields(Voter)}
    with Engine() as engine:
        for file in ("words.parquet", "voters.parquet"):
            engine.read_parquet("part", index / file)
            assert not {"nik", "nkk"} & set(engine.columns("part"))


def test_what_is_typed_sounds_as_the_engine_hears_whole_names(tmp_path: Path) -> None:
    regency = make_regency(tmp_path / "oki", voters=3000, seed=11, file_format="csv")
    with Engine() as engine:
        source = str(regency.lists["dpt"] / "**" / "*.csv")
        engine.run("CREATE TABLE roll AS SELECT DISTINCT NAMA AS name FROM read_csv(?, union_by_name = true)", [source])
        make_names(engine, "roll", "names")
        rows = engine.rows("SELECT name, name_sound FROM names WHERE name NOT LIKE '%.%'")
    assert len(rows) > 1000
    assert [name for name, heard in rows if " ".join(sounds(name)) != heard] == []
