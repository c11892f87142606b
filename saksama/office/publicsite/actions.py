"""What the public page writes into the audit trail."""

from django.utils.translation import gettext_lazy as _

from saksama.office.trail.actions import declare

SITE_CHANGED = declare("publicsite.site_changed", _("Public page opened, closed or changed"))
FIGURES_RELEASED = declare("publicsite.figures_released", _("Figures of a list released for the public"))
FIGURES_WITHDRAWN = declare("publicsite.figures_withdrawn", _("Public figures of a list withdrawn"))
NEWS_WRITTEN = declare("publicsite.news_written", _("News written"))
NEWS_CHANGED = declare("publicsite.news_changed", _("News changed"))
NEWS_PUBLISHED = declare("publicsite.news_published", _("News published"))
NEWS_WITHDRAWN = declare("publicsite.news_withdrawn", _("News withdrawn"))
COMMENT_SHOWN = declare("publicsite.comment_shown", _("Reader's comment shown"))
COMMENT_REFUSED = declare("publicsite.comment_refused", _("Reader's comment refused"))
REPORT_RECEIVED = declare("publicsite.report_received", _("Citizen's report received"))
REPORT_CHECKED = declare("publicsite.report_checked", _("Citizen's report being checked"))
REPORT_FORWARDED = declare("publicsite.report_forwarded", _("Citizen's report forwarded"))
REPORT_DONE = declare("publicsite.report_done", _("Citizen's report done"))
REPORT_DECLINED = declare("publicsite.report_declined", _("Citizen's report not followed up"))
REPORT_PLACED = declare("publicsite.report_placed", _("Place or kind of a citizen's report corrected"))
CITIZEN_ANSWERED = declare("publicsite.citizen_answered", _("Message to a citizen written"))
CITIZEN_WROTE = declare("publicsite.citizen_wrote", _("Citizen wrote a message"))
CONTACT_SEEN = declare("publicsite.contact_seen", _("Name and contact of a citizen looked at"), look=True)
