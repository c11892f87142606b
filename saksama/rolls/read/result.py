"""What a reading gives back: counts that add up, and what the reader should know."""

from dataclasses import dataclass, field
from pathlib import Path

from saksama.language import Text
from saksama.rolls.columns import DataState, ListKind


@dataclass(frozen=True, slots=True)
class ReadResult:
    """One roll as written. `rows_read == rows_kept + rows_rejected`, and `rejected_by_reason` sums to the latter.

    `skipped` counts the rows that are no voters (titles, headings, totals, signatures) by kind. `unreadable` counts
    by column the values that were there but could not be understood: the row is kept with NULL in their place.
    """

    output: Path
    rejects: Path
    kind: ListKind
    state: DataState
    files: int
    rows_read: int
    rows_kept: int
    rows_rejected: int
    rejected_by_reason: dict[str, int]
    reject_examples: dict[str, str]  # reason → "file:row" of the first one
    bad_files: tuple[str, ...]  # only with skip_bad_files
    ignored_files: tuple[str, ...]  # lying beside the lists, no list themselves
    skipped: dict[str, int]
    unreadable: dict[str, int]
    warnings: tuple[Text, ...]
    seconds: float
    timings: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.rows_read != self.rows_kept + self.rows_rejected:
            raise AssertionError(f"{self.rows_read} rows read, {self.rows_kept} kept, {self.rows_rejected} rejected")
        if sum(self.rejected_by_reason.values()) != self.rows_rejected:
            raise AssertionError(f"{self.rejected_by_reason} does not sum to {self.rows_rejected}")
