"""What of the log is for everybody. The public page reads this and nothing else of the room."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from saksama.office.posko.models import EntryStatus, LogEntry
from saksama.office.records.models.record import Classification


@dataclass(frozen=True)
class PublishedPhoto:
    """A copy without metadata."""

    path: Path
    caption: str


@dataclass(frozen=True)
class PublishedEntry:
    """An activity in plain words; who wrote it and what else is known stays inside."""

    pk: int
    day: date
    title: str
    organiser: str
    stage: str
    region: str
    place: str
    text: str
    photos: tuple[PublishedPhoto, ...]


def published_entries(region: str, since: date, until: date, most: int = 100) -> list[PublishedEntry]:
    """The published entries of a region, the latest first; two queries."""
    rows = LogEntry.objects.within(region).filter(
        status=EntryStatus.PUBLISHED, classification=Classification.OPEN, day__range=(since, until)
    )
    return [
        PublishedEntry(
            pk=row.pk,
            day=row.day,
            title=row.title,
            organiser=str(row.get_organiser_display()),
            stage=row.stage.name if row.stage else "",
            region=row.region,
            place=row.place,
            text=row.public_text,
            photos=tuple(PublishedPhoto(photo.path, photo.caption) for photo in row.public_photos.all()),
        )
        for row in rows.select_related("stage").prefetch_related("public_photos")[:most]
    ]
