"""Indonesian names made comparable: one spelling for the reader, one key for the machine.

Names here are one to five words without a family name. The same person is written MUHAMMAD SALEH, MUH. SALEH, M.SALEH,
H. MOH SOLEH, S.PD; old and new spelling live side by side (DJOKO/JOKO, SOEKARNO/SUKARNO, SJAMSUL/SYAMSUL), and
registrars hear sounds, not letters (ZAINAL/JAENAL, FAJRI/PAJRI, AMINAH/AMINA). So every word gets

- a standard form (`word`): abbreviation expanded, title and degree dropped, still readable;
- a key (`sound`): the standard form with the letters merged that are confused with one another.

Words are worked on once each, not once a voter: 577,241 voters have some tens of thousands of different words.
"""

from saksama.rolls.engine import Engine

# What a name becomes: written out, its sounds in order, its sounds sorted, the first and the last.
# rarest_word: how many people of the roll bear the name's rarest word.
NAME_COLUMNS: dict[str, str] = {
    "name_standard": "VARCHAR",
    "name_sound": "VARCHAR",
    "name_key": "VARCHAR",
    "first_key": "VARCHAR",
    "last_key": "VARCHAR",
    "word_count": "TINYINT",
    "rarest_word": "INTEGER",
}

# Written form → standard form, anywhere in a name. Only forms that are never a name of their own.
SAME_WORD: dict[str, str] = {
    **dict.fromkeys(
        ("MUH", "MUHD", "MOH", "MOHD", "MHD", "MUHAMAD", "MUHAMMED", "MOHAMAD", "MOHAMMAD", "MOHAMED", "MOHAMMED")
        + ("MOCH", "MUCH", "MOCHAMAD", "MOCHAMMAD", "MUCHAMAD", "MUCHAMMAD", "MUKHAMAD", "MUKHAMMAD", "MUHAMMAT"),
        "MUHAMMAD",
    ),
    **dict.fromkeys(("ACHMAD", "AKHMAD", "AHMAT", "ACHMAT", "ACH", "AKH", "AHM", "AHMED"), "AHMAD"),
    **dict.fromkeys(("ABD", "ABDL", "ABDOEL", "ABDULL"), "ABDUL"),
    **dict.fromkeys(("SITTI", "SITY", "SITIE"), "SITI"),
}

# The same, but only as the first of several words, where the abbreviation has one usual reading.
SAME_FIRST_WORD: dict[str, str] = {"M": "MUHAMMAD", "ST": "SITI", "STI": "SITI", "A": "AHMAD"}

# Words that say something about a person but do not name them.
TITLES = (
    "H HJ HJH HAJI HAJAH HAJJAH KH KI KYAI KIAI USTADZ USTAD USTADZAH DRS DRA DR IR PROF NY NYONYA TN TUAN "
    "BIN BINTI BT BTE ALM ALMH ALMARHUM ALMARHUMAH"
).split()
BETWEEN = ("BIN", "BINTI", "BT", "BTE")  # of TITLES, those that stand within a name
DEGREES = (
    "SE SH SPD SPDI SPDI SAG SSOS SIP SKOM SKM SKEP SPI SP SPT SSI STP SFARM MPD MPDI MSI MM MH MKES MAG MAP "
    "AMD AMDKEB AMDKEP AMK SST SSTP STR STRKEB NERS PD AG SOS KOM KEB KEP"
).split()

# Letters heard as one another; applied in this order to every standard word.
SOUNDS: tuple[tuple[str, str], ...] = (
    ("OE", "U"),
    ("DJ", "J"),
    ("TJ", "C"),
    ("NJ", "N"),
    ("NY", "N"),
    ("SJ", "S"),
    ("SY", "S"),
    ("SH", "S"),
    ("TS", "S"),
    ("KH", "H"),
    ("CH", "H"),
    ("GH", "G"),
    ("DZ", "Z"),
    ("DH", "D"),
    ("TH", "T"),
    ("PH", "P"),
    ("BH", "B"),
    ("V", "P"),
    ("F", "P"),
    ("Q", "K"),
    ("X", "KS"),
    ("Z", "J"),
    ("IY", "I"),
    ("Y", "I"),
    ("AE", "AI"),
    ("EI", "I"),
    ("IE", "I"),
    ("UW", "U"),
)
_DOUBLED = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _nested_replace(expression: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for old, new in pairs:
        expression = f"replace({expression}, '{old}', '{new}')"
    return expression


def _values(words: dict[str, str]) -> str:
    return ", ".join(f"('{old}', '{new}')" for old, new in words.items())


def make_names(engine: Engine, roll: str, into: str) -> None:
    """Makes the table `into` of the distinct names of the table `roll`: name and NAME_COLUMNS."""
    engine.table("_words", names_query(roll))
    engine.table("_dictionary", dictionary_query("_words"))
    engine.table(into, names_table_query("_words", "_dictionary", roll))
    for table in ("_words", "_dictionary"):
        engine.run(f'DROP TABLE "{table}"')


# Written before the name, or split by dots after it: taken off before the words are told apart.
_LEADING = f"^ *(({'|'.join(title for title in TITLES if title not in BETWEEN)})[. ]+)+"
_TRAILING = (
    "([ .]+(S|M|A)[. ]+(PD|PDI|AG|SOS|KOM|KEP|KEB|KES|FARM|HUM|MD|SI|SN|IP|IKOM|E|H|T|P|TP|ST|SY|KM)"
    "( ?[.] ?(I|SD))?)+[. ]*$"
)


def letters_only(column: str) -> str:
    """SQL: upper-case words of a name separated by one space each; titles before and degrees after it are cut off."""
    upper = f"upper(strip_accents({column}))"
    cut = f"regexp_replace({upper}, ',.*$', '', 'g')"
    cut = f"regexp_replace(regexp_replace({cut}, '{_LEADING}', '', 'g'), '{_TRAILING}', '', 'g')"
    joined = f"replace(replace(replace({cut}, '''', ''), '`', ''), '’', '')"
    return f"trim(regexp_replace({joined}, '[^A-Z0-9]+', ' ', 'g'))"


def names_query(table: str) -> str:
    """SELECT of the distinct names of a table and their words: name, word_at (from 1), written."""
    return f"""
    WITH distinct_names AS (SELECT DISTINCT name FROM "{table}" WHERE name IS NOT NULL),
    split AS (SELECT name, string_split({letters_only("name")}, ' ') AS words FROM distinct_names)
    SELECT name, unnest(range(1, len(words) + 1)) AS word_at, unnest(words) AS written, len(words) AS words
    FROM split
    """


def dictionary_query(words_table: str) -> str:
    """SELECT of each written word with its standard form (NULL for titles), by whether it opens a name."""
    titles = ", ".join(f"'{word}'" for word in TITLES)
    degrees = ", ".join(f"'{word}'" for word in DEGREES)
    return f"""
    WITH written AS (
      SELECT DISTINCT written, word_at = 1 AND words > 1 AS opens, word_at > 2 AS late FROM "{words_table}"
    ),
    standard AS (
      SELECT written, opens, late, CASE
        WHEN written = '' OR written IN ({titles}) OR (late AND written IN ({degrees})) THEN NULL
        ELSE coalesce(first_word.standard, any_word.standard, written) END AS word
      FROM written
      LEFT JOIN (VALUES {_values(SAME_WORD)}) any_word(form, standard) ON any_word.form = written
      LEFT JOIN (VALUES {_values(SAME_FIRST_WORD)}) first_word(form, standard) ON first_word.form = written AND opens
    )
    SELECT written, opens, late, word, {sound_of("word")} AS sound FROM standard
    """


def sound_of(word: str) -> str:
    """SQL: the key of a standard word; letters that are confused with one another are one, none is doubled."""
    undoubled = tuple((letter * 2, letter) for letter in _DOUBLED)
    merged = _nested_replace(_nested_replace(word, undoubled), SOUNDS)
    single = _nested_replace(merged, undoubled)
    return f"CASE WHEN length({single}) > 3 THEN regexp_replace({single}, 'H$', '', 'g') ELSE {single} END"


def names_table_query(words: str, dictionary: str, roll: str) -> str:
    """SELECT per distinct name of `roll`: NAME_COLUMNS.

    A name of nothing but titles keeps its written words; one without any letter has no key.
    """
    return f"""
    WITH matched AS (
      SELECT w.name, w.word_at, d.word, d.sound
      FROM "{words}" w JOIN "{dictionary}" d
        ON d.written = w.written AND d.opens = (w.word_at = 1 AND w.words > 1) AND d.late = (w.word_at > 2)
      WHERE d.word IS NOT NULL AND d.sound <> ''
    ),
    bearers AS (SELECT name, count(*) AS people FROM "{roll}" WHERE name IS NOT NULL GROUP BY name),
    bearers_of_word AS (SELECT sound, sum(people) AS people FROM matched JOIN bearers USING (name) GROUP BY sound),
    named AS (
      SELECT name,
        string_agg(word, ' ' ORDER BY word_at) AS name_standard,
        string_agg(sound, ' ' ORDER BY word_at) AS name_sound,
        string_agg(sound, ' ' ORDER BY sound) AS name_key,
        arg_min(sound, word_at) AS first_key, arg_max(sound, word_at) AS last_key,
        count(*)::TINYINT AS word_count, min(people)::INTEGER AS rarest_word
      FROM matched JOIN bearers_of_word USING (sound) GROUP BY name
    )
    SELECT n.name,
      coalesce(k.name_standard, whole) AS name_standard, coalesce(k.name_sound, whole) AS name_sound,
      nullif(coalesce(k.name_key, whole), '') AS name_key,
      nullif(coalesce(k.first_key, whole), '') AS first_key, nullif(coalesce(k.last_key, whole), '') AS last_key,
      coalesce(k.word_count, 1)::TINYINT AS word_count, coalesce(k.rarest_word, people)::INTEGER AS rarest_word
    FROM (SELECT name, min(written) FILTER (word_at = 1) AS whole FROM "{words}" GROUP BY name) n
    JOIN bearers ON bearers.name = n.name
    LEFT JOIN named k ON k.name = n.name
    """
