"""Files of suspected violations in every state: one late, one near its end, one handed over, one of a citizen."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from saksama.office.clock import pretend
from saksama.office.demonstration import Office
from saksama.office.fieldwork.models import FieldReport, Status
from saksama.office.records.starting import begin
from saksama.office.records.states import move
from saksama.office.trail.record import record
from saksama.office.violations import actions
from saksama.office.violations.models import Part, Person, Source, ViolationFile
from saksama.office.violations.reminding import remind
from saksama.office.violations.room import STEPS


def fill(office: Office) -> None:
    """From the signed reports of the field, and one report that a voter handed in."""
    suspected = FieldReport.objects.filter(has_violation=True, status=Status.SIGNED).order_by("day")
    for report in suspected:
        _handle(report, office)
    _from_a_citizen(office)
    with pretend(_moment(office.today, 8)):
        remind(_moment(office.today, 8))


def _handle(report: FieldReport, office: Office) -> None:
    staff = office.people["staf"]
    opened = min(report.day + timedelta(days=1), office.today)
    with pretend(_moment(opened, 10)):
        file: ViolationFile = begin(report, "violations", staff)[0]
    if file.kind == "crime":
        return  # opened today: its first meeting of Gakkumdu is due within 24 hours
    with pretend(_moment(opened, 13)):
        file = move(file, STEPS["register"], staff)
    if file.kind == "administrative":
        _hand_over(file, office, opened + timedelta(days=3), "kpu")
    elif file.kind == "ethics":
        with pretend(_moment(opened + timedelta(days=2), 11)):
            move(file, STEPS["extend"], staff, "Meminta keterangan tambahan dari pelayan rumah makan.")


def _hand_over(file: ViolationFile, office: Office, day: date, recipient: str) -> None:
    staff, head = office.people["staf"], office.people["ketua"]
    ViolationFile.objects.filter(pk=file.pk).update(plenary_number=f"009/BA/{day:%m}/{day.year}")
    with pretend(_moment(day, 10)):
        file = move(file, STEPS["decide"], head)
    number = f"118/PM.00.01/K.SS-09/{day:%m}/{day.year}"
    ViolationFile.objects.filter(pk=file.pk).update(recipient=recipient, letter_number=number)
    with pretend(_moment(day + timedelta(days=1), 9)):
        move(file, STEPS["hand_over"], staff)


def _from_a_citizen(office: Office) -> None:
    staff, village = office.people["staf"], office.villages("16.02.11")[0]
    file: ViolationFile = ViolationFile.objects.create(
        source=Source.REPORT,
        by=staff,
        region=village.code,
        place=f"Pasar {village.name}",
        day=office.days_ago(3),
        kind="other",
        event="Kepala dinas hadir dan berbicara dalam deklarasi pasangan calon",
        occurred=office.days_ago(6),
        known=office.days_ago(5),
        received=_moment(office.days_ago(3), 11),
        article="Pasal 70 ayat (1) huruf b UU 10/2016",
        account="Pelapor melihat terlapor duduk di barisan depan dan memberi sambutan dalam deklarasi.",
        evidence_list="Foto, 2 lembar\nVideo 1 menit 12 detik",
        party="voter",
    )
    Person.objects.create(
        file=file,
        part=Part.REPORTER,
        name="Warga (nama samaran Hasan)",
        birthplace="Kayu Agung",
        birth_date=date(1984, 3, 9),
        sex="L",
        occupation="Nelayan",
        citizenship="WNI",
        address=f"Dusun II, {village.name}",
    )
    Person.objects.create(
        file=file,
        part=Part.REPORTED,
        name="Kepala dinas (nama samaran)",
        occupation="Kepala dinas",
        address="Kayu Agung",
    )
    record(staff, actions.OPENED, file, details={"source": file.source})
    with pretend(_moment(office.days_ago(2), 15)):
        move(file, STEPS["register"], staff)


def _moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), timezone.get_current_timezone())
