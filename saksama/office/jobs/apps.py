"""Work that outlives a request."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Finds every room's `background.py`."""

    name = "saksama.office.jobs"
    verbose_name = _("Background jobs")

    def ready(self) -> None:
        """Django calls this once all rooms are there."""
        autodiscover_modules("background")
