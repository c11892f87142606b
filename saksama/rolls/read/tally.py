"""Counting what was read: the numbers and warnings of a result."""

from collections import defaultdict
from collections.abc import Mapping

from saksama.language import Text
from saksama.rolls.engine import Engine
from saksama.rolls.read.gather import UNREADABLE
from saksama.rolls.read.sources import Sources

NAMES_SHOWN = 10


def rows_read(engine: Engine) -> int:
    """Every row of every table, whatever became of it."""
    return int(engine.value("SELECT (SELECT count(*) FROM located) + (SELECT count(*) FROM odd_rows)"))


def rows_kept(engine: Engine) -> int:
    """As many as the roll will have: counted behind all joins, so that a row lost there is noticed."""
    return int(engine.value("SELECT count(*) FROM placed WHERE reason IS NULL"))


def rejected_by_reason(engine: Engine) -> dict[str, int]:
    """Reason code → rows."""
    return dict(engine.rows("SELECT reason, count(*) FROM rejected GROUP BY reason ORDER BY 2 DESC, 1"))


def reject_examples(engine: Engine) -> dict[str, str]:
    """Reason code → `file:row` of its first row in natural order."""
    return dict(
        engine.rows(
            """SELECT reason, arg_min(source_file || ':' || source_row, (position, source_row))
               FROM rejected GROUP BY reason"""
        )
    )


def unreadable(engine: Engine) -> dict[str, int]:
    """Column → kept rows whose cell held something that could not be understood."""
    counts = ", ".join(f"count(*) FILTER (WHERE lost_{column})" for column in UNREADABLE)
    values = engine.rows(f"SELECT {counts} FROM located WHERE reason IS NULL")[0]
    return {column: count for column, count in zip(UNREADABLE, values, strict=True) if count}


def nothing_read(engine: Engine) -> list[Text]:
    """A list of headings alone is read without error, but hardly meant."""
    if rows_read(engine):
        return []
    return [Text("Tidak ada satu baris pemilih pun di dalamnya.", "There is not one voter's row in it.")]


def unplaced(engine: Engine) -> list[Text]:
    """Names of villages and districts that stand in no table of regions."""
    rows = engine.rows(
        """SELECT coalesce(village_name, district_name, '') AS unknown, count(*) FROM placed
           WHERE reason IS NULL AND village IS NULL GROUP BY ALL ORDER BY 2 DESC, 1"""
    )
    texts = []
    for name, count in rows[:NAMES_SHOWN]:
        if name:
            texts.append(
                Text("Desa “{name}” tidak dikenal: {count} baris tanpa kode desa.",
                     "Village “{name}” is unknown: {count} rows without a village code.").fill(name=name, count=count)
            )  # fmt: skip
        else:
            texts.append(Text("{count} baris tanpa desa.", "{count} rows without a village.").fill(count=count))
    if len(rows) > NAMES_SHOWN:
        more = len(rows) - NAMES_SHOWN
        texts.append(Text(f"… dan {more} nama desa lain yang tidak dikenal.", f"… and {more} more unknown villages."))
    return texts


def same_content(sources: Sources, hashes: Mapping[int, str]) -> list[Text]:
    """Files that are copies of each other: their voters stand in the roll twice."""
    by_hash: dict[str, list[str]] = defaultdict(list)
    for number, digest in sorted(hashes.items()):
        by_hash[digest].append(sources.found[number].label)
    return [
        Text(f"Berkas kembar, isinya sama: {', '.join(labels)}.", f"Copies with the same content: {', '.join(labels)}.")
        for labels in by_hash.values()
        if len(labels) > 1
    ]
