"""Names of people: one word or several, with the prefixes and titles that make them hard to compare."""

import numpy as np

from saksama.demo.tables import VOTING_DAY, Array, Table, rows, texts
from saksama.demo.vocabulary import draw

MUHAMMADS = np.array(["MUHAMMAD", "M.", "MUHAMAD", "MUH.", "MOHAMMAD", "M", "MOH.", "MOCH."], dtype=object)
MUHAMMAD_SHARES = (0.42, 0.28, 0.12, 0.06, 0.05, 0.04, 0.02, 0.01)
DEGREES = np.array([", S.PD", ", S.E", ", S.H", ", S.KOM", ", S.AG", ", A.MD", ", S.PD.I", ", S.T"], dtype=object)
NOBLE_MEN = np.array(["KMS.", "KGS.", "MGS.", "RD."], dtype=object)
NOBLE_WOMEN = np.array(["NYIMAS", "NYAYU", "MASAYU", "RA."], dtype=object)


def give_names(people: Table, homes: Table, rng: np.random.Generator) -> None:
    """Adds `name`. Older people more often bear one word, or the names of their parents' generation."""
    number = rows(people)
    man = people["sex"] == "L"
    age = (VOTING_DAY - people["born"]) / 365.25
    javanese = homes["javanese"][people["home"]]
    modern = rng.random(number) < np.interp(age, [17, 25, 35, 50], [0.85, 0.75, 0.35, 0.05])
    old_javanese = javanese & ~modern

    name = _first_names(man, modern, old_javanese, rng)
    one_word = rng.random(number) < np.where(old_javanese, 0.50, np.where(modern, 0.06, 0.19))
    three_words = ~one_word & (rng.random(number) < np.where(modern, 0.30, 0.10))
    second = _by_sex(man, "second_male", "second_female", rng)
    third = _by_sex(man, "second_male", "second_female", rng)
    three_words &= third != second
    name = np.where(one_word | (name == second), name, name + " " + second)
    name = np.where(three_words, name + " " + third, name)

    starts_so = np.array([text.startswith("MUHAMMAD") for text in name])
    prefixed = man & ~one_word & ~starts_so & (rng.random(number) < np.where(javanese, 0.03, 0.12))
    name = np.where(prefixed, rng.choice(MUHAMMADS, size=number, p=MUHAMMAD_SHARES) + " " + name, name)
    siti = ~man & ~prefixed & (rng.random(number) < 0.05)
    name = np.where(siti & _does_not_start(name, "SITI"), texts("SITI ", number) + name, name)
    noble = ~javanese & ~prefixed & ~siti & (rng.random(number) < 0.006)
    rank = np.where(man, rng.choice(NOBLE_MEN, size=number), rng.choice(NOBLE_WOMEN, size=number))
    name = np.where(noble, rank + " " + name, name)
    bin_of = ~javanese & (age > 35) & (rng.random(number) < 0.006)
    joined = np.where(man, texts(" BIN ", number), texts(" BINTI ", number))
    name = np.where(bin_of, name + joined + draw("male", number, rng), name)
    hajj = (age > 42) & (rng.random(number) < 0.03)
    name = np.where(hajj, np.where(man, texts("H. ", number), texts("HJ. ", number)) + name, name)
    graduate = (age > 23) & (age < 62) & (rng.random(number) < 0.012)
    people["name"] = np.where(graduate, name + rng.choice(DEGREES, size=number), name)


def _first_names(man: Array, modern: Array, old_javanese: Array, rng: np.random.Generator) -> Array:
    traditional = _by_sex(man, "male", "female", rng)
    young = _by_sex(man, "male_modern", "female_modern", rng)
    from_java = _by_sex(man, "male_javanese", "female_javanese", rng)
    return np.where(modern, young, np.where(old_javanese, from_java, traditional))


def _by_sex(man: Array, male: str, female: str, rng: np.random.Generator) -> Array:
    return np.where(man, draw(male, len(man), rng), draw(female, len(man), rng))


def _does_not_start(name: Array, word: str) -> Array:
    return np.array([not text.startswith(word) for text in name])
