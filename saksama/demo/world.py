"""The whole of the demonstration regency in memory, decided step by step from one seed."""

from dataclasses import dataclass

import numpy as np

from saksama.demo.blemishes import Planted, blemish_rows, heap, misplace
from saksama.demo.entries import copy_entries, enter
from saksama.demo.fates import decide_fates
from saksama.demo.households import settle
from saksama.demo.lookalikes import make_lookalikes
from saksama.demo.names import give_names
from saksama.demo.numbers import give_numbers
from saksama.demo.origins import give_origins
from saksama.demo.places import OKI_STATIONS, OKI_VOTERS, Villages, choose_villages
from saksama.demo.rates import Rates
from saksama.demo.stations import divide
from saksama.demo.tables import Array, Table
from saksama.demo.versions import correct, keep_totals, write_notes


@dataclass(frozen=True, slots=True)
class World:
    """All that the generator knows: `entries` are rows of the lists, `people` the truth behind them."""

    people: Table
    homes: Table
    entries: Table
    villages: Villages
    stations: Array
    lookalikes: Table
    planted: Planted
    rates: Rates
    voters: int


def make_world(voters: int, rates: Rates, rng: np.random.Generator) -> World:
    """People at home, their names and numbers, what became of them, and how the lists came to be wrong."""
    villages = choose_villages(voters, rng)
    homes, people = settle(villages, rates, rng)
    give_names(people, homes, rng)
    give_origins(people, homes, villages, rates, rng)
    lookalikes = make_lookalikes(people, homes, rates, voters, rng)
    give_numbers(people, homes, villages, rates, rng)

    about_stations = max(1, round(voters * OKI_STATIONS / OKI_VOTERS))
    decide_fates(people, homes, villages, rates, about_stations, rng)
    entries, homes = copy_entries(enter(people, homes), people, homes, rates, voters, rng)
    keep_totals(entries, people, homes, villages, rng)
    write_notes(entries, people, rng)
    correct(entries, people, rates, voters, rng)
    planted = blemish_rows(entries, people, rates, voters, rng)
    stations = divide(homes, entries, villages, rates, voters, rng)
    misplace(entries, people, homes, stations, rates, voters, planted, rng)
    heap(entries, people, homes, stations, rates, planted, rng)
    return World(people, homes, entries, villages, stations, lookalikes, planted, rates, voters)
