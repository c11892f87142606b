"""Step 4: how much each node counts among its siblings."""

from saksama.index.weight import expert, given, statistical
from saksama.index.weight.catalogue import WEIGHTINGS, Weighing, effective_weights

__all__ = ["WEIGHTINGS", "Weighing", "effective_weights", "expert", "given", "statistical"]
