"""What a report says, gathered from the log. In Indonesian: it is an official paper."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import override

from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import level_of
from saksama.office.election.models import Level, Region
from saksama.office.posko.models import Complaint, LogEntry, Narrative, Period, Post, Situation, post_of
from saksama.office.posko.place_names import place_names
from saksama.office.recommendations.letter.indonesian import date_in_words, day_and_date, with_dots
from saksama.office.records.models import Attachment

SITUATIONS = {
    Situation.CALM: "Kegiatan berlangsung aman, tertib, dan kondusif.",
    Situation.WATCH: "Kegiatan berlangsung aman, namun perlu perhatian.",
    Situation.DISTURBED: "Kegiatan terganggu.",
}
MOST_PHOTOS = 12  # in one report, two of an activity
PHOTOS_EACH = 2


@dataclass(frozen=True)
class Activity:
    """One entry, ready to print."""

    number: int
    title: str
    organiser: str
    stage: str
    when: str
    where: str
    attendance: str
    facts: tuple[str, ...]
    situation: str
    problems: tuple[str, ...]
    photos: tuple[Any, ...]  # attachments


@dataclass(frozen=True)
class Report:
    """Everything a template prints; `is_lapinhar` chooses the prosecutors' layout."""

    is_lapinhar: bool
    office: tuple[str, ...]  # letterhead, a line each
    title: str
    period: str
    place: str
    made: date
    summary: tuple[str, ...]
    activities: tuple[Activity, ...]
    table: tuple[tuple[str, tuple[int, ...], int], ...]  # stage, numbers by organiser, sum
    table_heads: tuple[str, ...]
    places: tuple[tuple[str, int], ...]
    nil: tuple[str, ...]  # days on which there was nothing, openly said
    silent: tuple[str, ...]  # days of which nobody has said anything
    complaints: tuple[tuple[str, int], ...]
    trend: tuple[str, ...]
    coming: tuple[str, ...]
    advice: tuple[str, ...]
    author: str

    @property
    def problems(self) -> list[tuple[str, str]]:
        """What was wrong, with where."""
        return [(each, activity.where) for activity in self.activities for each in activity.problems]


def period_of(period: str, day: date) -> tuple[Period, date, date]:
    """The first and last day of the report that has `day` in it; a week begins on Monday."""
    if period == Period.WEEK:
        first = day - timedelta(days=day.weekday())
        return Period.WEEK, first, first + timedelta(days=6)
    return Period.DAY, day, day


def report_of(viewer: Account, period: Period, first: date, last: date, made: date) -> Report:
    """The report of the viewer's post and region. No drafts; classified entries as far as the viewer may see them."""
    with override("id"):
        return _report(viewer, period, first, last, made)


def _report(viewer: Account, period: Period, first: date, last: date, made: date) -> Report:
    post = post_of(viewer)
    rows = LogEntry.objects.visible_to(viewer).counted().filter(post=post, day__range=(first, last))
    entries = list(rows.select_related("stage").order_by("day", "starts", "id"))
    names = place_names({entry.region for entry in entries})
    photos = _photos([entry.pk for entry in entries])
    activities = [entry for entry in entries if not entry.is_nil]
    words = Narrative.objects.filter(post=post, region=viewer.region, period=period, day=first).first()
    told = {entry.day for entry in activities}
    nil_said = {entry.day for entry in entries if entry.is_nil}
    days = [first + timedelta(days=number) for number in range((min(last, made) - first).days + 1)]
    heads = tuple(dict.fromkeys(str(entry.get_organiser_display()) for entry in activities))
    region = Region.objects.filter(code=viewer.region).first()
    name = region.name if region else "Indonesia"
    return Report(
        is_lapinhar=post == Post.PROSECUTORS,
        office=_office(post, name, viewer.region),
        title=_title(post, period),
        period=day_and_date(first) if first == last else f"{date_in_words(first)} – {date_in_words(last)}",
        place=name.removeprefix("Kabupaten ").removeprefix("Kota "),
        made=made,
        summary=_lines(words.summary if words else "") or (_usual_summary(activities, name, first, last),),
        activities=tuple(_activity(n, each, names, photos) for n, each in enumerate(activities, start=1)),
        table=_table(activities, heads),
        table_heads=heads,
        places=tuple(Counter(names[entry.region] for entry in activities).most_common()),
        nil=tuple(day_and_date(day) for day in days if day in nil_said and day not in told),
        silent=tuple(day_and_date(day) for day in days if day not in nil_said and day not in told),
        complaints=_complaints(viewer, first, last) if post == Post.BAWASLU else (),
        trend=_lines(words.trend if words else ""),
        coming=_lines(words.coming if words else ""),
        advice=_lines(words.advice if words else ""),
        author=viewer.name,
    )


def _activity(number: int, entry: LogEntry, names: dict[str, str], photos: dict[int, list[Attachment]]) -> Activity:
    hours = " – ".join(f"{each:%H.%M}" for each in (entry.starts, entry.ends) if each)
    who = entry.agencies + (f" ({with_dots(entry.attendance)} orang)" if entry.attendance is not None else "")
    return Activity(
        number=number,
        title=entry.title,
        organiser=str(entry.get_organiser_display()),
        stage=entry.stage.name_id if entry.stage else "–",
        when=day_and_date(entry.day) + (f", pukul {hours} WIB" if hours else ""),
        where=", ".join(part for part in (entry.place, names[entry.region]) if part),
        attendance=who.strip() or "–",
        facts=tuple(_bahwa(line) for line in _lines(entry.result)),
        situation=SITUATIONS[Situation(entry.situation)],
        problems=_lines(entry.problems),
        photos=tuple(photos.get(entry.pk, [])[:PHOTOS_EACH]),
    )


def _bahwa(line: str) -> str:
    return line if line.lower().startswith("bahwa") else f"Bahwa {line[:1].lower()}{line[1:]}"


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _photos(entries: list[int]) -> dict[int, list[Attachment]]:
    kind = ContentType.objects.get_for_model(LogEntry)
    found: dict[int, list[Attachment]] = {}
    left = MOST_PHOTOS
    for each in Attachment.objects.filter(content_type=kind, object_id__in=entries):
        kept = found.setdefault(each.object_id, [])
        if each.is_picture and len(kept) < PHOTOS_EACH and left:
            kept.append(each)
            left -= 1
    return found


def _table(entries: list[LogEntry], heads: tuple[str, ...]) -> tuple[tuple[str, tuple[int, ...], int], ...]:
    counts: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        counts[entry.stage.name_id if entry.stage else "Tanpa tahapan", str(entry.get_organiser_display())] += 1
    stages = dict.fromkeys(stage for stage, _organiser in counts)
    return tuple(
        (stage, numbers, sum(numbers)) for stage in stages for numbers in [tuple(counts[stage, each] for each in heads)]
    )


def _complaints(viewer: Account, first: date, last: date) -> tuple[tuple[str, int], ...]:
    rows = Complaint.objects.visible_to(viewer).filter(day__range=(first, last))
    return tuple(Counter(str(each.get_kind_display()) for each in rows.only("kind")).most_common())


def _usual_summary(entries: list[LogEntry], name: str, first: date, last: date) -> str:
    """What the log says by itself where nobody has written a summary."""
    if not entries:
        return f"Tidak terdapat kegiatan tahapan yang dicatat di wilayah {name} (nihil)."
    bad = sum(entry.situation != Situation.CALM for entry in entries)
    said = f"Posko mencatat {with_dots(len(entries))} kegiatan di wilayah {name}"
    when = f" pada {day_and_date(first)}" if first == last else ""
    rest = (
        f", {with_dots(bad)} di antaranya memerlukan perhatian." if bad else ", seluruhnya berlangsung aman dan tertib."
    )
    return said + when + rest


def _office(post: Post, name: str, code: str) -> tuple[str, ...]:
    bare = name.removeprefix("Kabupaten ").removeprefix("Kota ").upper()
    if post == Post.PROSECUTORS:
        return ("KEJAKSAAN REPUBLIK INDONESIA", f"KEJAKSAAN NEGERI {bare}", "POSKO PEMILU")
    if level_of(code) == Level.DISTRICT:
        return ("PANITIA PENGAWAS PEMILIHAN UMUM", f"KECAMATAN {bare}", "POSKO PENGAWASAN PEMILIHAN")
    return ("BADAN PENGAWAS PEMILIHAN UMUM", name.upper(), "POSKO PENGAWASAN PEMILIHAN")


def _title(post: Post, period: Period) -> str:
    often = "HARIAN" if period == Period.DAY else "MINGGUAN"
    return f"LAPORAN INFORMASI {often}" if post == Post.PROSECUTORS else f"LAPORAN {often} POSKO PENGAWASAN"
