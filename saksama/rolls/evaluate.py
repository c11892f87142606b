"""How well the audit finds what is known to be there: precision, recall, F1 and calibration on the planted truth.

The truth is what the demonstration's generator wrote beside its files (demo/): which rows are one person, which error
was planted where, and who merely looks like somebody else.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from saksama.errors import InputError
from saksama.language import Text
from saksama.rolls.engine import Engine

Pair = tuple[int, int, float]
TRUTH = ("people", "errors", "lookalikes")  # tables of the truth folder
BINS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)  # lower ends of the calibration table


@dataclass(frozen=True, slots=True)
class Quality:
    """Counts of one decision, and the shares that follow. `found` = right + wrong; `missed` were true and not found."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of what was found that is true; 1 where nothing was found."""
        found = self.right + self.wrong
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        """Share of what is true that was found; 1 where nothing is true."""
        true = self.right + self.missed
        return self.right / true if true else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Pairs whose stated probability lies in one interval: how many, what was said on average, what was true."""

    lower: float
    pairs: int
    said: float
    true: float


@dataclass(frozen=True, slots=True)
class DuplicateQuality:
    """Quality of duplicate detection: in total, recall by kind and by slip, wrong accusations, calibration."""

    total: Quality
    by_kind: dict[str, Quality]
    by_slip: dict[str, Quality]
    accused_lookalikes: dict[str, tuple[int, int]]  # kind: accused, all in the list
    calibration: tuple[CalibrationBin, ...]


def load_truth(engine: Engine, roll: str, truth: Path, list_name: str) -> None:
    """Makes the tables person_of (record, person), planted (record, kind, detail) and lookalikes (kind, left, right).

    `roll` is a table with record, source_file, source_row; `truth` the folder written by the generator.
    """
    for name in TRUTH:
        engine.read_parquet(f"_truth_{name}", truth / f"{name}.parquet")
    at_place = f'JOIN "{roll}" r ON r.source_file = t.source_file AND r.source_row = t.source_row WHERE t.list = ?'
    engine.table("person_of", f"SELECT r.record, t.person FROM _truth_people t {at_place}", [list_name])
    engine.table("planted", f"SELECT r.record, t.kind, t.detail FROM _truth_errors t {at_place}", [list_name])
    engine.table(
        "lookalikes",
        """
        SELECT DISTINCT t.kind, least(a.record, b.record) AS "left", greatest(a.record, b.record) AS "right"
        FROM _truth_lookalikes t JOIN person_of a ON a.person = t.person_a JOIN person_of b ON b.person = t.person_b
        """,
    )
    for name in TRUTH:
        engine.run(f"DROP TABLE _truth_{name}")


def evaluate_duplicates(engine: Engine, pairs: Sequence[Pair], *, threshold: float = 0.5) -> DuplicateQuality:
    """Judges pairs (left, right, probability) by the tables of `load_truth`. All pairs of a person count."""
    true = {
        (left, right)
        for left, right in engine.rows(
            "SELECT a.record, b.record FROM person_of a JOIN person_of b USING (person) WHERE a.record < b.record"
        )
    }
    found = {(min(a, b), max(a, b)): p for a, b, p in pairs if p >= threshold}
    kind_of: dict[int, tuple[str, str]] = {
        record: (kind, detail)
        for record, kind, detail in engine.rows("SELECT record, kind, detail FROM planted WHERE kind LIKE 'duplicate%'")
    }
    by_kind: dict[str, list[bool]] = {}
    by_slip: dict[str, list[bool]] = {}
    for pair in true:
        kind, detail = kind_of.get(pair[1]) or kind_of.get(pair[0]) or ("other", "")
        by_kind.setdefault(kind, []).append(pair in found)
        for slip in detail.split(";") if detail else ["none"]:
            by_slip.setdefault(slip, []).append(pair in found)
    lookalikes: dict[str, list[bool]] = {}
    for kind, left, right in engine.rows('SELECT kind, "left", "right" FROM lookalikes'):
        if (left, right) not in true:
            lookalikes.setdefault(kind, []).append((left, right) in found)
    right = len(true & found.keys())
    return DuplicateQuality(
        total=Quality(right, len(found) - right, len(true) - right),
        by_kind={kind: _recall(hits) for kind, hits in sorted(by_kind.items())},
        by_slip={slip: _recall(hits) for slip, hits in sorted(by_slip.items())},
        accused_lookalikes={kind: (sum(hits), len(hits)) for kind, hits in sorted(lookalikes.items())},
        calibration=_calibration(found, true),
    )


def _recall(hits: list[bool]) -> Quality:
    return Quality(sum(hits), 0, len(hits) - sum(hits))


def _calibration(found: dict[tuple[int, int], float], true: set[tuple[int, int]]) -> tuple[CalibrationBin, ...]:
    bins = []
    for lower, upper in zip(BINS, (*BINS[1:], 1.01), strict=True):
        inside = [(p, pair in true) for pair, p in found.items() if lower <= p < upper]
        if inside:
            said = sum(p for p, _ in inside) / len(inside)
            share = sum(is_true for _, is_true in inside) / len(inside)
            bins.append(CalibrationBin(lower, len(inside), said, share))
    return tuple(bins)


# Which rules are to find which planted error (saksama/demo). A kind may be seen by several. A slip of the pen in a row
# that has no second one is seen only where the NIK contradicts it; nothing else in a list does.
RULES_FOR: dict[str, tuple[str, ...]] = {
    "dead": ("T01",),
    "under_age": ("T06",),  # D14 asks about the married, who may vote
    "soldier_or_police": ("T02", "T03"),
    "tms_still_listed": ("T11", "T07"),
    "moved_away": ("T07", "T09"),
    "unknown_person": ("T07", "T10"),
    "duplicate_same_tps": ("T04", "T05"),
    "duplicate_other_tps": ("T04", "T05"),
    "duplicate_other_village": ("T04", "T05"),
    "duplicate_other_regency": ("T04", "T05"),
    "duplicate_household": ("T04", "T05"),
    "wrong_tps": ("T13", "T12"),
    "household_split": ("T12", "T13"),
    "shared_nik": ("D10",),
    "masked_nik": ("D08",),
    "malformed_nik": ("D01", "D02"),
    "missing_birthplace": ("D17",),
    "missing_rt_rw": ("D18", "D19"),
    "impossible_age": ("D15",),
    "name_with_digits": ("D13",),
    "typing": ("D03", "D04"),
    "birthdate_heap": ("A05",),
    "address_heap": ("A08", "A21"),
    "oversized_tps": ("A01",),
}


@dataclass(frozen=True, slots=True)
class KindQuality:
    """One planted kind: rows planted, rows that a rule for it names, rules asked, and what those rules named in all.

    A polling station that is wrong as a whole counts as one row. `right` of the named rows bear an error that one of
    these rules is for, of this kind or another.
    """

    kind: str
    planted: int
    found: int
    rules: tuple[str, ...]
    named: int
    right: int

    @property
    def precision(self) -> float:
        """Share of the named rows that bear such an error; 1 where nothing was named."""
        return self.right / self.named if self.named else 1.0

    @property
    def recall(self) -> float:
        """Share of the planted rows that were found."""
        return self.found / self.planted if self.planted else 1.0


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All of it for one audit."""

    duplicates: DuplicateQuality
    by_kind: tuple[KindQuality, ...]


def evaluate(roll: Path, findings: Path, truth: Path, list_name: str = "dpt") -> Evaluation:
    """Judges an audit's findings.parquet by the truth that `saksama demo` wrote beside the lists.

    `roll` is the audited Parquet file, `truth` the folder kebenaran/, `list_name` dps, dpshp or dpt.

    Raises InputError when one of the three is not there.
    """
    for needed in (roll, findings, *(truth / f"{name}.parquet" for name in TRUTH)):
        if not os.path.isfile(needed):  # a closed folder is none, too
            raise InputError(
                Text("Berkas ini tidak ada.", "There is no such file."),
                Text(
                    "Beri folder hasil audit, roll yang diaudit, dan folder kebenaran/ dari `saksama demo`.",
                    "Give the folder of an audit, the roll it audited, and kebenaran/ of `saksama demo`.",
                ),
                file=str(needed),
            )
    with Engine() as engine:
        engine.table("roll", "SELECT record, source_file, source_row, village, tps FROM read_parquet(?)", [str(roll)])
        engine.read_parquet("findings", findings)
        load_truth(engine, "roll", truth, list_name)
        _plant_stations(engine, truth, list_name)
        pairs = engine.rows(
            """SELECT records[1].record, records[2].record, probability FROM findings
            WHERE rule = 'T04' AND len(records) = 2"""
        )
        engine.table(
            "named",
            f"""SELECT DISTINCT rule, one.record FROM (SELECT rule, unnest(records) AS one FROM findings)
            WHERE one.roll = 'roll'
            UNION SELECT f.rule, s.record FROM findings f JOIN ({_STATIONS}) s USING (village, tps)
            WHERE len(f.records) = 0""",
        )
        kinds = tuple(
            KindQuality(kind, planted, _found(engine, kind), RULES_FOR[kind], *_named(engine, kind))
            for kind, planted in engine.rows(
                "SELECT kind, count(DISTINCT record) FROM planted GROUP BY kind ORDER BY kind"
            )
            if kind in RULES_FOR
        )
        return Evaluation(evaluate_duplicates(engine, pairs), kinds)


# A station is known by its first row.
_STATIONS = "SELECT village, tps, min(record) AS record FROM roll GROUP BY village, tps"


def _plant_stations(engine: Engine, truth: Path, list_name: str) -> None:
    """Adds to `planted` the errors of whole stations, which the truth writes without a row."""
    engine.run(
        f"""INSERT INTO planted SELECT DISTINCT s.record, t.kind, t.detail FROM read_parquet(?) t
        JOIN roll r ON r.source_file = t.source_file AND r.tps = t.tps
        JOIN ({_STATIONS}) s ON s.village = r.village AND s.tps = r.tps
        WHERE t.list = ? AND t.source_row IS NULL""",
        [str(truth / "errors.parquet"), list_name],
    )


def _found(engine: Engine, kind: str) -> int:
    found = engine.value(
        """SELECT count(DISTINCT record) FROM planted SEMI JOIN (SELECT record FROM named WHERE rule IN
        (SELECT unnest(CAST(? AS VARCHAR[])))) n USING (record) WHERE kind = ?""",
        [list(RULES_FOR[kind]), kind],
    )
    return int(found)


def _named(engine: Engine, kind: str) -> tuple[int, int]:
    """Rows that the rules for a kind name, and those of them that bear an error one of these rules is for."""
    rules = RULES_FOR[kind]
    kinds = [other for other, theirs in RULES_FOR.items() if set(theirs) & set(rules)]
    # Of a pair the rule names both rows, and the truth marks the second one: the first is right with it.
    named, right = engine.rows(
        """WITH errors AS (
          SELECT record FROM planted WHERE kind IN (SELECT unnest(CAST(? AS VARCHAR[])))
          UNION SELECT a.record FROM person_of a JOIN person_of b ON a.person = b.person AND a.record <> b.record
          WHERE list_contains(CAST(? AS VARCHAR[]), 'T04')
        )
        SELECT count(DISTINCT n.record), count(DISTINCT e.record)
        FROM named n LEFT JOIN errors e ON e.record = n.record
        WHERE n.rule IN (SELECT unnest(CAST(? AS VARCHAR[])))""",
        [kinds, list(rules), list(rules)],
    )[0]
    return int(named), int(right)
