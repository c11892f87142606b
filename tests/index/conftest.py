"""Small trees and tables the tests share."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from saksama.index import Table, Tree, load_tree

# A machine shared with other work is slow at times; that is not a failure of the code.

HEAD = "key: small\ntitle: Small\nsource: '[R]'\n"
TWO_LEVELS = """children:
  first:
    title: First
    weight: 0.6
    children:
      a: {title: A}
      b: {title: B, direction: down}
  second:
    title: Second
    weight: 0.4
    children:
      c: {title: C}
      d: {title: D}
      e: {title: E}
"""


@pytest.fixture(scope="session")
def tree_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Tree]:
    """Loads a tree from text: `tree_of(steps="  normalise: rank\\n", body=...)`."""

    def load(steps: str = "", body: str = TWO_LEVELS, more: str = "") -> Tree:
        path = tmp_path_factory.mktemp("tree") / "tree.yaml"
        path.write_text(HEAD + more + (f"steps:\n{steps}" if steps else "") + body, encoding="utf-8")
        return load_tree(path)

    return load


def table_of(values: np.ndarray, period: str = "2024", previous: np.ndarray | None = None) -> Table:
    """Regions named by their row: r000, r001 …"""
    regions = tuple(f"r{row:03d}" for row in range(len(values)))
    return Table(period, regions, regions, ("",) * len(regions), np.asarray(values, dtype=float), previous)


@pytest.fixture
def table() -> Table:
    """Thirty regions × five indicators of made-up event counts, nothing missing."""
    return table_of(np.random.default_rng(7).poisson(3, (30, 5)))


@pytest.fixture
def gappy() -> Table:
    """The same with one value in six not reported."""
    random = np.random.default_rng(7)
    values = random.poisson(3, (30, 5)).astype(float)
    values[random.random(values.shape) < 1 / 6] = np.nan
    return table_of(values)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A place for files."""
    return tmp_path
