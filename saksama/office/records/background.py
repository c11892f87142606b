"""What the worker does by time of day for all rooms: the morning's e-mails about what is unread."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from saksama.office.jobs.timetable import daily
from saksama.office.records.by_mail import send_digests

daily("records.digests", _("E-mails about unread notices"), at=time(6, 30))(send_digests)
