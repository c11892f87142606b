"""A public page in late September 2024: news with opinions, citizens' reports in several states, released figures."""

from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image, ImageDraw

from saksama.office.accounts.models import Account
from saksama.office.accounts.second_factor import digest_of
from saksama.office.clock import pretend
from saksama.office.demonstration import Office
from saksama.office.election.models import Region
from saksama.office.publicsite import actions
from saksama.office.publicsite.answering import take_step
from saksama.office.publicsite.figures.counting import digest_of_figures, figures_of
from saksama.office.publicsite.models import CitizenReport, Message, NewsItem, Opinion, Rating, Site
from saksama.office.publicsite.models.release import release
from saksama.office.publicsite.models.site import citizens_account
from saksama.office.publicsite.room import NEWS_MOVES, STEPS
from saksama.office.records.models import Approval, attach
from saksama.office.records.states import move
from saksama.office.trail.record import record

TOLD = Path(__file__).parent / "demo.yaml"
CODE = "PERAGAAN24"  # of every report of the demonstration, so that a visitor can follow one as a citizen
STATE_STEPS = {"checking": "check", "forwarded": "forward", "done": "finish", "declined": "decline"}


def fill(office: Office) -> None:
    """The head opens the page and releases both lists; staff writes, the head gives the second word."""
    told: dict[str, Any] = yaml.safe_load(TOLD.read_text(encoding="utf-8"))
    head = office.people["ketua"]
    area = Region.objects.get(code=office.region).name
    site = Site.objects.create(
        region=office.region,
        title=f"Bawaslu {area}",
        area=area,
        address="Kayu Agung, Ogan Komering Ilir",
        hours="Senin–Jumat, 08.00–16.00 WIB",
        is_open=True,
    )
    record(head, actions.SITE_CHANGED, site, details={"open": True})
    for kind in ("DPS", "DPT"):
        if kind in office.lists:
            with pretend(_moment(office.days_ago(2), 9)):
                figures = figures_of(office.lists[kind], office.days_ago(2))
                release(office.lists[kind], figures, digest_of_figures(figures), head)
    for each in told["news"]:
        _news(office, each)
    author = citizens_account(office.region)
    for number, each in enumerate(told["reports"]):
        _report(office, each, number, author)


def _news(office: Office, told: dict[str, Any]) -> None:
    day = office.days_ago(told["ago"])
    with pretend(_moment(day, 9)):
        item: NewsItem = NewsItem.objects.create(
            by=office.people["staf"],
            region=office.region,
            day=day,
            **{name: told.get(name, "").strip() for name in ("title", "text", "title_en", "text_en")},
        )
        record(office.people["staf"], actions.NEWS_WRITTEN, item)
        if told.get("draft"):
            return
        move(item, NEWS_MOVES[0], office.people["staf"])
        Approval.objects.get(object_id=item.pk, move="publish", approved=None).decide(
            office.people["ketua"], approved=True
        )
    useful, less = told["ratings"]
    Opinion.objects.bulk_create(
        Opinion(item=item, rating=rating, at=_moment(day, 12))
        for rating in [Rating.USEFUL] * useful + [Rating.NOT_USEFUL] * less
    )
    for each in told["comments"]:
        shown = each["status"] == "shown"
        Opinion.objects.create(
            item=item,
            name=each["name"],
            comment=each["text"],
            rating=each["rating"],
            status=each["status"],
            complaints=each.get("complaints", 0),
            at=_moment(office.days_ago(each["ago"]), 14),
            decided_by=office.people["staf2"] if shown else None,
            decided_at=_moment(office.days_ago(each["ago"]), 16) if shown else None,
        )


def _report(office: Office, told: dict[str, Any], number: int, author: Account) -> None:
    day = office.days_ago(told["ago"])
    districts = office.sub_districts()
    region = districts[(told["place"] - 1) % len(districts)].code if told["place"] else office.region
    if told["place"] == 5:
        region = "16.02.05"
    with pretend(_moment(day, 20)):
        report: CitizenReport = CitizenReport.objects.create(
            by=author,
            region=region,
            place=told.get("where", ""),
            day=day,
            kind=told["kind"],
            text=told["text"],
            occurred=day - timedelta(days=1),
            reporter=told.get("reporter", ""),
            contact=told.get("contact", ""),
            code_digest=digest_of(CODE),
            form_number=f"demo{number}",
        )
        if told.get("photo"):
            attach(report, ContentFile(_picture(report), name="foto-1.jpg"), author)
        record(author, actions.REPORT_RECEIVED, report, details={"kind": report.kind})
    if told["state"] == "received":
        return
    staff, later = office.people["staf"], min(day + timedelta(days=1), office.today)
    with pretend(_moment(later, 10)):
        step = STEPS[STATE_STEPS[told["state"]]]
        take_step(report, step, staff, told["words"], told.get("confirmed"))
    if told.get("reply"):
        Message.objects.create(report=report, text=told["reply"], at=_moment(later, 19))


def _picture(report: CitizenReport) -> bytes:
    """A drawn fence with a poster, in place of a photo: nobody is to be seen."""
    picture = Image.new("RGB", (960, 640), "#cfd8d3")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 430, 960, 640), fill="#9a8f79")
    for x in range(20, 960, 60):
        draw.rectangle((x, 250, x + 22, 470), fill="#6b5a45")
    draw.rectangle((300, 150, 660, 400), fill="#f4efe2", outline="#333333", width=4)
    draw.text((330, 240), f"PERAGAAN {report.number}", fill="#333333", font_size=30)
    made = BytesIO()
    picture.save(made, "JPEG", quality=80)
    return made.getvalue()


def _moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), timezone.get_current_timezone())
