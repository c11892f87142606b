"""Files that belong to a record: kept unchanged under the hash of their content, as evidence must be."""

from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import models, transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from saksama.office.accounts.models import Account
from saksama.office.records import actions
from saksama.office.stored_files import store
from saksama.office.trail.record import PERSONAL_NUMBER, record

# What may be handed over, and what the browser is told it is. Nothing of it is ever run: no HTML, no SVG.
CONTENT_TYPES = {
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".mp4": "video/mp4",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv",
    ".zip": "application/zip",
}
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp"})
LIMIT = 50 * 1024 * 1024  # bytes, one file


class Attachment(models.Model):
    """One file of one record."""

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    about = GenericForeignKey()
    name = models.CharField(max_length=200)  # as the sender called it
    caption = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64)
    suffix = models.CharField(max_length=5)
    size = models.PositiveBigIntegerField()  # bytes
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="attachment_about")]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Where it lies."""
        return Path(settings.DATA_FOLDER) / "files" / self.sha256[:2] / f"{self.sha256}{self.suffix}"

    @property
    def mime(self) -> str:
        """What it is sent as."""
        return CONTENT_TYPES.get(self.suffix, "application/octet-stream")

    @property
    def is_picture(self) -> bool:
        """True if the page can show it."""
        return self.suffix in PICTURES


def check(upload: Any) -> str:
    """The suffix of an upload that may be attached.

    Raises:
        ValidationError: another kind of file, an empty one, or one that is too large.
    """
    suffix = PurePosixPath(str(upload.name)).suffix.lower()
    if suffix not in CONTENT_TYPES:
        kinds = ", ".join(sorted(kind[1:] for kind in CONTENT_TYPES))
        raise ValidationError(
            _("%(name)s cannot be attached. Kinds: %(kinds)s."), params={"name": upload.name, "kinds": kinds}
        )
    if not upload.size:
        raise ValidationError(_("%(name)s is empty."), params={"name": upload.name})
    if upload.size > LIMIT:
        raise ValidationError(
            _("%(name)s is larger than %(limit)s."), params={"name": upload.name, "limit": filesizeformat(LIMIT)}
        )
    if PERSONAL_NUMBER.search(str(upload.name)):
        raise ValidationError(_("Please name the file without a NIK."))
    return suffix


def attach(obj: Any, upload: "File[bytes]", by: Account, caption: str = "") -> Attachment:
    """Keeps a file and writes it down with its hash; the same file on the same record is one attachment.

    Raises:
        ValidationError: see `check`.
    """
    suffix = check(upload)
    path = store(upload, suffix)
    kind = ContentType.objects.get_for_model(obj)
    with transaction.atomic():
        made, is_new = Attachment.objects.get_or_create(
            content_type=kind,
            object_id=obj.pk,
            sha256=path.stem,
            defaults={
                "name": PurePosixPath(str(upload.name)).name[:200],
                "caption": caption[:200],
                "suffix": suffix,
                "size": path.stat().st_size,
                "by": by,
            },
        )
        if is_new:
            # The hash has a prefix: 64 digits in a row would look like a number of a person to the trail.
            record(by, actions.FILE_ATTACHED, obj, details={"file": made.name, "sha256": f"sha256:{made.sha256}"})
    return made
