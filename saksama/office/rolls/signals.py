"""What other rooms may listen for."""

from django.dispatch import Signal

# Sent in the transaction that stores the findings, with `version`: what a listener writes stands or falls with it.
list_audited = Signal()

# Before a list is withdrawn, with `version`: a listener answers with the sentences that tell what it would do or keep.
list_withdrawal_asked = Signal()
# In the transaction that withdraws it, with `version` and `by`. A listener that cannot do without it raises
# ValidationError: then the list is not withdrawn, and the reader is told why.
list_withdrawn = Signal()
# In the transaction that takes a withdrawal back, with `version` and `by`.
list_stands_again = Signal()
