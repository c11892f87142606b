"""All methods as Markdown tables, printed from the catalogues, so that the page cannot name what is not there."""

import inspect
from typing import Any

from saksama.index.aggregate import AGGREGATES
from saksama.index.classify import CLASSIFIERS
from saksama.index.impute import IMPUTATIONS
from saksama.index.methods import Catalogue, Method
from saksama.index.normalise import NORMALISATIONS
from saksama.index.treat import TREATMENTS
from saksama.index.weight import WEIGHTINGS

CATALOGUES: tuple[Catalogue[Any], ...] = (
    TREATMENTS,
    IMPUTATIONS,
    NORMALISATIONS,
    WEIGHTINGS,
    AGGREGATES,
    CLASSIFIERS,
)


def method_tables() -> dict[str, str]:
    """One table a step: name in the tree file with its parameters, what it does, source."""
    return {catalogue.step: _table(catalogue) for catalogue in CATALOGUES}


def _table(catalogue: Catalogue[Any]) -> str:
    rows = ["| in the tree | what it does | source |", "| --- | --- | --- |"]
    rows += [f"| `{_call(method)}` | {_formula(method)} | {method.source or '–'} |" for method in catalogue]
    return "\n".join(rows)


def _call(method: Method[Any]) -> str:
    if not method.defaults:
        return method.name
    parameters = ", ".join(f"{name}: {_yaml(default)}" for name, default in method.defaults.items())
    return f"{{method: {method.name}, {parameters}}}"


def _yaml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(str(each) for each in value)}]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _formula(method: Method[Any]) -> str:
    """The docstring's first paragraph on one line, safe in a table cell."""
    paragraph = (inspect.getdoc(method.function) or "").partition("\n\n")[0]
    return " ".join(paragraph.split()).replace("|", "\\|")
