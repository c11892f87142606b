"""The benchmark page: tables in Markdown, and for every goal in plain words whether it is met."""

import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from bench.duplicates import Comparison, Judged
from bench.measure import Cost
from saksama.rolls.evaluate import DuplicateQuality, KindQuality, Quality

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
PROVINCE_HEADING = "## A province"  # the section that bench.province writes and `python -m bench` leaves as it is
PEER_SETTINGS = """\
The peer gets the same Parquet file and works on DuckDB. Its settings, in `bench/splink_peer.py`, follow Splink's
documentation. They were chosen with the truth in view, which favours the peer: of about 13 settings without numbers and
5 with numbers, tried on a regency of 100,000 and an earlier full-size one (not the files measured here, but not
independent of them either), those with the highest F1 were kept. At full size without numbers they reached 0.836,
others 0.798 and 0.809; at 100,000 another training reached 0.866 where this one has 0.830. All data are made by
Saksama's own generator, on which Saksama was developed too:

- names upper case without punctuation, compared whole (term frequencies), with words swapped, by Damerau-Levenshtein 1
  and 2, Jaro-Winkler 0.92, 0.88 and 0.7, and by first and last word (term frequencies);
- birth date: equal (term frequencies), day and month swapped, Damerau-Levenshtein 1, within a month, same year;
- birthplace (term frequencies, Jaro-Winkler 0.9) and village in one comparison, since they say much the same; where
  there are numbers the family card too; sex; marital status;
- NIK: equal, or up to two digits different with the same serial;
- 10 blocking rules (13 with numbers); u from 1,000,001 random pairs (10 million at 100,000
  voters: best F1 0.831 instead of 0.830, 5.6 times the CPU seconds);
  λ from deterministic rules; m by EM in four sessions (two with numbers), each training only fields that its
  blocking rule does not imply, twins left out where names are trained;
- predicted from 0.01 up, and judged at the threshold where its F1 is highest, **which is found with the truth**. Ours
  is judged at 0.5.
"""


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure and what it should be."""

    what: str
    measured: float
    limit: float
    at_most: bool
    unit: str = ""

    @property
    def is_met(self) -> bool:
        """Whether the figure keeps the limit."""
        return self.measured <= self.limit if self.at_most else self.measured >= self.limit

    def row(self) -> list[str]:
        """The cells of its table row."""
        sign = "≤" if self.at_most else "≥"
        word = "met" if self.is_met else "**missed**"
        return [self.what, f"{sign} {self.limit:g}{self.unit}", f"{self.measured:.3g}{self.unit}", word]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Lines of a Markdown table and an empty line after it."""
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(line) + " |" for line in lines] + [""]


def province_section() -> list[str]:
    """The lines of the page's section on a province; none where it was never measured."""
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    _, heading, rest = text.partition(f"\n{PROVINCE_HEADING}\n")
    return [heading.strip(), *rest.partition("\n## ")[0].strip("\n").split("\n")] if heading else []


def put_section(lines: Sequence[str]) -> None:
    """Puts a section on a province at the end of the page, in the place of the one that is there."""
    text, old = PAGE.read_text(encoding="utf-8"), "\n".join(province_section())
    text = text.replace(old, "") if old else text
    PAGE.write_text(text.rstrip() + "\n\n" + "\n".join(lines).rstrip() + "\n", encoding="utf-8")


def machine_lines(voters: int, busy: float) -> list[str]:
    """Where and when it was measured, and with which versions."""
    names = ("duckdb", "splink", "numpy", "python-calamine")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    return [
        f"Measured on {date.today():%Y-%m-%d}: {voters:,} voters, {os.cpu_count()} cores ({_processor()}), "
        f"{_memory():.0f} GB, {platform.system()}, Python {platform.python_version()}, {versions}.",
        "",
        f"Load of the machine at the start: {busy:.1f} (1-minute average). Above 1, others were working too: "
        "then wall times are too long, and CPU seconds (user and system, children included) tell more.",
        "",
    ]


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3


def cost_rows(costs: Mapping[str, Cost]) -> list[list[str]]:
    """Table rows of name, wall seconds, CPU seconds, peak memory."""
    return [[name, f"{cost.wall:.1f}", f"{cost.cpu:.1f}", f"{cost.peak:.2f}"] for name, cost in costs.items()]


COST_HEAD = ("step", "wall s", "CPU s", "peak GB")


def comparison_lines(compared: Comparison) -> list[str]:
    """Cost, quality and ratios of both."""
    ours, peer = compared.saksama, compared.splink
    accused_ours, accused_peer = _accused(ours.at_equal_recall), _accused(peer.at_equal_recall)
    return [
        f"### State {compared.state.value}",
        "",
        *table(
            ("", "wall s", "CPU s", "peak GB", "threshold", "precision", "recall", "F1"),
            [
                _judged_row("Saksama", ours, ours.at_half.total, 0.5),
                _judged_row("Splink at its best", peer, peer.best.total, peer.best_threshold),
                _judged_row("Splink at 0.5", peer, peer.at_half.total, 0.5),
            ],
        ),
        f"- {compared.times_faster:.2f} times as fast by the clock, "
        f"{compared.times_less_cpu:.2f} times by CPU seconds (medians of {len(compared.rounds)} pairs run in turn; "
        f"by the clock {_each(peer.wall / ours.wall for ours, peer in compared.rounds)}, "
        f"by CPU {_each(peer.cpu / ours.cpu for ours, peer in compared.rounds)}).",
        f"- {compared.gap_closed:.0%} of the peer's gap to F1 = 1 closed.",
        f"- At equal recall ({ours.at_equal_recall.total.recall:.3f} and {peer.at_equal_recall.total.recall:.3f}): "
        f"wrong pairs {ours.at_equal_recall.total.wrong} "
        f"against {peer.at_equal_recall.total.wrong}; "
        f"accused among the look-alikes {accused_ours} against {accused_peer} "
        f"({_by_lookalike(ours.at_equal_recall)} against {_by_lookalike(peer.at_equal_recall)}).",
        "",
        "Recall, Saksama at 0.5 and Splink at its best:",
        "",
        *table(("kind", "pairs", "Saksama", "Splink"), _recalls(ours.at_half.by_kind, peer.best.by_kind)),
        *table(("slip", "pairs", "Saksama", "Splink"), _recalls(ours.at_half.by_slip, peer.best.by_slip)),
        *calibration_lines(ours.at_half),
    ]


def quality_lines(state: str, cost: Cost, quality: DuplicateQuality) -> list[str]:
    """Cost and quality of ours alone."""
    total = quality.total
    return [
        f"### State {state}",
        "",
        *table(
            ("", "wall s", "CPU s", "peak GB", "precision", "recall", "F1"),
            [
                [
                    "Saksama",
                    *cost_rows({"": cost})[0][1:],
                    *(f"{x:.3f}" for x in (total.precision, total.recall, total.f1)),
                ]
            ],
        ),
        f"Accused among the look-alikes: {_by_lookalike(quality)}.",
        "",
        *table(
            ("kind", "pairs", "recall"),
            [[k, str(q.right + q.missed), f"{q.recall:.2f}"] for k, q in quality.by_kind.items()],
        ),
        *table(
            ("slip", "pairs", "recall"),
            [[k, str(q.right + q.missed), f"{q.recall:.2f}"] for k, q in quality.by_slip.items()],
        ),
        *calibration_lines(quality),
    ]


def kind_lines(kinds: Iterable[KindQuality]) -> list[str]:
    """Precision and recall of the rules by kind of planted error."""
    rows = [
        [
            one.kind,
            f"{one.planted:,}",
            f"{one.found:,}",
            f"{one.recall:.3f}",
            " ".join(one.rules),
            f"{one.named:,}",
            f"{one.precision:.3f}",
        ]
        for one in kinds
    ]
    return [
        "## What the rules find",
        "",
        "By kind of planted error, in the audit above. Recall: rows with the error that a rule for it names. "
        "Precision: of the rows those rules name, the share with an error they are for. What the generator did by "
        "chance, such as a household of many at one address, is not planted and counts as wrong. A "
        "station that is wrong as a whole counts as one row. A slip of the pen in a row without a second one (typing) "
        "shows only where a NIK contradicts it: in this state no rule can see it.",
        "",
        *table(("kind", "rows", "found", "recall", "rules", "rows they name", "precision"), rows),
    ]


def calibration_lines(quality: DuplicateQuality) -> list[str]:
    """What probability was said, and how often it was true."""
    rows = [[f"{b.lower:g}", str(b.pairs), f"{b.said:.3f}", f"{b.true:.3f}"] for b in quality.calibration]
    return ["Calibration of Saksama's probability:", "", *table(("from", "pairs", "said", "true"), rows)]


def _each(ratios: Iterable[float]) -> str:
    return ", ".join(f"{ratio:.2f}" for ratio in ratios)


def _judged_row(name: str, judged: Judged, total: Quality, threshold: float) -> list[str]:
    quality = (f"{value:.3f}" for value in (total.precision, total.recall, total.f1))
    return [name, *cost_rows({"": judged.cost})[0][1:], f"{threshold:.4g}", *quality]


def _recalls(ours: Mapping[str, Quality], peer: Mapping[str, Quality]) -> list[list[str]]:
    return [[k, str(q.right + q.missed), f"{q.recall:.2f}", f"{peer[k].recall:.2f}"] for k, q in ours.items()]


def _accused(quality: DuplicateQuality) -> int:
    return sum(accused for accused, _ in quality.accused_lookalikes.values())


def _by_lookalike(quality: DuplicateQuality) -> str:
    return ", ".join(f"{kind} {n} of {of}" for kind, (n, of) in quality.accused_lookalikes.items())


def goals_of(compared: Comparison) -> list[Goal]:
    """The goals against the peer in one state of the data."""
    ours, peer, state = compared.saksama, compared.splink, compared.state.value
    goals = [Goal(f"duplicates, {state}: times as fast as Splink", compared.times_faster, 3, False)]
    if state == "full":
        goals.append(
            Goal("duplicates, full: F1 less Splink's best F1", ours.at_half.total.f1 - peer.best.total.f1, 0, False)
        )
    else:
        accused = _accused(ours.at_equal_recall) / max(_accused(peer.at_equal_recall), 1)
        goals.append(
            Goal(f"duplicates, {state}: share of Splink's gap closed", compared.gap_closed, round(1 / 3, 3), False)
        )
        goals.append(
            Goal(f"duplicates, {state}: look-alikes accused, by Splink's, at equal recall", accused, 0.5, True)
        )
    return goals
