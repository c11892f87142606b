"""Records of any room, and what hangs on them."""

from saksama.office.records.models.approval import Approval
from saksama.office.records.models.attachment import Attachment, attach
from saksama.office.records.models.comment import Comment
from saksama.office.records.models.link import Link, link, unlink
from saksama.office.records.models.notice import Notice, notify
from saksama.office.records.models.record import Classification, Record, RecordQuerySet, Viewer
from saksama.office.records.models.sequence import Sequence, next_number

__all__ = [
    "Approval",
    "Attachment",
    "Classification",
    "Comment",
    "Link",
    "Notice",
    "Record",
    "RecordQuerySet",
    "Sequence",
    "Viewer",
    "attach",
    "link",
    "next_number",
    "notify",
    "unlink",
]
