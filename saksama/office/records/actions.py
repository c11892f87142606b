"""What working with records writes into the audit trail."""

from django.utils.translation import gettext_lazy as _

from saksama.office.trail.actions import declare

FILE_ATTACHED = declare("records.file_attached", _("File attached"))
FILE_SEEN = declare("records.file_seen", _("Attached file opened"), look=True)
COMMENTED = declare("records.commented", _("Comment written"))
LINKED = declare("records.linked", _("Linked to another record"))
UNLINKED = declare("records.unlinked", _("Link removed"))
EXPORTED = declare("records.exported", _("Records exported"), look=True)
APPROVAL_ASKED = declare("records.approval_asked", _("Second person asked to approve"))
APPROVAL_REFUSED = declare("records.approval_refused", _("Second person refused"))
