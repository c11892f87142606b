"""The API."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    """Tokens, and what can be done with them."""

    name = "saksama.office.api"
    verbose_name = _("API")
