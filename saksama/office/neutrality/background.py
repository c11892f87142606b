"""What the worker does each morning: warns of steps in neutrality cases."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from saksama.office.jobs.timetable import daily
from saksama.office.neutrality.reminding import remind

daily("neutrality.due", _("Steps due in neutrality cases"), at=time(6, 5))(remind)
