"""Values by region, period and indicator, kept apart from what was not reported, each with its evidence."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from saksama.errors import InputError
from saksama.index.arrays import Booleans, Floats
from saksama.language import Text

Cell = tuple[str, str, str]  # period, region, indicator


@dataclass(frozen=True, slots=True)
class Table:
    """One period. `values`: regions × indicators, NaN = not reported. `previous`: the period before, same shape.
    `denominators`: regions × denominators of the tree, NaN = not known.
    """

    period: str
    regions: tuple[str, ...]
    names: tuple[str, ...]
    groups: tuple[str, ...]
    values: Floats
    previous: Floats | None = None
    denominators: Floats | None = None

    @property
    def reported(self) -> Booleans:
        """Which values were reported: regions × indicators."""
        return ~np.isnan(self.values)


@dataclass(frozen=True, slots=True)
class Data:
    """All periods of a file. `values`: periods × regions × indicators, NaN = not reported; periods ascending.

    `evidence`: what each value came from, by (period, region, indicator): record numbers, file names or links.
    """

    periods: tuple[str, ...]
    regions: tuple[str, ...]
    names: tuple[str, ...]
    groups: tuple[str, ...]
    indicators: tuple[str, ...]
    values: Floats
    evidence: Mapping[Cell, tuple[str, ...]] = field(default_factory=dict)
    sha256: str = ""
    denominators: Floats | None = None  # periods × regions × denominators of the tree

    def at(self, period: str | None = None) -> Table:
        """The table of a period, the last when none is named. Raises InputError when there is no such period."""
        period = self.periods[-1] if period is None else period
        if period not in self.periods:
            raise InputError(NO_PERIOD.fill(period=period), PERIODS_ARE.fill(known=", ".join(self.periods)))
        at = self.periods.index(period)
        return Table(
            period,
            self.regions,
            self.names,
            self.groups,
            self.values[at],
            self.values[at - 1] if at > 0 else None,
            None if self.denominators is None else self.denominators[at],
        )


def group_of(region: str) -> str:
    """The region above by Kemendagri code: `16.02.01.2003` lies in `16.02.01`; empty for a province."""
    return region.rpartition(".")[0]


NO_PERIOD = Text("Periode '{period}' tidak ada.", "There is no period '{period}'.")
PERIODS_ARE = Text("Yang ada: {known}.", "There are: {known}.")
