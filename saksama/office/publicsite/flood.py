"""Against floods: how much may come from one address and from everybody, without keeping who it was.

An address becomes a digest with a random salt of the day. The salt is thrown away a day later, and with it the last way
back to the address: `forget` does that, called at night by the worker and by every day's first sender. Many citizens
share one address of their telephone company, so the limits of an address are generous; those of everybody protect the
people who read it all.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from saksama.office.accounts.throttle import client_address
from saksama.office.publicsite.models.flood import DailySalt, Mark, SpentForm, salt_of
from saksama.office.publicsite.models.opinion import Opinion

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Limit:
    """Of one kind of thing that may be sent."""

    hour: int  # from one address
    day: int
    everybody: int  # from all addresses in an hour


LIMITS = {
    "report": Limit(hour=5, day=15, everybody=120),
    "follow": Limit(hour=20, day=100, everybody=2000),  # looking up a number, right or wrong
    "message": Limit(hour=10, day=30, everybody=300),
    "rating": Limit(hour=40, day=200, everybody=5000),
    "comment": Limit(hour=6, day=20, everybody=200),
    "complaint": Limit(hour=10, day=30, everybody=500),
}


@transaction.atomic
def admit(kind: str, request: HttpRequest) -> bool:
    """Counts something that came in; False if it is too much. Of two at once the second waits for the first."""
    now = timezone.now()
    reader = reader_of(request)  # locks the row of the day
    limit, marks = LIMITS[kind], Mark.objects.filter(kind=kind)
    own = marks.filter(reader=reader)
    too_much = (
        own.filter(at__gt=now - HOUR).count() >= limit.hour
        or own.count() >= limit.day
        or marks.filter(at__gt=now - HOUR).count() >= limit.everybody
    )
    if not too_much:
        Mark.objects.create(kind=kind, reader=reader, at=now)
    return not too_much


@transaction.atomic
def reader_of(request: HttpRequest, *, with_browser: bool = False) -> str:
    """A digest that stands for an address today, with the kind of browser if asked: people behind one address."""
    day = timezone.localdate()
    if not DailySalt.objects.filter(day=day).exists():
        forget(day)
    told = client_address(request)
    if with_browser:
        told += "\n" + request.headers.get("user-agent", "")[:300]
    return hmac.new(salt_of(day).salt.encode(), told.encode(), hashlib.sha256).hexdigest()[:32]


@transaction.atomic
def forget(day: date) -> None:
    """Throws away the salts and marks of earlier days, and what tied an opinion to a reader."""
    begun = datetime.combine(day, time(), timezone.get_current_timezone())
    DailySalt.objects.filter(day__lt=day).delete()
    Mark.objects.filter(at__lt=begun).delete()
    SpentForm.objects.filter(at__lt=begun - timedelta(days=1)).delete()
    Opinion.objects.exclude(reader="").filter(at__lt=begun).update(reader="")
