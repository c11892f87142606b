"""A month of neutrality cases in every state, to the answer and the sanction; four awareness meetings. All made up."""

import io
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image, ImageDraw

from saksama.office.agencies.actions import AGENCY_WRITTEN
from saksama.office.agencies.models import Agency
from saksama.office.clock import now, pretend
from saksama.office.demonstration import Office
from saksama.office.neutrality import actions
from saksama.office.neutrality.answering import LinkHolder, take_answer
from saksama.office.neutrality.catalogue import acts, bodies
from saksama.office.neutrality.letter import addressee
from saksama.office.neutrality.models import Assessment, Awareness, CaseEvidence, Handover, NeutralityCase
from saksama.office.neutrality.opening import begin
from saksama.office.neutrality.reminding import remind
from saksama.office.neutrality.room import STEPS
from saksama.office.records import starting
from saksama.office.records.models import Approval, attach
from saksama.office.records.states import move
from saksama.office.trail.record import record
from saksama.office.violations.models import Source as FileSource
from saksama.office.violations.models import ViolationFile

TOLD = Path(__file__).parent / "demo.yaml"
MORE_AGENCIES = (
    ("Dinas Pendidikan", "Disdik", "Kepala Dinas Pendidikan"),
    ("Dinas Kesehatan", "Dinkes", "Kepala Dinas Kesehatan"),
    ("Inspektorat Daerah", "Inspektorat", "Inspektur Daerah"),
    ("Sekretariat Daerah", "Setda", "Sekretaris Daerah"),
)
LIST_OF_CLASS = {"ethics": "ethics", "moderate": "discipline", "severe": "discipline"}
HANDED_OVER = frozenset({"referred", "answered", "closed", "reopened"})


def fill(office: Office) -> None:
    """Cases from the story file, one from a citizen's report of the violations, and what was done to prevent them."""
    for name, short, head in MORE_AGENCIES:
        if not Agency.objects.filter(region=office.region, short=short).exists():
            made = Agency.objects.create(region=office.region, name=name, short=short, head=head, is_active=False)
            record(office.people["staf"], AGENCY_WRITTEN, made)
    agencies = {each.short: each for each in Agency.objects.filter(region=office.region)}
    told = yaml.safe_load(TOLD.read_text(encoding="utf-8"))
    for number, row in enumerate(sorted(told["cases"], key=lambda row: -row["ago"])):
        _tell(row, number, office, agencies)
    _from_a_report(office)
    for row in told["awareness"]:
        _awareness(row, office, agencies)
    with pretend(_moment(office.today, 7)):
        remind()


def _tell(row: dict[str, Any], number: int, office: Office, agencies: dict[str, Agency]) -> None:
    by, reported = office.people[row["by"]], office.days_ago(row["ago"])
    with pretend(_moment(reported, 9 + number % 8)):
        case = begin(
            NeutralityCase(
                region=row["region"],
                place=row["place"],
                occurred=reported - timedelta(days=row["before"]),
                conduct=row["conduct"],
                person_kind=row["kind"],
                name=row["name"],
                position=row["position"],
                unit=row["unit"],
                agency=agencies.get(row.get("agency", "")),
                source=row["source"],
                account=row["account"],
                classification=row.get("classification", "open"),
            ),
            by,
        )
        _proof(case, row, number)
    if row["to"] != "received":
        _handle(case, row, office)


def _proof(case: NeutralityCase, row: dict[str, Any], number: int) -> None:
    file = attach(
        case, ContentFile(_picture(row["proof"], case.occurred, number), name=f"bukti-{number + 1}.png"), case.by
    )
    kind = "screenshot" if "layar" in row["proof"] else "document" if "Salinan" in row["proof"] else "photo"
    CaseEvidence.objects.create(
        case=case,
        kind=kind,
        title=row["proof"],
        url=row.get("url", ""),
        seen=case.occurred,
        attachment=file,
        by=case.by,
    )
    record(case.by, actions.EVIDENCE_ADDED, case, details={"kind": kind})


def _handle(case: NeutralityCase, row: dict[str, Any], office: Office) -> None:
    """Verified, assessed, before the head, decided; each on its day."""
    staff, head = office.people["staf"], office.people["ketua"]
    days = (min(case.day + timedelta(days=after), office.today) for after in (1, 3, 4))
    verified, assessed, decided = days
    with pretend(_moment(verified, 10)):
        case = move(case, STEPS["verify"], staff)
    if row["to"] == "void":
        _approved(case, "void", row["note"], office, verified)
    if "class" not in row:
        return
    with pretend(_moment(assessed, 14)):
        _assess(case, row, office)
        case = move(case, STEPS["escalate"], staff)
    if row["to"] == "dropped":
        _approved(case, "drop", row["reason"], office, decided)
    elif row["to"] == "asked" or row["to"] in HANDED_OVER:
        with pretend(_moment(decided, 9)):
            letter = _letter(case, row, office, decided)
            move(case, STEPS["refer"], staff, f"Surat {letter.number}")
        if row["to"] in HANDED_OVER:
            with pretend(_moment(decided, 13)):
                Approval.objects.get(object_id=case.pk, move="refer", approved=None).decide(head, approved=True)
            _answer(letter, row, office)


def _assess(case: NeutralityCase, row: dict[str, Any], office: Office) -> None:
    wanted = LIST_OF_CLASS.get(row["class"], row["class"])
    listed = acts()[case.conduct].lists
    bases = [each.basis for each in listed if each.list == wanted] or [each.basis for each in listed]
    Assessment.objects.create(
        case=case,
        facts=f"{case.account}\nBukti telah dicocokkan dengan keterangan pelapor dan saksi.",
        analysis="Identitas, jabatan, dan kehadiran terlapor dibenarkan oleh bukti; keterangan saksi bersesuaian.",
        klass=row["class"],
        reason=row["reason"],
        legal_basis="\n".join(bases),
        by=office.people["staf"],
        at=now(),
    )
    record(office.people["staf"], actions.ASSESSED, case, details={"class": row["class"]})


def _letter(case: NeutralityCase, row: dict[str, Any], office: Office, day: date) -> Handover:
    body = bodies()[row["body"]]
    liaisons = {"polri": "Polres", "regent": "DPMD", "inspectorate": "Inspektorat", "ppk": "BKPSDM"}
    letter: Handover = Handover.objects.create(
        case=case,
        body=body.key,
        agency=Agency.objects.filter(region=office.region, short=liaisons.get(body.key, "")).first(),
        addressee=addressee(body, case.region),
        addressee_place=body.place,
        number=f"{100 + case.pk:03d}/PM.00.01/K.SS-09/{day.month:02d}/{day.year}",
        dated=day,
        answer_by=day + timedelta(days=row.get("days", body.days)),
        copies="Ketua Bawaslu Provinsi Sumatera Selatan di Palembang\nArsip",
        prepared_by=office.people["staf"],
    )
    record(office.people["staf"], actions.LETTER_DRAFTED, case, details={"body": body.key, "letter": letter.number})
    return letter


def _answer(letter: Handover, row: dict[str, Any], office: Office) -> None:
    staff = office.people["staf"]
    told = {"answered_by": row.get("who", "Sekretaris kecamatan"), "note": row.get("note", "")}
    if "progress" in row:
        with pretend(_moment(office.days_ago(3), 11)):
            take_answer(letter, {**told, "answer": "progress", "note": row["progress"]}, LinkHolder.of(letter))
    if "answer" not in row:
        return
    day = office.days_ago(row["answered_ago"])
    decision = {"sanction": row.get("sanction", ""), "decision_number": "", "decision_day": None}
    if row["answer"] == "sanction":
        decision |= {"decision_number": f"800/{letter.pk + 40}/2024", "decision_day": day - timedelta(days=1)}
    with pretend(_moment(day, 10)):
        by = LinkHolder.of(letter) if row.get("link") else staff
        case = take_answer(letter, {**told, **decision, "answer": row["answer"]}, by).case
    with pretend(_moment(day + timedelta(days=1), 10)):
        case.refresh_from_db()
        if row["to"] == "closed":
            move(case, STEPS["close"], staff)
        elif row["to"] == "reopened":
            move(case, STEPS["reopen"], staff, row["note"])


def _approved(case: NeutralityCase, step: str, note: str, office: Office, day: date) -> None:
    with pretend(_moment(day, 15)):
        move(case, STEPS[step], office.people["staf"], note)
    with pretend(_moment(day, 16)):
        Approval.objects.get(object_id=case.pk, move=step, approved=None).decide(office.people["ketua"], approved=True)


def _from_a_report(office: Office) -> None:
    """The citizen's report of the head of an agency, opened by one click from the violations."""
    file = ViolationFile.objects.filter(kind="other", source=FileSource.REPORT).order_by("pk").first()
    if file is not None:
        with pretend(_moment(office.days_ago(1), 11)):
            starting.begin(file, "neutrality", office.people["staf"])


def _awareness(row: dict[str, Any], office: Office, agencies: dict[str, Agency]) -> None:
    made = Awareness.objects.create(
        by=office.people["staf"],
        region=row["region"],
        place=row["place"],
        day=office.days_ago(row["ago"]),
        title=row["title"],
        audience=row["audience"],
        participants=row["participants"],
        speakers="Anggota Bawaslu Kabupaten",
        materials="Salinan SKB 2022; lembar larangan dan contoh perbuatan",
    )
    made.agencies.set([agencies[short] for short in row["agencies"]])
    record(made.by, actions.AWARENESS_WRITTEN, made, details={"participants": made.participants})


def _picture(title: str, day: date, number: int) -> bytes:
    colours = ("#e6eef2", "#f1ece0", "#e9e6f0", "#e4efe6")
    picture = Image.new("RGB", (720, 960), colours[number % len(colours)])
    pen = ImageDraw.Draw(picture)
    pen.rectangle((40, 60, 680, 560), fill="#b9c6cc", outline="#5c6f78", width=3)
    pen.ellipse((300, 180, 420, 300), fill="#8496a0")
    pen.polygon([(220, 560), (360, 320), (500, 560)], fill="#8496a0")
    pen.text((60, 600), f"PERAGAAN, BUKAN BUKTI SUNGGUHAN\n\n{title}\n{day:%d-%m-%Y}", fill="#2b3a42", font_size=26)
    made = io.BytesIO()
    picture.save(made, "PNG", optimize=True)
    return made.getvalue()


def _moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), timezone.get_current_timezone())
