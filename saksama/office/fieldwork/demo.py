"""A month of field reports: most signed and sealed, some waiting, some drafts, one corrected. Nobody is real."""

from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image, ImageDraw

from saksama.office.accounts.models import Account
from saksama.office.clock import pretend
from saksama.office.demonstration import Office
from saksama.office.election.models import Stage
from saksama.office.fieldwork.models import Evidence, Fact, FieldReport, Person, ViolationKind
from saksama.office.fieldwork.room import MOVES
from saksama.office.records.models import attach
from saksama.office.records.states import move

TABLE = Path(__file__).parent / "demo.yaml"
STEPS = {each.key: each for each in MOVES}
COLOURS = ("#7a9e9f", "#b8b08d", "#8fa3bf", "#a8927a", "#93a98b")
POSITIONS = {"pkd": "Pengawas Desa", "pkd2": "Pengawas Desa", "panwascam": "Anggota Panwaslu Kecamatan"}


def fill(office: Office) -> None:
    """The reports of demo.yaml, one after the other as they were written."""
    stages = {stage.key: stage for stage in Stage.objects.filter(election=office.election)}
    places = [*office.sub_districts()]
    for number, row in enumerate(yaml.safe_load(TABLE.read_text(encoding="utf-8"))):
        author = office.people[row["by"]]
        region = author.region if author.region != office.region else places[row["place"] % len(places)].code
        day = office.days_ago(row["ago"])
        with pretend(_moment(day, 15)):
            report = _write(row, number, author, region, day, stages[row["stage"]])
            report.latitude, report.longitude = office.position(region)
            report.save()
        _go_on(report, row, office, day)


def _go_on(report: FieldReport, row: dict[str, Any], office: Office, day: date) -> None:
    state = row.get("state", "signed")
    if state == "draft":
        return
    with pretend(_moment(day, 17)):
        move(report, STEPS["submit"], report.by)
    if state == "submitted":
        return
    report.refresh_from_db()
    signer = office.people[row["signed_by"]]
    with pretend(_moment(min(day + timedelta(days=1), office.today), 9)):
        signed = move(report, STEPS["sign"], signer)
    if row.get("corrected"):
        with pretend(_moment(min(day + timedelta(days=2), office.today), 10)):
            new = signed.new_version(signed.by, row["corrected"])
            new.present += " Turut hadir Kapolsek dan Danramil."
            new.save()
            move(new, STEPS["submit"], new.by)
            move(new, STEPS["sign"], signer)


def _write(row: dict[str, Any], number: int, author: Account, region: str, day: date, stage: Stage) -> FieldReport:
    begins, ends = (time.fromisoformat(each) for each in row["hours"])
    told = row.get("violation")
    report: FieldReport = FieldReport.objects.create(
        by=author,
        region=region,
        place=row["where"],
        day=day,
        stage=stage,
        supervisor_name=author.name,
        supervisor_position=POSITIONS.get(row["by"], author.get_role_display()),
        assignment_number=f"{number + 11:03d}/PM.00.02/K.SS-09/{day.month:02d}/{day.year}",
        supervisor_address="Kayu Agung, Kabupaten Ogan Komering Ilir",
        subject=row["subject"],
        purpose=row.get("purpose", "Memastikan tahapan berjalan sesuai peraturan perundang-undangan."),
        target=row.get("target", "Penyelenggara dan pihak yang hadir"),
        begins=begins,
        ends=ends,
        present=row["present"],
        seen=row["seen"],
        analysis=row["analysis"],
        has_violation=bool(told),
        has_dispute=False,
        **_violation(told, day),
    )
    for position, (at, text) in enumerate(row["facts"], start=1):
        Fact.objects.create(report=report, position=position, at=time.fromisoformat(at), text=text)
    for part in ("suspect", "witness"):
        for position, (name, occupation, address) in enumerate((told or {}).get(part, ()), start=1):
            Person.objects.create(
                report=report, part=part, position=position, name=name, occupation=occupation, address=address
            )
    file = attach(report, ContentFile(_photo(number), name=f"foto-{number + 1}.jpg"), author, row["photo"])
    fact = len(row["facts"])
    Evidence.objects.create(report=report, position=1, kind="photo", name=row["photo"], fact=fact, attachment=file)
    return report


def _violation(told: dict[str, Any] | None, day: date) -> dict[str, Any]:
    if not told:
        return {}
    return {
        "violation_event": told["event"],
        "violation_place": told["where"],
        "violation_day": day,
        "violation_time": time.fromisoformat(told["at"]),
        "violation_account": told["account"],
        "violation_kind": ViolationKind(told["kind"]),
        "violation_article": told["article"],
        "violation_analysis": told["analysis"],
        "follow_up": "finding",
    }


def _photo(number: int) -> bytes:
    """A made-up picture: a stage with a banner and people before it."""
    picture = Image.new("RGB", (960, 720), COLOURS[number % len(COLOURS)])
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 470, 960, 720), fill="#6b5a45")
    pen.rectangle((220, 130, 740, 260), fill="#f2ecdf", outline="#444444", width=4)
    pen.rectangle((250, 160, 250 + 40 * (number % 11), 180), fill="#9c1f28")
    pen.rectangle((250, 200, 710, 215), fill="#52616a")
    for place in range(7):
        left = 110 + place * 112 + (number * 17) % 30
        pen.ellipse((left, 430, left + 46, 476), fill="#d9b38c")
        pen.rectangle((left - 10, 476, left + 56, 590), fill=COLOURS[(number + place) % len(COLOURS)])
    made = BytesIO()
    picture.save(made, "JPEG", quality=85)
    return made.getvalue()


def _moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), timezone.get_current_timezone())
