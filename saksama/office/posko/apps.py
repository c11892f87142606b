"""The election post (Posko Pemilu) of the prosecutors and of Bawaslu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PoskoConfig(AppConfig):
    """Daily log, schedule, calendar, reports, complaints."""

    name = "saksama.office.posko"
    verbose_name = _("Election post")
