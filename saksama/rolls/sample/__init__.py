"""Sample checks (uji petik): how many, whom, on which form, and what the results say."""

from saksama.rolls.sample.draw import Draw, draw
from saksama.rolls.sample.estimate import ClusterCount, Estimate, count_by_cluster, estimate, estimate_counts
from saksama.rolls.sample.form import FormPage, form, forms, pages
from saksama.rolls.sample.interval import Interval
from saksama.rolls.sample.kinds import ERRORS, TICKS, Direction, Outcome, SampleResult
from saksama.rolls.sample.results import read_results
from saksama.rolls.sample.size import SampleSize, size

__all__ = [
    "ERRORS",
    "TICKS",
    "ClusterCount",
    "Direction",
    "Draw",
    "Estimate",
    "FormPage",
    "Interval",
    "Outcome",
    "SampleResult",
    "SampleSize",
    "count_by_cluster",
    "draw",
    "estimate",
    "estimate_counts",
    "form",
    "forms",
    "pages",
    "read_results",
    "size",
]
