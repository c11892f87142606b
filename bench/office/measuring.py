"""What is measured of a running office. Django must be set up before this is imported."""

import statistics
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.measure import cpu_below
from bench.office.load import Answer, Person, Step, together
from bench.office.million import make_million
from bench.office.people import fifty, findings_steps, logged_in
from saksama.office.accounts.models import Account
from saksama.office.rolls.models import Finding, Kind, ListVersion

EMPTY = (Step("empty page", "/health/"),)
FILTERED = "findings, filtered and sorted"
TURNS = 30  # how often each page is asked for alone
SECONDS, WARM_UP = 20.0, 5.0
PAUSE = 5.0  # seconds that somebody looks at a page, on average
CLICKS = 12  # of one impatient person, all under way at the same time


@dataclass(frozen=True)
class Times:
    """Of some answers: how many, in milliseconds, and kilobytes of the median answer."""

    number: int
    median: float
    p95: float
    slowest: float
    size: float

    @classmethod
    def of(cls, answers: Sequence[Answer]) -> "Times":
        """Refuses answers that are not pages."""
        wrong = [each for each in answers if each.status != 200]
        assert not wrong, f"{len(wrong)} of {len(answers)} answers were no pages: {wrong[:3]}"
        times = sorted(each.seconds * 1000 for each in answers)
        p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
        size = statistics.median(each.size for each in answers) / 1000
        return cls(len(times), statistics.median(times), p95, times[-1], size)


@dataclass
class Measured:
    """All of it; each table by the kind of page."""

    database: str
    voters: int
    findings: int = 0
    findings_of_all: int = 0
    alone: dict[str, Times] = field(default_factory=dict)
    at_once: dict[str, Times] = field(default_factory=dict)
    per_second: float = 0  # pages answered while fifty people ask without a pause
    reading: dict[str, Times] = field(default_factory=dict)
    cpu: float = 0  # of the server, ms a page, meanwhile
    empty: Times | None = None
    empty_cpu: float = 0
    beside_clicks: dict[str, Times] = field(default_factory=dict)
    large: dict[str, Times] = field(default_factory=dict)
    large_findings: int = 0

    @property
    def findings_median(self) -> float:
        """ms."""
        return self.alone[FILTERED].median

    @property
    def together_p95(self) -> float:
        """ms, of all pages."""
        return self.at_once["all"].p95


def measure(database: str, voters: int, port: int, server: int) -> Measured:
    """Everything, one thing after the other. `server`: the process of `saksama serve`."""
    version: ListVersion = ListVersion.objects.filter(kind=Kind.DPT).latest("pk")
    large = make_million(version)
    accounts = fifty()
    people = logged_in(port, accounts, version)
    staff, other = people[0], people[1]
    measured = Measured(database, voters, findings=version.findings.count(), findings_of_all=Finding.objects.count())
    measured.alone = by_kind(alone(port, staff))
    print_table("alone", measured.alone)
    together(port, people, seconds=WARM_UP)
    before = cpu_below(server)
    answers = together(port, people, seconds=SECONDS)
    measured.cpu = (cpu_below(server) - before) / len(answers) * 1000
    measured.at_once, measured.per_second = by_kind(answers, together=True), len(answers) / SECONDS
    print_table("at once", measured.at_once)
    empty = [Person(each.name, each.cookie, EMPTY) for each in people]
    before = cpu_below(server)
    measured.empty = Times.of(together(port, empty, requests=len(answers)))
    measured.empty_cpu = (cpu_below(server) - before) / len(answers) * 1000
    print_table("empty", {"empty": measured.empty})
    read = together(port, people, seconds=2 * SECONDS, warm_up=WARM_UP, pause=PAUSE)
    measured.reading = by_kind(read, together=True)
    print_table("reading", measured.reading)
    measured.beside_clicks = beside_clicks(port, staff, other, version)
    print_table("clicks", measured.beside_clicks)
    measured.large_findings = large.findings.count()
    measured.large = large_list(port, staff, accounts[0], large)
    print_table("large", measured.large)
    return measured


def alone(port: int, person: Person) -> list[Answer]:
    """Each page of one person, nobody else there: what the server takes, and the way over the loopback device."""
    turns = TURNS * len(person.steps)
    together(port, [person], requests=2 * len(person.steps))
    return together(port, [person], requests=turns)


def beside_clicks(port: int, staff: Person, other: Person, version: ListVersion) -> dict[str, Times]:
    """One person clicks the heaviest page again and again without waiting; another goes on working."""
    last = f"/lists/{version.pk}/findings/?probability=50&sort=probability&page=9999"
    clicks = [Person(staff.name, staff.cookie, (Step("clicks", last),)) for _ in range(CLICKS)]
    begun = time.perf_counter()
    answers = together(port, [*clicks, other], seconds=SECONDS / 2, warm_up=1)
    assert time.perf_counter() - begun < 3 * SECONDS
    others = [each for each in answers if each.kind != "clicks"]
    return {"the other person": Times.of(others), "the clicks": Times.of([e for e in answers if e.kind == "clicks"])}


def large_list(port: int, staff: Person, account: Account, large: ListVersion) -> dict[str, Times]:
    """The findings pages of the list of six million voters."""
    page = f"/lists/{large.pk}/findings/"
    record = Finding.objects.filter(version=large).order_by("severity", "region", "id")[1000].pk
    steps = [
        *findings_steps(large, account),
        Step("findings, last page", f"{page}?page=999999"),
        Step("findings, likeliest first", f"{page}?sort=probability"),
        Step("record", f"{page}{record}/?sort=probability"),
        Step("list", f"/lists/{large.pk}/"),
    ]
    person = Person(staff.name, staff.cookie, tuple(steps))
    together(port, [person], requests=len(steps))
    return by_kind(together(port, [person], requests=TURNS // 3 * len(steps)))


def by_kind(answers: Sequence[Answer], *, together: bool = False) -> dict[str, Times]:
    """The times of each kind of page; "all" of them last where they were measured together."""
    kinds: dict[str, list[Answer]] = defaultdict(list)
    for each in answers:
        kinds[each.kind].append(each)
    found = {kind: Times.of(kinds[kind]) for kind in sorted(kinds)}
    return {**found, "all": Times.of(answers)} if together else found


def print_table(title: str, table: dict[str, Times]) -> None:
    """For whoever watches."""
    for kind, t in table.items():
        print(
            f"{title}: {kind}: {t.number}, median {t.median:.0f} ms, 95 % {t.p95:.0f}, slowest {t.slowest:.0f}",
            flush=True,
        )
