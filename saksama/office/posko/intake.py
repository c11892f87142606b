"""Log entries and complaints from outside: by the API, and from a table."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext_lazy as _

from saksama.office.posko import actions
from saksama.office.posko.complaint_form import ComplaintForm
from saksama.office.posko.forms import EntryForm
from saksama.office.posko.models import Complaint, ComplaintKind, EntryStatus, LogEntry, post_of
from saksama.office.posko.voter_search import current_list
from saksama.office.records.intake import Intake, register_intake


def _entry(by: Any) -> LogEntry:
    return LogEntry(by=by, post=post_of(by), key=str(uuid4()), status=EntryStatus.RECORDED)


def _find(complaint: Complaint, told: Mapping[str, Any], by: Any, is_new: bool) -> None:
    """Who is in no list is a finding at once; for the rest somebody first looks for the voter's row."""
    if complaint.version is not None and complaint.kind == ComplaintKind.UNLISTED:
        complaint.become_finding(by)


LOG = register_intake(
    Intake(
        "posko",
        LogEntry,
        _("Election post"),
        "posko.write",
        "posko",
        EntryForm,
        blank=_entry,
        written=actions.ENTRY_WRITTEN,
        changed=actions.ENTRY_CHANGED,
        skipped=frozenset({"key"}),
        goes_out=True,
    )
)

# Names go in, but never out: see COMPLAINTS in room.py.
COMPLAINTS = register_intake(
    Intake(
        "complaints",
        Complaint,
        _("Voters' complaints"),
        "complaints.write",
        "complaints",
        ComplaintForm,
        blank=lambda by: Complaint(by=by, version=current_list(by)),
        written=actions.COMPLAINT_TAKEN,
        changed=actions.COMPLAINT_CHANGED,
        after=_find,
        skipped=frozenset({"choice"}),
    )
)
