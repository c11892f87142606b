"""The photo of a review: made anew from its picture points, so that nothing else of the file is kept.

A telephone writes the place, the time and its own name into every photo (EXIF, XMP); none of that may leave the house.
"""

import io
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from saksama.office.rolls.models.review import PHOTO_SUFFIX
from saksama.office.stored_files import store

LARGEST = 20 * 1024 * 1024  # bytes of the file as it is sent
MOST_POINTS = 60_000_000  # picture points; more than any telephone makes, less than fills the memory
LONGEST_SIDE = 1_800  # picture points of what is kept: a page of a family card can still be read
QUALITY = 82
FORMATS = ("JPEG", "PNG", "WEBP")


def cleaned(upload: Any) -> bytes:
    """The photo as JPEG without anything but the picture, upright, not larger than needed.

    Raises:
        ValidationError: no picture, another format, or too large.
    """
    if upload.size > LARGEST:
        raise ValidationError(_("The photo is larger than 20 MB."))
    try:
        with Image.open(upload, formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_POINTS:
                raise ValidationError(_("The photo has too many points. Take it with a lower resolution."))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValidationError(_("This is no photo that can be read. Send it as JPEG, PNG or WebP.")) from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    points = Image.new("RGB", upright.size)  # a fresh picture has no information beside its points
    points.paste(upright)
    made = io.BytesIO()
    points.save(made, "JPEG", quality=QUALITY, optimize=True)
    return made.getvalue()


def keep(photo: bytes) -> str:
    """Stores what `cleaned` gave and gives its hash."""
    return store(ContentFile(photo), PHOTO_SUFFIX).stem
