"""Calendar days and working days of Indonesia. The day after is the first that counts.

Collective leave (cuti bersama) counts as a working day: whether the law's "hari kerja" leaves it out is not settled
[R], and counting it gives the earlier date, so that no deadline is missed by it.
"""

from datetime import date, timedelta
from functools import cache

from saksama.errors import InputError
from saksama.language import Text
from saksama.reference.files import FOLDER, read_yaml

SATURDAY = 5


def add_calendar_days(day: date, number: int) -> date:
    """The last day of a term of `number` days that begins after `day`."""
    return day + timedelta(days=number)


def add_working_days(day: date, number: int) -> date:
    """The last of `number` working days after `day`: without Saturday, Sunday and national holidays.

    Raises:
        InputError: the term reaches a year whose holidays are not known; a wrong date is worse than none.
    """
    while number:
        day += timedelta(days=1)
        number -= is_working_day(day)
    return day


def is_working_day(day: date) -> bool:
    """True from Monday to Friday, unless it is a national holiday."""
    return day.weekday() < SATURDAY and day not in holidays(day.year)


@cache
def holidays(year: int) -> dict[date, str]:
    """The national holidays of a year by date, with their names.

    Raises:
        InputError: they are not known.
    """
    table = read_yaml(FOLDER / "holidays.yaml")
    if year not in table:
        known = f"{min(table)}-{max(table)}"
        raise InputError(
            Text(f"Hari libur tahun {year} belum dimuat.", f"The holidays of {year} are not known."),
            Text(
                f"Tambahkan dari SKB ke holidays.yaml; yang ada: {known}.",
                f"Add them from the joint decree to holidays.yaml; there are {known}.",
            ),
            file="holidays.yaml",
        )
    found: dict[date, str] = table[year]["days"]
    return found
