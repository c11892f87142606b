"""Recommended records looked up in the next list, from the Parquet files of both: links, asks, answers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from saksama.language import Text
from saksama.rolls.engine import Engine, Progress, no_progress
from saksama.rolls.link import match_lists, poorer
from saksama.rolls.prepare import prepare, state_of
from saksama.rolls.verify.outcomes import RECOMMENDED_COLUMNS, Asked, Outcome
from saksama.rolls.verify.reasons import REASONS
from saksama.rolls.verify.verify import verify

LOOKING = Text("Mencari data yang disarankan dalam daftar baru", "Looking the recommended records up in the new list")
_OLD = "roll"  # what findings call the list they were found in


@dataclass(frozen=True, slots=True)
class Recommended:
    """What was asked of one record. `roll`: the list it stands in, a key of `lists`; other than the list that was
    audited only for people to be added."""

    key: str  # unique
    rule: str
    asked: Asked
    record: int | None
    roll: str = _OLD
    records: tuple[int, ...] = ()  # keep_one only: the whole group
    fields: tuple[str, ...] = ()  # correct only: columns to be corrected; any, if empty


@dataclass(frozen=True, slots=True)
class Lookup:
    """What the new list shows of it. `reason`: a key of REASONS."""

    outcome: Outcome
    reason: str
    text: Text
    new_record: int | None = None
    probability: float | None = None


_REASON = REASONS["not_looked_up"]
NOT_LOOKED_UP = Lookup(_REASON.outcome, "not_looked_up", _REASON.text)


def look_up_in(
    new: Path,
    *,
    recommended: Sequence[Recommended],
    lists: Mapping[str, Path],
    findings: Path,
    rules_ran: Collection[str],
    voting_day: date,
    memory: str = "2GB",
    progress: Progress = no_progress,
) -> dict[str, Lookup]:
    """The outcome of every recommended record, by its key.

    `lists`: Parquet files of `read`; "roll" is the list the letter is about, others hold people it asks to add, for
    example those of the version before. `findings`: findings.parquet of the audit of `new`, made by `rules_ran`.
    A record of a list that is not given cannot be told.
    """
    found: dict[str, Lookup] = {each.key: NOT_LOOKED_UP for each in recommended}
    with Engine(memory=memory) as engine:
        _load(engine, "new", new, voting_day)
        _load(engine, "old", lists[_OLD], voting_day)
        engine.table("violations", _VIOLATIONS, [str(findings)])
        _match(engine, "old", progress)
        others = {name: path for name, path in lists.items() if name != _OLD}
        for number, name in enumerate([_OLD, *others]):
            asked = [each for each in recommended if each.roll == name and each.record is not None]
            if not asked:
                continue
            progress(LOOKING, number, len(lists))
            missing = None
            if name != _OLD:
                missing = "other"
                _load(engine, missing, others[name], voting_day)
                _match(engine, missing, progress)
            _make_recommended(engine, asked)
            verify(
                engine,
                recommended="recommended",
                old="old",
                new="new",
                matches="old_matches",
                violations="violations",
                rules_ran=rules_ran,
                missing=missing,
                missing_matches=missing and f"{missing}_matches",
            )
            for key, outcome, reason, said_id, said_en, record, probability in engine.rows(_VERIFIED):
                found[key] = Lookup(Outcome(outcome), reason, Text(said_id, said_en), record, probability)
    progress(LOOKING, len(lists), len(lists))
    return found


_VIOLATIONS = """
    SELECT DISTINCT rule, place.record AS record
    FROM (SELECT rule, unnest(records) AS place FROM read_parquet(?)) WHERE place.roll = 'roll'
"""
_VERIFIED = "SELECT finding_id, outcome, reason, reason_id, reason_en, new_record, probability FROM verified"


def _load(engine: Engine, name: str, path: Path, voting_day: date) -> None:
    engine.read_parquet(name, path)
    prepare(engine, name, voting_day)


def _match(engine: Engine, name: str, progress: Progress) -> None:
    state = poorer(state_of(engine, name), state_of(engine, "new"))
    match_lists(engine, name, "new", state=state, into=f"{name}_matches", progress=progress)


def _make_recommended(engine: Engine, asked: Sequence[Recommended]) -> None:
    values = zip(
        *((each.key, each.rule, each.asked.value, each.record, each.records, each.fields) for each in asked),
        strict=True,
    )
    unnested = ", ".join(f"unnest(CAST(? AS {kind}[])) AS {column}" for column, kind in RECOMMENDED_COLUMNS.items())
    engine.table("recommended", f"SELECT {unnested}", [[_plain(value) for value in column] for column in values])


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
