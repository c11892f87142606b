"""What happened, by region: a csv of `region,value`, for the back-test."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from saksama.errors import InputError
from saksama.index.arrays import Floats
from saksama.language import Text


def read_outcome(path: Path, regions: Sequence[str]) -> Floats:
    """Events of each region, rows of a region added up; NaN for a region the file does not name (not known).

    Raises InputError with the row for what cannot be used.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise InputError(NOT_READABLE, GIVE_CSV, file=str(path)) from problem
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if not {"region", "value"} <= set(reader.fieldnames or ()):
        raise InputError(NO_COLUMNS, GIVE_CSV, file=str(path), row=1)
    events = dict.fromkeys(regions, float("nan"))
    for number, row in enumerate(reader, start=2):
        try:
            value = float(row["value"])
        except (TypeError, ValueError):
            value = float("nan")
        if not np.isfinite(value) or value < 0:
            raise InputError(NOT_A_COUNT.fill(value=row["value"]), GIVE_CSV, file=str(path), row=number)
        region = row["region"].strip()
        if region in events:
            events[region] = value + (0.0 if np.isnan(events[region]) else events[region])
    return np.array(list(events.values()))


NOT_READABLE = Text("Berkas tidak dapat dibaca.", "The file cannot be read.")
NO_COLUMNS = Text("Kolom region dan value tidak ada.", "Columns region and value are missing.")
NOT_A_COUNT = Text("'{value}' bukan jumlah kejadian.", "'{value}' is not a number of events.")
GIVE_CSV = Text(
    "Berikan CSV UTF-8 dengan kolom region,value; 0 bila tidak terjadi apa-apa.",
    "Give a CSV in UTF-8 with columns region,value; 0 where nothing happened.",
)
