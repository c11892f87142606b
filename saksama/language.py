"""Two languages, Indonesian first: a text is a pair, and one function chooses."""

import os
from typing import Literal, NamedTuple

Language = Literal["id", "en"]


class Text(NamedTuple):
    """One sentence in Indonesian and in English."""

    id: str
    en: str

    def in_(self, language: Language) -> str:
        """The sentence in the given language."""
        return self.id if language == "id" else self.en

    def fill(self, **values: object) -> "Text":
        """The same pair with its {placeholders} filled; whole numbers as each language writes them: 54.282, 54,282."""
        numbers = {name: f"{value:,}" for name, value in values.items() if type(value) is int}
        with_dots = {name: number.replace(",", ".") for name, number in numbers.items()}
        return Text(self.id.format(**values | with_dots), self.en.format(**values | numbers))


def language_of_environment(environment: dict[str, str] | None = None) -> Language:
    """English if LC_ALL, LC_MESSAGES or LANG says so, Indonesian otherwise."""
    environment = dict(os.environ) if environment is None else environment
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(variable, "")
        if value and value not in ("C", "POSIX") and not value.startswith("C."):
            return "en" if value.startswith("en") else "id"
    return "id"
