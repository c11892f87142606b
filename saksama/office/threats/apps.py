"""Threats."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ThreatsConfig(AppConfig):
    """AGHT: ancaman, gangguan, hambatan, tantangan."""

    name = "saksama.office.threats"
    verbose_name = _("Threats (AGHT)")
