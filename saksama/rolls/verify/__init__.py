"""Whether what was recommended was done, as the next list shows it."""

from saksama.rolls.verify.against import NOT_LOOKED_UP, Lookup, Recommended, look_up_in
from saksama.rolls.verify.look_up import SURE
from saksama.rolls.verify.outcomes import RECOMMENDED_COLUMNS, VERIFIED_COLUMNS, Asked, Outcome
from saksama.rolls.verify.reasons import REASONS, Reason
from saksama.rolls.verify.verify import verify

__all__ = [
    "NOT_LOOKED_UP",
    "REASONS",
    "RECOMMENDED_COLUMNS",
    "SURE",
    "VERIFIED_COLUMNS",
    "Asked",
    "Lookup",
    "Outcome",
    "Reason",
    "Recommended",
    "look_up_in",
    "verify",
]
