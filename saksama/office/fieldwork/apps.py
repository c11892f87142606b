"""Field reports: Form A (laporan hasil pengawasan) from the draft on the phone to the sealed report."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FieldworkConfig(AppConfig):
    """Field reports of supervisors."""

    name = "saksama.office.fieldwork"
    verbose_name = _("Field reports")
