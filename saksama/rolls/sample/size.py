"""How many people and TPS a sample check needs."""

import math
from dataclasses import dataclass

from scipy.special import ndtri

from saksama.errors import InputError
from saksama.language import Text
from saksama.rolls.sample.interval import Interval, effective_size, interval


@dataclass(frozen=True, slots=True)
class SampleSize:
    """People in all, in how many TPS, how many in each; and the interval to expect if the rate is as expected."""

    people: int
    clusters: int
    per_cluster: int
    design_effect: float
    simple_random: int  # people that a simple random sample without clusters would need
    expected: Interval


def size(
    precision: float, confidence: float, expected_rate: float, population: int, cluster_size: int, icc: float
) -> SampleSize:
    """The sample whose normal interval is `expected_rate` ± `precision` at `confidence`.

    precision, confidence, expected_rate: shares strictly between 0 and 1. cluster_size: people visited in each TPS.
    icc: intra-cluster correlation, 0..1: how alike the people of one TPS are in what is measured.

    Cochran (1977), Sampling Techniques, 3rd ed., (4.1)-(4.2): n0 = z² p (1 - p) / d², n = n0 / (1 + (n0 - 1) / N).
    Kish (1965), Survey Sampling, 5.4: design effect 1 + (m - 1) icc, applied to n0 so that n never exceeds N.
    Raises InputError.
    """
    for name, value in (("precision", precision), ("confidence", confidence), ("expected_rate", expected_rate)):
        if not 0 < value < 1:
            raise _outside(name, value, Text("lebih dari 0 dan kurang dari 1", "more than 0 and less than 1"))
    if not 0 <= icc <= 1:
        raise _outside("icc", icc, Text("dari 0 sampai 1", "from 0 to 1"))
    for name, value in (("population", population), ("cluster_size", cluster_size)):
        if value < 1:
            raise _outside(name, value, Text("sekurang-kurangnya 1", "at least 1"))

    z = float(ndtri((1 + confidence) / 2))
    endless = z**2 * expected_rate * (1 - expected_rate) / precision**2
    design_effect = 1 + (min(cluster_size, population) - 1) * icc
    people = _of_finite(endless * design_effect, population)
    per_cluster = min(cluster_size, people)
    clusters = math.ceil(people / per_cluster)
    people = min(clusters * per_cluster, population)
    effective = effective_size(people, design_effect, clusters, confidence)
    return SampleSize(
        people=people,
        clusters=clusters,
        per_cluster=per_cluster,
        design_effect=design_effect,
        simple_random=_of_finite(endless, population),
        expected=interval(expected_rate, effective, confidence, people=people, population=population),
    )


def _of_finite(endless: float, population: int) -> int:
    """People needed of a finite population, given those needed of an endless one; whole, at least 1."""
    return max(1, min(population, math.ceil(endless / (1 + (endless - 1) / population) - 1e-9)))


def _outside(name: str, value: float, limits: Text) -> InputError:
    return InputError(
        Text(f"{name} = {value} tidak dapat dipakai.", f"{name} = {value} cannot be used."),
        Text(f"Isilah {limits.id}.", f"Give a value {limits.en}."),
        column=name,
    )
