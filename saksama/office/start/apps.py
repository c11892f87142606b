"""The start page."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class StartConfig(AppConfig):
    """Finds every room's `reminders.py`, and listens for who is here."""

    name = "saksama.office.start"
    verbose_name = _("Start page")

    def ready(self) -> None:
        """Django calls this once all rooms are there."""
        from saksama.office.accounts.gate import seen
        from saksama.office.start.models import note_visit

        autodiscover_modules("reminders")
        seen.connect(note_visit, dispatch_uid="start.visit")
