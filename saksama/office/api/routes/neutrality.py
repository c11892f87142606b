"""Evidence of a neutrality case: a file or a link with what it shows. Without a file no case is verified."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saksama.office.api import problems
from saksama.office.api.operation import Call, Reply, Schema, operation
from saksama.office.neutrality.adding_evidence import add_evidence
from saksama.office.neutrality.forms import EvidenceForm
from saksama.office.neutrality.models import CaseEvidence, NeutralityCase
from saksama.office.neutrality.room import ROOM
from saksama.office.records.registry import find


class Piece(Schema):
    """A piece of evidence."""

    id: int
    kind: str
    title: str
    url: str
    seen: date
    file: int | None
    sha256: str


class Pieces(Schema):
    """All of a case."""

    rows: list[Piece]


@operation(
    "GET", "neutrality/<int:pk>/evidence", "neutrality.discuss", gettext_lazy("The evidence of a case"),
    gives=Pieces, tag=ROOM.label,
)  # fmt: skip
def pieces(call: Call) -> Reply:
    """The files themselves are among the files of the case."""
    case: NeutralityCase = find(ROOM, call.path["pk"], call.viewer)
    return Reply({"rows": [_piece(each) for each in case.evidence.select_related("attachment")]})


@operation(
    "POST", "neutrality/<int:pk>/evidence", "neutrality.report", gettext_lazy("Add a piece of evidence"),
    form=EvidenceForm, gives=Pieces, status=201, tag=ROOM.label,
)  # fmt: skip
def add_piece(call: Call) -> Reply:
    """While the case may be corrected; the same file is one piece."""
    if not call.body.is_valid():
        return Reply(whole=problems.of_form(call.body))
    case: NeutralityCase = find(ROOM, call.path["pk"], call.viewer)
    if not case.is_correctable_by(call.viewer):
        raise PermissionDenied(_("In its present state you cannot change this record."))
    add_evidence(case, call.body, call.viewer)
    return pieces(call)


def _piece(each: CaseEvidence) -> dict[str, Any]:
    file = each.attachment
    return {
        "id": each.pk,
        "kind": each.kind,
        "title": each.title,
        "url": each.url,
        "seen": each.seen,
        "file": file.pk if file else None,
        "sha256": file.sha256 if file else "",
    }
