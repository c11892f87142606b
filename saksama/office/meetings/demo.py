"""The coordination meeting of 26–28 September 2024 in Palembang, as the press told of it, and one before it.

Theme, days, venue, agencies, speaker and topics: paltv.disway.id 29800 and beritaanda.net. People by their office.
What was said in the sessions is made up from the topics; so are the action items and what became of them.
"""

from datetime import date, time, timedelta

from django.core.files.base import ContentFile

from saksama.office.agencies.models import Agency
from saksama.office.demonstration import Office
from saksama.office.meetings import actions
from saksama.office.meetings.invitations import add_invitees
from saksama.office.meetings.models import (
    ActionItem,
    AgendaItem,
    Answer,
    Attendance,
    Decision,
    Meeting,
    MeetingStatus,
    Session,
)
from saksama.office.meetings.room import ITEM_MOVES, MEETING_MOVES
from saksama.office.records.models import attach
from saksama.office.records.states import move
from saksama.office.trail.record import record

THEME = "Sinergitas stakeholder dalam pelaksanaan Pilkada serentak tahun 2024 berintegritas"
STEP = {step.key: step for step in (*MEETING_MOVES, *ITEM_MOVES)}

PALEMBANG = (
    (26, (14, 0), (17, 0), "Pembukaan dan hasil pengawasan tiap tahapan", "Ketua Bawaslu Kabupaten OKI",
     "Seluruh OPD diundang untuk menyamakan persepsi.\nSetiap tahapan telah diawasi; saran perbaikan daftar "
     "pemilih telah disampaikan kepada KPU.\nPemilih TMS, antara lain yang meninggal, masih dicermati."),
    (27, (9, 0), (12, 0), "Posko Pemilu Kejaksaan dan pemetaan AGHT", "Kepala Seksi Intelijen Kejari OKI", ""),
    (27, (13, 30), (16, 0), "Netralitas ASN: tindak lanjut bersama", "Kordiv P2H Bawaslu OKI", ""),
    (28, (9, 0), (11, 30), "Indeks kerawanan, daerah yang belum dicoklit, dan DPK", "Kordiv P2H Bawaslu OKI", ""),
)  # fmt: skip
AGENDA = (
    "Netralitas ASN: pembahasan lanjutan",
    "Posko Pemilu Kejari: pencatatan harian kegiatan KPU dan Bawaslu",
    "Pemetaan ancaman, gangguan, hambatan, dan tantangan (AGHT)",
    "IKP dan residu pemilu terakhir sebagai dasarnya",
    "Saran perbaikan daftar pemilih: yang sudah dan belum ditindaklanjuti KPU",
    "Daerah yang belum dicoklit dan pemilih DPK yang tersisa",
)
PROMISES = (
    ("Surat edaran netralitas ASN kepada seluruh OPD", "BKPSDM", 4, ""),
    ("Daftar ruas jalan dan dermaga yang sulit dilalui logistik", "Dishub", 6, ""),
    ("Pertemuan tokoh masyarakat di empat kecamatan rawan", "Kesbangpol", 9, ""),
)
EARLIER = (
    ("Data kematian Januari–Juli per desa untuk Bawaslu", "Dukcapil", date(2024, 8, 15), "accept"),
    ("Titik rawan banjir pada jalur logistik", "Dishub", date(2024, 9, 10), "report"),
    ("Pemetaan kelompok pendukung yang rawan bergesekan", "Kesbangpol", date(2024, 9, 15), "start"),
    ("Nama operator Posko Pemilu tiap kecamatan", "Kejari", date(2024, 8, 20), "accept"),
)


def fill(office: Office) -> None:
    """The meeting of August is closed with what became of it; that of Palembang is on its first day."""
    _august(office)
    _palembang(office)


def _august(office: Office) -> None:
    meeting = _meeting(office, "Persiapan pengawasan pencalonan dan kampanye", date(2024, 8, 5), date(2024, 8, 5),
                       "Aula Bawaslu OKI, Kayu Agung", "041/PM.00.01/K.SS-09/07/2024")  # fmt: skip
    session = Session.objects.create(
        meeting=meeting, day=meeting.day, begins=time(9), ends=time(12), title="Pembagian tugas antarinstansi",
        speaker="Ketua Bawaslu Kabupaten OKI", minutes="Tiap instansi menyebut data yang dapat diberikan dan kapan.",
    )  # fmt: skip
    _invite(office, meeting)
    for invitee in meeting.invitees.filter(agency__isnull=False)[:6]:
        invitee.reply(Answer.YES, "")
        Attendance.objects.create(session=session, invitee=invitee, name=f"Perwakilan {invitee.agency}")
    for text, short, until, state in EARLIER:
        _promise(office, meeting, text, short, until, state)
    Decision.objects.create(
        meeting=meeting, text="Rapat lanjutan digelar pada akhir September.", by=office.people["staf"]
    )
    move(meeting, STEP["hold"], office.people["staf"])
    move(meeting, STEP["close"], office.people["staf"])


def _palembang(office: Office) -> None:
    meeting = _meeting(office, THEME, date(2024, 9, 26), date(2024, 9, 28), "Ballroom Hotel The Alts, Palembang",
                       "098/PM.00.01/K.SS-09/09/2024")  # fmt: skip
    for day, begins, ends, title, speaker, minutes in PALEMBANG:
        Session.objects.create(
            meeting=meeting, day=date(2024, 9, day), begins=time(*begins), ends=time(*ends), title=title,
            speaker=speaker, minutes=minutes,
        )  # fmt: skip
    for position, text in enumerate(AGENDA):
        AgendaItem.objects.create(meeting=meeting, text=text, position=position)
    _invite(office, meeting)
    first = meeting.sessions.all()[0]
    for number, invitee in enumerate(meeting.invitees.all()):
        if number % 5 == 4:
            continue
        invitee.reply(Answer.DEPUTY if number % 7 == 3 else Answer.YES, "Sekretaris" if number % 7 == 3 else "")
        if number % 3 != 2:
            Attendance.objects.create(session=first, invitee=invitee, name=f"Perwakilan {invitee.title}"[:120])
    for text, short, days, state in PROMISES:
        _promise(office, meeting, text, short, office.today + timedelta(days=days), state)


def _meeting(office: Office, theme: str, day: date, last_day: date, place: str, number: str) -> Meeting:
    by = office.people["staf"]
    made = Meeting.objects.create(
        theme=theme, region=office.region, day=day, last_day=last_day, place=place, number=number, by=by,
        aim="Menyamakan persepsi semua pemangku kepentingan dan menyepakati tindak lanjut.",
    )  # fmt: skip
    record(by, actions.MEETING_WRITTEN, made)
    return made


def _invite(office: Office, meeting: Meeting) -> None:
    add_invitees(meeting, office.people["staf"], Agency.objects.filter(region=office.region), districts=True)
    if not meeting.sessions.exists():
        raise RuntimeError("a meeting of the demonstration has no session")
    move(meeting, STEP["invite"], office.people["staf"])
    meeting.status = MeetingStatus.INVITED


def _promise(office: Office, meeting: Meeting, text: str, short: str, until: date, state: str) -> None:
    staff = office.people["staf"]
    agency = Agency.objects.get(region=office.region, short=short)
    item = ActionItem.objects.create(
        meeting=meeting, region=office.region, text=text, agency=agency, day=until, by=staff
    )
    record(staff, actions.ITEM_GIVEN, item, details={"meeting": meeting.pk, "until": str(until)})
    if state == "start":
        move(item, STEP["start"], staff)
    if state in ("report", "accept"):
        attach(item, ContentFile(f"Bukti: {text}\n".encode(), name="bukti.csv"), staff, "Daftar yang diserahkan")
        move(item, STEP["report"], staff, "Diserahkan kepada Bawaslu.")
    if state == "accept":
        move(item, STEP["accept"], staff)
