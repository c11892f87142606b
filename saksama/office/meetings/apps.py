"""Meetings."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    """Rakor and their action items."""

    name = "saksama.office.meetings"
    verbose_name = _("Meetings")
