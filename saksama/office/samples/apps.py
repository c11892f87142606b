"""Sample checks (uji petik): from the list to people, and from people to the list."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SamplesConfig(AppConfig):
    """Samples drawn from lists, and what the field found."""

    name = "saksama.office.samples"
    verbose_name = _("Sample checks")
