"""For each thing a letter can ask: what the next list must show to call it fixed, changed, not fixed, or unknown."""

import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saksama.rolls.columns import ROLL_COLUMNS
from saksama.rolls.engine import Engine
from saksama.rolls.verify import REASONS, RECOMMENDED_COLUMNS, VERIFIED_COLUMNS, Asked, Outcome, verify

DESA, OTHER_DESA = "16.02.05.1001", "16.02.05.2002"
Row = dict[str, Any]


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine(threads=1) as engine:
        yield engine


def person(record: int, name: str | None = None, **values: object) -> Row:
    return {
        "record": record, "name": name or f"ORANG {'ABCDEFGHIJ'[record % 10] * (1 + record // 10)}",
        "birthdate": "1980-01-02", "village": DESA, "village_name": "KAYU AGUNG", "tps": "001", **values,
    }  # fmt: skip


def make(engine: Engine, name: str, columns: dict[str, str], rows: list[Row]) -> None:
    types = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
    engine.run(f'CREATE OR REPLACE TABLE "{name}" ({types})')
    for row in rows:
        marks = ", ".join("?" for _ in row)
        engine.run(f'INSERT INTO "{name}" ({", ".join(row)}) VALUES ({marks})', list(row.values()))


def outcomes(
    engine: Engine,
    asked: list[Row],
    old: list[Row],
    new: list[Row],
    links: list[tuple[int, int, float]],
    *,
    broken: list[tuple[str, int]] | None = None,
    ran: tuple[str, ...] = ("rule",),
    missing: list[Row] | None = None,
    missing_links: list[tuple[int, int, float]] | None = None,
) -> list[Row]:
    """The verified table, by finding."""
    match = {'"left"': "BIGINT", '"right"': "BIGINT", "probability": "DOUBLE"}
    match_columns = {column.strip('"'): kind for column, kind in match.items()}
    for name, pairs in (("links", links), ("missing_links", missing_links or [])):
        make(engine, name, match_columns, [dict(zip(match, pair, strict=True)) for pair in pairs])
    make(engine, "old", ROLL_COLUMNS, old)
    make(engine, "new", ROLL_COLUMNS, new)
    make(engine, "missing", ROLL_COLUMNS, missing or [])
    make(engine, "recommended", RECOMMENDED_COLUMNS, [{"rule": "rule", **row} for row in asked])
    make(
        engine, "broken", {"rule": "VARCHAR", "record": "BIGINT"},
        [{"rule": rule, "record": record} for rule, record in broken or []],
    )  # fmt: skip
    verify(
        engine, recommended="recommended", old="old", new="new", matches="links", violations="broken", rules_ran=ran,
        missing="missing" if missing is not None else None,
        missing_matches="missing_links" if missing is not None else None,
    )  # fmt: skip
    assert engine.columns("verified") == list(VERIFIED_COLUMNS)
    return [
        dict(zip(VERIFIED_COLUMNS, row, strict=True))
        for row in engine.rows("SELECT * FROM verified ORDER BY finding_id")
    ]


def outcome(engine: Engine, asked: Row, *rest: Any, **more: Any) -> tuple[str, str]:
    (row,) = outcomes(engine, [{"finding_id": "f", **asked}], *rest, **more)
    return row["outcome"], row["reason"]


REMOVE = {"asked": Asked.REMOVE, "record": 0}
NEIGHBOUR = person(9, "TETANGGA")


def test_a_removed_record_that_links_to_nobody_is_fixed(engine: Engine) -> None:
    assert outcome(engine, REMOVE, [person(0)], [NEIGHBOUR], []) == ("fixed", "remove_gone")


def test_a_record_still_linked_is_not_fixed_and_the_words_say_where(engine: Engine) -> None:
    asked = [{"finding_id": "f", **REMOVE}]
    (row,) = outcomes(engine, asked, [person(0)], [person(5, "ORANG A", tps="007")], [(0, 5, 0.9971)])
    assert row["outcome"] == Outcome.NOT_FIXED
    assert row["reason_id"] == "Masih terdaftar di TPS 007 KAYU AGUNG (kemungkinan orang yang sama 99%)."
    assert row["reason_en"] == "Still listed at TPS 007 KAYU AGUNG (99% likely the same person)."
    assert (row["new_record"], row["probability"]) == (5, 0.9971)


@pytest.mark.parametrize(
    ("probability", "expected"), [(0.9, "not_fixed"), (0.8999, "cannot_tell"), (0.5, "cannot_tell")]
)
def test_nine_in_ten_is_sure_enough(engine: Engine, probability: float, expected: str) -> None:
    assert outcome(engine, REMOVE, [person(0)], [person(5)], [(0, 5, probability)])[0] == expected


def test_a_desa_that_is_not_in_the_new_list_yet_cannot_be_told(engine: Engine) -> None:
    new = [person(9, "TETANGGA", village=OTHER_DESA)]
    assert outcome(engine, REMOVE, [person(0)], new, []) == ("cannot_tell", "no_village")


@pytest.mark.parametrize("values", [{"birthdate": None}, {"birthdate": None, "age": None}])
def test_a_record_without_birth_date_and_age_cannot_be_looked_up(engine: Engine, values: Row) -> None:
    assert outcome(engine, REMOVE, [person(0, **values)], [NEIGHBOUR], []) == ("cannot_tell", "unknown")


def test_an_unlinked_namesake_of_the_same_age_makes_absence_unsure(engine: Engine) -> None:
    new = [person(5, "Orang-A", birthdate="1981-05-05")]
    assert outcome(engine, REMOVE, [person(0)], new, []) == ("cannot_tell", "namesake")


def test_a_namesake_of_another_age_does_not(engine: Engine) -> None:
    new = [person(5, "ORANG A", birthdate="1961-05-05")]
    assert outcome(engine, REMOVE, [person(0)], new, []) == ("fixed", "remove_gone")


def test_a_namesake_linked_to_another_does_not(engine: Engine) -> None:
    old, new = [person(0), person(1, "ORANG A", birthdate="1981-01-01")], [person(5, "ORANG A", birthdate="1981-01-01")]
    assert outcome(engine, REMOVE, old, new, [(1, 5, 0.99)]) == ("fixed", "remove_gone")


def group(people: int) -> Row:
    return {"asked": Asked.KEEP_ONE, "records": list(range(people))}


@pytest.mark.parametrize(
    ("people", "links", "expected"),
    [
        (2, [(0, 5, 0.99)], ("fixed", "keep_one")),
        (2, [(0, 5, 0.99), (1, 6, 0.95)], ("not_fixed", "keep_more")),
        (3, [(0, 5, 0.99), (1, 6, 0.95)], ("changed", "keep_fewer")),
        (2, [], ("changed", "keep_none")),
        (2, [(0, 5, 0.99), (1, 6, 0.6)], ("cannot_tell", "perhaps")),
        (3, [(0, 5, 0.99), (1, 6, 0.95), (2, 7, 0.6)], ("not_fixed", "keep_more")),
    ],
)
def test_of_duplicates_exactly_one_must_remain(
    engine: Engine, people: int, links: list[tuple[int, int, float]], expected: tuple[str, str]
) -> None:
    old = [person(record) for record in range(people)]
    new = [NEIGHBOUR, *(person(record, f"BARU {record}") for record in (5, 6, 7))]
    assert outcome(engine, group(people), old, new, links) == expected


def test_duplicates_with_the_same_name_leave_one_and_that_one_is_no_namesake(engine: Engine) -> None:
    old = [person(0, "SITI"), person(1, "SITI", tps="002")]
    assert outcome(engine, group(2), old, [person(5, "SITI")], [(0, 5, 0.99)]) == ("fixed", "keep_one")


def correct(*fields: str) -> Row:
    return {"asked": Asked.CORRECT, "record": 0, "fields": list(fields)}


def corrected(
    engine: Engine, before: Row, after: Row, fields: tuple[str, ...], *, broken: bool = True
) -> tuple[str, str]:
    return outcome(
        engine, correct(*fields), [person(0, **before)], [person(5, "ORANG A", **after)], [(0, 5, 0.99)],
        broken=[("rule", 5)] if broken else [],
    )  # fmt: skip


def test_a_field_that_no_longer_breaks_the_rule_is_fixed(engine: Engine) -> None:
    assert corrected(engine, {"rt": None}, {"rt": "002"}, ("rt",), broken=False) == ("fixed", "correct_right")


def test_a_field_changed_that_still_breaks_it_is_changed(engine: Engine) -> None:
    assert corrected(engine, {"nik": "16"}, {"nik": "1602"}, ("nik",)) == ("changed", "correct_changed")


def test_a_field_left_alone_is_not_fixed_even_if_another_changed(engine: Engine) -> None:
    assert corrected(engine, {"nik": "16", "rt": "001"}, {"nik": "16", "rt": "002"}, ("nik",)) == (
        "not_fixed",
        "correct_same",
    )


def test_without_named_fields_any_change_counts(engine: Engine) -> None:
    assert corrected(engine, {"rt": "001"}, {"rt": "002"}, ())[1] == "correct_changed"


def test_a_mask_is_no_change(engine: Engine) -> None:
    assert corrected(engine, {"nik": "1602050101800003"}, {"nik": "1602********0003"}, ("nik",))[1] == "correct_same"


def test_a_rule_that_did_not_run_on_the_new_list_cannot_be_told(engine: Engine) -> None:
    found = outcome(engine, correct("nik"), [person(0)], [person(5)], [(0, 5, 0.99)], ran=("another",))
    assert found == ("cannot_tell", "rule_not_run")


def test_a_record_removed_instead_of_corrected_is_changed(engine: Engine) -> None:
    assert outcome(engine, correct("rt"), [person(0)], [NEIGHBOUR], []) == ("changed", "correct_gone")


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ({"tps": "002"}, "move_moved"),
        ({"village": OTHER_DESA}, "move_moved"),
        ({"village": OTHER_DESA, "tps": None}, "move_moved"),
        ({}, "move_stays"),
        ({"tps": None}, "place_unknown"),
    ],
)
def test_someone_in_the_wrong_place_must_stand_elsewhere(engine: Engine, after: Row, expected: str) -> None:
    asked = {"asked": Asked.MOVE, "record": 0}
    assert outcome(engine, asked, [person(0)], [person(5, "ORANG A", **after)], [(0, 5, 0.99)])[1] == expected


def test_someone_removed_instead_of_moved_is_changed(engine: Engine) -> None:
    asked = {"asked": Asked.MOVE, "record": 0}
    assert outcome(engine, asked, [person(0)], [NEIGHBOUR], []) == ("changed", "move_gone")


ADD = {"asked": Asked.ADD, "record": 3}


def test_a_missing_person_who_is_found_is_fixed_and_who_is_not_is_not(engine: Engine) -> None:
    missing = [person(3, "HILANG")]
    new, found = [NEIGHBOUR, person(5, "HILANG")], [(3, 5, 0.97)]
    assert outcome(engine, ADD, [], new, [], missing=missing, missing_links=found) == ("fixed", "add_there")
    assert outcome(engine, ADD, [], [NEIGHBOUR], [], missing=missing) == ("not_fixed", "add_gone")


def test_the_old_list_is_not_searched_for_a_missing_person(engine: Engine) -> None:
    assert outcome(engine, ADD, [person(3)], [person(5)], [(3, 5, 0.99)]) == ("cannot_tell", "not_looked_up")


def test_a_record_that_is_not_in_the_old_list_cannot_be_told(engine: Engine) -> None:
    assert outcome(engine, {"asked": Asked.REMOVE, "record": 77}, [person(0)], [NEIGHBOUR], []) == (
        "cannot_tell",
        "not_looked_up",
    )


def test_an_empty_group_cannot_be_told(engine: Engine) -> None:
    assert outcome(engine, group(0), [person(0)], [NEIGHBOUR], [])[0] == "cannot_tell"


_records = st.integers(0, 6)
_asked = st.fixed_dictionaries(
    {
        "asked": st.sampled_from(Asked),
        "record": _records,
        "records": st.lists(_records, max_size=3),
        "fields": st.sampled_from([[], ["rt"], ["nik", "tps"]]),
        "rule": st.sampled_from(["rule", "other"]),
    }
)
_person = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["SITI", "BUDI", "AHMAD"]),
        "birthdate": st.sampled_from([None, "1980-01-02", "1990-01-02"]),
        "village": st.sampled_from([DESA, OTHER_DESA, None]),
        "tps": st.sampled_from(["001", "002", None]),
        "rt": st.sampled_from(["001", "002", None]),
    }
)
_links = st.lists(st.tuples(_records, _records, st.sampled_from([0.5, 0.89, 0.9, 0.999])), max_size=7)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    asked=st.lists(_asked, max_size=6), old=st.lists(_person, max_size=5), new=st.lists(_person, max_size=5),
    missing=st.none() | st.lists(_person, max_size=3), links=_links, seed=st.integers(0, 99),
)  # fmt: skip
def test_every_recommended_record_gets_one_outcome_whatever_the_order(
    engine: Engine,
    asked: list[Row],
    old: list[Row],
    new: list[Row],
    missing: list[Row] | None,
    links: list[tuple[int, int, float]],
    seed: int,
) -> None:
    asked = [{"finding_id": f"f{place}", **row} for place, row in enumerate(asked)]
    old, new = ([{"record": record, **row} for record, row in enumerate(rows)] for rows in (old, new))
    absent = None if missing is None else [{"record": record, **row} for record, row in enumerate(missing)]
    links = [link for link in links if link[1] < len(new)]

    missing_links = links[:2]

    def answers(asked: list[Row], old: list[Row], new: list[Row], links: list[tuple[int, int, float]]) -> list[Row]:
        broken = [("rule", 0), ("rule", 2)]
        return outcomes(engine, asked, old, new, links, broken=broken, missing=absent, missing_links=missing_links)

    straight = answers(asked, old, new, links)
    assert [row["finding_id"] for row in straight] == [row["finding_id"] for row in asked]
    for row in straight:
        assert row["outcome"] == REASONS[row["reason"]].outcome
        assert "{" not in row["reason_id"] + row["reason_en"]
    shuffled = random.Random(seed)
    mixed = [shuffled.sample(rows, len(rows)) for rows in (asked, old, new, links)]
    assert answers(*mixed) == straight


def test_every_reason_is_said_in_both_languages() -> None:
    for reason in REASONS.values():
        assert reason.text.id
        assert reason.text.en
        assert reason.text.id != reason.text.en
