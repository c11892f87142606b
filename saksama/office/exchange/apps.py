"""Import of tables."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    """Tables handed over, and what was made of them."""

    name = "saksama.office.exchange"
    verbose_name = _("Import")
