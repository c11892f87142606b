"""House-to-house enumeration (coklit) as the supervisors counted it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoklitConfig(AppConfig):
    """Coklit counts by TPS."""

    name = "saksama.office.coklit"
    verbose_name = _("Coklit")
