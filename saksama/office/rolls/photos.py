"""The photo of a review: made anew from its picture points, so that nothing else of the file is kept."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from saksama.office.bare_photo import bare_photo
from saksama.office.rolls.models.review import PHOTO_SUFFIX
from saksama.office.stored_files import store

LARGEST = 20 * 1024 * 1024  # bytes of the file as it is sent
LONGEST_SIDE = 1_800  # picture points of what is kept: a page of a family card can still be read


def cleaned(upload: Any) -> bytes:
    """The photo as JPEG without anything but the picture, upright, not larger than needed.

    Raises:
        ValidationError: no picture, another format, or too large.
    """
    if upload.size > LARGEST:
        raise ValidationError(_("The photo is larger than 20 MB."))
    return bare_photo(upload, LONGEST_SIDE)


def keep(photo: bytes) -> str:
    """Stores what `cleaned` gave and gives its hash."""
    return store(ContentFile(photo), PHOTO_SUFFIX).stem
