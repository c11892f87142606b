"""From the hits of a rule to rows of FINDING_COLUMNS: pure functions that return SQL."""

from collections.abc import Collection

from saksama.rolls.check.rule import Rule
from saksama.rolls.check.sentences import sentence

HITS = "rule_hits"
_PLACES = ("district", "village", "tps")
# Records of the roll come before those of another list, each in the order of its file.
_ORDER = "(of_other * 1099511627776 + record)"


def hits_query(rule: Rule) -> str:
    """The rule's own query, its rows numbered."""
    return f"SELECT row_number() OVER () AS hit, q.* FROM ({rule.query}) AS q"


def findings_query(rule: Rule, given: Collection[str]) -> str:
    """A SELECT of FINDING_COLUMNS, in their order, from the table HITS, whose columns are `given`."""
    if "record" in given and "others" not in given:
        return _about_one_record(rule, given)
    if {"record", "records", "others"} & set(given):
        return _about_several_records(rule, given)
    return _about_a_place(rule, given)


def _about_one_record(rule: Rule, given: Collection[str]) -> str:
    place = [f"h.{name}" if name in given else f"r.{name}" for name in _PLACES]
    return _finding(
        rule,
        given,
        where="concat(r.source_file, ':', CAST(r.source_row AS VARCHAR))",
        place=place,
        record="r.record",
        records=f"[{_record('roll', 'r')}]",
        source=f"{HITS} h JOIN roll r ON r.record = h.record",
    )


def _about_several_records(rule: Rule, given: Collection[str]) -> str:
    parts = []
    if "record" in given:
        parts.append(_concerned("roll", f"SELECT hit, record FROM {HITS}", of_other=0))
    if "records" in given:
        parts.append(_concerned("roll", f"SELECT hit, unnest(records) AS record FROM {HITS}", of_other=0))
    if "others" in given:
        other = rule.other_roll or "roll"
        parts.append(_concerned(other, f"SELECT hit, unnest(others) AS record FROM {HITS}", of_other=1))
    place = [f"coalesce(h.{name}, g.{name})" if name in given else f"g.{name}" for name in _PLACES]
    firsts = ", ".join(f"min_by({name}, {_ORDER}) AS {name}" for name in _PLACES)
    gathered = f"""(SELECT hit, list(part ORDER BY {_ORDER}) AS records,
            string_agg(source, '|' ORDER BY source) AS sources,
            min(CASE WHEN of_other = 0 THEN record END) AS record, {firsts}
        FROM ({" UNION ALL ".join(parts)}) AS concerned GROUP BY hit)"""
    return _finding(
        rule,
        given,
        where=f"coalesce(g.sources, {_key_of_place(place)})",
        place=place,
        record="g.record",
        records="coalesce(g.records, [])",
        source=f"{HITS} h LEFT JOIN {gathered} g ON g.hit = h.hit",
    )


def _about_a_place(rule: Rule, given: Collection[str]) -> str:
    place = [f"h.{name}" if name in given else "CAST(NULL AS VARCHAR)" for name in _PLACES]
    return _finding(
        rule,
        given,
        where=_key_of_place(place),
        place=place,
        record="CAST(NULL AS BIGINT)",
        records="[]",
        source=f"{HITS} h",
    )


def _finding(
    rule: Rule, given: Collection[str], *, where: str, place: list[str], record: str, records: str, source: str
) -> str:
    reason = "h.tms_reason" if "tms_reason" in given else _text(rule.tms_reason)
    severity = "h.severity" if "severity" in given else _text(rule.severity)
    probability = "CAST(h.probability AS DOUBLE)" if "probability" in given else "CAST(NULL AS DOUBLE)"
    columns = [
        f"substr(md5(concat('{rule.code}|', {where})), 1, 16)",
        _text(rule.code),
        _text(rule.category),
        reason,
        severity,
        probability,
        *place,
        record,
        records,
        sentence(rule.says.id, "h", "id"),
        sentence(rule.says.en, "h", "en"),
    ]
    return f"SELECT {', '.join(columns)} FROM {source}"


def _concerned(roll: str, hits: str, *, of_other: int) -> str:
    return f"""SELECT c.hit, {of_other} AS of_other, r.record, {", ".join(f"r.{name}" for name in _PLACES)},
        concat(r.source_file, ':', CAST(r.source_row AS VARCHAR)) AS source, {_record(roll, "r")} AS part
        FROM ({hits}) AS c JOIN {roll} r ON r.record = c.record"""


def _record(roll: str, table: str) -> str:
    return (
        f"struct_pack(roll := '{roll}', record := {table}.record, source_file := {table}.source_file, "
        f"source_row := {table}.source_row)"
    )


def _key_of_place(place: list[str]) -> str:
    parts = ", '|', ".join(f"coalesce({name}, '')" for name in place)
    return f"concat({parts})"


def _text(value: str | None) -> str:
    return "CAST(NULL AS VARCHAR)" if value is None else f"'{value}'"
