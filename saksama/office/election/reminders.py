"""What a room has to remind somebody of on the start page, besides the duties of the stages.

@remind
def due_letters(viewer: Account, day: date) -> Iterator[Reminder]:
    yield Reminder(Text("Surat 7 belum dijawab.", "Letter 7 has no answer."), url, due=date(2024, 9, 5))
    yield Reminder(Text("3 laporan menunggu …", "3 reports wait …"), url, decision=True)

A source stands in the room's `reminders.py`, which is found by itself.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from saksama.language import Text
from saksama.office.accounts.models import Account

SOON = timedelta(days=7)  # how long before its day something is spoken of


@dataclass(frozen=True)
class Reminder:
    """One sentence with the page it leads to, and the last day, included, if there is one."""

    text: Text
    url: str
    due: date | None = None
    decision: bool = False  # it waits for the reader's word; else for the reader's work

    def days_late(self, day: date) -> int:
        """0 while there is time."""
        return max(0, (day - self.due).days) if self.due else 0


Source = Callable[[Account, date], Iterable[Reminder]]
SOURCES: list[Source] = []


def remind(source: Source) -> Source:
    """Declares a source of reminders. A query or two each, whatever the number of rows, and a few reminders at most."""
    SOURCES.append(source)
    return source


@dataclass
class Waiting:
    """All reminders of all rooms for one account on one day."""

    late: list[tuple[Reminder, int]] = field(default_factory=list)  # with the days, the latest first
    today: list[Reminder] = field(default_factory=list)
    soon: list[Reminder] = field(default_factory=list)
    open: list[Reminder] = field(default_factory=list)  # work without a day
    decisions: list[tuple[Reminder, int]] = field(default_factory=list)


def waiting(viewer: Account, day: date) -> Waiting:
    """What of all rooms is late, due today, due soon, to be done some day, or waits for the viewer's decision."""
    found = Waiting()
    given = [each for source in SOURCES for each in source(viewer, day)]
    for each in sorted(given, key=lambda each: each.due or date.max):
        late = each.days_late(day)
        if each.decision:
            found.decisions.append((each, late))
        elif each.due is None:
            found.open.append(each)
        elif late:
            found.late.append((each, late))
        elif each.due == day:
            found.today.append(each)
        else:
            found.soon.append(each)
    return found
