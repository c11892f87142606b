"""The append-only audit trail."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrailConfig(AppConfig):
    """The append-only audit trail."""

    name = "saksama.office.trail"
    verbose_name = _("Audit trail")
