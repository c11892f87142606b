"""Step 6: from scores to categories."""

from saksama.index.classify import bands, natural_breaks
from saksama.index.classify.catalogue import CLASSIFIERS, FOLLOWING_DRAWS, category_of, labels_for

__all__ = ["CLASSIFIERS", "FOLLOWING_DRAWS", "bands", "category_of", "labels_for", "natural_breaks"]
