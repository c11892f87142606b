"""Agencies."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgenciesConfig(AppConfig):
    """OPD, Kejari, Polres, Kesbangpol, …"""

    name = "saksama.office.agencies"
    verbose_name = _("Agencies")
