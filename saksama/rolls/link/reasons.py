"""A pair's levels said in words, in Indonesian and English, so that a person can judge without knowing the model."""

from saksama.language import Language, Text
from saksama.rolls.link.comparisons import COMPARISONS, PLACE, Comparison
from saksama.rolls.link.household import IN_COMPANY
from saksama.rolls.link.pairs import HOME

_COMPANY = Text(
    "anggota rumah tangganya juga tercatat di kedua tempat", "others of the household also stand in both places"
)
_HOME = Text("satu rumah tangga", "one household")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _in_words(comparison: Comparison, language: Language) -> str:
    cases = " ".join(
        f"WHEN {number} THEN {_quoted(words)}"
        for number, words in {
            level.number: level.words.in_(language) for level in comparison.levels if level.words.in_(language)
        }.items()
    )
    return f"CASE p.{comparison.name} {cases} END"


def reasons_sql(language: Language, *, within: bool) -> str:
    """SQL: the reasons of a pair p (a row of link.py's table) joined by semicolons; needs place in p."""
    parts = [_in_words(comparison, language) for comparison in COMPARISONS]
    place = _in_words(PLACE, language)
    parts.append(
        f"CASE WHEN p.stratum = {HOME} THEN {_quoted(_HOME.in_(language))} ELSE {place} END" if within else place
    )
    parts.append(f"CASE WHEN p.company = {IN_COMPANY} THEN {_quoted(_COMPANY.in_(language))} END")
    return f"concat_ws('; ', {', '.join(parts)})"
