"""The public page, what citizens report, and open data."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicSiteConfig(AppConfig):
    """What everybody may read, and what the office does for it."""

    name = "saksama.office.publicsite"
    verbose_name = _("Public page")

    def ready(self) -> None:
        """Its reminders stand on the start page; figures of a list that is withdrawn are taken down."""
        from saksama.office.publicsite import reminding, withdrawn_list  # noqa: F401
