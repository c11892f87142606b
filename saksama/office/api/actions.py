"""What the API writes into the audit trail."""

from django.utils.translation import gettext_lazy as _

from saksama.office.trail.actions import declare

TOKEN_MADE = declare("api.token_made", _("Token made"))
TOKEN_REVOKED = declare("api.token_revoked", _("Token revoked"))
READ = declare("api.read", _("Records taken out by the API"), look=True)
