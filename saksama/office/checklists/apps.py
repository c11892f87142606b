"""Checklists that the office makes itself."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChecklistsConfig(AppConfig):
    """Questions by stage, answered on the phone, looked at twice where they are odd."""

    name = "saksama.office.checklists"
    verbose_name = _("Checklists")
