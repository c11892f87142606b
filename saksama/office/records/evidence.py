"""What a room knows for the vulnerability index. A room yields events from one function in its own `evidence.py`:

def events(region: str, since: date, until: date) -> Iterator[Event]:
    for threat in Threat.objects.within(region).filter(day__range=(since, until)): yield Event(…)
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, which an indicator may count. Which one, a rule of the index room says."""

    kind: str  # room.kind: rolls.confirmed_tms, threats.happened_social
    region: str  # the deepest known
    day: date
    title: str
    url: str = ""
    count: float = 1.0
    level: int = 0  # of the event (tingkat kejadian), 0 where it has none
    restricted: bool = False  # counts, but is shown only to who may see the record
    source: str = ""  # label_lower:pk of the record, such as threats.threat:12
