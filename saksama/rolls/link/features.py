"""What the linkage looks at: one narrow table a roll, made of the prepared roll's columns once.

The features of a record are its name in three forms (names.py) and how common that name is, its birth (date or age),
its place, its numbers where they are known, and its position in the file: a KPU list runs household by household, so
neighbours in the file are evidence even where the household number is withheld.
"""

from saksama.rolls.engine import Engine
from saksama.rolls.link.pairs import frequencies_query

# A place written differently is still one place: only letters and digits count.
_PLAIN = "nullif(regexp_replace(upper(strip_accents({column})), '[^A-Z0-9]+', '', 'g'), '')"

CODED = ("name_standard", "name_key", "first_key", "last_key", "village", "regency", "address")
REGENCY_CODE = 5  # characters of a village's code that name its regency: 16.02
# Voters of a large regency. What is rare among so many is rare: a slip of the pen that two of them bear, sixty bear in
# a nation's list.
REGENCY_VOTERS = 600_000
RARE = 40  # bearers among REGENCY_VOTERS up to whom a name is worth a look for itself
_REGENCY = f"left(village, {REGENCY_CODE})"


def features_of(engine: Engine, roll: str) -> str:
    """The name of the feature table of a prepared table; it is made once and stays until `forget_features`."""
    name = f"{roll}_features"
    if not engine.has(name):
        make_features(engine, roll, name)
    return name


def frequencies_of(engine: Engine, roll: str, *, within: bool) -> str:
    """The name of the table of frequencies_query over a roll's features, made once likewise."""
    name = f"{roll}_frequencies_{'within' if within else 'between'}"
    if not engine.has(name):
        features = features_of(engine, roll)
        several = has_several_regencies(engine, features)
        engine.table(name, frequencies_query(features, within=within, several=several))
    return name


def has_several_regencies(engine: Engine, features: str) -> bool:
    """Whether the records of a feature table are of more than one regency."""
    return bool(engine.value(f'SELECT count(DISTINCT regency) > 1 FROM "{features}"'))


def forget_features(engine: Engine, roll: str) -> None:
    """Drops what the two functions above keep of a roll."""
    for kept in ("features", "frequencies_within", "frequencies_between"):
        engine.run(f'DROP TABLE IF EXISTS "{roll}_{kept}"')


def make_features(engine: Engine, roll: str, into: str) -> None:
    """Makes the table `into` from the prepared table `roll` (prepare.py): one row a record whose name has a key.

    Columns: record, NAME_COLUMNS, name_starts, name_ends (two letters each), first_initial, last_initial and whether
    the word is no more than that (first_is_initial, last_is_initial), birthdate, birth_text (ddmmyyyy), age, sex,
    birthplace, marital, village, regency, tps, rt, address, nik, nkk (NULL where masked or absent). Of the people who
    bear the rarest word, rarest_word counts those among REGENCY_VOTERS; rare_key is a name_key that RARE of them
    bear at most. A row without a village is taken for one of the regency that most rows are of.

    Of what is only asked whether it is equal, a code is kept instead of the text (CODED): numbers of 64 bits, the same
    for the same text in every list. Two texts share one by accident in one list of 577,241 voters out of 10^8.
    """
    codes = ", ".join(f"{_code_of(column)} AS {column}" for column in CODED)
    birthplaces, addresses = (
        f'(SELECT {column} AS written, {_PLAIN.format(column=column)} AS plain FROM "{roll}" GROUP BY ALL)'
        for column in ("birthplace", "address")
    )
    engine.table(
        into,
        f"""
        WITH places AS {birthplaces}, addresses AS {addresses},
        largest AS (SELECT {_REGENCY} AS code FROM "{roll}" GROUP BY 1 ORDER BY count({_REGENCY}) DESC, 1 LIMIT 1),
        size AS (SELECT greatest(count(*) / {REGENCY_VOTERS}, 1.0) AS regencies FROM "{roll}"),
        people AS (
          SELECT r.* REPLACE (places.plain AS birthplace, addresses.plain AS address,
              (r.rarest_word / size.regencies)::FLOAT AS rarest_word),
            CASE WHEN r.key_count <= {RARE} * size.regencies THEN hash(r.name_key) END AS rare_key,
            coalesce({_REGENCY}, largest.code) AS regency
          FROM "{roll}" r CROSS JOIN size CROSS JOIN largest LEFT JOIN places ON places.written = r.birthplace
            LEFT JOIN addresses ON addresses.written = r.address
          WHERE r.name_standard IS NOT NULL AND r.name_key IS NOT NULL
        )
        SELECT record, {codes}, name_sound, left(name_sound, 2) AS name_starts, right(name_sound, 2) AS name_ends,
          left(first_key, 1) AS first_initial, left(last_key, 1) AS last_initial,
          length(first_key) = 1 AS first_is_initial, length(last_key) = 1 AS last_is_initial,
          word_count, rarest_word, name_count, key_count, rare_key, letters,
          birthdate, strftime(birthdate, '%d%m%Y') AS birth_text, age_on_voting_day::SMALLINT AS age, sex, birthplace,
          marital, tps, rt, nik_known AS nik, nkk_known AS nkk
        FROM people
        """,
    )


def _code_of(column: str) -> str:
    return f"CASE WHEN {column} IS NOT NULL THEN hash({column}) END"
