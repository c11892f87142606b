"""Identity numbers by the shape of the law: place and birth date of first registration, and a serial.

PPKKCC of the kecamatan of *first* registration, DDMMYY (day + 40 for women), serial from 0001 (DOMAIN 1).
"""

import numpy as np

from saksama.demo.places import Villages
from saksama.demo.rates import Rates
from saksama.demo.tables import VOTING_DAY, Array, Table, day, rows, year_month_day

GONE = np.array([160201, 160206, 160207, 160209, 160210, 160216])  # kecamatan codes of OKI no longer in use
NEIGHBOURS = np.array([167105, 167110, 161001, 161004, 160803, 160811, 160105, 160313, 160705, 187103, 180508])
JAVA = np.array([331205, 350514, 350412, 330117, 330509, 330211, 350618, 352116, 350213, 331014, 321212, 180207])


def give_numbers(people: Table, homes: Table, villages: Villages, rates: Rates, rng: np.random.Generator) -> None:
    """Adds `nik` to people and `nkk` to homes, each unique."""
    number = rows(people)
    district = np.array([int(code.replace(".", "")) for code in villages.district])
    here = district[homes["village"][people["home"]]]
    elsewhere_here = rng.choice(np.concatenate([district, GONE]), size=number)
    javanese = homes["javanese"][people["home"]] & (people["born"] < day(1985, 1, 1))
    away = np.where(javanese, rng.choice(JAVA, size=number), rng.choice(NEIGHBOURS, size=number))
    where = rng.random(number)
    prefix = np.where(where < 0.85, here, np.where(where < 0.92, elsewhere_here, away))

    born = people["born"].copy()
    corrected_later = rng.random(number) < rates.nik_of_other_date
    born[corrected_later] += rng.integers(-800, 800, size=int(corrected_later.sum()))
    year, month, of_month = year_month_day(born)
    of_month = of_month + np.where(people["sex"] == "P", 40, 0)
    people["nik"] = _with_serial(prefix, of_month, month, year)

    issued = rng.integers(day(2008, 1, 1), VOTING_DAY - 200, size=rows(homes))
    year, month, of_month = year_month_day(issued)
    homes["nkk"] = _with_serial(district[homes["village"]], of_month, month, year)


def _with_serial(prefix: Array, of_month: Array, month: Array, year: Array) -> Array:
    """The numbers as texts of 16 digits; equal beginnings are told apart by their serial, in order of the rows."""
    start = ((prefix * 100 + of_month) * 100 + month) * 100 + year % 100
    order = np.argsort(start, kind="stable")
    ordered = start[order]
    first = np.r_[True, ordered[1:] != ordered[:-1]]
    place = np.arange(len(start))
    serial = np.empty(len(start), dtype=np.int64)
    serial[order] = place - np.maximum.accumulate(np.where(first, place, 0)) + 1
    numbers: Array = (start * 10_000 + serial).astype(str).astype(object)
    return numbers
