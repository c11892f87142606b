"""Webhooks."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebhooksConfig(AppConfig):
    """Subscriptions and their outbox."""

    name = "saksama.office.webhooks"
    verbose_name = _("Webhooks")

    def ready(self) -> None:
        """From now on the trail hands every entry on."""
        from saksama.office.trail.record import FOLLOWERS
        from saksama.office.webhooks.outbox import put_out

        FOLLOWERS.append(put_out)
