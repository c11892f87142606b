"""Whether what was recommended was done, as the next list shows it."""

from saksama.rolls.verify.look_up import SURE
from saksama.rolls.verify.outcomes import RECOMMENDED_COLUMNS, VERIFIED_COLUMNS, Asked, Outcome
from saksama.rolls.verify.reasons import REASONS, Reason
from saksama.rolls.verify.verify import verify

__all__ = ["REASONS", "RECOMMENDED_COLUMNS", "SURE", "VERIFIED_COLUMNS", "Asked", "Outcome", "Reason", "verify"]
