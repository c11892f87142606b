"""Typing errors change what they say they change, and make nobody a minor by chance."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksama.demo import slips
from saksama.demo.vocabulary import words

seeds = st.integers(0, 2**32)
births = st.dates(date(1930, 1, 1), date(2007, 11, 27)).map(lambda day: (day - date(1970, 1, 1)).days)
names = st.lists(st.sampled_from(list(words("male")) + ["M.", "MUHAMMAD", "H."]), min_size=1, max_size=3).map(" ".join)


@given(births, seeds, st.sampled_from([slips.swap_day_and_month, slips.misdate, slips.new_year]))
def test_a_slip_in_a_date_gives_another_date_of_a_voter(born: int, seed: int, slip: slips.DateSlip) -> None:
    typed = slip(born, np.random.default_rng(seed))
    assert typed != born
    assert date(1925, 1, 1) <= date(1970, 1, 1) + timedelta(typed) <= date(2007, 11, 27)


@given(names, seeds, st.sampled_from([slips.abbreviate, slips.misletter, slips.respell, slips.swap_words]))
def test_a_slip_in_a_name_leaves_a_name(name: str, seed: int, slip: slips.NameSlip) -> None:
    typed = slip(name, np.random.default_rng(seed))
    assert typed.strip()
    assert typed == typed.upper()


@given(st.integers(1_602_000_000_000_000, 1_602_999_999_999_999), seeds)
def test_a_slip_in_a_number_keeps_its_sixteen_digits_and_its_place(number: int, seed: int) -> None:
    typed = slips.misnumber(str(number), np.random.default_rng(seed))
    assert len(typed) == 16
    assert typed.isdigit()
    assert typed != str(number)
    assert typed[:6] == str(number)[:6]


@given(names, births, seeds, st.integers(1, 3))
def test_as_many_kinds_of_slips_as_asked_for(name: str, born: int, seed: int, number: int) -> None:
    row: slips.Row = {"name": name, "born": born, "birthplace": "LAHAT", "nik": "1602050108700001", "marital": "S"}
    before = dict(row)
    kinds = slips.mistype(row, number, np.random.default_rng(seed))
    assert len(set(kinds)) == number
    assert row != before


@pytest.mark.parametrize(
    ("slip", "name", "possible"),
    [
        (slips.abbreviate, "M. RUSLI", {f"{form} RUSLI" for form in slips.MUHAMMADS} - {"M. RUSLI"}),
        (slips.abbreviate, "RUDI HARTONO", {"RUDI H", "RUDI"}),
        (slips.swap_words, "RUDI HARTONO", {"HARTONO RUDI"}),
        (slips.change_title, "HJ. SITI", {"SITI"}),
        (slips.change_title, "DEDI, S.PD", {"DEDI"}),
        (slips.mask, "1602050108700003", {"1602********0003"}),
    ],
)  # fmt: skip
def test_the_usual_slips(slip: slips.NameSlip, name: str, possible: set[str]) -> None:
    arguments = (name,) if slip is slips.mask else (name, np.random.default_rng(3))
    assert slip(*arguments) in possible
