"""What the worker does each hour: warns of legal deadlines."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from saksama.office.jobs.timetable import every
from saksama.office.violations.reminding import remind

every("violations.deadlines", _("Legal deadlines of suspected violations"), timedelta(hours=1))(remind)
