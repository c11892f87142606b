"""A photo as the public gets it: smaller, turned upright, and without place, time and device in it."""

import io
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from saksama.office.stored_files import store

SIDE = 1600  # pixels, the longer side at most
PIXELS = 60_000_000  # a picture of more is refused: unpacked it would take hundreds of megabytes
QUALITY = 82


def public_copy(photo: Path) -> str:
    """Keeps the copy and gives its SHA-256. Only pixels are taken over, so no metadata can come along.

    Raises:
        ValidationError: it is no picture that can be read.
    """
    try:
        with Image.open(photo, formats=("JPEG", "PNG", "WEBP")) as picture:
            if picture.width * picture.height > PIXELS:
                raise ValidationError(_("This picture is too large to be published."))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
        upright.thumbnail((SIDE, SIDE))
        bare = Image.new("RGB", upright.size)
        bare.paste(upright)
        made = io.BytesIO()
        bare.save(made, "JPEG", quality=QUALITY, optimize=True)
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise ValidationError(_("This picture cannot be read.")) from error
    made.seek(0)
    return store(File(made), ".jpg").stem
