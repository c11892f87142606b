"""Does a seal still hold? Four questions, each answered apart: the sealed text, the trail, the report, the files."""

import hashlib
import json
from dataclasses import dataclass, field

from saksama.office.fieldwork.actions import SEALED
from saksama.office.fieldwork.content import content_of, without_names
from saksama.office.fieldwork.models import Seal
from saksama.office.fieldwork.models.seal import digest
from saksama.office.records.models import Attachment
from saksama.office.trail.models import Entry

CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Verdict:
    """What was found; `holds` only if nothing is wrong."""

    text_whole: bool  # the sealed text gives the sealed hash
    in_trail: bool  # the audit trail told of this very hash when it was made
    report_same: bool  # the report in the database still says what was sealed
    files: int
    files_broken: list[str] = field(default_factory=list)  # names of files that are gone or changed

    @property
    def holds(self) -> bool:
        """True if report and evidence are as they were signed."""
        return self.text_whole and self.in_trail and self.report_same and not self.files_broken


def verify_seal(seal: Seal) -> Verdict:
    """Reads every file of the report once; about ten queries."""
    sealed = [piece["file"] for piece in seal.content["evidence"] if piece["file"]]
    broken = [file["name"] for file in sealed if not _is_whole(file["sha256"], file["suffix"])]
    return Verdict(
        text_whole=digest(seal.text) == seal.sha256,
        in_trail=_trail_tells(seal),
        report_same=without_names(content_of(seal.report)) == without_names(seal.content),
        files=len(sealed),
        files_broken=broken,
    )


def _trail_tells(seal: Seal) -> bool:
    told = Entry.objects.filter(
        action=SEALED.code, object_type="fieldwork.fieldreport", object_id=str(seal.report_id)
    ).values_list("details_text", flat=True)
    return any(json.loads(text).get("sha256") == f"sha256:{seal.sha256}" for text in told)


def _is_whole(sha256: str, suffix: str) -> bool:
    path = Attachment(sha256=sha256, suffix=suffix).path
    if not path.is_file():
        return False
    running = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            running.update(chunk)
    return running.hexdigest() == sha256
