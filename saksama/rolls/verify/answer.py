"""From what is seen to the reason of an outcome: SQL, as text. One query for each kind of asking."""

from saksama.rolls.verify.outcomes import Asked

# What a correction may concern. A masked or missing value is unknown, not different.
CORRECTABLE = (
    "nkk", "nik", "name", "birthplace", "birthdate", "age", "marital", "sex", "address", "rt", "rw", "disability",
    "ektp", "tps", "village",
)  # fmt: skip
_MASKABLE = ("nkk", "nik")
_UNSURE = "WHEN state NOT IN ('there', 'gone') THEN state"


def answers_query(recommended: str, old: str, new: str, violations: str) -> str:
    """finding_id, reason, new_record, probability from the table _sought; no row for what could not be sought."""
    return " UNION ALL ".join(
        [
            _there_or_gone(Asked.REMOVE),
            _there_or_gone(Asked.ADD),
            _moved(old, new),
            _corrected(recommended, old, new, violations),
            _one_kept(),
        ]
    )


def _there_or_gone(asked: Asked) -> str:
    return f"""
    SELECT finding_id, CASE {_UNSURE} ELSE '{asked}_' || state END AS reason, new_record, probability
    FROM _sought WHERE asked = '{asked}'
    """


def _moved(old: str, new: str) -> str:
    return f"""
    SELECT s.finding_id,
      CASE {_UNSURE}
        WHEN state = 'gone' THEN 'move_gone'
        WHEN n.village <> o.village OR (n.village = o.village AND n.tps <> o.tps) THEN 'move_moved'
        WHEN n.village = o.village AND n.tps = o.tps THEN 'move_stays'
        ELSE 'place_unknown'
      END, new_record, probability
    FROM _sought s LEFT JOIN "{old}" o ON o.record = s.record LEFT JOIN "{new}" n ON n.record = s.new_record
    WHERE asked = '{Asked.MOVE}'
    """


def _corrected(recommended: str, old: str, new: str, violations: str) -> str:
    return f"""
    SELECT s.finding_id,
      CASE {_UNSURE}
        WHEN state = 'gone' THEN 'correct_gone'
        WHEN NOT EXISTS (SELECT 1 FROM _rules_ran ran WHERE ran.rule = q.rule) THEN 'rule_not_run'
        WHEN NOT EXISTS (
          SELECT 1 FROM "{violations}" v WHERE v.rule = q.rule AND v.record = s.new_record
        ) THEN 'correct_right'
        WHEN {_is_changed()} THEN 'correct_changed'
        ELSE 'correct_same'
      END, new_record, probability
    FROM _sought s JOIN "{recommended}" q ON q.finding_id = s.finding_id
    LEFT JOIN "{old}" o ON o.record = s.record LEFT JOIN "{new}" n ON n.record = s.new_record
    WHERE s.asked = '{Asked.CORRECT}'
    """


def _one_kept() -> str:
    """More than one that is surely there settles it; else every single one of the group must be settled."""
    return f"""
    SELECT finding_id,
      CASE
        WHEN there > 1 AND there + gone = people AND gone > 0 THEN 'keep_fewer'
        WHEN there > 1 THEN 'keep_more'
        WHEN unsure IS NOT NULL THEN unsure
        WHEN there = 1 THEN 'keep_one'
        ELSE 'keep_none'
      END, new_record, probability
    FROM (
      SELECT finding_id, count(*) AS people, count_if(state = 'there') AS there, count_if(state = 'gone') AS gone,
        min(CASE WHEN state NOT IN ('there', 'gone') THEN state END) AS unsure,
        coalesce(min(CASE WHEN state = 'there' THEN new_record END), min(new_record)) AS new_record,
        coalesce(min_by(CASE WHEN state = 'there' THEN probability END, CASE WHEN state = 'there' THEN new_record END),
          min_by(probability, new_record)) AS probability
      FROM _sought WHERE asked = '{Asked.KEEP_ONE}' GROUP BY finding_id
    ) AS grouped
    """


def _is_changed() -> str:
    """SQL: one of the fields asked for (any, if none is named) is known in both lists and different."""

    def differs(column: str) -> str:
        masked = f" AND NOT contains(o.{column}, '*') AND NOT contains(n.{column}, '*')" if column in _MASKABLE else ""
        asked = f"(coalesce(len(q.fields), 0) = 0 OR list_contains(q.fields, '{column}'))"
        return f"({asked} AND coalesce(o.{column} <> n.{column}{masked}, false))"

    return f"({' OR '.join(differs(column) for column in CORRECTABLE)})"
