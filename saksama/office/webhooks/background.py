"""The outbox is looked at every few seconds by the worker."""

from saksama.office.jobs.timetable import steady
from saksama.office.webhooks.delivering import deliver_due

steady(deliver_due)
