"""What the room of e-mail writes into the audit trail."""

from django.utils.translation import gettext_lazy as _

from saksama.office.trail.actions import declare

PREFERENCE_CHANGED = declare("mail.preference_changed", _("Choice of e-mail changed"))
TESTED = declare("mail.tested", _("Test e-mail asked for"))
TRIED_AGAIN = declare("mail.tried_again", _("Failed e-mails put into the queue again"))
