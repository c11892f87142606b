"""A list may be one desa, one family or nobody: it is linked all the same."""

from datetime import date

import pytest

from saksama.rolls.columns import DataState
from saksama.rolls.link import draws as draws_module
from saksama.rolls.link import find_duplicates, match_lists

RINA = {
    "name": "RINA WULANDARI",
    "birthplace": "KAYUAGUNG",
    "birthdate": date(1983, 5, 17),
    "sex": "P",
    "marital": "S",
    "tps": "001",
    "rt": "001",
    "village": "16.02.05.1001",
    "district": "16.02.05",
}
AGED = {**RINA, "birthdate": None, "age": 41}


@pytest.fixture(autouse=True)
def few_random_pairs(monkeypatch):
    monkeypatch.setattr(draws_module, "RANDOM_PAIRS", 2_000)


@pytest.mark.parametrize("state", list(DataState))
@pytest.mark.parametrize(
    "voters",
    [
        [],
        [RINA],
        [RINA, RINA],
        [AGED, AGED, AGED],
        [RINA, AGED],
        [{"name": "RINA"}, {"name": "RINA"}],
        [{"name": None}, {"name": "..."}, RINA],
    ],
    ids=["nobody", "one", "two", "ages", "date and age", "names alone", "no names"],
)
def test_any_list_is_linked_with_itself_and_with_another(engine, make_roll, state, voters):
    make_roll("roll", voters)
    make_roll("other", voters)
    find_duplicates(engine, state=state)
    match_lists(engine, "other", "roll", state=state, into="matched")
    for table in ("duplicates", "matched"):
        assert all(0.5 <= p <= 1 for (p,) in engine.rows(f'SELECT probability FROM "{table}"'))


def test_an_age_that_many_share_weighs_less_than_a_birth_date_that_few_do(engine, make_roll):
    """The register knows the age, the list the birth date: only the age is common to both, and its chance counts."""
    from saksama.rolls.link.features import make_features
    from saksama.rolls.link.pairs import frequencies_query

    crowd = [{**RINA, "name": f"ANI {n}", "birthdate": date(1983, 1 + n % 11, 1 + n % 28)} for n in range(200)]
    make_roll("roll", [*crowd, RINA])
    make_features(engine, "roll", "roll_features")
    engine.table("frequencies", frequencies_query("roll_features", within=False))
    age, birth = engine.rows("SELECT age_elsewhere, birth_elsewhere FROM frequencies WHERE record = 200")[0]
    assert age > -1
    assert birth < -6


def test_a_pair_of_exact_matches_needs_nobody_else_like_them(engine, make_roll):
    make_roll("old", [RINA, {**RINA, "name": "BUDI HARTONO", "sex": "L"}])
    make_roll("new", [{**RINA, "name": "BUDI HARTONO", "sex": "L"}, RINA])
    match_lists(engine, "old", "new", state=DataState.NO_NUMBERS, into="matched")
    assert engine.rows('SELECT "left", "right" FROM matched ORDER BY ALL') == [(0, 1), (1, 0)]
