"""Pairs of records with what the model needs to know of them: levels of likeness, stratum, chance.

**Stratum**: where the two stand decides how often likeness is mere chance. At home (one household: neighbours in the
file, or one family card) live twins, and fathers and sons of one name; in one village names repeat; elsewhere they do
not, but there are more people. Each stratum has its own odds (model.py).

**Chance**: log2 of the probability that another person of the same stratum bears this very name, birth date and
birthplace. SITI AMINAH born on 1 January 1970 in KAYUAGUNG is no evidence; a rare name on an ordinary day is. Names go
by generation and sex (PAINEM, then SITI, then NAYLA): a name's chance is its share among those of one sex and decade.
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

HOME, VILLAGE, ELSEWHERE = 0, 1, 2
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


def frequencies_query(features: str, *, within: bool) -> str:
    """SELECT per record log2 of the share of other people, of the roll and of the village, who bear the same values.

    The pair itself is no chance: within one list both of its records are left out of the count, else the right one. No
    share is smaller in a village or among those of one sex and decade than in the whole roll: a value that nobody else
    there has is rare, but how rare the few people there cannot tell (Good 1953, on species seen once or never).
    """
    pair = 2 if within else 1

    def in_cohort(count_all: str, count_cohort: str) -> str:
        everywhere = f"greatest({count_all} - {pair}, 0.5) / people"
        return (
            f"greatest(({ONE_SEX} * greatest({count_cohort} - {pair}, 0) + {COHORT_WEIGHT} * ({everywhere}))"
            f" / (cohort_people + {COHORT_WEIGHT}), {everywhere})"
        )

    def share(everywhere: str, count_village: str) -> tuple[str, str]:
        village = (
            f"greatest((greatest({count_village} - {pair}, 0) + {VILLAGE_WEIGHT} * ({everywhere}))"
            f" / (village_people + {VILLAGE_WEIGHT}), {everywhere})"
        )
        return everywhere, village

    name, name_village = share(in_cohort("key_count", "key_cohort"), "key_village")
    birth, birth_village = share(f"greatest(birth_count - {pair}, 0.5) / people", "birth_village")
    age, age_village = share(f"greatest(age_count - {pair}, 0.5) / people", "age_village")
    born_at, born_at_village = share(f"greatest(place_count - {pair}, 0.5) / people", "place_village")
    invented = f"CASE WHEN {_DAY_OF_YEAR} IN {INVENTED_DAYS} THEN {INVENTED_DAY_BITS} ELSE 0 END"
    # Counted by grouping and joined back: five times as fast as eight windows over the roll.
    counts = {
        "key_count": "name_key",
        "key_cohort": "cohort, name_key",
        "key_village": "village, name_key",
        "cohort_people": "cohort",
        "birth_count": "birth",
        "birth_village": "village, birth",
        "age_count": "age",
        "age_village": "village, age",
        "place_count": "birthplace",
        "place_village": "village, birthplace",
        "village_people": "village",
        "first_count": "first_key",
        "first_cohort": "cohort, first_key",
        "last_count": "last_key",
        "last_cohort": "cohort, last_key",
    }
    grouped = ", ".join(
        f"{name}_of AS (SELECT {columns}, count(*) AS {name} FROM people GROUP BY {columns})"
        for name, columns in counts.items()
    )
    joined = " ".join(
        f"LEFT JOIN {name}_of ON "
        + " AND ".join(f"{name}_of.{column} = people.{column}" for column in columns.split(", "))
        for name, columns in counts.items()
    )
    return f"""
    WITH people AS (
      SELECT record, village, name_key, first_key, last_key, birthplace, name_count, birthdate AS birth, age,
        {_COHORT} AS cohort, (SELECT count(*) FROM "{features}") AS people
      FROM "{features}"
    ), {grouped}
    SELECT record,
      log2({name})::FLOAT AS name_elsewhere, log2({name_village})::FLOAT AS name_village,
      log2(name_count / key_count)::FLOAT AS spelling,
      log2({in_cohort("first_count", "first_cohort")})::FLOAT AS first_word,
      log2({in_cohort("last_count", "last_cohort")})::FLOAT AS last_word,
      (log2({birth}) + {invented})::FLOAT AS birth_elsewhere,
      (log2({birth_village}) + {invented})::FLOAT AS birth_village,
      log2({age})::FLOAT AS age_elsewhere, log2({age_village})::FLOAT AS age_village,
      log2({born_at})::FLOAT AS birthplace_elsewhere, log2({born_at_village})::FLOAT AS birthplace_village
    FROM people {joined}
    """


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
    return f"""
    SELECT p.*, (CASE WHEN l.village = r.village THEN {in_village} ELSE {ELSEWHERE} END)::TINYINT AS stratum,
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
      CASE WHEN name IN ({NAME_SAME}, {NAME_SAME_SOUND})
             THEN CASE WHEN stratum = {VILLAGE} THEN f.name_village ELSE f.name_elsewhere END
           WHEN name IN ({NAME_PART}, {NAME_SHARES_A_WORD})
             THEN CASE WHEN shared = 1 THEN f.first_word ELSE f.last_word END
           ELSE 0 END
      + CASE WHEN name = {NAME_SAME} THEN f.spelling WHEN name = {NAME_PART} THEN log2({PART_AMONG_SHARERS}) ELSE 0 END
      + CASE WHEN birth = {BIRTH_SAME}
             THEN CASE WHEN stratum = {VILLAGE} THEN f.birth_village ELSE f.birth_elsewhere END
             WHEN birth = {AGE_SAME}
             THEN CASE WHEN stratum = {VILLAGE} THEN f.age_village ELSE f.age_elsewhere END
             ELSE 0 END
      + CASE WHEN birthplace <> {BIRTHPLACE_SAME} THEN 0
             WHEN stratum = {VILLAGE} THEN f.birthplace_village ELSE f.birthplace_elsewhere END
      END::FLOAT AS chance
    FROM levelled JOIN "{frequencies}" f ON f.record = levelled."right"
    """
