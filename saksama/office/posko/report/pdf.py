"""The report as PDF/A."""

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from saksama.office.posko.report.content import Report
from saksama.office.posko.report.photos import small
from saksama.office.recommendations.letter.indonesian import date_in_words
from saksama.office.typesetting import typeset

TEMPLATE = Path(__file__).with_name("report.typ")


def to_pdf(report: Report) -> bytes:
    """The same report gives the same bytes."""
    files: dict[str, bytes] = {}
    activities = []
    for activity in report.activities:
        names = []
        for photo in activity.photos:
            if (data := small(photo)) is not None:
                names.append(f"photo{photo.pk}")
                files[names[-1]] = data
        captions = [photo.caption for photo in activity.photos]
        kept: dict[str, Any] = {**asdict(replace(activity, photos=())), "photos": names, "captions": captions}
        activities.append(kept)
    plain = {name: value for name, value in vars(report).items() if name not in ("activities", "made")}
    content = {
        **plain,
        "activities": activities,
        "problems": report.problems,
        "date": date_in_words(report.made),
    }
    return typeset(TEMPLATE, content, report.made, files)
