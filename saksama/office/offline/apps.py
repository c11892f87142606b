"""Working without a signal: the forms of the field kept on one's own phone."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfflineConfig(AppConfig):
    """What a supervisor takes along to where there is no signal."""

    name = "saksama.office.offline"
    verbose_name = _("Without a signal")
