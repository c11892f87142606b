"""The same person in two lists: nearly everybody is found again, each at most once."""

import pytest

from saksama.rolls.columns import DataState
from saksama.rolls.evaluate import load_truth

STATES = list(DataState)


@pytest.mark.parametrize("state", STATES)
def test_nearly_all_people_of_the_former_list_are_found_in_the_new_one(linked, state):
    one = linked(state)
    assert one.matches.state is state
    for table in ("dps", "roll"):
        load_truth(one.engine, table, one.regency.truth, "dps" if table == "dps" else "dpt")
        one.engine.table(f"person_of_{table}", "SELECT * FROM person_of")
    right, found = one.engine.rows(
        """SELECT count(*) FILTER (a.person = b.person), count(*) FROM matched
        JOIN person_of_dps a ON a.record = "left" JOIN person_of_roll b ON b.record = "right" """
    )[0]
    people = one.engine.value(
        "SELECT count(DISTINCT person) FROM person_of_dps SEMI JOIN person_of_roll USING (person)"
    )
    assert right / found >= 0.99
    assert right / people >= 0.98


@pytest.mark.parametrize("state", STATES)
def test_nobody_is_matched_to_two(linked, state):
    one = linked(state)
    assert one.matches.kept >= 0
    pairs = one.pairs("matched")
    assert len({left for left, _, _ in pairs}) == len({right for _, right, _ in pairs}) == len(pairs)
    assert all(0.5 <= probability <= 1 for _, _, probability in pairs)


@pytest.mark.parametrize("state", STATES)
def test_a_match_is_explained_by_what_the_lists_show(linked, state):
    one = linked(state)
    assert one.matches.kept >= 0
    said = [row[0] for row in one.engine.rows("SELECT reasons_id FROM matched")]
    assert all(said)
    assert any("tanggal lahir sama" in words for words in said) == (state is not DataState.AGE_ONLY)
    assert any("umur sama" in words for words in said) == (state is DataState.AGE_ONLY)


def test_who_has_no_rt_is_not_said_to_stand_in_the_same_rt(linked):
    one = linked(DataState.NO_NUMBERS)
    assert one.matches.kept >= 0
    without_rt = one.engine.rows(
        """SELECT reasons_en FROM matched JOIN roll r ON r.record = "right" JOIN dps d ON d.record = "left"
        WHERE r.rt IS NULL AND d.rt IS NULL"""
    )
    assert without_rt
    assert not any("RT" in words for (words,) in without_rt)
