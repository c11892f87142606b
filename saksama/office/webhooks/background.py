"""The outbox is looked at every few seconds by the worker."""

from saksama.office.jobs.steady import steady
from saksama.office.webhooks.delivering import deliver_due

steady(deliver_due)
