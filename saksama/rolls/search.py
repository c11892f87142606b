"""Finding a voter while the name is still being typed: an index beside the roll, asked in some tens of milliseconds.

The index is two small Parquet files. `words` has one row a word and voter, sorted by the sound of the word (see
link/names.py), so that a word is a few row groups and no scan; `voters` is what is shown, without any number of a
person. Words are compared by sound, whole ones whole, the last one by its beginning: "muh. sol" finds MUHAMMAD SOLEH.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from saksama.rolls.engine import Engine
from saksama.rolls.link.names import DEGREES, SAME_FIRST_WORD, SAME_WORD, SOUNDS, TITLES, make_names
from saksama.writing import written_folder

WORDS, VOTERS = "words.parquet", "voters.parquet"
FEWEST_LETTERS = 3  # below that half the list would answer
MOST = 20  # voters shown; whoever needs more types another letter
_MOST_WORDS = 6
_ALIKE = 0.86  # Jaro-Winkler of the sounds of two names, from which one is shown beside the same birth date
_YEAR_APART = 1  # years an age may differ: a list says it for its own day


@dataclass(frozen=True, slots=True)
class Voter:
    """A row of the list, as far as it may be shown on a search."""

    record: int
    name: str
    birthdate: date | None
    age: int | None
    sex: str
    village: str  # code
    village_name: str
    district_name: str
    tps: str
    address: str
    same_birth: bool  # the birth date asked for, or an age that fits it


def build_index(roll: Path, folder: Path) -> None:
    """Writes the index of a roll into `folder`, whole or not at all; an older one there is replaced."""
    with written_folder(folder) as fresh, Engine(threads=2) as engine:
        engine.read_parquet("roll", roll)
        make_names(engine, "roll", "names")
        _write(engine, _WORDS_QUERY, fresh / WORDS)
        _write(engine, _VOTERS_QUERY, fresh / VOTERS)


def has_index(folder: Path) -> bool:
    """True if there is one to ask."""
    return (folder / VOTERS).is_file()


def find_voters(
    folder: Path, typed: str, *, birthdate: date | None = None, region: str = "", voting_day: date | None = None
) -> list[Voter]:
    """The voters of a region whose name has all the words, those with the birth date first; MOST at most.

    With a birth date also those born on that day whose name sounds alike; where nobody has all the words, those whose
    name sounds alike. Fewer than FEWEST_LETTERS letters find nobody.
    """
    words = sounds(typed)
    if sum(map(len, words)) < FEWEST_LETTERS:
        return []
    age = None if birthdate is None or voting_day is None else _age(birthdate, voting_day)
    voters, typed_sounds = str(folder / VOTERS), " ".join(words)
    alike = _Query(
        f"SELECT record FROM read_parquet(?) WHERE {_within(region)} AND jaro_winkler_similarity(sounds, ?) >= ?",
        [voters, *_bounds(region), typed_sounds, _ALIKE],
    )
    wanted = _all_of([_bearers(folder / WORDS, word, region, word is words[-1]) for word in words])
    if birthdate is not None:
        wanted = _Query(
            f"({wanted.text}) UNION ({alike.text} AND birthdate = ?)", [*wanted.values, *alike.values, birthdate]
        )
    with Engine(threads=2, memory="1GB") as engine:
        for query in (wanted, alike):  # a name that nobody bears may be mistyped
            bound = [*query.values, birthdate, birthdate, age, typed_sounds, voters]
            if rows := engine.rows(_SHOWN_QUERY.format(candidates=query.text), bound):
                return [Voter(*row) for row in rows]
    return []


def voter_of(folder: Path, record: int) -> Voter | None:
    """One voter by the number of the record."""
    query = f"SELECT {_SHOWN}, false FROM read_parquet(?) WHERE record = ?"
    with Engine(threads=1, memory="1GB") as engine:
        rows = engine.rows(query, [str(folder / VOTERS), record])
    return Voter(*rows[0]) if rows else None


def sounds(typed: str) -> list[str]:
    """The keys of the words somebody types: the same as `make_names` gives for a whole name, without a database."""
    letters = "".join(c for c in unicodedata.normalize("NFD", typed.upper()) if not unicodedata.combining(c))
    written = re.sub(r"[^A-Z0-9]+", " ", re.sub(r"['`’]", "", letters.partition(",")[0])).split()[:_MOST_WORDS]
    named = []
    for place, word in enumerate(written):
        if word in TITLES or (place > 1 and word in DEGREES):
            continue
        opens = place == 0 and len(written) > 1
        standard = (SAME_FIRST_WORD.get(word) if opens else None) or SAME_WORD.get(word, word)
        named.append(_sound(standard))
    return [word for word in named if word] or [_sound(word) for word in written]


def _sound(word: str) -> str:
    merged = _undoubled(word)
    for old, new in SOUNDS:
        merged = merged.replace(old, new)
    single = _undoubled(merged)
    return re.sub("H$", "", single) if len(single) > 3 else single


def _undoubled(word: str) -> str:
    return re.sub(r"([A-Z])\1", r"\1", word)


@dataclass(frozen=True, slots=True)
class _Query:
    """A SELECT of records with the values bound to it."""

    text: str
    values: list[object]


def _bearers(words: Path, sound: str, region: str, is_last: bool) -> _Query:
    """Those with a word: a range of the sorted file. The last word is still being typed."""
    end = f"{sound}\uffff" if is_last else sound
    text = f"SELECT record FROM read_parquet(?) WHERE sound BETWEEN ? AND ? AND {_within(region)}"
    return _Query(text, [str(words), sound, end, *_bounds(region)])


def _all_of(queries: list[_Query]) -> _Query:
    return _Query(" INTERSECT ".join(each.text for each in queries), [v for each in queries for v in each.values])


def _within(region: str) -> str:
    return "village >= ? AND village < ?" if region else "true"


def _bounds(region: str) -> list[object]:
    return [region, f"{region}/"] if region else []


def _age(birthdate: date, day: date) -> int:
    return day.year - birthdate.year - ((day.month, day.day) < (birthdate.month, birthdate.day))


def _write(engine: Engine, query: str, path: Path) -> None:
    name = str(path).replace("'", "''")
    engine.run(f"COPY ({query}) TO '{name}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20480)")


_WORDS_QUERY = """
    SELECT DISTINCT unnest(string_split(n.name_sound, ' ')) AS sound, r.record,
        coalesce(r.village, r.district, '') AS village
    FROM roll r JOIN names n USING (name) WHERE n.name_sound IS NOT NULL
    ORDER BY sound, village, record"""

_VOTERS_QUERY = """
    SELECT r.record, r.name, n.name_sound AS sounds, r.birthdate, r.age, coalesce(r.sex, '') AS sex,
        coalesce(r.village, r.district, '') AS village, coalesce(r.village_name, '') AS village_name,
        coalesce(r.district_name, '') AS district_name, coalesce(r.tps, '') AS tps, coalesce(r.address, '') AS address
    FROM roll r LEFT JOIN names n USING (name) ORDER BY r.record"""

_SHOWN = "record, name, birthdate, age, sex, village, village_name, district_name, tps, address"
_SHOWN_QUERY = (
    """
    WITH found AS (SELECT DISTINCT record FROM ({candidates})),
    shown AS (
        SELECT v.*, coalesce(v.birthdate = ? OR (v.birthdate IS NULL AND ? IS NOT NULL AND abs(v.age - ?) <= """
    + str(_YEAR_APART)
    + """), false) AS same_birth, jaro_winkler_similarity(coalesce(v.sounds, ''), ?) AS alike
        FROM read_parquet(?) v WHERE v.record IN (SELECT record FROM found)
    )
    SELECT """
    + _SHOWN
    + """, same_birth FROM shown
    ORDER BY same_birth DESC, alike DESC, name, record LIMIT """
    + str(MOST)
)
