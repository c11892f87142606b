"""Pairs of records with what the model needs to know of them: levels of likeness, stratum, chance.

**Stratum**: where the two stand decides how often likeness is mere chance. At home (one household: neighbours in the
file, or one family card) live twins, and fathers and sons of one name; in one village names repeat; elsewhere in the
regency they do not, but there are more people; outside, in another regency of the province, there are many more, and
hardly anyone who moved. Each stratum has its own odds (model.py).

**Chance**: log2 of the probability that another person of the same stratum bears this very name, birth date and
birthplace. SITI AMINAH born on 1 January 1970 in KAYUAGUNG is no evidence; a rare name on an ordinary day is. Names go
by generation and sex (PAINEM, then SITI, then NAYLA): a name's chance is its share among those of one sex and decade.
And they go by region: what is common in one regency may be rare in the province, so shares are those of the regency,
of the village in part, and of the whole list only for pairs of two regencies.
"""

from saksama.rolls.link.blocks import NEIGHBOURS
from saksama.rolls.link.comparisons import (
    BIRTHPLACE,
    COMPARISONS,
    NAME_PART,
    NAME_SAME,
    NAME_SAME_SOUND,
    NAME_SHARES_A_WORD,
    PLACE,
)

HOME, VILLAGE, ELSEWHERE, OUTSIDE = 0, 1, 2, 3
# A village's own frequencies count as much as the regency's once it has this many people (shrinkage).
VILLAGE_WEIGHT = 1000.0
# The same for the people of one sex born in one decade.
COHORT_WEIGHT = 3000.0
ONE_SEX = 0.5  # of strangers are of the same sex
_COHORT = "(coalesce(age // 10, -1) * 4 + CASE sex WHEN 'L' THEN 1 WHEN 'P' THEN 2 ELSE 0 END)::SMALLINT"
# Days that clerks write where nobody knows the day. Whose day was invented is of one age, place and custom, and so
# are the names: such a day in common says so many bits less than its frequency alone.
INVENTED_DAYS, INVENTED_DAY_BITS = (101, 1231), 2.0
_DAY_OF_YEAR = "month(people.birth) * 100 + day(people.birth)"

# Among those who share a word of their name, so many have a name of which one is the other shortened.
PART_AMONG_SHARERS = 0.3
BIRTH_SAME, AGE_SAME = 8, 3
BIRTHPLACE_SAME = BIRTHPLACE.levels[0].number


def frequencies_query(features: str, *, within: bool, several: bool = False) -> str:
    """SELECT per record log2 of the share of other people who bear the same values: in the village, elsewhere in the
    regency and, where the list holds `several` regencies, outside in all of them (else NULL).

    The pair itself is no chance: within one list both of its records are left out of the count, else the right one. No
    share is smaller in a village or among those of one sex and decade than in the whole regency: a value that nobody
    else there has is rare, but how rare the few people there cannot tell (Good 1953, on species seen once or never).
    """
    pair = 2 if within else 1
    shares, counts = _shares_elsewhere("regency", pair)
    in_village, of_village = _shares_in_village(pair)
    counts |= of_village
    outside, of_all = _shares_elsewhere("", pair) if several else (dict.fromkeys(shares, "1"), {})
    counts |= of_all
    # Counted by grouping and joined back: five times as fast as eight windows over the roll.
    grouped = ", ".join(
        f"{name}_of AS (SELECT {columns}, count(*) AS {name} FROM people GROUP BY {columns})"
        for name, columns in counts.items()
    )
    joined = " ".join(
        f"LEFT JOIN {name}_of ON "
        + " AND ".join(f"{name}_of.{column} = people.{column}" for column in columns.split(", "))
        for name, columns in counts.items()
    )
    invented = f"CASE WHEN {_DAY_OF_YEAR} IN {INVENTED_DAYS} THEN {INVENTED_DAY_BITS} ELSE 0 END"

    def logarithms(place: str, of_shares: dict[str, str]) -> str:
        return ", ".join(
            f"({'NULL' if share == '1' else f'log2({share})'}{f' + {invented}' if value == 'birth' else ''})::FLOAT"
            f" AS {value}_{place}"
            for value, share in of_shares.items()
        )

    return f"""
    WITH people AS (
      SELECT record, village, coalesce(regency, 0) AS regency, 0 AS everyone, name_key, first_key, last_key, birthplace,
        name_count / key_count AS spelt_so, birthdate AS birth, age, {_COHORT} AS cohort
      FROM "{features}"
    ), {grouped}
    SELECT record, log2(spelt_so)::FLOAT AS spelling,
      {logarithms("village", in_village)}, {logarithms("elsewhere", shares)}, {logarithms("outside", outside)}
    FROM people {joined}
    """


# The values whose frequency counts, and the columns of `people` that hold them.
_VALUES = {
    "name": "name_key",
    "first_word": "first_key",
    "last_word": "last_key",
    "birth": "birth",
    "age": "age",
    "birthplace": "birthplace",
}
_BY_COHORT = ("name", "first_word", "last_word")
_BY_VILLAGE = ("name", "birth", "age", "birthplace")


def _shares_elsewhere(region: str, pair: int) -> tuple[dict[str, str], dict[str, str]]:
    """SQL of the share of each value in the region (a column of `people`; "" for all), and the counts it needs."""
    area = region or "everyone"
    people = f"people_{area}"
    counts = {people: area, f"cohort_{area}": f"{area}, cohort"}
    shares = {}
    for value, column in _VALUES.items():
        count = f"{value}_{area}"
        counts[count] = f"{area}, {column}"
        shares[value] = f"greatest({count} - {pair}, 0.5) / {people}"
        if value in _BY_COHORT:
            counts[f"{count}_cohort"] = f"{area}, cohort, {column}"
            shares[value] = (
                f"greatest(({ONE_SEX} * greatest({count}_cohort - {pair}, 0) + {COHORT_WEIGHT} * ({shares[value]}))"
                f" / (cohort_{area} + {COHORT_WEIGHT}), {shares[value]})"
            )
    return shares, counts


def _shares_in_village(pair: int) -> tuple[dict[str, str], dict[str, str]]:
    """The same in the village, which leans on the regency until it has VILLAGE_WEIGHT people."""
    in_regency, _ = _shares_elsewhere("regency", pair)
    counts = {"people_village": "village"}
    shares = {}
    for value in _BY_VILLAGE:
        count = f"{value}_village"
        counts[count] = f"village, {_VALUES[value]}"
        shares[value] = (
            f"greatest((greatest({count} - {pair}, 0) + {VILLAGE_WEIGHT} * ({in_regency[value]}))"
            f" / (people_village + {VILLAGE_WEIGHT}), {in_regency[value]})"
        )
    return shares, counts


def at_home(left: str, right: str) -> str:
    """SQL: the two stand in one household, as far as the list shows."""
    return (
        f"({left}.village = {right}.village AND {left}.tps = {right}.tps"
        f" AND (({left}.nkk = {right}.nkk) OR ({left}.nkk IS NULL OR {right}.nkk IS NULL)"
        f" AND abs({left}.record - {right}.record) <= {NEIGHBOURS}"
        f" AND {left}.rt IS NOT DISTINCT FROM {right}.rt AND {left}.address IS NOT DISTINCT FROM {right}.address))"
    )


def levelled_query(pairs: str, left: str, right: str, *, within: bool) -> str:
    """SELECT the columns of a table of pairs (left, right), stratum, one level a comparison, place, shared.

    `shared` is 1 where the right record's first word stands in the left one's name, else 2.
    """
    levels = ", ".join(f"{comparison.sql()} AS {comparison.name}" for comparison in COMPARISONS)
    in_village = f"CASE WHEN {at_home('l', 'r')} THEN {HOME} ELSE {VILLAGE} END" if within else VILLAGE
    stratum = (
        f"CASE WHEN l.village = r.village THEN {in_village}"
        f" WHEN l.regency <> r.regency THEN {OUTSIDE} ELSE {ELSEWHERE} END"
    )
    return f"""
    SELECT p.*, ({stratum})::TINYINT AS stratum,
      {levels}, {PLACE.sql()} AS place,
      CASE WHEN r.first_key IN (l.first_key, l.last_key) THEN 1 ELSE 2 END AS shared
    FROM "{pairs}" p JOIN "{left}" l ON l.record = p."left" JOIN "{right}" r ON r.record = p."right"
    """


def compared_query(pairs: str, left: str, right: str, frequencies: str, *, within: bool) -> str:
    """SELECT left, right, stratum, one level a comparison, place, chance (log2, 0 at home) for a table of pairs.

    `frequencies` belongs to the right list: chance asks who else in it could have been taken for the left record.
    """
    return f"""
    WITH levelled AS ({levelled_query(pairs, left, right, within=within)})
    SELECT levelled.* EXCLUDE (shared), CASE WHEN stratum = {HOME} THEN 0 ELSE
      CASE WHEN name IN ({NAME_SAME}, {NAME_SAME_SOUND}) THEN {_by_stratum("name")}
           WHEN name IN ({NAME_PART}, {NAME_SHARES_A_WORD})
             THEN CASE WHEN shared = 1 THEN {_by_stratum("first_word")} ELSE {_by_stratum("last_word")} END
           ELSE 0 END
      + CASE WHEN name = {NAME_SAME} THEN f.spelling WHEN name = {NAME_PART} THEN log2({PART_AMONG_SHARERS}) ELSE 0 END
      + CASE WHEN birth = {BIRTH_SAME} THEN {_by_stratum("birth")}
             WHEN birth = {AGE_SAME} THEN {_by_stratum("age")} ELSE 0 END
      + CASE WHEN birthplace = {BIRTHPLACE_SAME} THEN {_by_stratum("birthplace")} ELSE 0 END
      END::FLOAT AS chance
    FROM levelled JOIN "{frequencies}" f ON f.record = levelled."right"
    """


def _by_stratum(value: str) -> str:
    in_village = f"WHEN stratum = {VILLAGE} THEN f.{value}_village " if value in _BY_VILLAGE else ""
    return f"CASE {in_village}WHEN stratum = {OUTSIDE} THEN f.{value}_outside ELSE f.{value}_elsewhere END"
