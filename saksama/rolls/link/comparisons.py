"""How alike two records are, field by field: each comparison is a small ladder of levels, best first.

A level is a number kept with the pair; the model (model.py) learns what each is worth, the reasons (reasons.py) say it
in words. NULL in the data is level 0, "missing": it never speaks for or against.
"""

from dataclasses import dataclass

from saksama.language import Text


@dataclass(frozen=True, slots=True)
class Level:
    """One rung: its number, the SQL condition over l and r, and the reason in words (empty: nothing to say)."""

    number: int
    condition: str
    words: Text
    expected_in_matches: float  # share of true pairs expected here before the data have spoken
    # What the data may raise that share to. Weak likeness is common among different people, so the model, which is told
    # no truth, could take a crowd of namesakes for slips of the pen.
    most_in_matches: float = 1.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """A field's ladder; conditions are tried in order, the last takes the rest."""

    name: str
    levels: tuple[Level, ...]

    def sql(self) -> str:
        """CASE expression giving the level's number as TINYINT."""
        cases = " ".join(f"WHEN {level.condition} THEN {level.number}" for level in self.levels)
        return f"(CASE {cases} END)::TINYINT"


MISSING = 0
NOTHING = Text("", "")

# Two forms are a typing error of one another if few letters differ and one of them is rare: RNIA is a slip of RINA, but
# RINA and RINI are both names that many bear, and in one house they are twins.
_SHORTER = "least(length(l.name_sound), length(r.name_sound))"
_SLIPS = f"CASE WHEN {_SHORTER} >= 8 THEN 2 ELSE 1 END"
# A slip changes two letters at most of those that occur: counted first, it saves most of the distances.
_MAY_BE_CLOSE = (
    f"{_SHORTER} >= 4 AND abs(length(l.name_sound) - length(r.name_sound)) <= 2"
    f" AND coalesce(bit_count(xor(l.letters, r.letters)), 0) <= 2 * ({_SLIPS})"
)
# Swapped letters are two steps of Levenshtein's distance and one of Damerau's, which takes five times as long. CASE,
# for AND does not promise what is asked last.
_CLOSE = (
    f"(CASE WHEN {_MAY_BE_CLOSE}"
    f" THEN CASE WHEN levenshtein(l.name_sound, r.name_sound) <= 2 * ({_SLIPS})"
    f" THEN damerau_levenshtein(l.name_sound, r.name_sound) <= {_SLIPS} ELSE false END ELSE false END)"
)
_ONE_FORM_IS_RARE = (
    "(least(l.rarest_word, r.rarest_word) <= 3 AND least(l.rarest_word, r.rarest_word) * 3"
    " <= greatest(l.rarest_word, r.rarest_word))"
)
_SEVERAL_WORDS = "least(l.word_count, r.word_count) > 1"
_PADDED_L, _PADDED_R = "concat(' ', l.name_sound, ' ')", "concat(' ', r.name_sound, ' ')"
_SHARES_A_WORD = "(l.first_key IN (r.first_key, r.last_key) OR l.last_key IN (r.first_key, r.last_key))"
# Two slips seldom spoil both ends of a name. Who is alike at no end and shares no word is somebody else: asked early,
# it saves most of the distances.
_NOTHING_ALIKE = f"l.name_starts <> r.name_starts AND l.name_ends <> r.name_ends AND NOT {_SHARES_A_WORD}"
# One name is the other with a word left out at an end, or with a word cut to its initial.
_LEFT_OUT = (
    f"(CASE WHEN {_SHARES_A_WORD} AND (l.letters IS NULL OR r.letters IS NULL"
    " OR (l.letters & r.letters) IN (l.letters, r.letters))"
    f" THEN contains({_PADDED_L}, {_PADDED_R}) OR contains({_PADDED_R}, {_PADDED_L}) ELSE false END)"
)
_INITIAL = (
    "(l.word_count > 1 AND (l.first_key = r.first_key"
    " AND (l.last_is_initial OR r.last_is_initial) AND l.last_initial = r.last_initial"
    " OR l.last_key = r.last_key"
    " AND (l.first_is_initial OR r.first_is_initial) AND l.first_initial = r.first_initial))"
)
_PART = f"(CASE WHEN l.word_count = r.word_count THEN {_INITIAL} ELSE {_LEFT_OUT} END)"
NAME_SAME, NAME_SAME_SOUND, NAME_PART, NAME_SHARES_A_WORD, NAME_DIFFERENT = 9, 8, 6, 3, 1
NAME_MISTYPED = 5  # this level and all above are one name written in two ways, if it is one person
NAME = Comparison(
    "name",
    (
        Level(NAME_SAME, "l.name_standard = r.name_standard", Text("nama sama", "same name"), 0.50),
        Level(
            NAME_SAME_SOUND,
            "l.name_key = r.name_key",
            Text("nama sama, beda ejaan atau urutan kata", "same name, other spelling or order of words"),
            0.18,
        ),
        Level(NAME_DIFFERENT, _NOTHING_ALIKE, Text("nama berbeda", "different name"), 0.005, 0.005),
        Level(NAME_PART, _PART, Text("nama lebih pendek atau disingkat", "name shortened or abbreviated"), 0.13),
        Level(
            NAME_SHARES_A_WORD,
            f"{_SHARES_A_WORD} AND NOT {_CLOSE}",
            Text("satu kata nama sama", "one word of the name is the same"),
            0.01,
            0.01,
        ),
        Level(NAME_DIFFERENT, f"NOT {_CLOSE}", Text("nama berbeda", "different name"), 0.005, 0.005),
        Level(7, f"{_SEVERAL_WORDS} AND {_ONE_FORM_IS_RARE}", Text("nama salah ketik", "name mistyped"), 0.06),
        Level(NAME_MISTYPED, _ONE_FORM_IS_RARE, Text("nama salah ketik", "name mistyped"), 0.06),
        Level(4, "true", Text("nama mirip", "similar name"), 0.03, 0.05),
    ),
)

_SWAPPED = (
    "(day(l.birthdate) = month(r.birthdate) AND month(l.birthdate) = day(r.birthdate)"
    " AND year(l.birthdate) = year(r.birthdate))"
)
_ONE_DIGIT = "hamming(l.birth_text, r.birth_text) = 1"
_NEW_YEAR = (
    "(year(l.birthdate) = year(r.birthdate) AND (left(l.birth_text, 4) = '0101' OR left(r.birth_text, 4) = '0101'))"
)
BIRTH_A_SLIP_APART = 5  # this level and all above are one date written in two ways, if it is one person
BIRTH = Comparison(
    "birth",
    (
        Level(8, "l.birthdate = r.birthdate", Text("tanggal lahir sama", "same birth date"), 0.70),
        Level(
            7,
            _SWAPPED,
            Text("tanggal dan bulan lahir tertukar", "day and month of birth swapped"),
            0.06,
        ),
        Level(6, _ONE_DIGIT, Text("satu angka tanggal lahir berbeda", "one digit of the birth date differs"), 0.10),
        Level(
            5,
            _NEW_YEAR,
            Text("tahun lahir sama, salah satu 1 Januari", "same birth year, one of them on 1 January"),
            0.05,
        ),
        Level(4, "year(l.birthdate) = year(r.birthdate)", Text("tahun lahir sama", "same birth year"), 0.01, 0.01),
        Level(
            1,
            "l.birthdate IS NOT NULL AND r.birthdate IS NOT NULL",
            Text("kelahiran berbeda", "different birth"),
            0.003,
            0.003,
        ),
        Level(3, "l.age = r.age", Text("umur sama", "same age"), 0.75),
        Level(2, "abs(l.age - r.age) = 1", Text("umur selisih satu tahun", "age differs by a year"), 0.15),
        Level(1, "l.age IS NOT NULL AND r.age IS NOT NULL", Text("kelahiran berbeda", "different birth"), 0.02),
        Level(MISSING, "true", NOTHING, 0.02),
    ),
)

SEX = Comparison(
    "sex",
    (
        Level(2, "l.sex = r.sex", NOTHING, 0.985),
        Level(MISSING, "l.sex IS NULL OR r.sex IS NULL", NOTHING, 0.01),
        Level(1, "true", Text("jenis kelamin berbeda", "different sex"), 0.005),
    ),
)

BIRTHPLACE = Comparison(
    "birthplace",
    (
        Level(3, "l.birthplace = r.birthplace", Text("tempat lahir sama", "same birthplace"), 0.80),
        Level(MISSING, "l.birthplace IS NULL OR r.birthplace IS NULL", NOTHING, 0.05),
        Level(
            2,
            "left(l.birthplace, 2) = left(r.birthplace, 2)"
            " AND jaro_winkler_similarity(l.birthplace, r.birthplace) > 0.9",
            Text("tempat lahir mirip", "similar birthplace"),
            0.05,
        ),
        Level(1, "true", Text("tempat lahir berbeda", "different birthplace"), 0.10),
    ),
)

MARITAL = Comparison(
    "marital",
    (
        Level(2, "l.marital = r.marital", NOTHING, 0.90),
        Level(MISSING, "l.marital IS NULL OR r.marital IS NULL", NOTHING, 0.02),
        Level(1, "true", Text("status kawin berbeda", "different marital status"), 0.08),
    ),
)

NIK = Comparison(
    "nik",
    (
        Level(5, "l.nik = r.nik", Text("NIK sama", "same NIK"), 0.60),
        Level(MISSING, "l.nik IS NULL OR r.nik IS NULL", NOTHING, 0.10),
        # Twins registered on one day differ in the serial alone, so that is no slip of the pen.
        Level(
            2,
            "left(l.nik, 12) = left(r.nik, 12)",
            Text("NIK hanya beda nomor urut", "NIK differs in the serial only"),
            0.05,
        ),
        Level(
            4,
            "hamming(l.nik, r.nik) <= 2",
            Text("NIK berbeda satu atau dua angka", "NIK differs by one or two digits"),
            0.20,
        ),
        Level(1, "true", Text("NIK berbeda", "different NIK"), 0.05),
    ),
)

NKK = Comparison(
    "nkk",
    (
        Level(3, "l.nkk = r.nkk", Text("nomor KK sama", "same family card"), 0.30),
        Level(MISSING, "l.nkk IS NULL OR r.nkk IS NULL", NOTHING, 0.10),
        Level(
            2, "hamming(l.nkk, r.nkk) <= 1", Text("nomor KK berbeda satu angka", "family card differs by a digit"), 0.02
        ),
        Level(1, "true", NOTHING, 0.58),
    ),
)

RT_SAME, VILLAGE_SAME = 4, 2
PLACE = Comparison(
    "place",
    (
        Level(
            RT_SAME, "l.village = r.village AND l.tps = r.tps AND l.rt = r.rt", Text("RT yang sama", "same RT"), 0.25
        ),
        Level(
            3,
            "l.village = r.village AND l.rt = r.rt AND l.address = r.address",
            Text("desa yang sama", "same village"),
            0.05,
        ),
        Level(VILLAGE_SAME, "l.village = r.village", Text("desa yang sama", "same village"), 0.25),
        Level(5, "l.regency <> r.regency", Text("kabupaten/kota lain", "another regency or city"), 0.0),
        Level(1, "true", Text("desa lain", "another village"), 0.45),
    ),
)

COMPARISONS: tuple[Comparison, ...] = (NAME, BIRTH, SEX, BIRTHPLACE, MARITAL, NIK, NKK)
