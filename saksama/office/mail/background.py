"""What the worker does for e-mail: empties the outbox every few seconds, forgets old rows each night."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from saksama.office.jobs.timetable import daily, steady
from saksama.office.mail.outbox import forget_old, send_due

steady(send_due)
daily("mail.forget", _("Old e-mails are forgotten"), at=time(2, 30))(forget_old)
