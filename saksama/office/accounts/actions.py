"""What the room of people writes into the audit trail."""

from django.utils.translation import gettext_lazy as _

from saksama.office.trail.actions import declare

LOGGED_IN = declare("accounts.logged_in", _("Logged in"))
LOGGED_OUT = declare("accounts.logged_out", _("Logged out"))
LOGIN_FAILED = declare("accounts.login_failed", _("Login refused: wrong name or password"))
CODE_FAILED = declare("accounts.code_failed", _("Login refused: wrong code"))
LOGIN_THROTTLED = declare("accounts.login_throttled", _("Login refused: too many attempts"))
ACCOUNT_CREATED = declare("accounts.created", _("Account created"))
ACCOUNT_CHANGED = declare("accounts.changed", _("Account changed"))
ACCOUNT_INVITED = declare("accounts.invited", _("One-time code issued"))
INVITATION_USED = declare("accounts.invitation_used", _("One-time code used, password set"))
PASSWORD_CHANGED = declare("accounts.password_changed", _("Password changed"))
TWO_FACTOR_ON = declare("accounts.two_factor_on", _("Two-factor login set up"))
TWO_FACTOR_OFF = declare("accounts.two_factor_off", _("Two-factor login removed"))
RECOVERY_CODE_USED = declare("accounts.recovery_code_used", _("Recovery code used"))
SESSION_ENDED = declare("accounts.session_ended", _("Session ended"))
LINK_MAILED = declare("accounts.link_mailed", _("One-time code mailed"))
