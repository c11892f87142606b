"""Where people were born, whether they have an electronic card, and disabilities."""

import numpy as np

from saksama.demo.places import Villages
from saksama.demo.rates import Rates
from saksama.demo.tables import VOTING_DAY, Table, rows, texts
from saksama.demo.vocabulary import draw

DISABILITY_SHARES = (0.45, 0.08, 0.15, 0.12, 0.10, 0.10)  # codes 1 to 6, DOMAIN 2.2; shares assumed


def give_origins(people: Table, homes: Table, villages: Villages, rates: Rates, rng: np.random.Generator) -> None:
    """Adds `birthplace`, `ektp` and `disability`."""
    number = rows(people)
    age = (VOTING_DAY - people["born"]) / 365.25
    names = np.array([name.upper() for name in villages.name], dtype=object)
    own = names[homes["village"][people["home"]]]
    from_java = homes["javanese"][people["home"]] & (
        rng.random(number) < np.interp(age, [25, 35, 45], [0.03, 0.3, 0.75])
    )
    lot = rng.random(number)
    birthplace = np.where(lot < 0.58, own, draw("birthplaces_sumatra", number, rng))
    birthplace = np.where((lot >= 0.58) & (lot < 0.70), rng.choice(names, size=number), birthplace)
    birthplace = np.where((lot >= 0.70) & (lot < 0.80), texts("KAYUAGUNG", number), birthplace)
    birthplace = np.where((lot >= 0.80) & (lot < 0.86), texts("OKI", number), birthplace)
    people["birthplace"] = np.where(from_java, draw("birthplaces_java", number, rng), birthplace)

    without = rng.random(number) < rates.ektp_missing * np.where(age < 18, 10.0, 0.5)
    people["ektp"] = np.where(without, texts("B", number), texts("S", number))
    codes = rng.choice(6, size=number, p=DISABILITY_SHARES) + 1
    disabled = rng.random(number) < rates.disabled * np.interp(age, [20, 60, 80], [0.8, 1.0, 2.5])
    people["disability"] = np.where(disabled, codes.astype(str).astype(object), texts("", number))
