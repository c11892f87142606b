"""The peer in duplicate detection: Splink, set up as its documentation advises, its settings chosen by F1 on truth.

What tuning found out (docs/benchmarks.md says how); some of it was changed together, so no point has its own figure:
- Fields that say the same thing twice stand in one comparison: birthplace, village and family card.
- A session of EM trains only fields that are not implied by its blocking rule. Sex is given away by the name, and
  marital status by the age: left in, their agreement makes EM take every pair for a match.
- Neighbours are left out where names are trained, or twins are taken for slips of the pen.
- Where there are NIKs, pairs with one NIK train everything else.
"""

import logging
from pathlib import Path
from typing import Any

import duckdb
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from saksama.rolls.columns import DataState

Pair = tuple[int, int, float]
LEAST_PROBABILITY = 0.01  # pairs below are not asked for
U_PAIRS = 1_000_001  # 10 million: F1 0.831 instead of 0.830, at 5.6 times the CPU seconds

_WORDS = "trim(regexp_replace(regexp_replace(upper({0}), '[^A-Z ]+', ' ', 'g'), ' +', ' ', 'g'))"
_NUMBER = "CASE WHEN regexp_full_match({0}, '[0-9]{{16}}') THEN {0} END"


def duplicates(roll: Path, state: DataState) -> list[Pair]:
    """From the Parquet file of a roll to pairs (left, right, probability)."""
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    _load(connection, roll)
    return _find(connection, state)


def _load(connection: duckdb.DuckDBPyConnection, roll: Path) -> None:
    connection.execute(
        f"""
        CREATE TABLE people AS
        WITH cleaned AS (
          SELECT * REPLACE (
            {_WORDS.format("name")} AS name, {_WORDS.format("birthplace")} AS birthplace,
            {_NUMBER.format("nik")} AS nik, {_NUMBER.format("nkk")} AS nkk
          ) FROM read_parquet(?)
        ),
        split AS (SELECT *, string_split(name, ' ') AS words FROM cleaned)
        SELECT record AS unique_id, name, words[1] AS first_word,
          CASE WHEN len(words) > 1 THEN words[-1] END AS last_word,
          birthdate, strftime(birthdate, '%Y-%m-%d') AS birth_text, year(birthdate) AS birth_year,
          strftime(birthdate, '%m%d') AS birth_day, sex, marital, birthplace, village,
          concat(village, tps, rt, rw) AS neighbourhood, nik, nkk
        FROM split
        """,
        [str(roll)],
    )


def _comparisons(state: DataState) -> list[Any]:
    name = cl.CustomComparison(
        output_column_name="name",
        comparison_levels=[
            cll.NullLevel("name"),
            cll.ExactMatchLevel("name").configure(tf_adjustment_column="name"),
            cll.CustomLevel("first_word_l = last_word_r AND last_word_l = first_word_r", "words swapped"),
            cll.DamerauLevenshteinLevel("name", 1),
            cll.JaroWinklerLevel("name", 0.92),
            cll.DamerauLevenshteinLevel("name", 2),
            cll.JaroWinklerLevel("name", 0.88),
            cll.ExactMatchLevel("last_word").configure(tf_adjustment_column="last_word"),
            cll.ExactMatchLevel("first_word").configure(tf_adjustment_column="first_word"),
            cll.JaroWinklerLevel("name", 0.7),
            cll.ElseLevel(),
        ],
    )
    swapped = (
        "year(birthdate_l) = year(birthdate_r) AND month(birthdate_l) = day(birthdate_r)"
        " AND day(birthdate_l) = month(birthdate_r)"
    )
    birth = cl.CustomComparison(
        output_column_name="birthdate",
        comparison_levels=[
            cll.NullLevel("birthdate"),
            cll.ExactMatchLevel("birth_text").configure(tf_adjustment_column="birth_text"),
            cll.CustomLevel(swapped, "day and month swapped"),
            cll.DamerauLevenshteinLevel("birth_text", 1),
            cll.AbsoluteDateDifferenceLevel("birthdate", threshold=1, metric="month", input_is_string=False),
            cll.CustomLevel("birth_year_l = birth_year_r", "same year"),
            cll.ElseLevel(),
        ],
    )
    place = cl.CustomComparison(
        output_column_name="place",
        comparison_levels=[
            cll.And(cll.NullLevel("village"), cll.NullLevel("birthplace")),
            *([cll.ExactMatchLevel("nkk")] if state is DataState.FULL else []),
            cll.And(cll.ExactMatchLevel("village"), cll.ExactMatchLevel("birthplace")),
            cll.ExactMatchLevel("birthplace").configure(tf_adjustment_column="birthplace"),
            cll.JaroWinklerLevel("birthplace", 0.9),
            cll.ExactMatchLevel("village"),
            cll.ElseLevel(),
        ],
    )
    sex = cl.ExactMatch("sex").configure(m_probabilities=[0.99, 0.01])
    comparisons = [name, sex, cl.ExactMatch("marital"), place, birth]
    if state is DataState.FULL:
        same_serial = "right(nik_l, 4) = right(nik_r, 4) AND damerau_levenshtein(nik_l, nik_r) <= 2"
        comparisons.append(
            cl.CustomComparison(
                output_column_name="nik",
                comparison_levels=[
                    cll.NullLevel("nik"),
                    cll.ExactMatchLevel("nik"),
                    # Twins differ in the serial alone, so a slip is believed elsewhere only.
                    cll.CustomLevel(same_serial, "two digits differ, same serial"),
                    cll.ElseLevel(),
                ],
            )
        )
    return comparisons


def _blocking_rules(state: DataState) -> list[Any]:
    rules = [
        block_on("birthdate", "first_word"),
        block_on("birthdate", "last_word"),
        block_on("birthdate", "village", "sex"),
        block_on("birthdate", "birthplace", "sex"),
        block_on("name", "birth_year"),
        block_on("name", "birth_day"),
        block_on("name", "village"),
        block_on("name", "birthplace"),
        block_on("first_word", "birth_year", "village", "sex"),
        block_on("last_word", "birth_year", "village", "sex"),
    ]
    if state is DataState.FULL:
        rules = [block_on("nik"), block_on("nkk", "first_word"), block_on("nkk", "birthdate"), *rules]
    return rules


def _train(linker: Linker, state: DataState) -> None:
    training = linker.training
    if state is DataState.FULL:
        sure, recall = [block_on("nik", "sex"), block_on("name", "birthdate", "sex", "birthplace")], 0.75
        sessions: list[Any] = [block_on("nik"), block_on("name", "birthdate", "sex", "marital")]
    else:
        sure, recall = [block_on("name", "birthdate", "sex")], 0.6
        same = " AND ".join(f"l.{field} = r.{field}" for field in ("birthdate", "birthplace", "sex", "marital"))
        sessions = [
            f"{same} AND l.neighbourhood <> r.neighbourhood",
            block_on("name", "birthdate", "sex", "marital"),
            block_on("name", "birthplace", "sex", "marital"),
            block_on("name", "birthdate", "birthplace"),
        ]
    training.estimate_probability_two_random_records_match(sure, recall=recall)
    training.estimate_u_using_random_sampling(max_pairs=U_PAIRS, seed=1)
    for rule in sessions:
        training.estimate_parameters_using_expectation_maximisation(rule)


def _find(connection: duckdb.DuckDBPyConnection, state: DataState) -> list[Pair]:
    if state is DataState.AGE_ONLY:
        raise ValueError("the peer is set up for lists with birth dates")
    logging.getLogger("splink").setLevel(logging.ERROR)
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=_comparisons(state),
        blocking_rules_to_generate_predictions=_blocking_rules(state),
        retain_intermediate_calculation_columns=False,
        retain_matching_columns=False,
    )
    linker = Linker(DuckDBAPI(connection).register("people"), settings, log_level=logging.ERROR)
    _train(linker, state)
    predicted = linker.inference.predict(threshold_match_probability=LEAST_PROBABILITY)
    return connection.execute(
        f"""SELECT least(unique_id_l, unique_id_r), greatest(unique_id_l, unique_id_r), match_probability
        FROM {predicted.physical_name}"""
    ).fetchall()
