"""How lists write dates, as SQL macros: day before month before year, year first, month names, spreadsheet serials."""

_MONTHS = (
    "JAN",
    "FEB PEB",
    "MAR",
    "APR",
    "MEI MAY",
    "JUN",
    "JUL",
    "AGU AGS AGT AUG",
    "SEP",
    "OKT OCT",
    "NOV NOP",
    "DES DEC",
)
_MONTH_NUMBERS = ", ".join(
    f"'{name}': '{number}'" for number, names in enumerate(_MONTHS, start=1) for name in names.split()
)
EARLIEST_SERIAL = 2101  # below, a bare number is a year; 2101 is 1 October 1905, nobody living was born before

_BETWEEN = r"\s*[-/|. ]\s*"
_MIDNIGHT = r"([ T]00:00(:00(\.0+)?)?)?"
_DAY_FIRST = rf"(\d{{1,2}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}(\d{{4}}){_MIDNIGHT}"
_YEAR_FIRST = rf"(\d{{4}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}(\d{{1,2}}){_MIDNIGHT}"
_NAMED_MONTH = rf"(\d{{1,2}}){_BETWEEN}([A-Za-z]{{3,9}})\.?{_BETWEEN}(\d{{4}})"
_DATE_AT_END = (
    rf"(\d{{1,2}}{_BETWEEN}(?:\d{{1,2}}|[A-Za-z]{{3,9}}){_BETWEEN}\d{{4}}|\d{{4}}-\d{{1,2}}-\d{{1,2}}){_MIDNIGHT}$"
)


def _part(pattern: str, group: int) -> str:
    return f"regexp_extract(x, '{pattern}', {group})"


def _day_month_year(day: str, month: str, year: str) -> str:
    return f"calendar_day({day}, {month}, {year})"


def _named_day() -> str:
    month = f"month_number({_part(_NAMED_MONTH, 2)})"
    return _day_month_year(_part(_NAMED_MONTH, 1), month, _part(_NAMED_MONTH, 3))


DATE_MACROS: dict[str, str] = {
    # NULL for a day that is in no calendar, such as 31 February.
    "calendar_day(d, m, y)": "CAST(try_strptime(d || '-' || m || '-' || y, '%d-%m-%Y') AS DATE)",
    "month_number(m)": f"map_extract_value(MAP {{{_MONTH_NUMBERS}}}, upper(left(m, 3)))",
    "has_century(y)": "y BETWEEN '1800' AND '2099'",
    "day_of_digits(x)": """coalesce(
        CASE WHEN has_century(right(x, 4)) THEN calendar_day(left(x, 2), substr(x, 3, 2), right(x, 4)) END,
        CASE WHEN has_century(left(x, 4)) THEN calendar_day(right(x, 2), substr(x, 5, 2), left(x, 4)) END)""",
    "day_of_serial(n)": f"CASE WHEN n >= {EARLIEST_SERIAL} THEN DATE '1899-12-30' + n END",
    "date_of(x)": rf"""
        CASE WHEN x IS NULL THEN NULL
             WHEN regexp_full_match(x, '\d{{4}}-\d{{2}}-\d{{2}}') THEN try_cast(x AS DATE)
             WHEN regexp_full_match(x, '\d\d[-/|]\d\d[-/|]\d{{4}}')
             THEN calendar_day(left(x, 2), substr(x, 4, 2), right(x, 4))
             WHEN regexp_full_match(x, '{_DAY_FIRST}')
             THEN {_day_month_year(*(_part(_DAY_FIRST, group) for group in (1, 2, 3)))}
             WHEN regexp_full_match(x, '{_YEAR_FIRST}')
             THEN {_day_month_year(*(_part(_YEAR_FIRST, group) for group in (3, 2, 1)))}
             WHEN regexp_full_match(x, '{_NAMED_MONTH}')
             THEN {_named_day()}
             WHEN regexp_full_match(x, '\d{{8}}') THEN day_of_digits(x)
             WHEN regexp_full_match(x, '\d{{4,5}}(\.\d+)?')
             THEN day_of_serial(CAST(regexp_extract(x, '^\d+') AS INTEGER)) END""",
    # Place and date in one cell: the date at its end, else whatever follows the first digit.
    "date_in(x)": rf"""
        coalesce(nullif(regexp_extract(x, '{_DATE_AT_END}', 1), ''), nullif(regexp_extract(x, '\d.*$'), ''))""",
    "left_of(x, date)": r"""
        nullif(regexp_replace(CASE WHEN date IS NULL THEN x ELSE left(x, position(date IN x) - 1) END,
                              '[\s,;/]+$', ''), '')""",
}
