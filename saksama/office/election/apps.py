"""Regions, polling stations, stages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ElectionConfig(AppConfig):
    """Regions, polling stations, stages."""

    name = "saksama.office.election"
    verbose_name = _("Election")
