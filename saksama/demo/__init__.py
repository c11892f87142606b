"""A made-up regency with the real places of OKI: voter lists with planted errors, and the truth beside them.

from saksama.demo import make_regency
regency = make_regency(Path("demo"), voters=20_000, seed=2024)
"""

from saksama.demo.rates import Rates
from saksama.demo.regency import Regency, make_regency

__all__ = ["Rates", "Regency", "make_regency"]
