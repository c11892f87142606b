"""Which records the rows of a table are about, fetched for all rows at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from saksama.office.accounts.models import Account
from saksama.office.exchange.columns import OURS
from saksama.office.exchange.models import RowKey
from saksama.office.exchange.reading import ReadRow
from saksama.office.records.filling import Data
from saksama.office.records.intake import Intake
from saksama.office.records.registry import ROOMS

AT_ONCE = 500  # values in one question to the database


@dataclass(frozen=True)
class Asked:
    """A row as it was read: its values, what names it, and what could not be read of it."""

    row: ReadRow
    given: Data
    key: str
    is_typed: bool  # the key stands in the file
    problems: list[dict[str, str]]

    @property
    def is_ours(self) -> bool:
        """True if its key names a record of the office by its number."""
        return self.is_typed and self.key.startswith(OURS)

    @property
    def our_number(self) -> int | None:
        """That number; None if the key holds none."""
        number = self.key.removeprefix(OURS)
        return int(number) if self.is_ours and number.isascii() and number.isdigit() and len(number) < 16 else None


class Known:
    """The records that an account may see and that rows name: by number, by an earlier key, or by themselves."""

    def __init__(self, intake: Intake, by: Account, rows: Sequence[Asked]) -> None:
        self._natural = intake.natural
        room = ROOMS.get(intake.key)
        self._visible = intake.model.objects.visible_to(by)
        if room is not None:
            self._visible = self._visible.select_related(*room.related)
        keys = RowKey.objects.filter(intake_key=intake.key, region=by.region)
        self._numbers: dict[str, list[int]] = {}
        for some in _parts(sorted({row.key for row in rows if not row.is_ours})):
            for key, number in keys.filter(key__in=some).order_by("object_id").values_list("key", "object_id"):
                self._numbers.setdefault(key, []).append(number)
        ours = {row.our_number for row in rows} - {None}
        wanted = ours.union(*self._numbers.values())
        self._records = {each.pk: each for some in _parts(sorted(wanted)) for each in self._visible.filter(pk__in=some)}
        self._by_themselves = self._named([row.given for row in rows]) if self._natural else {}

    def record(self, row: Asked) -> Any:
        """The one that a row is about; None if it is a new one, or none of the account's."""
        if row.is_ours:
            return self._records.get(row.our_number)
        found = next((self._records[pk] for pk in self._numbers.get(row.key, []) if pk in self._records), None)
        name = self._name_of(row.given)
        return found or (self._by_themselves.get(name) if all(name) else None)

    def _named(self, given: Sequence[Data]) -> dict[tuple[str, ...], Any]:
        first = self._natural[0]
        names = sorted({each[first][0] for each in given if each.get(first)})
        rows = [each for some in _parts(names) for each in self._visible.filter(**{f"{first}__in": some})]
        # The first of the model's order counts, therefore backwards.
        return {tuple(str(getattr(each, name)) for name in self._natural): each for each in reversed(rows)}

    def _name_of(self, given: Data) -> tuple[str, ...]:
        return tuple(given[name][0] if given.get(name) else "" for name in self._natural)


def _parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), AT_ONCE):
        yield values[start : start + AT_ONCE]
