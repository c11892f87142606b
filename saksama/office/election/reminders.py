"""What a room has to remind somebody of on the start page, besides the duties of the stages.

@remind
def due_letters(viewer: Account, day: date) -> Iterator[Reminder]:
    yield Reminder(Text("Surat 7 belum dijawab.", "Letter 7 has no answer."), url, due=date(2024, 9, 5))
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from saksama.language import Text
from saksama.office.accounts.models import Account


@dataclass(frozen=True)
class Reminder:
    """One sentence with the page it leads to, and the last day, included."""

    text: Text
    url: str
    due: date

    def days_late(self, day: date) -> int:
        """0 while there is time."""
        return max(0, (day - self.due).days)


Source = Callable[[Account, date], Iterable[Reminder]]
SOURCES: list[Source] = []


def remind(source: Source) -> Source:
    """Declares a source of reminders; a room imports it when its app is ready. A query or two each, no more."""
    SOURCES.append(source)
    return source


def reminders(viewer: Account, day: date) -> list[tuple[Reminder, int]]:
    """All of all rooms with the days they are late, the oldest first."""
    found = [each for source in SOURCES for each in source(viewer, day)]
    return [(each, each.days_late(day)) for each in sorted(found, key=lambda each: each.due)]
