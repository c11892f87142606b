"""A report as Eko of Kota Raya writes it, complete enough to be signed."""

from collections.abc import Callable
from datetime import date, time
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pytest_django.fixtures import Settings

from saksama.office.accounts.models import Account
from saksama.office.election.models import Stage
from saksama.office.fieldwork.models import Evidence, Fact, FieldReport, Person
from saksama.office.fieldwork.room import MOVES
from saksama.office.records.models import attach
from saksama.office.records.states import move
from tests.office.conftest import Cast

STEPS = {each.key: each for each in MOVES}
COMPLETE: dict[str, Any] = {
    "supervisor_name": "Eko Prasetyo",
    "supervisor_position": "Pengawas Kelurahan Kota Raya",
    "assignment_number": "014/PM.00.02/K.SS-09.05/09/2024",
    "supervisor_address": "Jl. Letjen Yusuf Singedekane, Kayu Agung",
    "subject": "Pertemuan terbatas di Balai Kelurahan",
    "purpose": "Memastikan kampanye sesuai ketentuan.",
    "target": "Tim kampanye dan peserta",
    "place": "Balai Kelurahan Kota Raya, Jl. Mawar",
    "begins": time(9, 0),
    "ends": time(12, 0),
    "present": "Ketua tim kampanye kecamatan, lurah, sekitar 80 warga",
    "seen": "Pertemuan terbatas dihadiri sekitar delapan puluh warga. Lurah naik ke panggung dan mengajak hadirin "
    "memilih salah satu pasangan calon.",
    "analysis": "Ajakan disampaikan pejabat pemerintahan kelurahan dalam kegiatan kampanye.",
    "has_violation": True,
    "violation_event": "Lurah mengajak memilih pasangan calon",
    "violation_place": "Balai Kelurahan Kota Raya",
    "violation_day": date(2024, 9, 26),
    "violation_time": time(10, 15),
    "violation_account": "Pada pukul 10.15 WIB lurah naik ke panggung dan mengajak hadirin memilih.",
    "violation_kind": "crime",
    "violation_article": "Pasal 71 ayat (1) jo. Pasal 188 UU 10/2016",
    "violation_analysis": "Pejabat; membuat tindakan yang menguntungkan salah satu pasangan calon.",
    "follow_up": "finding",
    "has_dispute": False,
}


@pytest.fixture(autouse=True)
def a_day_of_the_campaign(settings: Settings) -> None:
    """The second day of the campaign."""
    settings.TODAY = date(2024, 9, 26)


def photo(name: str = "panggung.jpg", colour: str = "teal") -> SimpleUploadedFile:
    """A small picture as a telephone sends it."""
    made = BytesIO()
    Image.new("RGB", (64, 48), colour).save(made, "JPEG")
    return SimpleUploadedFile(name, made.getvalue(), content_type="image/jpeg")


@pytest.fixture
def draft(cast: Cast, oki: None) -> Callable[..., FieldReport]:
    """A draft with facts, people and a photo; keywords change its fields."""

    def written(by: Account | None = None, **changed: Any) -> FieldReport:
        author = by or cast.eko
        stage = Stage.objects.get(key="campaign")
        values = {"region": "16.02.05.1001", "day": date(2024, 9, 26), "stage": stage, **COMPLETE, **changed}
        report: FieldReport = FieldReport.objects.create(by=author, **values)
        Fact.objects.create(report=report, position=1, at=time(9, 5), text="Pertemuan dibuka.")
        Fact.objects.create(report=report, position=2, at=time(10, 15), text="Lurah mengajak hadirin memilih.")
        Person.objects.create(
            report=report, part="suspect", position=1, name="Amir Hamzah", occupation="Lurah", address="Kota Raya"
        )
        Person.objects.create(
            report=report, part="witness", position=1, name="Siti Rohani", occupation="Guru", address="Jl. Mawar 4"
        )
        file = attach(report, photo(), author, "Lurah di panggung")
        Evidence.objects.create(
            report=report, position=1, kind="photo", name="Lurah di panggung", fact=2, attachment=file
        )
        return report

    return written


@pytest.fixture
def signed(draft: Callable[..., FieldReport], cast: Cast) -> Callable[..., FieldReport]:
    """A report of Eko that Budi has signed off."""

    def made(**changed: Any) -> FieldReport:
        report = draft(**changed)
        move(report, STEPS["submit"], report.by)
        move(report, STEPS["sign"], cast.budi)
        report.refresh_from_db()
        return report

    return made
