"""What the webhooks write into the audit trail."""

from django.utils.translation import gettext_lazy as _

from saksama.office.trail.actions import declare

SUBSCRIBED = declare("webhooks.subscribed", _("Webhook set up"))
CHANGED = declare("webhooks.changed", _("Webhook changed"))
SECRET_CHANGED = declare("webhooks.secret_changed", _("Webhook: new secret"))
ENDED = declare("webhooks.ended", _("Webhook taken away"))
