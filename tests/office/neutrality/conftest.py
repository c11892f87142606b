"""A case to test with: somebody of the Dishub at a declaration in Kota Raya, with a photo; and the way to any state."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from saksama.office.accounts.models import Account
from saksama.office.agencies.models import Agency
from saksama.office.neutrality.models import Assessment, CaseEvidence, Handover, NeutralityCase
from saksama.office.neutrality.opening import begin
from saksama.office.neutrality.room import STEPS
from saksama.office.records.models import Approval, attach
from saksama.office.records.states import move
from tests.office.conftest import Cast
from tests.office.fieldwork.conftest import photo

DAY = date(2024, 9, 26)
NAME = "Rahmat Saleh"


def make_agency(short: str = "Dishub", *liaisons: Account) -> Agency:
    """One that the regency has."""
    given = {"name": f"Dinas {short}", "head": f"Kepala {short}"}
    made: Agency = Agency.objects.get_or_create(region="16.02", short=short, defaults=given)[0]
    made.liaisons.set(liaisons)
    return made


def make_case(by: Account, *, proof: bool = True, **given: Any) -> NeutralityCase:
    """Received on the 26th."""
    values = {
        "region": "16.02.05.1001",
        "place": "Lapangan kelurahan",
        "occurred": date(2024, 9, 25),
        "conduct": "declaration",
        "person_kind": "pns",
        "position": "Kepala Seksi Angkutan",
        "unit": "Dinas Perhubungan",
        "name": NAME,
        "account": "Terlapor naik ke panggung deklarasi dan mengangkat tangan bersama pasangan calon.",
        **given,
    }
    case = begin(NeutralityCase(**values), by)
    if proof:
        file = attach(case, photo(f"{case.pk}.jpg"), by)
        CaseEvidence.objects.create(
            case=case, kind="photo", title="Terlapor di panggung", seen=values["occurred"], attachment=file, by=by
        )
    return case


def assess(case: NeutralityCase, by: Account, klass: str = "severe") -> Assessment:
    """By hand, as a person would."""
    from saksama.office.clock import now

    made: Assessment = Assessment.objects.create(
        case=case,
        facts="Terlapor hadir di panggung.\nTerlapor mengangkat tangan.",
        analysis="Kehadiran disertai dukungan aktif.",
        klass=klass,
        reason="Dukungan aktif di depan umum oleh pejabat.",
        legal_basis="SKB 2022 Lampiran II, disiplin angka 4; PP 94/2021",
        by=by,
        at=now(),
    )
    return made


def prepare(case: NeutralityCase, by: Account, **given: Any) -> Handover:
    """The draft of a letter to BKN."""
    values = {
        "body": "bkn",
        "addressee": "Kepala Badan Kepegawaian Negara",
        "addressee_place": "Jakarta",
        "number": f"12{case.pk}/PM.00.01/K.SS-09/09/2024",
        "dated": DAY,
        "answer_by": date(2024, 10, 3),
        "prepared_by": by,
        **given,
    }
    made: Handover = Handover.objects.create(case=case, **values)
    return made


def approve(case: NeutralityCase, by: Account) -> NeutralityCase:
    """The head's yes to what is waiting."""
    Approval.objects.get(object_id=case.pk, approved=None).decide(by, approved=True)
    found: NeutralityCase = NeutralityCase.objects.get(pk=case.pk)
    return found


@pytest.fixture(autouse=True)
def day(settings: Settings) -> None:
    """The second day of the campaign."""
    settings.TODAY = DAY


@pytest.fixture
def case(cast: Cast, oki: None) -> NeutralityCase:
    """Reported by Budi."""
    return make_case(cast.budi)


@pytest.fixture
def referred(cast: Cast, case: NeutralityCase) -> Callable[..., NeutralityCase]:
    """The case handed over, by all its steps; keywords change the letter."""

    def made(subject: NeutralityCase | None = None, klass: str = "severe", **letter: Any) -> NeutralityCase:
        found = move(subject or case, STEPS["verify"], cast.sari)
        assess(found, cast.sari, klass)
        found = move(found, STEPS["escalate"], cast.sari)
        prepare(found, cast.sari, **letter)
        move(found, STEPS["refer"], cast.sari)
        return approve(found, cast.dewi)

    return made
