"""The letter of decision that comes with an answer: what it may be."""

from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from saksama.office.bare_photo import bare_photo

DECISION_KINDS = (".pdf", ".jpg", ".jpeg", ".png")
DECISION_LIMIT = 10 * 1024 * 1024  # bytes; a scanned letter of some pages
_PDF = b"%PDF-"
_SIDE = 64  # picture points: only to see whether it is a photo at all


def check_decision(upload: Any) -> None:
    """Looks into the file, since whoever holds the letter may send one.

    Raises:
        ValidationError: another kind, too large, or not what its name says.
    """
    suffix = PurePosixPath(str(upload.name)).suffix.lower()
    if suffix not in DECISION_KINDS:
        raise ValidationError(_("Send the letter as PDF, JPEG or PNG."))
    if upload.size > DECISION_LIMIT:
        raise ValidationError(
            _("%(name)s is larger than %(limit)s."),
            params={"name": upload.name, "limit": filesizeformat(DECISION_LIMIT)},
        )
    if suffix != ".pdf":
        bare_photo(upload, _SIDE)
    elif upload.read(len(_PDF)) != _PDF:
        raise ValidationError(_("This is no PDF, whatever its name says."))
    upload.seek(0)
