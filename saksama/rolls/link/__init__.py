"""Step 3: which records are one person, with a probability and reasons in words."""

from saksama.rolls.link.duplicates import DUPLICATE_THRESHOLD, find_duplicates
from saksama.rolls.link.link import Linkage
from saksama.rolls.link.matches import MATCH_THRESHOLD, match_lists, poorer

__all__ = ["DUPLICATE_THRESHOLD", "MATCH_THRESHOLD", "Linkage", "find_duplicates", "match_lists", "poorer"]
