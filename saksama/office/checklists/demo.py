"""Three checklists of autumn 2024: coklit answered in July, logistics and voting day waiting, some odd answers."""

from datetime import timedelta
from typing import Any

from saksama.office.accounts.access import Role
from saksama.office.accounts.models import Account
from saksama.office.checklists.definition import make, read_shipped
from saksama.office.checklists.filling import Spot
from saksama.office.checklists.filling import fill as send
from saksama.office.checklists.models import Checklist, Version
from saksama.office.checklists.xlsform import Typed
from saksama.office.demonstration import Office
from saksama.office.election.models import PollingStation, Region

ANSWERED = 70  # villages whose coklit was watched with a checklist
OLDEST = 84  # days before today: 4 July


def fill(office: Office) -> None:
    """Those that come with the program, opened; coklit answered, the logistics tried out in one sub-district."""
    staff = office.people["staf"]
    made: dict[str, Version] = {}
    for key in ("coklit", "logistik", "pungut_hitung"):
        checklist: Checklist = make(read_shipped(key), staff, office.region, office.election)
        checklist.open(staff)
        made[key] = checklist.newest
    _coklit(office, made["coklit"])
    _rehearse(office, made["logistik"])


def _coklit(office: Office, version: Version) -> None:
    """Believable days of coklit; a few contradict themselves, one is far from the others."""
    accounts = {each.region: each for each in Account.objects.filter(role=Role.VILLAGE, is_active=True)}
    villages = [each for each in office.villages() if each.code in accounts]
    chosen = office.chance.sample(villages, min(ANSWERED, len(villages)))
    near = [each for each in villages if each.code.startswith("16.02.05") and each not in chosen]
    for number, village in enumerate([*chosen, *near]):
        day = office.days_ago(OLDEST - office.chance.randrange(20))
        spot = Spot(village.code, "", village.name, day.isoformat())
        typed = _coklit_answers(office, number)
        seconds = 14 if number % 17 == 5 else 120 + office.chance.randrange(400)
        send(version, spot, accounts[village.code], day, typed, {}, send=True, anyway=True, seconds=seconds)


def _coklit_answers(office: Office, number: int) -> Typed:
    chance = office.chance
    checked = 10 + chance.randrange(5)
    visited = checked - (chance.randrange(4) if chance.random() < 0.4 else 0)
    answers: dict[str, Any] = {
        "pantarlih_hadir": "yes",
        "sendiri": "no" if chance.random() < 0.06 else "yes",
        "atribut": "sk id stiker" if chance.random() < 0.8 else "stiker",
        "anggota_partai": "yes" if chance.random() < 0.04 else "no",
        "kk_diperiksa": checked,
        "kk_dicoklit": visited + (5 if number % 23 == 7 else 0),
        "kk_tanpa_stiker": chance.randrange(3),
        "stiker_tanpa_coklit": 1 if chance.random() < 0.08 else 0,
        "meninggal": 60 if number == 40 else chance.randrange(4),
        "belum_terdaftar": chance.randrange(3),
        "disabilitas": "yes" if chance.random() < 0.7 else "no",
        "saran": "no",
    }
    if number % 19 == 3:
        answers |= {"sendiri": "yes", "anggota_partai": "yes", "disabilitas": "yes", "saran": "yes"}
        answers["isi_saran"] = "Agar coklit dilanjutkan sampai RT terakhir."
    return Typed({name: str(value) for name, value in answers.items()})


def _rehearse(office: Office, version: Version) -> None:
    """A trial in Kayu Agung before the logistics come."""
    supervisor = office.people["panwascam"]
    stations = PollingStation.objects.filter(region__within=supervisor.region, election=office.election)[:12]
    names = dict(Region.objects.filter(code__within=supervisor.region).values_list("code", "name"))
    for number, station in enumerate(stations):
        voters = min(600, station.voters or 480)
        spare = -(-voters * 25 // 1000)  # two and a half per cent, rounded up
        answers = {
            "tiba": "yes", "tanggal_tiba": (office.today - timedelta(days=2)).isoformat(), "jam_tiba": "09:30",
            "pengawalan": "yes" if number % 3 else "no", "kotak": "2", "segel": "no" if number == 4 else "yes",
            "pemilih_dpt": f"{voters}", "surat_suara": f"{voters + spare - (40 if number == 6 else 0)}",
            "cadangan": f"{spare}", "lengkap": "bilik tinta paku formulir dpt", "tempat_aman": "balai",
            "banjir": "yes" if number in (2, 8) else "no", "rusak": "kotak" if number == 8 else "",
        }  # fmt: skip
        spot = Spot(
            station.region, station.number, f"{names.get(station.region, station.region)}, TPS {station.number}"
        )
        day = office.today - timedelta(days=1)
        seconds = 90 + office.chance.randrange(200)
        send(version, spot, supervisor, day, Typed(answers), {}, send=True, anyway=True, seconds=seconds)
