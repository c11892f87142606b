"""Step 1: from files as the commission gives them to one roll, with nothing dropped in silence."""

from saksama.rolls.read.headings import FIELDS, IGNORED, UnknownHeading
from saksama.rolls.read.reading import read
from saksama.rolls.read.rejects import REASON_TEXTS, Reason
from saksama.rolls.read.result import ReadResult

__all__ = ["FIELDS", "IGNORED", "REASON_TEXTS", "ReadResult", "Reason", "UnknownHeading", "read"]
