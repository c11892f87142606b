"""The parts of a NIK as SQL: PPKKCC of first registration, DDMMYY of birth (day + 40 for women), serial from 0001.

Each takes a column that holds 16 digits or NULL. There is no check digit, and the century is not told.
"""

# What stands for a hidden digit in the lists that were seen.
MASKED = "[*xX#•]{3,}"


def day(nik: str) -> str:
    """SQL: the day of birth, 1 to 31 where the number is sound."""
    written = f"CAST(substr({nik}, 7, 2) AS INTEGER)"
    return f"({written} - CASE WHEN {written} > 40 THEN 40 ELSE 0 END)"


def month(nik: str) -> str:
    """SQL: the month of birth, 1 to 12 where the number is sound."""
    return f"CAST(substr({nik}, 9, 2) AS INTEGER)"


def year(nik: str) -> str:
    """SQL: the last two digits of the year of birth."""
    return f"CAST(substr({nik}, 11, 2) AS INTEGER)"


def sex(nik: str) -> str:
    """SQL: L or P as the day of birth tells."""
    return f"CASE WHEN CAST(substr({nik}, 7, 2) AS INTEGER) > 40 THEN 'P' ELSE 'L' END"


def birth_is_possible(nik: str) -> str:
    """SQL: there is a day of that number in that month; 29 February wherever the two digits of the year allow it."""
    longest = (
        f"CASE WHEN {month(nik)} IN (4, 6, 9, 11) THEN 30 "
        f"WHEN {month(nik)} = 2 THEN CASE WHEN {year(nik)} % 4 = 0 THEN 29 ELSE 28 END ELSE 31 END"
    )
    return f"({month(nik)} BETWEEN 1 AND 12 AND {day(nik)} BETWEEN 1 AND {longest})"


def born_on(nik: str, birthdate: str) -> str:
    """SQL: the number and the date agree in day, month and the last two digits of the year."""
    return (
        f"({day(nik)} = day({birthdate}) AND {month(nik)} = month({birthdate}) "
        f"AND {year(nik)} = year({birthdate}) % 100)"
    )
