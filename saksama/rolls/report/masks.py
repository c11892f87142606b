"""Identity numbers as they may be shown: the first four and the last four digits (Law 27/2022)."""

LENGTH = 16
SHOWN = 4
STARS = "*" * (LENGTH - 2 * SHOWN)


def masked_number(column: str) -> str:
    """SQL: a NIK or NKK masked. One that is already masked stays; one of a wrong length shows less, never more."""
    return f"""CASE
        WHEN {column} IS NULL OR {column} = '' OR contains({column}, '*') THEN {column}
        WHEN length({column}) >= {LENGTH} THEN left({column}, {SHOWN}) || '{STARS}' || right({column}, {SHOWN})
        ELSE left({column}, least({SHOWN}, length({column}) // 3))
             || repeat('*', length({column}) - least({SHOWN}, length({column}) // 3)) END"""


def masked_text(column: str) -> str:
    """SQL: a text in which every run of 16 digits is masked. A second net under the rules, which must not say "
    "numbers."""
    return rf"regexp_replace({column}, '\b(\d{{{SHOWN}}})\d{{8}}(\d{{{SHOWN}}})\b', '\1{STARS}\2', 'g')"
