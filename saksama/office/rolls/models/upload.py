"""A file on its way: it comes in pieces, and a lost connection goes on where it stopped."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.files.base import File
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from saksama.office.accounts.models import Account
from saksama.office.stored_files import store

FORGOTTEN_AFTER = timedelta(days=7)


class UploadQuerySet(models.QuerySet["Upload"]):
    """Uploads; everybody has only the own."""

    def visible_to(self, viewer: Account) -> Self:
        """One's own."""
        return self.filter(owner=viewer)


class Upload(models.Model):
    """What has come of a file so far. The pieces lie in one file; only `received` bytes of it count."""

    owner = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)  # as the sender called it
    suffix = models.CharField(max_length=5)
    size = models.PositiveBigIntegerField()  # bytes, when it is whole
    modified = models.BigIntegerField(default=0)  # of the sender's file: another version is another upload
    received = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)  # once it is whole and stored
    created = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Any] = UploadQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(received__lte=F("size")), name="upload_not_too_long")]

    def __str__(self) -> str:
        return self.name

    @property
    def part(self) -> Path:
        """Where the pieces are put together."""
        return Path(settings.DATA_FOLDER) / "uploads" / f"{self.pk}.part"

    @property
    def is_whole(self) -> bool:
        """True once it lies among the stored files."""
        return bool(self.sha256)

    def add(self, offset: int, piece: bytes) -> bool:
        """Appends a piece. False if it does not begin where the last one ended: then the sender asks how far it is.

        A kill between writing and counting leaves bytes beyond `received`, which the next piece writes over.
        """
        if self.is_whole or offset != self.received or offset + len(piece) > self.size:
            return False
        self.part.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(self.part, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.seek(offset)
            file.write(piece)
            file.truncate()
            file.flush()
            os.fsync(file.fileno())
        # The condition lets one of two senders of the same piece win.
        counted = Upload.objects.filter(pk=self.pk, received=offset).update(received=offset + len(piece))
        self.received = offset + len(piece)
        if counted and self.received == self.size:
            self._finish()
        return bool(counted)

    def _finish(self) -> None:
        with self.part.open("rb") as whole:
            self.sha256 = store(File(whole), self.suffix).stem
        Upload.objects.filter(pk=self.pk).update(sha256=self.sha256)
        self.part.unlink(missing_ok=True)

    def finish_if_all_is_here(self) -> None:
        """After a kill between the last piece and the storing: the pieces are all there, only the name is missing."""
        if not self.is_whole and self.received == self.size and self.part.is_file():
            self._finish()


def begin(owner: Account, name: str, suffix: str, size: int, modified: int) -> Upload:
    """The unfinished upload of the same file, or a new one. What was forgotten for a week is swept out."""
    for old in Upload.objects.filter(created__lt=timezone.now() - FORGOTTEN_AFTER):
        old.part.unlink(missing_ok=True)
        old.delete()
    known = Upload.objects.visible_to(owner).filter(name=name, size=size, modified=modified, suffix=suffix)
    found: Upload | None = known.order_by("-pk").first()
    if found is None:
        found = Upload.objects.create(owner=owner, name=name, suffix=suffix, size=size, modified=modified)
    found.finish_if_all_is_here()
    return found
