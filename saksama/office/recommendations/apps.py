"""Recommendations (saran perbaikan): from findings to letter to answer to what the next list shows."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecommendationsConfig(AppConfig):
    """Letters to KPU, their answers, and their verification."""

    name = "saksama.office.recommendations"
    verbose_name = _("Recommendations")

    def ready(self) -> None:
        """Listens for audited lists, so that what was recommended is looked up in them."""
        from saksama.office.recommendations import next_list, withdrawn_list  # noqa: F401
