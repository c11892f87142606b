"""How the text of a cell becomes a value: SQL macros, one a kind of value, the same for every file format.

A value that is there but cannot be understood becomes NULL and is counted; only the birth date and the name can reject
a row, since a voter without them cannot be told from another.
"""

from saksama.rolls.read.dates import DATE_MACROS

# RE2 knows \s as ASCII only; the rest are the blanks that word processors and web pages leave.
_BLANKS = r"[\s\x{00A0}\x{200B}\x{FEFF}\x{2007}\x{202F}\x{0001}-\x{001F}]+"
_SEX = {"L": "L LK LAKI LAKI-LAKI PRIA M MALE 1", "P": "P PR PEREMPUAN WANITA F FEMALE 2"}
_MARITAL = {
    "B": "B BK BELUM LAJANG|BELUM KAWIN|BELUM MENIKAH|TIDAK KAWIN",
    "S": "S K SK SUDAH KAWIN NIKAH MENIKAH|SUDAH KAWIN|SUDAH MENIKAH|KAWIN TERCATAT|KAWIN BELUM TERCATAT"
    "|KAWIN TIDAK TERCATAT",
    "P": "P PK PERNAH CERAI JANDA DUDA|PERNAH KAWIN|PERNAH MENIKAH|CERAI HIDUP|CERAI MATI|CERAI TERCATAT"
    "|CERAI HIDUP TERCATAT",
}
_EKTP = {
    "S": "S SUDAH ADA YA Y MEMILIKI PUNYA|SUDAH REKAM|SUDAH MEMILIKI",
    "B": "B BELUM TIDAK T|BELUM REKAM|TIDAK ADA|BELUM MEMILIKI|TIDAK MEMILIKI",
}
# Codes of 2024 (DOMAIN 2.2), and the letters older tools of Bawaslu used.
_DISABILITY = {
    "1": "1 FISIK TD DAKSA|TUNA DAKSA|DISABILITAS FISIK",
    "2": "2 INTELEKTUAL TG GRAHITA|TUNA GRAHITA|DISABILITAS INTELEKTUAL",
    "3": "3 MENTAL|DISABILITAS MENTAL",
    "4": "4 WICARA TW|SENSORIK WICARA|TUNA WICARA|DISABILITAS SENSORIK WICARA",
    "5": "5 RUNGU TR|SENSORIK RUNGU|TUNA RUNGU|DISABILITAS SENSORIK RUNGU",
    "6": "6 NETRA TN|SENSORIK NETRA|TUNA NETRA|DISABILITAS SENSORIK NETRA",
}
NOTHING = ("", "-", "--", "---", "–", "—", "_", ".", "NULL", "#N/A", "N/A")
NO_TICK = ("0", "FALSE", "TIDAK", "T", "N")
NO_DISABILITY = ("0", "00", "N", "TIDAK", "TIDAK ADA", "NORMAL", "NIHIL", "NON DISABILITAS")


def _choice(argument: str, codes: dict[str, str]) -> str:
    """CASE over words: before the first | single words, after it whole phrases."""
    branches = []
    for code, spellings in codes.items():
        words, *phrases = spellings.split("|")
        known = ", ".join(f"'{word}'" for word in (*words.split(), *phrases))
        branches.append(f"WHEN upper({argument}) IN ({known}) THEN '{code}'")
    return f"CASE {' '.join(branches)} END"


def _half_of_pair(half: int) -> str:
    found = rf"regexp_extract(x, '^\D*(\d{{1,3}})\s*[-/|\\ ]+\s*\D*(\d{{1,3}})$', {half})"
    return rf"CASE WHEN NOT regexp_full_match(x, '[-/|. ]*') THEN coalesce(nullif({found}, ''), '?') END"


MACROS: dict[str, str] = {
    "nothing_to_null(x)": f"CASE WHEN x IN {NOTHING} THEN NULL ELSE x END",
    # Blanks collapsed, and the signs people write for "nothing" left out.
    "tidy(x)": rf"""
        CASE WHEN x = '' THEN NULL
             WHEN regexp_full_match(x, '[!-~]+( [!-~]+)*') THEN nothing_to_null(x)
             ELSE nothing_to_null(trim(regexp_replace(x, '{_BLANKS}', ' ', 'g'))) END""",
    # Identity numbers. A spreadsheet number that lost digits is nobody's number: NULL.
    "number_text(x)": r"""
        CASE WHEN x IS NULL OR regexp_full_match(x, '\d{16}') THEN x
             WHEN regexp_full_match(x, '\d[.,]\d{15}[eE]\+?15') THEN left(x, 1) || substr(x, 3, 15)
             WHEN regexp_full_match(x, '\d[.,]?\d*[eE]\+?\d+') OR regexp_full_match(x, '\d{15,}\.0') THEN NULL
             ELSE nullif(regexp_replace(x, '[\s''’`´"]', '', 'g'), '') END""",
    "is_whole_number(x)": r"regexp_full_match(x, '\d{16}')",
    "three_digits(x)": r"""
        CASE WHEN x IS NULL OR regexp_full_match(x, '\D*0*') THEN NULL
             WHEN regexp_full_match(x, '\d{3}') THEN x
             WHEN regexp_full_match(x, '\D*\d{1,3}(\.0)?') THEN lpad(regexp_extract(x, '\d{1,3}'), 3, '0')
             WHEN regexp_full_match(x, '\D*0+\d{3}') THEN right(x, 3) END""",
    "is_masked(x)": r"regexp_full_match(x, '.*[*•#].*|[xX\-/|. ]+|.*[xX]{2,}.*')",
    "is_no_number(x)": r"x IS NOT NULL AND three_digits(x) IS NULL AND NOT regexp_full_match(x, '[0/|. -]*')",
    "is_no_disability(x)": f"upper(x) IN {NO_DISABILITY}",
    # RT/RW in one cell; a lone number could be either, so it is neither.
    "rt_of(x)": _half_of_pair(1),
    "rw_of(x)": _half_of_pair(2),
    "sex_of(x)": _choice("x", _SEX),
    # Two columns L and P to tick; a person ticked in both has no sex that can be understood.
    "is_ticked(x)": f"coalesce(upper(x) NOT IN {NO_TICK}, false)",
    "ticked_sex(male, female)": """
        CASE WHEN is_ticked(male) AND is_ticked(female) THEN '?'
             WHEN is_ticked(male) THEN 'L' WHEN is_ticked(female) THEN 'P' END""",
    "marital_of(x)": _choice("x", _MARITAL),
    "ektp_of(x)": _choice("x", _EKTP),
    "disability_of(x)": _choice("regexp_replace(x, '[.:)].*$', '')", _DISABILITY),
    "age_of(x)": r"""
        CASE WHEN regexp_full_match(x, '\d{1,3}(\.0)?( ?(th|thn|tahun)\.?)?', 'i')
              AND CAST(regexp_extract(x, '^\d+') AS SMALLINT) <= 150
             THEN CAST(regexp_extract(x, '^\d+') AS SMALLINT) END""",
    "code_of(x)": r"""
        CASE WHEN regexp_full_match(x, '\d{2}\.\d{2}\.\d{2}(\.\d{4})?') THEN x
             WHEN regexp_full_match(x, '\d{6}') THEN left(x, 2) || '.' || substr(x, 3, 2) || '.' || substr(x, 5, 2)
             WHEN regexp_full_match(x, '\d{10}')
             THEN left(x, 2) || '.' || substr(x, 3, 2) || '.' || substr(x, 5, 2) || '.' || right(x, 4) END""",
    "no_code(x)": "CASE WHEN code_of(x) IS NULL THEN x END",
}


def macro_statements() -> list[str]:
    """CREATE MACRO for each, those first that others use."""
    return [f"CREATE OR REPLACE MACRO {name} AS {body}" for name, body in (DATE_MACROS | MACROS).items()]
