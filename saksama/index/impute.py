"""Step 2: what was not reported. A function takes values (regions × indicators, NaN = not reported) and a Context.

The default is `none`: a gap stays a gap, and the score is made of what was reported (see `lowest_coverage`). Whatever
is filled in here is marked in the result. The Monte Carlo draws `hot-deck` in any case, so that gaps widen the
intervals.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from saksama.index.arrays import Floats
from saksama.index.methods import Catalogue
from saksama.language import Text


@dataclass(frozen=True, slots=True)
class Context:
    """What an imputation may lean on: group of each region, values of the period before (same shape), randomness."""

    groups: Sequence[str]
    previous: Floats | None
    random: np.random.Generator


IMPUTATIONS: Catalogue[Callable[..., Floats]] = Catalogue("impute")


@IMPUTATIONS.add("none", Text("Tidak diisi", "Left open"), "")
def leave_open(values: Floats, context: Context) -> Floats:
    """Gaps stay gaps."""
    return values


@IMPUTATIONS.add("zero", Text("Dianggap nol", "Taken as zero"), "")
def zero(values: Floats, context: Context) -> Floats:
    """Not reported is taken as nothing happened. It rewards silence: for comparison only."""
    return np.where(np.isnan(values), 0.0, values)


@IMPUTATIONS.add("mean", Text("Rata-rata indikator", "Mean of the indicator"), "OECD/JRC Handbook 2008, step 3")
def mean(values: Floats, context: Context) -> Floats:
    """The mean of the reporting regions; an indicator nobody reported stays open."""
    return _fill(values, _by_indicator(values, np.mean))


@IMPUTATIONS.add("median", Text("Median indikator", "Median of the indicator"), "OECD/JRC Handbook 2008, step 3")
def median(values: Floats, context: Context) -> Floats:
    """The median of the reporting regions."""
    return _fill(values, _by_indicator(values, np.median))


@IMPUTATIONS.add("group-mean", Text("Rata-rata kelompok", "Mean of the group"), "COINr, i_mean_grp")
def group_mean(values: Floats, context: Context) -> Floats:
    """The mean of the reporting regions of the same group; where the group is silent, of all."""
    return _fill(_by_group(values, context.groups, np.mean), _by_indicator(values, np.mean))


@IMPUTATIONS.add("group-median", Text("Median kelompok", "Median of the group"), "COINr, i_median_grp")
def group_median(values: Floats, context: Context) -> Floats:
    """The median of the reporting regions of the same group; where the group is silent, of all."""
    return _fill(_by_group(values, context.groups, np.median), _by_indicator(values, np.median))


@IMPUTATIONS.add("previous", Text("Periode sebelumnya", "The period before"), "COINr, impute_panel")
def previous(values: Floats, context: Context) -> Floats:
    """The region's own value of the period before; without one the gap stays."""
    return values if context.previous is None else np.where(np.isnan(values), context.previous, values)


@IMPUTATIONS.add("hot-deck", Text("Undian dari yang melapor", "Drawn from who reported"), "Andridge & Little 2010")
def hot_deck(values: Floats, context: Context) -> Floats:
    """The value of a reporting region drawn by lot, indicator by indicator. Depends on the run's seed."""
    filled = values.copy()
    for column in np.flatnonzero(np.isnan(values).any(axis=0)):
        open_ = np.isnan(values[:, column])
        donors = values[~open_, column]
        if len(donors):
            # Sorted, so that the order of regions does not decide whose value an equal draw gives.
            filled[open_, column] = np.sort(donors)[context.random.integers(0, len(donors), int(open_.sum()))]
    return filled


def _fill(values: Floats, by_indicator: Floats) -> Floats:
    return np.where(np.isnan(values), by_indicator, values)


def _by_indicator(values: Floats, statistic: Callable[[Floats], Floats]) -> Floats:
    columns = (column[~np.isnan(column)] for column in values.T)
    return np.array([float(statistic(reported)) if len(reported) else np.nan for reported in columns])


def _by_group(values: Floats, groups: Sequence[str], statistic: Callable[[Floats], Floats]) -> Floats:
    filled = values.copy()
    names = np.asarray(groups)
    for name in np.unique(names):
        members = names == name
        filled[members] = _fill(values[members], _by_indicator(values[members], statistic))
    return filled
