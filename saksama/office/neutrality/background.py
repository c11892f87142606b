"""What the worker does each morning: warns of steps and answers that are due."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from saksama.office.jobs.timetable import daily
from saksama.office.neutrality.reminding import remind

daily("neutrality.due", _("Neutrality cases whose next step is due"), at=time(6, 0))(remind)
