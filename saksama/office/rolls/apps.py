"""Voter lists and what their audit found."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RollsConfig(AppConfig):
    """Voter lists, findings, reviews."""

    name = "saksama.office.rolls"
    verbose_name = _("Voter lists")
