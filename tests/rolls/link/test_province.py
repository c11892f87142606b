"""Several regencies in one list: each is searched as if it were alone, and across them only what can be believed."""

from datetime import date

import pytest

from saksama.rolls.columns import DataState
from saksama.rolls.link.blocks import block_across_query, block_within_query, blocks_across, blocks_for, left_out_query
from saksama.rolls.link.features import features_of, forget_features, frequencies_of
from saksama.rolls.prepare import prepare

VOTING_DAY = date(2024, 11, 27)
FAR_APART = 100_000  # records between the two regencies
COLUMNS = ("name", "birthdate", "birthplace", "village")
ABSENT = ("nik", "nkk", "marital", "sex", "address", "rt", "tps")
HERE, THERE = "16.02.05.1001", "16.03.05.1001"


def listed(engine, *people):
    """The features of a list of (name, birth date, birthplace, village), no two of one household."""
    absent = ", ".join(f"{column} VARCHAR" for column in ABSENT)
    engine.run(
        "CREATE OR REPLACE TABLE roll (record BIGINT, name VARCHAR, birthdate DATE, birthplace VARCHAR,"
        f" village VARCHAR, age SMALLINT, {absent})"
    )
    rows = [[100 * at, *person] for at, person in enumerate(people)]
    engine.connection.executemany(f"INSERT INTO roll (record, {', '.join(COLUMNS)}) VALUES (?, ?, ?, ?, ?)", rows)
    prepare(engine, "roll", VOTING_DAY)
    return features_of(engine, "roll")


def pairs_of(engine, queries):
    return {pair for query in queries for pair in engine.rows(query)}


def across(engine, *people):
    """Pairs of places in the list that are looked at across regencies."""
    features = listed(engine, *people)
    found = pairs_of(engine, [block_across_query(features, block) for block in blocks_across(DataState.NO_NUMBERS)])
    return {(left // 100, right // 100) for left, right in found}


@pytest.fixture
def two_regencies(linked):
    """Tables `one`, the list of a regency, and `both`, the same people once more with the code of another."""
    engine = linked(DataState.NO_NUMBERS).engine
    moved = f"record + {FAR_APART} AS record, '16.77' || substr(village, 6) AS village"
    engine.table("one", "SELECT * FROM roll")
    engine.table("both", f"SELECT * FROM one UNION ALL SELECT * REPLACE ({moved}) FROM one")
    for name in ("one", "both"):
        prepare(engine, name, VOTING_DAY)
    yield engine
    for name in ("one", "both"):
        forget_features(engine, name)
        engine.run(f'DROP TABLE "{name}"')


def test_within_each_regency_the_same_pairs_are_looked_at_as_in_its_own_list(two_regencies):
    one, both = (
        pairs_of(
            two_regencies,
            [block_within_query(features_of(two_regencies, name), block) for block in blocks_for(DataState.NO_NUMBERS)],
        )
        for name in ("one", "both")
    )
    assert one
    assert both == one | {(left + FAR_APART, right + FAR_APART) for left, right in one}


def test_what_is_common_in_a_regency_is_as_common_there_in_the_province(two_regencies):
    values = "record, name_village, name_elsewhere, first_word_elsewhere, birth_elsewhere, birthplace_elsewhere"
    one, both = (
        two_regencies.rows(f'SELECT {values} FROM "{frequencies_of(two_regencies, name, within=True)}" ORDER BY record')
        for name in ("one", "both")
    )
    assert both[: len(one)] == one


def test_a_birthplace_of_one_regency_is_rarer_in_the_province(engine):
    people = [
        ("ANI", date(1980, 1, day), "KAYUAGUNG" if at else "MUARA ENIM", THERE if not at else HERE)
        for at in (0, 1)
        for day in range(1, 21)
    ]
    listed(engine, *people)
    (elsewhere, outside), *others = engine.rows(
        f"SELECT DISTINCT birthplace_elsewhere, birthplace_outside FROM {frequencies_of(engine, 'roll', within=True)}"
    )
    assert not others
    assert elsewhere == pytest.approx(outside + 1, abs=0.2)


def test_one_person_in_two_regencies_is_looked_at(engine):
    born = date(1981, 5, 17)
    assert across(engine, ("SITI AMINAH", born, "PEDAMARAN", HERE), ("SITI AMINAH", born, None, THERE)) == {(0, 1)}
    assert across(engine, ("SITI AMINAH", born, "PEDAMARAN", HERE), ("ST AMINAH", born, "PEDAMARAN", THERE)) == {(0, 1)}
    slip = date(1981, 5, 11)
    assert across(engine, ("SITI AMINAH", born, "MESUJI", HERE), ("SITI AMINAH", slip, "MESUJI", THERE)) == {(0, 1)}


def test_across_regencies_half_a_likeness_is_not_worth_a_look(engine):
    born, other_day = date(1981, 5, 17), date(1981, 9, 2)
    assert not across(engine, ("SITI AMINAH", born, "MESUJI", HERE), ("SITI AMINAH", other_day, "MESUJI", THERE))
    assert not across(engine, ("SITI AMINAH", born, "MESUJI", HERE), ("SITI RAHMAH", born, "MESUJI", THERE))


def test_pairs_of_one_regency_are_no_pairs_across(engine):
    person = ("SITI AMINAH", date(1981, 5, 17), "MESUJI", HERE)
    assert not across(engine, person, person, ("JOKO", date(1990, 1, 1), "MESUJI", THERE))


def test_a_row_without_a_village_is_searched_in_the_largest_regency(engine):
    person = ("SITI AMINAH", date(1981, 5, 17), "MESUJI")
    features = listed(
        engine,
        (*person, None),
        (*person, HERE),
        ("JOKO", date(1990, 1, 1), "MESUJI", HERE),
        ("BUDI", date(1990, 1, 1), "MESUJI", THERE),
    )
    found = pairs_of(engine, [block_within_query(features, block) for block in blocks_for(DataState.NO_NUMBERS)])
    assert found == {(0, 100)}


def test_the_reason_names_another_regency(linked):
    one = linked(DataState.NO_NUMBERS)
    assert one.duplicates.kept
    # The second of a sure pair in two villages moves away.
    moved = one.engine.value(
        """SELECT max(d."right") FROM duplicates d JOIN roll l ON l.record = d."left"
        JOIN roll r ON r.record = d."right" WHERE l.village <> r.village AND probability > 0.99"""
    )
    village = f"CASE WHEN record = {moved} THEN '16.77' || substr(village, 6) ELSE village END"
    one.find_again(f"SELECT * REPLACE ({village} AS village) FROM roll", "moved")
    said = one.engine.rows(f'SELECT reasons_id, reasons_en FROM moved_duplicates WHERE {moved} IN ("left", "right")')
    assert said
    for indonesian, english in said:
        assert "kabupaten/kota lain" in indonesian
        assert "another regency or city" in english


def test_records_whose_key_too_many_share_are_counted_once(engine):
    crowd = [("SITI AMINAH", date(1970, 1, 1), "MESUJI", HERE)] * 251
    features = listed(engine, *crowd, ("JOKO", date(1990, 5, 1), "MESUJI", HERE))
    assert engine.value(left_out_query(features, DataState.NO_NUMBERS, several=False)) == 251
