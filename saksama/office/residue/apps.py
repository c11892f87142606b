"""Who is still in no list: the DPK of the last election, people reported as missing, areas not enumerated."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResidueConfig(AppConfig):
    """Residue of a list, people reported as missing."""

    name = "saksama.office.residue"
    verbose_name = _("Not yet listed")

    def ready(self) -> None:
        """Tells of the people reported as missing on the pages of their findings."""
        from saksama.office.residue import told  # noqa: F401
