"""The tree in memory: nodes that are summed up, and indicators at its ends."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from saksama.index.methods import Choice
from saksama.language import Text
from saksama.reference.sourced import Origin

Direction = Literal["up", "down"]  # up: a higher value means more vulnerable


@dataclass(frozen=True)
class Indicator:
    """How the values of a leaf are to be read.

    `levels` weighs an event by its level (tingkat kejadian). `goalposts` are the lowest and highest value of the
    yardstick that does not move, `reference` the value a distance is measured from; both in the indicator's unit.
    `log`: the yardstick is logarithmic. `per`: the denominator the value is divided by, then multiplied by `times`
    (events per 10,000 voters); empty: it is not divided.
    """

    direction: Direction
    unit: str
    levels: dict[str, float]
    goalposts: tuple[float, float] | None
    reference: float | None
    log: bool
    per: str = ""
    times: float = 1.0


@dataclass(frozen=True)
class Node:
    """A dimension, sub-dimension or indicator. `weight` is among its siblings, summing to 1 with them.

    `expert_scores`: one score of 1–4 an expert. `pairwise`: AHP judgements between the children, row over column.
    `lowest_reported`: share of the children that must have a value for the node to have one.
    """

    key: str
    title: Text
    weight: float
    origin: Origin
    line: int
    children: tuple["Node", ...] = ()
    indicator: Indicator | None = None
    expert_scores: tuple[float, ...] = ()
    pairwise: tuple[tuple[float, ...], ...] = ()
    lowest_reported: float = 0.0

    def walk(self) -> Iterator["Node"]:
        """This node and all below, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()

    @cached_property
    def leaves(self) -> tuple["Node", ...]:
        """The indicators below, in order; an indicator is its own only leaf."""
        return (self,) if not self.children else tuple(leaf for child in self.children for leaf in child.leaves)

    @cached_property
    def height(self) -> int:
        """0 for an indicator, else one more than the highest child."""
        return 1 + max(child.height for child in self.children) if self.children else 0


@dataclass(frozen=True, slots=True)
class Steps:
    """The method of each step. `aggregate` by level from below; its last entry holds for all levels above."""

    treat: Choice
    impute: Choice
    normalise: Choice
    weight: Choice
    aggregate: tuple[Choice, ...]
    classify: Choice

    def record(self) -> dict[str, object]:
        """As it is written into the record of a run."""
        return {
            "treat": self.treat.record(),
            "impute": self.impute.record(),
            "normalise": self.normalise.record(),
            "weight": self.weight.record(),
            "aggregate": [choice.record() for choice in self.aggregate],
            "classify": self.classify.record(),
        }


@dataclass(frozen=True, slots=True)
class Doubts:
    """What could as well have been chosen: alternatives drawn in the Monte Carlo beside the steps of the tree.

    `weight_noise`: each weight is multiplied by a uniform draw from 1 ± this share, then siblings sum to 1 again.
    `nil`: chance that a reported zero was silence, 0–1; such a zero is completed as a gap is.
    """

    impute: tuple[Choice, ...] = ()
    normalise: tuple[Choice, ...] = ()
    aggregate: tuple[Choice, ...] = ()
    weight_noise: float = 0.25
    nil: float = 0.0


@dataclass(frozen=True)
class Tree:
    """A whole index as its file tells it. `scale` is the lowest and highest normalised value. `sha256` is of the
    file. `denominators`: what indicators are divided by, by key. `left_out`: nodes taken out of it (`leave_out`).
    """

    key: str
    title: Text
    origin: Origin
    root: Node
    steps: Steps
    doubts: Doubts
    scale: tuple[float, float]
    lowest_coverage: float  # share of an index's weight that must be reported for a score to be given
    labels: tuple[Text, ...]  # names of the categories from low to high; empty: by their number
    sha256: str
    file: str
    denominators: dict[str, Text] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()

    @cached_property
    def indicators(self) -> tuple[Node, ...]:
        """All indicators in order: the indicator axis of every array."""
        return self.root.leaves

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """All nodes, parents first: the node axis of weights."""
        return tuple(self.root.walk())

    @cached_property
    def place(self) -> dict[str, int]:
        """Position of each node on the node axis."""
        return {node.key: at for at, node in enumerate(self.nodes)}

    @cached_property
    def column(self) -> dict[str, int]:
        """Position of each indicator on the indicator axis."""
        return {node.key: at for at, node in enumerate(self.indicators)}

    def aggregate_of(self, node: Node) -> Choice:
        """How the children of `node` are summed up."""
        return self.steps.aggregate[min(node.height - 1, len(self.steps.aggregate) - 1)]
