"""What day it is. One function, so that the demonstration and the tests can choose."""

from datetime import date

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """The date here (Asia/Jakarta), or the one SAKSAMA_TODAY gives."""
    chosen: date | None = settings.TODAY
    return chosen or timezone.localdate()
