"""What all rooms share about their records."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    """Finds every room's `room.py` and `intake.py`."""

    name = "saksama.office.records"
    verbose_name = _("Records")

    def ready(self) -> None:
        """Django calls this once all rooms are there."""
        autodiscover_modules("room")
        autodiscover_modules("intake")
