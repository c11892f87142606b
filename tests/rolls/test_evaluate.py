"""Precision, recall and F1 counted by hand on a list of eight."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksama.errors import InputError
from saksama.rolls.evaluate import Quality, evaluate, evaluate_duplicates, load_truth


@pytest.fixture
def truth(engine):
    """Records 0 1 2 are person A, 3 4 B, 5 C, 6 D, 7 E; C and D are twins, and so are A and B."""
    engine.table(
        "person_of",
        "SELECT * FROM (VALUES (0, 'A'), (1, 'A'), (2, 'A'), (3, 'B'), (4, 'B'), (5, 'C'), (6, 'D'), (7, 'E'))"
        " t(record, person)",
    )
    engine.table(
        "planted",
        "SELECT * FROM (VALUES (1, 'duplicate_same_tps', 'name'), (2, 'duplicate_other_tps', ''),"
        " (4, 'duplicate_household', 'name;birthdate'), (7, 'dead', '')) t(record, kind, detail)",
    )
    engine.table(
        "lookalikes",
        "SELECT * FROM (VALUES ('twins', 5, 6), ('twins', 0, 3), ('namesakes', 6, 7)) t(kind, \"left\", \"right\")",
    )
    return engine


# Right: (0,1), (3,4). Wrong: (5,6). Below the threshold: (1,2).
PAIRS = [(0, 1, 0.99), (4, 3, 0.8), (5, 6, 0.6), (1, 2, 0.4)]


def test_precision_recall_and_f1_are_those_counted_by_hand(truth):
    total = evaluate_duplicates(truth, PAIRS).total
    assert total == Quality(right=2, wrong=1, missed=2)
    assert total.precision == pytest.approx(2 / 3)
    assert total.recall == pytest.approx(2 / 4)
    assert total.f1 == pytest.approx(4 / 7)


def test_the_threshold_decides_what_counts_as_found(truth):
    assert evaluate_duplicates(truth, PAIRS, threshold=0.7).total == Quality(2, 0, 2)
    assert evaluate_duplicates(truth, PAIRS, threshold=0.3).total == Quality(3, 1, 1)


def test_recall_is_told_by_kind_and_by_slip(truth):
    quality = evaluate_duplicates(truth, PAIRS)
    # (0,2) and (1,2) are copies in another TPS, by the later record.
    assert quality.by_kind == {
        "duplicate_household": Quality(1, 0, 0),
        "duplicate_other_tps": Quality(0, 0, 2),
        "duplicate_same_tps": Quality(1, 0, 0),
    }
    assert quality.by_slip == {"birthdate": Quality(1, 0, 0), "name": Quality(2, 0, 0), "none": Quality(0, 0, 2)}


def test_who_looks_like_somebody_and_is_accused_is_counted_by_kind(truth):
    assert evaluate_duplicates(truth, PAIRS).accused_lookalikes == {"namesakes": (0, 1), "twins": (1, 2)}


def test_calibration_sets_what_was_said_beside_what_was_true(truth):
    bins = evaluate_duplicates(truth, [*PAIRS, (0, 2, 0.62)]).calibration
    assert [(b.lower, b.pairs, b.true) for b in bins] == [(0.6, 2, 0.5), (0.8, 1, 1.0), (0.99, 1, 1.0)]
    assert bins[0].said == pytest.approx(0.61)


def test_a_certain_pair_is_in_the_last_bin(truth):
    assert evaluate_duplicates(truth, [(0, 1, 1.0)]).calibration[-1].pairs == 1


def test_nothing_found_is_perfectly_precise_and_finds_nothing(truth):
    total = evaluate_duplicates(truth, []).total
    assert (total.precision, total.recall, total.f1) == (1.0, 0.0, 0.0)


def test_nothing_to_find_is_found_wholly():
    assert Quality(0, 0, 0).recall == Quality(0, 0, 0).f1 == 1.0


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99))
def test_f1_lies_between_precision_and_recall(right, wrong, missed):
    quality = Quality(right, wrong, missed)
    low, high = sorted((quality.precision, quality.recall))
    assert low - 1e-12 <= quality.f1 <= high + 1e-12


def test_the_truth_is_joined_by_file_and_row(engine, tmp_path):
    files = {
        "people": "SELECT 'dpt' AS list, 'a.csv' AS source_file, 2 AS source_row, 10 AS person"
        " UNION ALL SELECT 'dpt', 'a.csv', 3, 11 UNION ALL SELECT 'dps', 'a.csv', 2, 12",
        "errors": "SELECT 'dpt' AS list, 'a.csv' AS source_file, 3 AS source_row, 'dead' AS kind, '' AS detail",
        "lookalikes": "SELECT 'twins' AS kind, 11 AS person_a, 10 AS person_b",
    }
    for name, query in files.items():
        engine.run(f"COPY ({query}) TO ? (FORMAT parquet)", [str(tmp_path / f"{name}.parquet")])
    engine.table("listed", "SELECT 5 AS record, 'a.csv' AS source_file, 2 AS source_row UNION ALL SELECT 6, 'a.csv', 3")
    load_truth(engine, "listed", tmp_path, "dpt")
    assert sorted(engine.rows("SELECT record, person FROM person_of")) == [(5, 10), (6, 11)]
    assert engine.rows("SELECT record, kind FROM planted") == [(6, "dead")]
    assert engine.rows('SELECT kind, "left", "right" FROM lookalikes') == [("twins", 5, 6)]


def test_a_folder_that_is_no_audit_is_told_with_the_file_that_is_missing(tmp_path):
    with pytest.raises(InputError, match="findings.parquet"):
        (tmp_path / "roll.parquet").touch()
        evaluate(tmp_path / "roll.parquet", tmp_path / "findings.parquet", tmp_path)


def test_a_station_that_is_wrong_as_a_whole_is_judged_as_one(engine, tmp_path):
    place = "'16.02.05.1001' AS village, '001' AS tps"
    files = {
        "roll": f"SELECT record, 'a.csv' AS source_file, record + 2 AS source_row, {place} FROM range(3) t(record)",
        "people": "SELECT 'dpt' AS list, 'a.csv' AS source_file, 2 AS source_row, 10 AS person",
        "errors": "SELECT 'dpt' AS list, 'a.csv' AS source_file, NULL::BIGINT AS source_row, 'oversized_tps' AS kind,"
        " '623' AS detail, '001' AS tps",
        "lookalikes": "SELECT 'twins' AS kind, 10 AS person_a, 11 AS person_b WHERE false",
        "findings": f"SELECT 'A01' AS rule, {place}, []::STRUCT(roll VARCHAR, record BIGINT)[] AS records,"
        " NULL::DOUBLE AS probability UNION ALL SELECT 'A01', '16.02.05.1002', '001', [], NULL",
    }
    for name, query in files.items():
        engine.run(f"COPY ({query}) TO ? (FORMAT parquet)", [str(tmp_path / f"{name}.parquet")])
    (one,) = evaluate(tmp_path / "roll.parquet", tmp_path / "findings.parquet", tmp_path).by_kind
    assert (one.kind, one.planted, one.found, one.rules, one.named, one.right) == (
        "oversized_tps",
        1,
        1,
        ("A01",),
        1,
        1,
    )
