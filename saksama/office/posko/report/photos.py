"""Photos small enough for a report that is sent by telephone."""

import io

from PIL import Image, ImageOps, UnidentifiedImageError

from saksama.office.records.models import Attachment

SIDE = 900  # pixels
QUALITY = 72


def small(photo: Attachment) -> bytes | None:
    """As JPEG; None if the file is no picture that can be read: a report is not kept back by it."""
    try:
        with Image.open(photo.path) as picture:
            picture.draft("RGB", (SIDE, SIDE))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
        upright.thumbnail((SIDE, SIDE))
        made = io.BytesIO()
        upright.save(made, "JPEG", quality=QUALITY)
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        return None
    return made.getvalue()
