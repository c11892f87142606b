"""What other rooms may listen for."""

from django.dispatch import Signal

# Sent in the transaction that stores the findings, with `version`: what a listener writes stands or falls with it.
list_audited = Signal()
