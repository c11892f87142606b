"""Typing errors, as they are made by hands that copy Indonesian names, dates and numbers."""

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np

EPOCH = date(1970, 1, 1)
FIRST_BORN, LAST_BORN = date(1925, 1, 1), date(2007, 11, 27)  # 17 on voting day
Row = dict[str, object]
SPELLINGS = (
    ("J", "DJ"), ("U", "OE"), ("I", "Y"), ("Y", "I"), ("SY", "S"), ("S", "SY"), ("F", "P"), ("P", "F"), ("V", "F"),
    ("KH", "H"), ("H", "KH"), ("Z", "J"), ("DZ", "Z"), ("TH", "T"), ("Q", "K"), ("EE", "E"), ("AI", "EI"), ("DH", "D"),
)  # fmt: skip
MUHAMMADS = ("MUHAMMAD", "M.", "MUH.", "MUHAMAD", "MOHAMMAD", "MOH.", "M")
TITLES = ("H. ", "HJ. ")


def respell(name: str, rng: np.random.Generator) -> str:
    """One of the spellings that stand for one sound: DJ/J, OE/U, SY/S, F/P, KH/H."""
    possible = [pair for pair in SPELLINGS if pair[0] in name]
    if not possible:
        return misletter(name, rng)
    old, new = possible[rng.integers(len(possible))]
    return name.replace(old, new, 1)


def misletter(name: str, rng: np.random.Generator) -> str:
    """One letter swapped with the next, dropped or doubled; the first letter stays."""
    if len(name) < 4:
        return name + name[-1]
    at = int(rng.integers(1, len(name) - 1))
    kind = rng.integers(3)
    if kind == 0:
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    if kind == 1:
        return name[:at] + name[at + 1 :]
    return name[:at] + name[at] + name[at:]


def abbreviate(name: str, rng: np.random.Generator) -> str:
    """MUHAMMAD for M. and back, or the last word to its initial, or left out."""
    first, *others = name.split(" ")
    if first in MUHAMMADS and others:
        return " ".join([str(rng.choice([form for form in MUHAMMADS if form != first])), *others])
    if not others:
        return misletter(name, rng)
    if rng.random() < 0.6:
        return " ".join([first, *others[:-1], others[-1][0]])
    return " ".join([first, *others[:-1]])


def swap_words(name: str, rng: np.random.Generator) -> str:
    """The first two words in the other order."""
    words = name.split(" ")
    if len(words) < 2 or len(words[0]) < 3:
        return misletter(name, rng)
    return " ".join([words[1], words[0], *words[2:]])


def change_title(name: str, rng: np.random.Generator) -> str:
    """A title or degree dropped, or H. and HJ. added."""
    for title in TITLES:
        if name.startswith(title):
            return name.removeprefix(title)
    if "," in name:
        return name.split(",")[0]
    return TITLES[rng.integers(2)] + name


def swap_day_and_month(born: int, rng: np.random.Generator) -> int:
    """03-07 for 07-03; where that gives no date, one digit of the date goes wrong instead."""
    true = EPOCH + timedelta(born)
    if true.day > 12 or true.day == true.month:
        return misdate(born, rng)
    typed = date(true.year, true.day, true.month)
    return (typed - EPOCH).days if _is_voter_born(typed) else misdate(born, rng)


def misdate(born: int, rng: np.random.Generator) -> int:
    """One digit of the date is another, and it is still a date."""
    true = EPOCH + timedelta(born)
    digits = f"{true:%d%m%Y}"
    while True:
        at = int(rng.choice([0, 1, 3, 6, 7]))
        other = digits[:at] + str(rng.integers(10)) + digits[at + 1 :]
        try:
            typed = date(int(other[4:]), int(other[2:4]), int(other[:2]))
        except ValueError:
            continue
        if typed != true and _is_voter_born(typed):
            return (typed - EPOCH).days


def _is_voter_born(typed: date) -> bool:
    """A slip makes no minor and no one of over 100 years: those are planted on purpose, at their own rate."""
    return FIRST_BORN <= typed <= LAST_BORN


def new_year(born: int, rng: np.random.Generator) -> int:
    """1 January of the same year: the day was not known to who typed."""
    year = (EPOCH + timedelta(born)).year
    typed = (date(year, 1, 1) - EPOCH).days
    return typed if typed != born else misdate(born, rng)


def misnumber(nik: str, rng: np.random.Generator) -> str:
    """One digit wrong, or two neighbours swapped."""
    at = int(rng.integers(6, 15))
    if rng.random() < 0.4 and nik[at] != nik[at + 1]:
        return nik[:at] + nik[at + 1] + nik[at] + nik[at + 2 :]
    return nik[:at] + str((int(nik[at]) + int(rng.integers(1, 10))) % 10) + nik[at + 1 :]


def mask(number: str) -> str:
    """1602********0003."""
    return number[:4] + "********" + number[-4:]


NameSlip = Callable[[str, np.random.Generator], str]
DateSlip = Callable[[int, np.random.Generator], int]
NAME_SLIPS: dict[str, tuple[float, NameSlip]] = {
    "name_abbreviated": (0.17, abbreviate),
    "name_letters": (0.16, misletter),
    "name_spelling": (0.14, respell),
    "name_word_order": (0.04, swap_words),
    "name_title": (0.04, change_title),
}
DATE_SLIPS: dict[str, tuple[float, DateSlip]] = {
    "day_and_month_swapped": (0.06, swap_day_and_month),
    "date_digit": (0.07, misdate),
    "date_new_year": (0.03, new_year),
}
OTHER_SLIPS = {"birthplace": 0.12, "nik_digits": 0.09, "nik_masked": 0.03, "marital": 0.05}
SLIPS = [*NAME_SLIPS, *DATE_SLIPS, *OTHER_SLIPS]
WEIGHTS = np.array(
    [weight for weight, _ in NAME_SLIPS.values()]
    + [weight for weight, _ in DATE_SLIPS.values()]
    + [*OTHER_SLIPS.values()]
)
ODDS = np.cumsum(WEIGHTS) / WEIGHTS.sum()


def mistype(row: Row, number: int, rng: np.random.Generator, leave: frozenset[str] = frozenset()) -> list[str]:
    """Changes name, born, birthplace, nik or marital of `row` by `number` slips of different kinds; gives the kinds."""
    kinds: list[str] = []
    while len(kinds) < number:
        kind = SLIPS[min(int(np.searchsorted(ODDS, rng.random())), len(SLIPS) - 1)]
        if kind in kinds or kind in leave or (kind in DATE_SLIPS and any(done in DATE_SLIPS for done in kinds)):
            continue
        before = dict(row)
        _slip(kind, row, rng)
        if row != before:
            kinds.append(kind)
    return kinds


def _slip(kind: str, row: Row, rng: np.random.Generator) -> None:
    if kind in NAME_SLIPS:
        row["name"] = NAME_SLIPS[kind][1](str(row["name"]), rng)
    elif kind in DATE_SLIPS:
        row["born"] = DATE_SLIPS[kind][1](int(str(row["born"])), rng)
    elif kind == "birthplace":
        row["birthplace"] = "" if rng.random() < 0.5 else str(rng.choice(["KAYUAGUNG", "OKI", "PALEMBANG"]))
    elif kind == "marital":
        row["marital"] = "S" if row["marital"] != "S" else str(rng.choice(["B", "P"]))
    elif str(row["nik"]).isdigit():
        row["nik"] = mask(str(row["nik"])) if kind == "nik_masked" else misnumber(str(row["nik"]), rng)
