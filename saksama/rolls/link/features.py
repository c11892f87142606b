"""What the linkage looks at: one narrow table a roll, made of the prepared roll's columns once.

The features of a record are its name in three forms (names.py) and how common that name is, its birth (date or age),
its place, its numbers where they are known, and its position in the file: a KPU list runs household by household, so
neighbours in the file are evidence even where the household number is withheld.
"""

from saksama.rolls.engine import Engine
from saksama.rolls.link.pairs import frequencies_query

# A place written differently is still one place: only letters and digits count.
_PLAIN = "nullif(regexp_replace(upper(strip_accents({column})), '[^A-Z0-9]+', '', 'g'), '')"


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
        engine.table(name, frequencies_query(features_of(engine, roll), within=within))
    return name


def forget_features(engine: Engine, roll: str) -> None:
    """Drops what the two functions above keep of a roll."""
    for kept in ("features", "frequencies_within", "frequencies_between"):
        engine.run(f'DROP TABLE IF EXISTS "{roll}_{kept}"')


def make_features(engine: Engine, roll: str, into: str) -> None:
    """Makes the table `into` from the prepared table `roll` (prepare.py): one row a record whose name has a key.

    Columns: record, NAME_COLUMNS, name_count and key_count (people of the roll with that standard name, that key),
    birthdate, birth_text (ddmmyyyy), age, sex, birthplace, marital, district, village, tps, rt, address, nik, nkk (NULL
    where masked or absent).
    """
    engine.table(
        into,
        f"""
        WITH standards AS (SELECT name_standard, count(*) AS people FROM "{roll}" GROUP BY ALL),
        keys AS (SELECT name_key, count(*) AS people FROM "{roll}" GROUP BY ALL)
        SELECT record, r.name_standard, name_sound, r.name_key, first_key, last_key, word_count, rarest_word,
          standards.people::INTEGER AS name_count, keys.people::INTEGER AS key_count,
          birthdate, strftime(birthdate, '%d%m%Y') AS birth_text, age_on_voting_day::SMALLINT AS age,
          sex, {_PLAIN.format(column="birthplace")} AS birthplace, marital,
          district, village, tps, rt, {_PLAIN.format(column="address")} AS address, nik_known AS nik, nkk_known AS nkk
        FROM "{roll}" r JOIN standards ON standards.name_standard = r.name_standard
        JOIN keys ON keys.name_key = r.name_key
        """,
    )
