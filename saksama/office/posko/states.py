"""From where to where an entry and a complaint may go, by whom."""

from django.utils.translation import gettext_lazy as _

from saksama.office.posko import actions
from saksama.office.posko.models import ComplaintStatus, EntryStatus
from saksama.office.records.states import Move

RECORD = Move("record", _("Record"), {EntryStatus.DRAFT}, EntryStatus.RECORDED, "posko.write", actions.ENTRY_RECORDED)
PUBLISH = Move(
    "publish",
    _("Publish …"),
    {EntryStatus.RECORDED},
    EntryStatus.PUBLISHED,
    "posko.publish",
    actions.ENTRY_PUBLISHED,
    own_page="publish_entry",
)
REOPEN = Move(
    "reopen",
    _("Back to draft"),
    {EntryStatus.RECORDED},
    EntryStatus.DRAFT,
    "posko.write",
    actions.ENTRY_REOPENED,
    tone="second",
)
WITHDRAW = Move(
    "withdraw",
    _("Withdraw from the public page"),
    {EntryStatus.PUBLISHED},
    EntryStatus.RECORDED,
    "posko.publish",
    actions.ENTRY_WITHDRAWN,
    note=True,
    tone="danger",
)
ENTRY_MOVES = (RECORD, PUBLISH, REOPEN, WITHDRAW)

ANSWER = Move(
    "answer",
    _("Complainant has been told"),
    {ComplaintStatus.FINDING},
    ComplaintStatus.ANSWERED,
    "complaints.write",
    actions.COMPLAINT_ANSWERED,
    note=True,
)
CLOSE = Move(
    "close",
    _("Close without a finding"),
    {ComplaintStatus.RECEIVED},
    ComplaintStatus.CLOSED,
    "complaints.write",
    actions.COMPLAINT_CLOSED,
    note=True,
    tone="second",
)
COMPLAINT_MOVES = (ANSWER, CLOSE)
