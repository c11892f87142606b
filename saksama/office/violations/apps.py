"""Suspected violations: findings (temuan) and reports of citizens (laporan), with their legal deadlines."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ViolationsConfig(AppConfig):
    """Files of suspected violations."""

    name = "saksama.office.violations"
    verbose_name = _("Suspected violations")
