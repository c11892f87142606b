"""A photo as the public gets it: smaller, turned upright, and without place, time and device in it."""

from pathlib import Path

from saksama.office.bare_photo import keep_bare_photo

SIDE = 1600  # pixels, the longer side at most


def public_copy(photo: Path) -> str:
    """Keeps the copy and gives its SHA-256.

    Raises:
        ValidationError: it is no picture that can be read.
    """
    return keep_bare_photo(photo, SIDE)
