"""Step 5: from indicators up to the index, for one set of weights or thousands at once.

An Aggregator sums up k children. Quasi-arithmetic means f⁻¹(Σ w f(x)) are one matrix product for all draws; others see
arrays of draws × regions × children. NaN = not reported: it carries no weight, and the others' weights are scaled up.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from saksama.errors import InputError
from saksama.index.arrays import Reals
from saksama.index.methods import Catalogue, Choice
from saksama.index.node import Node, Tree
from saksama.language import Text

Transform = Callable[[Reals], Reals]


@dataclass(frozen=True, slots=True)
class QuasiMean:
    """f⁻¹(Σ w f(x)) with Σ w = 1."""

    forward: Transform
    inverse: Transform


@dataclass(frozen=True, slots=True)
class Statistic:
    """Any other function of values (… × children, NaN = not reported) and weights (… × children, 0 where NaN)."""

    of: Callable[[Reals, Reals], Reals]


Aggregator = QuasiMean | Statistic
AGGREGATES: Catalogue[Callable[..., Aggregator]] = Catalogue("aggregate")
HANDBOOK = "OECD/JRC Handbook 2008, step 6"


@AGGREGATES.add("arithmetic", Text("Rata-rata hitung", "Arithmetic mean"), HANDBOOK)
def arithmetic() -> Aggregator:
    """Σ w x: a low value makes up for a high one in full."""
    return QuasiMean(lambda x: x, lambda y: y)


@AGGREGATES.add("geometric", Text("Rata-rata ukur", "Geometric mean"), HANDBOOK)
def geometric(*, offset: float = 0.0) -> Aggregator:
    """Π (x + offset)^w - offset. Values must not be negative; without an offset one zero makes the whole zero."""

    def forward(x: Reals) -> Reals:
        with np.errstate(divide="ignore"):
            # The logarithm of 0 is kept finite: 0 with weight 0 must count for nothing.
            logs: Reals = np.maximum(np.log(x + x.dtype.type(offset)), x.dtype.type(LOG_OF_ZERO))
        return logs

    return QuasiMean(forward, lambda y: np.exp(y) - y.dtype.type(offset))


@AGGREGATES.add("harmonic", Text("Rata-rata harmonik", "Harmonic mean"), HANDBOOK)
def harmonic() -> Aggregator:
    """1 / Σ (w / x). Values must not be negative; one zero makes the whole zero."""
    return generalised(power=-1.0)


@AGGREGATES.add("generalised", Text("Rata-rata pangkat", "Generalised mean"), "Hardy, Littlewood & Pólya 1934")
def generalised(*, power: float = 2.0) -> Aggregator:
    """(Σ w x^p)^(1/p), p ≠ 0; p > 1 lets high values count more. Values must not be negative."""
    if power == 0:
        return geometric()

    # Where 0 has no power a value so small stands for it that its power, 1e30 at most, still fits float32.
    floor = 10 ** (-30 / max(abs(power), 1)) if power < 0 else 0.0
    vanished = floor * SMALLEST_WEIGHT ** (-1 / abs(power))

    def forward(x: Reals) -> Reals:
        raised: Reals = np.maximum(x, x.dtype.type(floor)) ** x.dtype.type(power)
        return raised

    def inverse(y: Reals) -> Reals:
        mean = y ** y.dtype.type(1 / power)
        return np.asarray(np.where(mean <= vanished, 0, mean), dtype=y.dtype)

    return QuasiMean(forward, inverse)


@AGGREGATES.add("mazziotta-pareto", Text("Mazziotta–Pareto", "Mazziotta–Pareto"), "Mazziotta & Pareto 2016")
def mazziotta_pareto(*, penalty: str = "+") -> Aggregator:
    """M ± S²/M: the mean with a penalty for imbalance; "+" where high is bad (vulnerability), "-" where high is good.

    M and S² are the weighted mean and variance of the children; 0 where M is 0.
    """
    sign = 1.0 if penalty == "+" else -1.0

    def of(values: Reals, weights: Reals) -> Reals:
        known = np.where(np.isnan(values), 0, values)
        mean = (weights * known).sum(axis=-1)
        variance = np.maximum((weights * known**2).sum(axis=-1) - mean**2, 0)
        penalised: Reals = mean + sign * np.divide(variance, mean, out=np.zeros_like(mean), where=mean > 0)
        return penalised

    return Statistic(of)


@AGGREGATES.add("median", Text("Median", "Median"), "")
def median() -> Aggregator:
    """The middle of the reported children; weights play no part, save that a weight of 0 takes a child out."""

    def of(values: Reals, weights: Reals) -> Reals:
        ordered = np.sort(np.where(weights > 0, values, np.nan), axis=-1)  # NaN last
        count = (~np.isnan(ordered)).sum(axis=-1)
        low, high = np.maximum(count - 1, 0) // 2, count // 2
        pair = [np.take_along_axis(ordered, at[..., None], axis=-1)[..., 0] for at in (low, np.maximum(high, low))]
        return np.where(count % 2 == 1, pair[0], (pair[0] + pair[1]) / 2).astype(values.dtype)

    return Statistic(of)


@AGGREGATES.add("sum", Text("Jumlah", "Sum"), "")
def total() -> Aggregator:
    """Σ x without weights, as in counting. What was not reported adds nothing: the sum is a lower bound."""
    return Statistic(lambda values, weights: np.where(weights > 0, np.nan_to_num(values), 0).sum(axis=-1))


SMALLEST_WEIGHT = 1e-4  # share of a child below which its zero no longer makes a harmonic mean zero
LOG_OF_ZERO = -1e30  # stands for log 0: times a weight of 0 it is 0, times any other its exponential is 0


def roll_up(
    tree: Tree, normalised: Reals, weights: Reals, choices: tuple[Choice, ...] | None = None
) -> dict[str, Reals]:
    """Scores of every node that is not an indicator: draws × regions, by node key.

    `normalised`: regions × indicators. `weights`: draws × nodes; they need not sum to 1 among siblings. `choices`: the
    aggregate steps from below, if not those of the tree. The dtype of `normalised` is kept.
    """
    scores: dict[str, Reals] = {}
    masked = bool(np.isnan(normalised).any())
    for node in reversed(tree.nodes):
        if not node.children:
            continue
        choice = tree.aggregate_of(node) if choices is None else choices[min(node.height, len(choices)) - 1]
        aggregator = AGGREGATES.function(choice)()
        shares = weights[:, [tree.place[child.key] for child in node.children]].astype(normalised.dtype)
        if all(child.indicator for child in node.children):
            values = normalised[:, [tree.column[child.key] for child in node.children]]
            scores[node.key] = _of_indicators(aggregator, values, shares, masked)
        else:
            children = [_of_child(tree, child, normalised, scores) for child in node.children]
            scores[node.key] = _of_scores(aggregator, children, shares, masked)
        if masked and node.lowest_reported:
            scores[node.key] = _with_enough(node, normalised, tree, scores)
    return scores


def refuse_negative(tree: Tree, normalised: Reals, choices: tuple[Choice, ...]) -> None:
    """Raises InputError, naming the indicator, where a mean that has no negative values would meet one."""
    for choice in choices:
        if choice.method not in ("geometric", "harmonic", "generalised"):
            continue
        lowest = np.where(np.isnan(normalised), np.inf, normalised).min(axis=0, initial=np.inf)
        at = int(np.argmin(lowest))
        if lowest[at] + float(choice.parameters.get("offset", 0.0)) < 0:
            what = NEGATIVE.fill(where=tree.indicators[at].key, value=f"{lowest[at]:.2f}", method=choice.method)
            raise InputError(what, TAKE_BOUNDED, file=tree.file, row=choice.line or None)


NEGATIVE = Text(
    "{where}: nilai ternormalisasi {value} kurang dari nol, '{method}' tidak dapat menjumlahkannya.",
    "{where}: the normalised value {value} is below zero, which '{method}' cannot sum up.",
)
TAKE_BOUNDED = Text(
    "Pilih normalisasi di dalam skala (min-max, peringkat), offset lebih besar, atau agregasi lain.",
    "Choose a normalisation within the scale (min-max, ranks), a larger offset, or another aggregation.",
)


def index_scores(tree: Tree, normalised: Reals, weights: Reals, choices: tuple[Choice, ...]) -> Reals:
    """Scores of the whole index only: draws × regions. Arguments as for `roll_up`.

    An arithmetic tree without gaps is linear in its indicators, so all draws are one matrix product.
    """
    if any(choice.method != "arithmetic" for choice in choices) or np.isnan(normalised).any():
        return roll_up(tree, normalised, weights, choices)[tree.root.key]
    product = np.ones_like(weights)
    for node in tree.nodes:
        if node.children:
            children = [tree.place[child.key] for child in node.children]
            shares = weights[:, children] / weights[:, children].sum(axis=1, keepdims=True)
            product[:, children] = shares * product[:, [tree.place[node.key]]]
    scores: Reals = product[:, [tree.place[leaf.key] for leaf in tree.indicators]] @ normalised.T
    return scores


def _of_child(tree: Tree, child: Node, normalised: Reals, scores: dict[str, Reals]) -> Reals:
    return scores[child.key] if child.children else normalised[None, :, tree.column[child.key]]


def _with_enough(node: Node, normalised: Reals, tree: Tree, scores: dict[str, Reals]) -> Reals:
    """The node's scores, NaN where fewer than its `lowest_reported` of the children have a value."""
    known = [~np.isnan(_of_child(tree, child, normalised, scores)) for child in node.children]
    share = np.sum(np.broadcast_arrays(*known), axis=0) / len(known)
    return np.where(share >= node.lowest_reported - 1e-9, scores[node.key], np.nan).astype(normalised.dtype)


def _of_indicators(aggregator: Aggregator, values: Reals, shares: Reals, masked: bool) -> Reals:
    """values: regions × children, the same in all draws; shares: draws × children. Gives draws × regions."""
    if isinstance(aggregator, Statistic):
        return aggregator.of(
            np.broadcast_to(values, (len(shares), *values.shape)), _known_shares(values[None], shares[:, None])
        )
    if not masked:
        return aggregator.inverse((shares / shares.sum(axis=1, keepdims=True)) @ aggregator.forward(values).T)
    reported = ~np.isnan(values)
    known = np.where(reported, aggregator.forward(np.where(reported, values, values.dtype.type(1))), 0)
    numerator = shares @ known.T.astype(values.dtype)
    return aggregator.inverse(_ratio(numerator, shares @ reported.T.astype(values.dtype)))


def _of_scores(aggregator: Aggregator, children: list[Reals], shares: Reals, masked: bool) -> Reals:
    """children: each draws × regions (or 1 × regions); shares: draws × children. Gives draws × regions."""
    if isinstance(aggregator, Statistic):
        stacked = np.stack(np.broadcast_arrays(*children), axis=-1)
        return aggregator.of(stacked, _known_shares(stacked, shares[:, None]))
    if not masked:
        shares = shares / shares.sum(axis=1, keepdims=True)
        combined = np.zeros((), dtype=shares.dtype)
        for at, each in enumerate(children):
            combined = combined + shares[:, at, None] * aggregator.forward(each)
        return aggregator.inverse(combined)
    numerator = denominator = shares.dtype.type(0)
    for at, each in enumerate(children):
        reported = ~np.isnan(each)
        known = aggregator.forward(np.where(reported, each, each.dtype.type(1)))
        numerator = numerator + np.where(reported, shares[:, at, None] * known, 0)
        denominator = denominator + shares[:, at, None] * reported
    return aggregator.inverse(_ratio(numerator, denominator))


def _ratio(numerator: Reals, denominator: Reals) -> Reals:
    empty = np.full(numerator.shape, np.nan, dtype=numerator.dtype)
    return np.divide(numerator, denominator, out=empty, where=denominator > 0)


def _known_shares(values: Reals, shares: Reals) -> Reals:
    known = np.where(np.isnan(values), values.dtype.type(0), shares)
    total = known.sum(axis=-1, keepdims=True)
    known_shares: Reals = np.divide(known, total, out=np.zeros_like(known), where=total > 0)
    return known_shares
