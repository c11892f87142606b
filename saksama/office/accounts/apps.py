"""The room of people."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Accounts, roles, regions, login."""

    name = "saksama.office.accounts"
    verbose_name = _("Accounts")
