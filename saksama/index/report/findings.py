"""What a report page is made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from saksama.index.boundaries import Geometry
from saksama.index.reliability import Across, Consistency, LeftOut
from saksama.index.result import Result
from saksama.index.sensitivity import Sensitivity
from saksama.index.space import Global, Local
from saksama.index.uncertainty import Uncertainty


@dataclass(frozen=True)
class Findings:
    """A run and what was asked of it; None or empty: not computed, and not in the page."""

    result: Result
    doubt: Uncertainty | None = None
    sensitivity: Sensitivity | None = None
    boundaries: Mapping[str, Geometry] = field(default_factory=dict)
    moran: Global | None = None
    spots: Local | None = None
    consistency: tuple[Consistency, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    across: Across | None = None
