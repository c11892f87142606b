"""A made-up September 2024 in both election posts: schedule, every day's log, words of reports, a few complaints."""

import io
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from saksama.office.accounts.models import Account
from saksama.office.demonstration import Office
from saksama.office.election.models import Region, Stage
from saksama.office.posko import actions
from saksama.office.posko.models import (
    Complaint,
    ComplaintKind,
    EntryStatus,
    LogEntry,
    Narrative,
    Organiser,
    Period,
    Planned,
    Post,
    Situation,
    post_of,
)
from saksama.office.posko.models.feed import make_feed
from saksama.office.posko.states import ANSWER, PUBLISH
from saksama.office.records.models import attach
from saksama.office.records.states import move
from saksama.office.rolls.models import ListVersion, Verdict, review
from saksama.office.trail.record import record
from saksama.rolls.search import build_index, find_voters

# Day of September, hour, what, organiser, stage, place: as KPU's schedule has it.
SCHEDULE: tuple[tuple[int, int, str, Organiser, str, str], ...] = (
    (2, 9, "Bimbingan teknis penyusunan DPSHP bagi PPK", Organiser.KPU, "dpshp", "Aula KPU"),
    (5, 13, "Rapat koordinasi pengawasan DPSHP", Organiser.BAWASLU, "dpshp", "Kantor Bawaslu"),
    (9, 9, "Rapat pleno DPSHP tingkat PPS", Organiser.KPU, "dpshp", "Kantor desa"),
    (12, 9, "Rapat pleno DPSHP tingkat PPK", Organiser.KPU, "dpshp", "Kantor camat"),
    (17, 10, "Verifikasi berkas pasangan calon", Organiser.KPU, "list", "Kantor KPU"),
    (20, 9, "Rapat pleno terbuka penetapan DPT kabupaten", Organiser.KPU, "dpt", "Gedung Kesenian Kayu Agung"),
    (22, 14, "Penetapan pasangan calon", Organiser.KPU, "pairs_set", "Kantor KPU"),
    (23, 9, "Pengundian nomor urut pasangan calon", Organiser.KPU, "pairs_numbered", "Gedung Kesenian Kayu Agung"),
    (24, 8, "Deklarasi kampanye damai", Organiser.KPU, "campaign", "Lapangan Kayu Agung"),
    (25, 9, "Pembukaan masa kampanye, pemasangan alat peraga", Organiser.CANDIDATE, "campaign", "Kayu Agung"),
    (26, 9, "Sosialisasi pindah memilih (DPTb)", Organiser.KPU, "dptb_wide", "Kantor camat Lempuing"),
    (27, 9, "Pertemuan terbatas pasangan calon", Organiser.CANDIDATE, "campaign", "Tugu Mulyo"),
    (30, 9, "Rapat koordinasi sentra Gakkumdu", Organiser.BAWASLU, "campaign", "Kantor Bawaslu"),
)
# What is done again and again, by days of September: see demo.yaml.
ROUTINE = Path(__file__).parent / "demo.yaml"
KEPT = 0.93  # how often a day without anything is said to be one
TROUBLED = 0.15
TROUBLE = {
    9: (Situation.WATCH, "Salinan berita acara belum diberikan kepada pengawas."),
    14: (Situation.WATCH, "Dua RT belum tercantum pada daftar yang ditempel."),
    20: (Situation.WATCH, "Selisih jumlah pemilih pada satu kecamatan, diperbaiki di tempat."),
    24: (Situation.DISTURBED, "Dua rombongan pendukung sempat bersitegang di gerbang lapangan; dilerai Polres."),
}
WORDS = {
    Post.PROSECUTORS: (
        "Kegiatan tahapan meningkat menjelang masa kampanye.",
        "Kemungkinan gesekan antarpendukung pada pertemuan terbatas di Lempuing dan Mesuji.",
        "Koordinasi dengan Polres dan Bawaslu diperkuat pada setiap kegiatan kampanye.",
    ),
    Post.BAWASLU: (
        "Pengaduan daftar pemilih bertambah setelah DPT diumumkan.",
        "Pemasangan alat peraga di tempat terlarang.",
        "Panwascam menyampaikan saran perbaikan pada hari yang sama.",
    ),
}
# Kind, TMS reason, what the complainant says, and what the check on the spot said.
COMPLAINTS: tuple[tuple[ComplaintKind, str, str, Verdict | None], ...] = (
    (ComplaintKind.UNLISTED, "", "Sudah punya KTP-el sejak Maret, tidak ada di DPT.", Verdict.CONFIRMED),
    (ComplaintKind.TMS, "dead", "Orang tua saya meninggal bulan Juli, masih terdaftar.", Verdict.CONFIRMED),
    (ComplaintKind.WRONG, "", "Tanggal lahir saya keliru di daftar.", None),
    (ComplaintKind.TMS, "moved", "Tetangga sudah pindah ke Palembang setahun lalu.", Verdict.REFUTED),
    (ComplaintKind.UNLISTED, "", "Satu keluarga tidak didatangi Pantarlih.", None),
    (ComplaintKind.WRONG, "", "TPS saya jauh dari rumah, keluarga terpisah.", Verdict.UNCLEAR),
    (ComplaintKind.TMS, "soldier", "Keponakan diterima menjadi anggota TNI.", None),
    (ComplaintKind.UNLISTED, "", "Baru menikah dan pindah ke desa ini.", None),
)


def fill(office: Office) -> None:
    """Schedule, log, words, publication, complaints."""
    stages = {stage.key: stage for stage in Stage.objects.filter(election=office.election)}
    planned = _schedule(office, stages)
    entries = _log(office, stages, planned)
    _words(office)
    _publish(office, entries)
    if dpt := office.lists.get("DPT"):
        _complaints(office, dpt)
    make_feed(office.people["kejari"])


def _schedule(office: Office, stages: dict[str, Stage]) -> dict[int, Planned]:
    made = {}
    for day, hour, title, organiser, stage, place in SCHEDULE:
        on = date(2024, 9, day)
        made[day] = Planned.objects.create(
            title=title, organiser=organiser, stage=stages.get(stage), region=office.region, place=place, day=on,
            until=on, starts=time(hour), ends=time(hour + 3), by=office.people["staf"],
        )  # fmt: skip
    details = {"new": len(made), "known": 0, "problems": 0}
    record(office.people["staf"], actions.SCHEDULE_IMPORTED, region=office.region, details=details)
    return made


def _log(office: Office, stages: dict[str, Stage], planned: dict[int, Planned]) -> list[LogEntry]:
    """Each day both posts write; where there was nothing they say so, and now and then somebody forgets."""
    kept = []
    routine = yaml.safe_load(ROUTINE.read_text(encoding="utf-8"))
    districts = office.sub_districts()
    own = {office.people[name].region: office.people[name] for name in ("panwascam", "panwascam2")}
    for number in range(1, office.today.day + 1):
        day = date(2024, 9, number)
        done = [each for each in routine if each["from"] <= number <= each["until"]]
        for name in ("kejari", "staf"):
            by = office.people[name]
            if number in planned and not (name == "staf" and number in (17, 25)):
                kept.append(_planned_entry(office, by, planned[number]))
            told = [each for each in done if each["post"] == post_of(by)]
            busy = office.chance.sample(districts, (1 if name == "kejari" else 4) if day.weekday() == 6 else len(told))
            for each, district in zip(told, busy, strict=False):
                kept.append(
                    _routine(office, own.get(district.code, by) if name == "staf" else by, day, district, each, stages)
                )
            if name == "kejari":
                if office.chance.random() < KEPT:  # "elsewhere nothing", for the whole regency at once
                    _nothing(office, by, day, office.region)
                continue
            for district in districts:
                if district not in busy[: len(told)] and office.chance.random() < KEPT:
                    _nothing(office, own.get(district.code, by), day, district.code)
    return kept


def _planned_entry(office: Office, by: Account, plan: Planned) -> LogEntry:
    situation, problem = TROUBLE.get(plan.day.day, (Situation.CALM, ""))
    made = _entry(
        office, by, plan.day, plan.region, title=plan.title, organiser=plan.organiser, stage=plan.stage,
        place=plan.place, starts=plan.starts, ends=plan.ends, planned=plan, situation=situation, problems=problem,
        agencies="KPU, Bawaslu, Polres, Kejaksaan", attendance=office.chance.randint(25, 220),
        result=f"{plan.title} dibuka oleh ketua penyelenggara.\nPara undangan mengikuti sampai selesai.",
    )  # fmt: skip
    if plan.day.day in (20, 23, 24, 25, 26):
        attach(made, ContentFile(_picture(plan.title, plan.day), f"kegiatan-{plan.day:%d}.jpg"), by, plan.title)
    return made


def _routine(
    office: Office, by: Account, day: date, district: Region, told: dict[str, Any], stages: dict[str, Stage]
) -> LogEntry:
    village = office.chance.choice(office.villages(district.code))
    names = {"desa": village.name, "kecamatan": district.name}
    situation, problem = Situation.CALM, ""
    if "trouble" in told and office.chance.random() < TROUBLED:
        situation, problem = Situation.WATCH, told["trouble"].format(**names)
    hour = office.chance.randint(8, 14)
    return _entry(
        office, by, day, village.code if "{desa}" in told["place"] else district.code,
        title=told["title"].format(**names), organiser=told["organiser"], stage=stages.get(told["stage"]),
        place=told["place"].format(**names), starts=time(hour, office.chance.choice((0, 0, 30))), ends=time(hour + 2),
        agencies=told["who"], attendance=office.chance.randint(*told["people"]), result=told["result"].format(**names),
        situation=situation, problems=problem,
    )  # fmt: skip


def _nothing(office: Office, by: Account, day: date, region: str) -> None:
    _entry(office, by, day, region, is_nil=True, title="Nihil")


def _entry(office: Office, by: Account, day: date, region: str, **fields: Any) -> LogEntry:
    made: LogEntry = LogEntry.objects.create(
        by=by,
        post=post_of(by),
        region=region,
        day=day,
        status=EntryStatus.RECORDED,
        key=f"peragaan {LogEntry.objects.count()}",
        **fields,
    )
    record(by, actions.ENTRY_WRITTEN, made)
    return made


def _words(office: Office) -> None:
    for name in ("kejari", "staf"):
        by = office.people[name]
        trend, coming, advice = WORDS[post_of(by)]
        monday = office.today - timedelta(days=office.today.weekday())
        for period, day in ((Period.DAY, office.today), (Period.DAY, office.days_ago(1)), (Period.WEEK, monday)):
            Narrative.objects.create(
                post=post_of(by), region=by.region, period=period, day=day, by=by, trend=trend, coming=coming,
                advice=advice,
            )  # fmt: skip


def _publish(office: Office, entries: list[LogEntry]) -> None:
    """What people should know of: the great days, in plain words."""
    for entry in entries:
        if entry.planned_id and entry.day.day in (20, 22, 23) and entry.by == office.people["staf"]:
            text = f"{entry.title} berlangsung di {entry.place} dan diawasi langsung oleh Bawaslu. Terbuka untuk umum."
            LogEntry.objects.filter(pk=entry.pk).update(public_text=text)
            move(entry, PUBLISH, office.people["ketua"])


def _complaints(office: Office, dpt: ListVersion) -> None:
    build_index(dpt.roll, dpt.search_index)
    takers = [office.people[name] for name in ("panwascam", "staf", "pkd", "panwascam2")]
    for number, (kind, reason, story, verdict) in enumerate(COMPLAINTS):
        by = takers[number % len(takers)]
        pool = [voter for name in ("siti", "muhammad", "sri", "budi", "ahmad") for voter in _found(dpt, name, by)]
        office.chance.shuffle(pool)
        chosen = pool[0] if pool and kind != ComplaintKind.UNLISTED else None
        if kind != ComplaintKind.UNLISTED and chosen is None:
            continue
        village = office.villages(by.region)[0].code
        made = Complaint(
            kind=kind,
            tms_reason=reason,
            story=story,
            complainant=("Rohani", "Suparman", "Marlina", "Zulkifli")[number % 4],
            contact=f"0812 0000 {number:04d}",
            voter=chosen.name if chosen else ("Nurhayati Peragaan", "Junaidi Peragaan", "Eka Peragaan")[number % 3],
            birthdate=chosen.birthdate if chosen else date(1990, 1, 1 + number),
            region=chosen.village or village if chosen else village,
            day=office.days_ago(len(COMPLAINTS) - number),
            by=by,
            version=dpt,
            record=chosen.record if chosen else None,
        )
        made.save()
        record(by, actions.COMPLAINT_TAKEN, made, details={"kind": made.kind})
        finding = made.become_finding(by, chosen.tps if chosen else "")
        if verdict is not None:
            review(dpt, [finding], by, verdict, "Didatangi bersama ketua RT.")
        if number == 0:
            move(made, ANSWER, by, "Disampaikan langsung di posko.")


def _found(dpt: ListVersion, name: str, by: Account) -> list[Any]:
    return find_voters(dpt.search_index, name, region=by.region)


def _picture(title: str, day: date) -> bytes:
    """A drawn hall with people, in place of a photo: nobody is to be seen."""
    picture = Image.new("RGB", (1200, 800), "#d8c9a8")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 520, 1200, 800), fill="#8c6f4a")
    draw.rectangle((150, 90, 1050, 300), fill="#0d5a63")
    draw.text((190, 140), f"PERAGAAN · {title}"[:44], fill="#ffffff", font_size=34)
    draw.text((190, 210), f"{day:%d-%m-%Y}", fill="#d9eae8", font_size=30)
    for row, y in enumerate((470, 560, 660)):
        for x in range(60 + 30 * row, 1180, 110):
            draw.ellipse((x, y, x + 44, y + 44), fill="#4b3524")
            draw.rounded_rectangle((x - 14, y + 46, x + 58, y + 120), 16, fill=("#7d4a00", "#22613a", "#52616a")[row])
    made = io.BytesIO()
    picture.save(made, "JPEG", quality=80)
    return made.getvalue()
