"""Was it fixed? Every recommended record looked up in the next list, by linkage and not by row number."""

from collections.abc import Collection

from saksama.rolls.engine import Engine
from saksama.rolls.verify.answer import answers_query
from saksama.rolls.verify.look_up import sought_query, unlinked_names_query
from saksama.rolls.verify.reasons import REASONS


def verify(
    engine: Engine,
    *,
    recommended: str,
    old: str,
    new: str,
    matches: str,
    violations: str,
    rules_ran: Collection[str],
    missing: str | None = None,
    missing_matches: str | None = None,
    into: str = "verified",
) -> None:
    """Makes the table `into` (VERIFIED_COLUMNS), one row for each row of `recommended` (RECOMMENDED_COLUMNS).

    `old`, `new`: the two roll tables (ROLL_COLUMNS). `matches`: columns left (record of old), right (record of new),
    probability, as `link.matches.match_lists` makes it. `violations`: columns rule, record: what the audit of the new
    list found, by the rules in `rules_ran`. `missing` and `missing_matches`: the same for people asked to be added,
    whose records are those of `missing`; without them it cannot be told whether they were.

    Errs towards *cannot tell*: a record is *fixed* by absence only if its desa is in the new list and nobody of its
    name and age there is linked to no one.
    """
    engine.table("_villages", f'SELECT DISTINCT village FROM "{new}" WHERE village IS NOT NULL')
    engine.table("_unlinked", unlinked_names_query(new, [table for table in (matches, missing_matches) if table]))
    engine.table("_rules_ran", "SELECT unnest(CAST(? AS VARCHAR[])) AS rule", [sorted(set(rules_ran))])
    sought = sought_query(recommended, old, matches, added=False)
    if missing and missing_matches:
        sought += " UNION ALL " + sought_query(recommended, missing, missing_matches, added=True)
    engine.table("_sought", sought)
    engine.table("_answers", answers_query(recommended, old, new, violations))
    engine.run("CREATE OR REPLACE TEMP TABLE _reasons (reason VARCHAR, outcome VARCHAR, id VARCHAR, en VARCHAR)")
    engine.connection.executemany(
        "INSERT INTO _reasons VALUES (?, ?, ?, ?)",
        [[key, reason.outcome.value, reason.text.id, reason.text.en] for key, reason in REASONS.items()],
    )
    engine.table(into, _verified_query(recommended, new))
    for table in ("_villages", "_unlinked", "_rules_ran", "_sought", "_answers", "_reasons"):
        engine.run(f'DROP TABLE "{table}"')


def _verified_query(recommended: str, new: str) -> str:
    place = """concat('TPS ', coalesce(n.tps, '–'), ' ', coalesce(n.village_name, n.village, ''))"""
    # Rounded down: nobody is the same person for certain.
    percent = "coalesce(CAST(CAST(floor(100 * least(a.probability, 0.999)) AS INTEGER) AS VARCHAR), '–')"

    def filled(text: str) -> str:
        return f"replace(replace({text}, '{{place}}', trim({place})), '{{probability}}', {percent})"

    return f"""
    SELECT q.finding_id, q.asked, r.outcome, r.reason, {filled("r.id")} AS reason_id, {filled("r.en")} AS reason_en,
      a.new_record, a.probability
    FROM "{recommended}" q
    LEFT JOIN _answers a ON a.finding_id = q.finding_id
    JOIN _reasons r ON r.reason = coalesce(a.reason, 'not_looked_up')
    LEFT JOIN "{new}" n ON n.record = a.new_record
    """
