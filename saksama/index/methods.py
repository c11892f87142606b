"""Named methods of a step: a tree names one, the catalogue gives the function, the run records the name.

A method's parameters are the keyword-only arguments of its function; what the run knows (data, tree) comes by position.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from math import isfinite
from typing import Any, Generic, TypeVar

from saksama.errors import InputError
from saksama.language import Text

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Choice:
    """A method chosen for a step, its parameters, and the line of the tree file that chose it (0: nobody did)."""

    method: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    line: int = 0

    def record(self) -> dict[str, Any]:
        """As it is written into the record of a run."""
        return {"method": self.method, **self.parameters}

    def __str__(self) -> str:
        settings = ", ".join(f"{name}={value}" for name, value in self.parameters.items())
        return f"{self.method} ({settings})" if settings else self.method


@dataclass(frozen=True, slots=True)
class Method(Generic[F]):
    """One way to do a step: its name in tree files, what it is called, where it comes from, and the function."""

    name: str
    title: Text
    source: str
    function: F

    @property
    def defaults(self) -> dict[str, Any]:
        """Parameters a tree may set, with their defaults."""
        parameters = inspect.signature(self.function).parameters.values()
        return {each.name: each.default for each in parameters if each.kind is inspect.Parameter.KEYWORD_ONLY}


class Catalogue(Generic[F]):
    """All methods of one step."""

    def __init__(self, step: str) -> None:
        self.step = step
        self._methods: dict[str, Method[F]] = {}

    def add(self, name: str, title: Text, source: str) -> Callable[[F], F]:
        """Decorator: enters a function under a name."""

        def enter(function: F) -> F:
            self._methods[name] = Method(name, title, source, function)
            return function

        return enter

    def __iter__(self) -> Iterator[Method[F]]:
        return iter(self._methods.values())

    def __getitem__(self, name: str) -> Method[F]:
        return self._methods[name]

    def function(self, choice: Choice) -> F:
        """The chosen function with its parameters bound."""
        return partial(self._methods[choice.method].function, **choice.parameters)  # type: ignore[return-value]

    def check(self, choice: Choice, file: str) -> None:
        """Raises InputError, with the line, for a method or a parameter that does not exist or has the wrong type."""
        if choice.method not in self._methods:
            raise InputError(
                UNKNOWN_METHOD.fill(step=self.step, name=choice.method),
                CHOOSE.fill(known=", ".join(sorted(self._methods))),
                file=file,
                row=choice.line or None,
            )
        defaults = self._methods[choice.method].defaults
        for name, value in choice.parameters.items():
            if name not in defaults or not _same_kind(value, defaults[name]):
                raise InputError(
                    WRONG_PARAMETER.fill(step=self.step, method=choice.method, name=name, value=value),
                    CHOOSE.fill(known=", ".join(f"{key} = {default}" for key, default in defaults.items()) or "-"),
                    file=file,
                    row=choice.line or None,
                )


def _same_kind(value: Any, default: Any) -> bool:
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(value, bool) and isinstance(default, bool)
    if isinstance(default, int):
        return isinstance(value, int) and value >= 0  # how many
    if isinstance(default, float):
        return isinstance(value, int | float) and isfinite(value)
    if isinstance(default, tuple):
        return isinstance(value, list | tuple) and all(
            isinstance(each, int | float) and isfinite(each) for each in value
        )
    return isinstance(value, type(default))


UNKNOWN_METHOD = Text("Langkah {step}: cara '{name}' tidak dikenal.", "Step {step}: there is no method '{name}'.")
WRONG_PARAMETER = Text(
    "Langkah {step}: '{method}' tidak menerima {name} = {value}.",
    "Step {step}: '{method}' does not take {name} = {value}.",
)
CHOOSE = Text("Yang ada: {known}.", "There are: {known}.")
