"""A photo made anew from its picture points: without place, time, device and whatever else a telephone writes into it.

A telephone writes where and when a photo was taken, and its own name (EXIF, XMP); none of that may leave the house.
"""

import io
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from saksama.office.stored_files import store

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_POINTS = 60_000_000  # picture points; more than any telephone makes, less than fills the memory
QUALITY = 82


def bare_photo(photo: "Path | Any", longest_side: int) -> bytes:
    """The photo as JPEG, upright, its longer side no longer than asked. Only picture points are taken over.

    Args:
        photo: a path, or an open file.

    Raises:
        ValidationError: no picture, another format, or too many points.
    """
    try:
        with Image.open(photo, formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_POINTS:
                raise ValidationError(_("The photo has too many points. Take it with a lower resolution."))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValidationError(_("This is no photo that can be read. Send it as JPEG, PNG or WebP.")) from error
    upright.thumbnail((longest_side, longest_side))
    points = Image.new("RGB", upright.size)  # a fresh picture has no information beside its points
    points.paste(upright)
    made = io.BytesIO()
    points.save(made, "JPEG", quality=QUALITY, optimize=True)
    return made.getvalue()


def keep_bare_photo(photo: "Path | Any", longest_side: int) -> str:
    """Stores what `bare_photo` gives and gives its SHA-256. Raises as it does."""
    return store(ContentFile(bare_photo(photo, longest_side)), ".jpg").stem
