"""What is called odd is odd: the bounds against the exact chances, computed in plain Python."""

import math
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from saksama.rolls.check.chance import FALSE_ALARM, count_is_too_high, count_is_too_low, share_is_odd
from saksama.rolls.engine import Engine

PROPERTY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
COUNTS = st.integers(0, 400)
MEANS = st.floats(1e-4, 300)
GROUPS = st.integers(1, 10**6)


def _poisson_up_to(count: int, mean: float) -> float:
    return math.fsum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(count + 1))


def _poisson_from(count: int, mean: float) -> float:
    """Summed from the tail, so that small chances are not lost in 1 - p."""
    return math.fsum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(count, count + 2000))


def _double(value: float) -> str:
    """A literal of type DOUBLE, as the rules' columns are; a plain 0.25 is a DECIMAL."""
    return f"{value:.17e}"


def _is(engine: Engine, condition: str) -> bool:
    return bool(engine.value(f"SELECT {condition}"))


@PROPERTY
@given(count=COUNTS, mean=MEANS, groups=GROUPS)
def test_a_count_called_too_high_is_rarer_than_the_false_alarms_allow(
    engine: Engine, count: int, mean: float, groups: int
) -> None:
    if _is(engine, count_is_too_high(str(count), _double(mean), str(groups))):
        assert count > mean and groups * _poisson_from(count, mean) < FALSE_ALARM


@PROPERTY
@given(count=COUNTS, mean=MEANS, groups=GROUPS)
def test_a_count_called_too_low_is_rarer_than_the_false_alarms_allow(
    engine: Engine, count: int, mean: float, groups: int
) -> None:
    if _is(engine, count_is_too_low(str(count), _double(mean), str(groups))):
        assert count < mean and groups * _poisson_up_to(count, mean) < FALSE_ALARM


def test_the_bounds_are_not_so_careful_that_nothing_is_found(engine: Engine) -> None:
    assert _is(engine, count_is_too_high("12", "0.5", "100000"))
    assert not _is(engine, count_is_too_high("5", "0.5", "100000"))
    assert _is(engine, count_is_too_low("0", "20.0", "300"))
    assert not _is(engine, count_is_too_low("0", "5.0", "300"))


@PROPERTY
@given(women=st.integers(0, 200), people=st.integers(1, 200), expected=st.floats(0.05, 0.95), groups=GROUPS)
def test_a_share_called_odd_is_rarer_than_the_false_alarms_allow(
    engine: Engine, women: int, people: int, expected: float, groups: int
) -> None:
    assume(women <= people)
    share = women / people
    if _is(engine, share_is_odd(_double(share), _double(expected), str(people), str(groups))):
        far = [k for k in range(people + 1) if abs(k / people - expected) >= abs(share - expected) - 1e-12]
        chance = math.fsum(math.comb(people, k) * expected**k * (1 - expected) ** (people - k) for k in far)
        assert groups * chance < FALSE_ALARM


def test_what_is_common_everywhere_is_no_heap_and_what_is_rare_elsewhere_is(office: Any) -> None:
    here = {"village": "16.02.05.1001", "tps": "001"}
    there = {"village": "16.02.05.1002", "tps": "001"}
    many = [{**place, "name": "SITI AMINAH"} for place in (here, there) for _ in range(30)]
    office.give("roll", many)
    assert office.findings_of("A07") == []
    others = [{**there, "name": f"{first}NI {last}ARTA"} for first in "ABDEFGHJ" for last in "KLMNPRST"] * 8
    office.give("roll", [*many[:30], *others])
    (finding,) = office.findings_of("A07")
    assert (finding["village"], len(finding["records"])) == ("16.02.05.1001", 30)
    assert "30 pemilih TPS 001 bernama SITI AMINAH" in finding["evidence_id"]


def test_only_those_who_stand_in_between_are_named_as_put_to_an_address(office: Any) -> None:
    office.give(
        "roll",
        [
            {
                "village": "16.02.05.1001",
                "tps": "001",
                "address": "DUSUN I" if i % 10 == 9 else "DUSUN II",
                "rt": "001" if i % 10 == 9 else "002",
            }
            for i in range(300)
        ],
    )
    (finding,) = office.findings_of("A21")
    # The last one stands at the end of the list, in between nobody.
    assert [each["record"] for each in finding["records"]] == list(range(9, 299, 10))
    assert "tersisip 29 kali" in finding["evidence_id"]
