"""E-mail."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    """The outbox and who wants what by e-mail."""

    name = "saksama.office.mail"
    verbose_name = _("E-mail")
