"""What day and what time it is. One place, so that the demonstration and the tests can choose."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

_pretended: ContextVar[datetime | None] = ContextVar("pretended", default=None)


def today() -> date:
    """The date here (Asia/Jakarta), or the one SAKSAMA_TODAY gives."""
    chosen: date | None = settings.TODAY
    moment = _pretended.get()
    return timezone.localdate(moment) if moment else chosen or timezone.localdate()


def now() -> datetime:
    """This moment, on the date of SAKSAMA_TODAY if it gives one. Never for the audit trail, which tells the truth."""
    moment = _pretended.get() or timezone.localtime()
    if settings.TODAY and _pretended.get() is None:
        moment = datetime.combine(settings.TODAY, moment.timetz())
    return moment


@contextmanager
def pretend(moment: datetime) -> Iterator[None]:
    """Within it is another moment: for the demonstration, which tells of a month that is over."""
    token = _pretended.set(moment)
    try:
        yield
    finally:
        _pretended.reset(token)
