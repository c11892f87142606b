"""What the public page has done at night."""

from datetime import time

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saksama.office.jobs.timetable import daily
from saksama.office.publicsite.flood import forget


@daily("publicsite.forget", _("Forgetting which address sent something to the public page"), at=time(0, 10))
def forget_readers() -> None:
    """Throws away what tied yesterday's reports and opinions to an address, also where nobody sends anything."""
    forget(timezone.localdate())
