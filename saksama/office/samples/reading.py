"""What the results say: the estimate with its interval, in the words of an office, and what it rests on."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from saksama.errors import InputError
from saksama.language import Text
from saksama.office.samples.models import OutcomeChoice, Sample, SampleEntry
from saksama.rolls.sample import ERRORS, TICKS, Direction, Estimate, Outcome, SampleResult, estimate

MANY_UNRESOLVED = 0.10  # share of those visited of whom nothing could be told


@dataclass(frozen=True)
class Share:
    """One outcome, or all errors together, as a share of the people and as people of the list."""

    label: str
    estimate: Estimate
    population: int

    @property
    def percent(self) -> float:
        """The share."""
        return 100 * self.estimate.rate

    @property
    def percent_low(self) -> float:
        """Lower end of the interval."""
        return 100 * self.estimate.interval.low

    @property
    def percent_high(self) -> float:
        """Upper end of the interval."""
        return 100 * self.estimate.interval.high

    @property
    def people(self) -> int:
        """So many of the list, rounded as the interval allows."""
        return _rounded(self.estimate.rate * self.population)

    @property
    def people_low(self) -> int:
        """At least about so many."""
        return _rounded(self.estimate.interval.low * self.population)

    @property
    def people_high(self) -> int:
        """At most about so many."""
        return _rounded(self.estimate.interval.high * self.population)


@dataclass(frozen=True)
class Reading:
    """The estimate of a sample; `problem` says why there is none yet."""

    errors: Share | None
    shares: list[Share]
    seen: int
    unresolved: int
    problem: Text | None

    @property
    def many_unresolved(self) -> bool:
        """True if those of whom nothing could be told may change the picture."""
        return self.unresolved > MANY_UNRESOLVED * max(self.seen + self.unresolved, 1)


def read_sample(sample: Sample) -> Reading:
    """Of the whole sample; results of one's region alone would be no estimate of anything."""
    entries = SampleEntry.objects.filter(station__sample=sample).exclude(outcome=OutcomeChoice.NOT_VISITED)
    results = [entry.result for entry in entries.select_related("station__sample")]
    resolved = sum(result.outcome.is_resolved for result in results)
    try:
        errors = _share(sample, results, _("All errors together"), ERRORS[sample.kind])
    except InputError as problem:
        return Reading(None, [], resolved, len(results) - resolved, problem.what)
    labels = dict(OutcomeChoice.choices)
    seen = {result.outcome for result in results}
    shares = [
        _share(sample, results, str(labels[outcome.value]), frozenset({outcome}))
        for outcome in TICKS[sample.kind]
        if outcome in seen and outcome.is_resolved
    ]
    return Reading(errors, shares, resolved, len(results) - resolved, None)


def meaning(sample: Sample, share: Share) -> str:
    """One sentence that may be said at a meeting."""
    said = {
        "rate": _number(share.percent),
        "low": _number(share.percent_low),
        "high": _number(share.percent_high),
        "confidence": _number(100 * sample.confidence),
    }
    if sample.kind is Direction.LIST_TO_PEOPLE:
        text = _(
            "Of 100 people in the list about %(rate)s should not be there: they are dead, have moved, are not known, "
            "under age or serve. The true number lies between %(low)s and %(high)s with %(confidence)s %% confidence."
        )
    else:
        text = _(
            "Of 100 people who live here and have the right to vote about %(rate)s are not in the list. The true "
            "number lies between %(low)s and %(high)s with %(confidence)s %% confidence."
        )
    return text % said


def _share(sample: Sample, results: list[SampleResult], label: str, hits: frozenset[Outcome]) -> Share:
    # From people to the list nobody knows how many people there are: the finite list does not narrow the interval.
    population = sample.population if sample.kind is Direction.LIST_TO_PEOPLE else None
    found = estimate(
        results,
        hits=hits,
        population=population,
        confidence=sample.confidence,
        planned_design_effect=sample.design_effect,
    )
    return Share(label, found, sample.population)


def _number(value: float) -> str:
    return str(number_format(round(value, 1), 0 if round(value, 1).is_integer() else 1))


def _rounded(people: float) -> int:
    """Two digits that mean something: 17,317 of an estimate are 17,000."""
    step = 10 ** max(len(str(int(people))) - 2, 0)
    return int(round(people / step) * step)
