"""What the worker does by time of day: tells who is responsible for yesterday's empty log."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from saksama.office.jobs.timetable import daily
from saksama.office.posko.gaps import tell_all

daily("posko.gaps", _("Empty days in the election posts' logs"), at=time(5, 30))(tell_all)
