"""The numbers behind the page: aggregates only, no row of a person leaves this file."""

from dataclasses import dataclass

import numpy as np

from saksama.language import Text
from saksama.rolls.engine import Engine
from saksama.rolls.findings import Category
from saksama.rolls.report.facts import AuditFacts
from saksama.rolls.report.hotspots import HotSpots, Integers, hot_spots
from saksama.rolls.report.summary import Summary, summarise

ALL = "all"
CATEGORY_TITLES = {
    Category.TMS: Text("Diduga tidak memenuhi syarat", "Probably not eligible"),
    Category.MISSING: Text("Berhak, diduga belum terdaftar", "Eligible, probably not listed"),
    Category.DATA: Text("Data tidak lengkap atau bertentangan", "Incomplete or contradictory data"),
    Category.ANOMALY: Text("Kejanggalan tempat atau kelompok", "Odd places or groups"),
}
ALL_TITLE = Text("Semua temuan", "All findings")
VOTING_AGE = 17  # years; UU 10/2016 art. 1(6)
OLDEST_BAND, BAND = 95, 5  # years
STATION_BIN = 25  # voters
PROBABILITY_BINS = 10


@dataclass(frozen=True, slots=True)
class Desa:
    """One desa or kelurahan and what the roll has in it."""

    code: str
    name: str
    voters: int
    stations: int

    @property
    def kecamatan(self) -> str:
        return self.code.rpartition(".")[0]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding the map can show: all, a category, or a rule. `counts` has one number a desa."""

    key: str
    title: Text
    category: Category | None
    counts: Integers
    unplaced: int  # findings whose desa is not known
    spots: HotSpots

    @property
    def total(self) -> int:
        return int(self.counts.sum()) + self.unplaced


@dataclass(frozen=True, slots=True)
class AgeBand:
    """Voters of some years of age on voting day, `end` included: under voting age, up to 19, then by five years."""

    start: int
    end: int | None
    male: int
    female: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything the page draws."""

    summary: Summary
    desa: tuple[Desa, ...]
    kinds: tuple[Kind, ...]  # all, then categories, then rules with findings, most first
    voters_unplaced: int
    ages: tuple[AgeBand, ...]
    age_unknown: int
    stations: tuple[tuple[int, int], ...]  # smallest size of the bin (1, 26, ...), number of polling stations
    stations_over_limit: int
    probabilities: tuple[int, ...]  # estimated findings by tenth of probability; empty when there are none

    def kind(self, key: str) -> Kind:
        return next(kind for kind in self.kinds if kind.key == key)


def figures(engine: Engine, facts: AuditFacts) -> Figures:
    """Reads `roll` (with `age_on_voting_day`) and `findings`."""
    desa, voters_unplaced = _desa(engine, facts)
    ages, age_unknown = _ages(engine)
    stations = engine.rows(
        f"""SELECT (size - 1) // {STATION_BIN} * {STATION_BIN} + 1, count(*), count(*) FILTER (size > ?) FROM (
            SELECT count(*) AS size FROM roll WHERE tps IS NOT NULL GROUP BY district, village, tps
        ) GROUP BY 1 ORDER BY 1""",
        [facts.tps_limit],
    )
    return Figures(
        summary=summarise(engine),
        desa=desa,
        kinds=_kinds(engine, facts, desa),
        voters_unplaced=voters_unplaced,
        ages=ages,
        age_unknown=age_unknown,
        stations=tuple((start, count) for start, count, _ in stations),
        stations_over_limit=sum(over for _, _, over in stations),
        probabilities=_probabilities(engine),
    )


def _desa(engine: Engine, facts: AuditFacts) -> tuple[tuple[Desa, ...], int]:
    counted = {
        code: (voters, stations)
        for code, voters, stations in engine.rows(
            "SELECT village, count(*), count(DISTINCT tps) FROM roll GROUP BY ALL"
        )
    }
    unplaced = counted.pop(None, (0, 0))[0]
    codes = sorted(set(facts.places.desa) | set(counted))
    return tuple(Desa(code, facts.places.desa.get(code, code), *counted.get(code, (0, 0))) for code in codes), unplaced


def _kinds(engine: Engine, facts: AuditFacts, desa: tuple[Desa, ...]) -> tuple[Kind, ...]:
    place = {each.code: index for index, each in enumerate(desa)}
    voters = np.array([each.voters for each in desa], dtype=np.int64)
    counts: dict[str, Integers] = {}
    for rule, village, found in engine.rows("SELECT rule, village, count(*) FROM findings GROUP BY ALL"):
        # The last cell takes what has no desa, or one outside the region.
        row = counts.setdefault(rule, np.zeros(len(desa) + 1, dtype=np.int64))
        row[place.get(village, len(desa))] += found
    rules = {rule.code: rule for rule in facts.rules_ran}
    of_rule = dict(engine.rows("SELECT DISTINCT rule, category FROM findings"))

    def kind(key: str, title: Text, category: Category | None, codes: list[str]) -> Kind:
        row = sum((counts[code] for code in codes), start=np.zeros(len(desa) + 1, dtype=np.int64))
        return Kind(key, title, category, row[:-1], int(row[-1]), hot_spots(row[:-1], voters))

    kinds = [kind(ALL, ALL_TITLE, None, list(counts))]
    for category, title in CATEGORY_TITLES.items():
        codes = [code for code in counts if of_rule[code] == category]
        if codes:
            kinds.append(kind(category, title, category, codes))
    for code in sorted(counts, key=lambda code: (-int(counts[code].sum()), code)):
        title = rules[code].title if code in rules else Text(code, code)
        kinds.append(kind(code, title, Category(of_rule[code]), [code]))
    return tuple(kinds)


def _ages(engine: Engine) -> tuple[tuple[AgeBand, ...], int]:
    rows = engine.rows(
        f"""SELECT CASE WHEN age_on_voting_day < {VOTING_AGE} THEN 0
                WHEN age_on_voting_day < 20 THEN {VOTING_AGE}
                ELSE least(age_on_voting_day, {OLDEST_BAND}) // {BAND} * {BAND} END,
            count(*) FILTER (sex = 'L'), count(*) FILTER (sex = 'P'), count(*) FROM roll GROUP BY 1 ORDER BY 1"""
    )
    known = tuple(AgeBand(start, _end(start), male, female) for start, male, female, _ in rows if start is not None)
    return known, sum(row[3] for row in rows) - sum(band.male + band.female for band in known)


def _end(start: int) -> int | None:
    if start >= OLDEST_BAND:
        return None
    return {0: VOTING_AGE - 1, VOTING_AGE: 19}.get(start, start + BAND - 1)


def _probabilities(engine: Engine) -> tuple[int, ...]:
    bins = dict(
        engine.rows(
            f"""SELECT least(floor(probability * {PROBABILITY_BINS})::INTEGER, {PROBABILITY_BINS - 1}), count(*)
            FROM findings WHERE probability IS NOT NULL GROUP BY 1"""
        )
    )
    return tuple(bins.get(at, 0) for at in range(PROBABILITY_BINS)) if bins else ()
