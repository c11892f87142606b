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
# rarest_word, name_count, key_count: people of the roll who bear the name's rarest word, its standard form, its key.
# letters: which letters occur in its sounds, a bit each; NULL for a name of nothing but titles.
NAME_COLUMNS: dict[str, str] = {
    "name_standard": "VARCHAR",
    "name_sound": "VARCHAR",
    "name_key": "VARCHAR",
    "first_key": "VARCHAR",
    "last_key": "VARCHAR",
    "word_count": "TINYINT",
    "rarest_word": "INTEGER",
    "name_count": "INTEGER",
    "key_count": "INTEGER",
    "letters": "INTEGER",
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
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _nested_replace(expression: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for old, new in pairs:
        expression = f"replace({expression}, '{old}', '{new}')"
    return expression


def _values(words: dict[str, str]) -> str:
    return ", ".join(f"('{old}', '{new}')" for old, new in words.items())


def make_names(engine: Engine, roll: str, into: str) -> None:
    """Makes the table `into` of the distinct names of the table `roll`: name and NAME_COLUMNS."""
    engine.table("_written", written_query(roll))
    engine.table("_words", words_query("_written"))
    engine.table("_dictionary", dictionary_query("_words"))
    longest = engine.value('SELECT coalesce(max(words), 0) FROM "_words"')
    engine.table("_sounded", sounded_query("_words", "_dictionary", longest))
    engine.table(into, names_table_query("_written", "_sounded"))
    for table in ("_written", "_words", "_dictionary", "_sounded"):
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


def written_query(roll: str) -> str:
    """SELECT of the distinct names of a table: name_id, name, its written words as a list, people who bear it."""
    return f"""
    SELECT row_number() OVER () AS name_id, name, people, string_split({letters_only("name")}, ' ') AS words
    FROM (SELECT name, count(*) AS people FROM "{roll}" WHERE name IS NOT NULL GROUP BY name)
    """


def words_query(written: str) -> str:
    """SELECT of one row a word: name_id, people, word_at (from 1), written, words (of the name in all)."""
    return f"""
    SELECT name_id, people, unnest(range(1, len(words) + 1)) AS word_at, unnest(words) AS written, len(words) AS words
    FROM "{written}"
    """


def dictionary_query(words_table: str) -> str:
    """SELECT of each written word with standard form (NULL for titles), sound, letters, by whether it opens a name."""
    titles = ", ".join(f"'{word}'" for word in TITLES)
    degrees = ", ".join(f"'{word}'" for word in DEGREES)
    letters = " + ".join(
        f"CASE WHEN contains(sound, '{letter}') THEN {1 << bit} ELSE 0 END" for bit, letter in enumerate(ALPHABET)
    )
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
    SELECT written, opens, late, word, sound, ({letters})::INTEGER AS letters
    FROM (SELECT *, {sound_of("word")} AS sound FROM standard)
    """


def sound_of(word: str) -> str:
    """SQL: the key of a standard word; letters that are confused with one another are one, none is doubled."""
    undoubled = tuple((letter * 2, letter) for letter in ALPHABET)
    merged = _nested_replace(_nested_replace(word, undoubled), SOUNDS)
    single = _nested_replace(merged, undoubled)
    return f"CASE WHEN length({single}) > 3 THEN regexp_replace({single}, 'H$', '', 'g') ELSE {single} END"


def sounded_query(words: str, dictionary: str, longest: int) -> str:
    """SELECT per name_id what its words make: NAME_COLUMNS up to rarest_word, and letters.

    `longest` is the number of words of the longest name: a column each is five times as fast as an ordered list.
    """
    places = range(1, longest + 1)
    words_at = [f"word_{at}" for at in places] or ["NULL::VARCHAR"]
    sounds_at = [f"sound_{at}" for at in places] or ["NULL::VARCHAR"]
    columns = "".join(
        f"max({what}) FILTER (word_at = {at}) AS {what}_{at}, " for at in places for what in ("word", "sound")
    )
    return f"""
    WITH matched AS (
      SELECT w.name_id, w.people, w.word_at, d.word, d.sound, d.letters
      FROM "{words}" w JOIN "{dictionary}" d
        ON d.written = w.written AND d.opens = (w.word_at = 1 AND w.words > 1) AND d.late = (w.word_at > 2)
      WHERE d.word IS NOT NULL AND d.sound <> ''
    ),
    bearers AS (SELECT sound, sum(people) AS bearers FROM matched GROUP BY sound),
    side_by_side AS (
      SELECT name_id, {columns} count(*)::TINYINT AS word_count, min(bearers)::INTEGER AS rarest_word,
        bit_or(letters) AS letters
      FROM matched JOIN bearers USING (sound) GROUP BY name_id
    )
    SELECT name_id, concat_ws(' ', {", ".join(words_at)}) AS name_standard,
      concat_ws(' ', {", ".join(sounds_at)}) AS name_sound,
      array_to_string(list_sort([{", ".join(sounds_at)}]), ' ') AS name_key,
      coalesce({", ".join(sounds_at)}) AS first_key, coalesce({", ".join(reversed(sounds_at))}) AS last_key,
      word_count, rarest_word, letters
    FROM side_by_side
    """


def names_table_query(written: str, sounded: str) -> str:
    """SELECT per distinct name: NAME_COLUMNS.

    A name of nothing but titles keeps its first written word; one without any letter has no key.
    """
    return f"""
    WITH named AS (
      SELECT name, people, coalesce(name_standard, words[1]) AS name_standard,
        coalesce(name_sound, words[1]) AS name_sound, nullif(coalesce(name_key, words[1]), '') AS name_key,
        nullif(coalesce(first_key, words[1]), '') AS first_key, nullif(coalesce(last_key, words[1]), '') AS last_key,
        coalesce(word_count, 1)::TINYINT AS word_count, coalesce(rarest_word, people)::INTEGER AS rarest_word, letters
      FROM "{written}" LEFT JOIN "{sounded}" USING (name_id)
    ),
    standards AS (SELECT name_standard, sum(people)::INTEGER AS name_count FROM named GROUP BY name_standard),
    keys AS (SELECT name_key, sum(people)::INTEGER AS key_count FROM named GROUP BY name_key)
    SELECT name, {", ".join(NAME_COLUMNS)}
    FROM named JOIN standards USING (name_standard) LEFT JOIN keys USING (name_key)
    """
