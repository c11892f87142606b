"""Word lists written for this generator: common names of the region in falling order of use, birthplaces, streets."""

from functools import cache
from importlib.resources import files

import numpy as np

from saksama.demo.tables import Array


@cache
def words(name: str) -> Array:
    """The words of `data/<name>.txt`, the most common first."""
    text = (files("saksama.demo") / "data" / f"{name}.txt").read_text(encoding="utf-8")
    return np.array(text.split("\n")[:-1], dtype=object)


def draw(name: str, number: int, rng: np.random.Generator) -> Array:
    """`number` words by a Zipf-Mandelbrot law, so that a few are very common and the tail is long."""
    chosen = words(name)
    weight = 1.0 / (np.arange(len(chosen)) + 8.0) ** 1.05
    return chosen[rng.choice(len(chosen), size=number, p=weight / weight.sum())]
