"""What the room of field reports writes into the audit trail."""

from django.utils.translation import gettext_lazy as _

from saksama.office.trail.actions import declare

BEGUN = declare("fieldwork.begun", _("Field report begun"))
WRITTEN = declare("fieldwork.written", _("Field report changed"))
SUBMITTED = declare("fieldwork.submitted", _("Field report sent to the superior"))
TAKEN_BACK = declare("fieldwork.taken_back", _("Field report taken back by its author"))
RETURNED = declare("fieldwork.returned", _("Field report returned to its author"))
SIGNED = declare("fieldwork.signed", _("Field report signed off"))
SEALED = declare("fieldwork.sealed", _("Field report sealed with its evidence"))
SUPERSEDED = declare("fieldwork.superseded", _("Field report followed by a newer version"))
DISCARDED = declare("fieldwork.discarded", _("Draft of a field report discarded"))
VERSION_BEGUN = declare("fieldwork.version_begun", _("New version of a field report begun"))
EVIDENCE_REMOVED = declare("fieldwork.evidence_removed", _("File taken out of a draft"))
NAMES_SEEN = declare("fieldwork.names_seen", _("Names in a field report shown"), look=True)
PDF_MADE = declare("fieldwork.pdf_made", _("Field report taken out as PDF"), look=True)
