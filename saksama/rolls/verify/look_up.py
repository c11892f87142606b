"""Who is looked up and what is seen of them: SQL, as text."""

from saksama.rolls.verify.outcomes import Asked

SURE = 0.9  # probability from which a linked record is taken to be the same person


def best_match_query(matches: str) -> str:
    """At most one match a record, the surest, also where the table holds more."""
    return f"""
    SELECT "left", "right", probability FROM (
      SELECT "left", "right", probability,
        row_number() OVER (PARTITION BY "left" ORDER BY probability DESC, "right") AS place
      FROM "{matches}"
    ) AS ranked WHERE place = 1
    """


def unlinked_names_query(new: str, matches: list[str]) -> str:
    """Records of the new list that nobody is surely linked to, by desa, name and year: where a missed link may hide."""
    taken = " UNION ALL ".join(
        f'SELECT "right" AS record FROM "{table}" WHERE probability >= {SURE}' for table in matches
    )
    return f"""
    SELECT DISTINCT village, {name_key("name")} AS name, year(birthdate) AS born FROM "{new}"
    WHERE name IS NOT NULL AND village IS NOT NULL AND record NOT IN ({taken})
    """


def sought_query(recommended: str, people: str, matches: str, *, added: bool) -> str:
    """One row a person to look up: finding_id, asked, record, new_record, probability, state.

    `people`: the table their records are of, the old list or, with `added`, the missing people. state: `there`,
    `perhaps`, `gone`, or why being found nowhere means nothing: `unknown`, `no_village`, `namesake`.
    """
    if added:
        asked = f"SELECT finding_id, asked, record FROM \"{recommended}\" WHERE asked = '{Asked.ADD}'"
    else:
        asked = f"""
        SELECT finding_id, asked, record FROM "{recommended}" WHERE asked NOT IN ('{Asked.ADD}', '{Asked.KEEP_ONE}')
        UNION ALL
        SELECT DISTINCT finding_id, asked, unnest(records) FROM "{recommended}" WHERE asked = '{Asked.KEEP_ONE}'
        """
    return f"""
    SELECT q.finding_id, q.asked, q.record, m."right" AS new_record, m.probability,
      CASE
        WHEN m.probability >= {SURE} THEN 'there'
        WHEN m."right" IS NOT NULL THEN 'perhaps'
        WHEN p.record IS NULL THEN 'not_looked_up'
        WHEN p.name IS NULL OR (p.birthdate IS NULL AND p.age IS NULL) THEN 'unknown'
        WHEN NOT EXISTS (SELECT 1 FROM _villages v WHERE v.village = p.village) THEN 'no_village'
        WHEN EXISTS (
          SELECT 1 FROM _unlinked n WHERE n.village = p.village AND n.name = {name_key("p.name")}
            AND coalesce(abs(n.born - year(p.birthdate)) <= 1, true)
        ) THEN 'namesake'
        ELSE 'gone'
      END AS state
    FROM ({asked}) AS q
    LEFT JOIN "{people}" p ON p.record = q.record
    LEFT JOIN ({best_match_query(matches)}) AS m ON m."left" = q.record
    """


def name_key(column: str) -> str:
    return f"upper(trim(regexp_replace({column}, '[^A-Za-z]+', ' ', 'g')))"
