"""Who supervises what, where, until when."""

from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _


class DutyplanConfig(AppConfig):
    """The duty plan over the duties of the stages."""

    name = "saksama.office.dutyplan"
    verbose_name = _("Duty plan")

    def ready(self) -> None:
        """A signed report linked to an assignment ticks it, whichever comes first: the link or the signature."""
        from django.db.models.signals import post_save

        from saksama.office.dutyplan.reports import LABEL, REPORTS, link_made, report_saved
        from saksama.office.records.models import Link

        post_save.connect(link_made, sender=Link, dispatch_uid="dutyplan.link")
        if apps.is_installed(REPORTS):
            for model in apps.get_app_config(LABEL).get_models():
                post_save.connect(report_saved, sender=model, dispatch_uid=f"dutyplan.{model.__name__}")
