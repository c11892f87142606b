"""Neutrality cases (netralitas ASN, kepala desa, TNI, Polri)."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NeutralityConfig(AppConfig):
    """From a report to the sanction of the competent body."""

    name = "saksama.office.neutrality"
    verbose_name = _("Neutrality")
