"""A list of a few voters, the DPK of the last election, and a search that is done."""

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone

from saksama.office.accounts.models import Account
from saksama.office.jobs.worker import run_next
from saksama.office.residue.models import Residue
from saksama.office.rolls.models import ListVersion, Status
from saksama.rolls import ROLL_COLUMNS, Engine
from tests.office.conftest import Cast
from tests.rolls.test_compare import voter

JUA_JUA = "16.02.05.1001"
LISTED = range(30)
DPK = (3, 5, 8, 40, 41, 42)  # three of them are in the list


def register(kind: str, by: Account) -> ListVersion:
    """A list version that is read, its folder made, without its file."""
    version: ListVersion = ListVersion.objects.create(
        kind=kind,
        name="uji",
        region="16.02",
        election="pilkada-2024",
        by=by,
        status=Status.READ,
        read_at=timezone.now(),
    )
    version.folder.mkdir(parents=True, exist_ok=True)
    return version


def load(kind: str, by: Account, people: list[dict[str, object]]) -> ListVersion:
    """A list version with its Parquet file, as the reading leaves it."""
    version = register(kind, by)
    columns = ", ".join(f"{name} {kind}" for name, kind in ROLL_COLUMNS.items())
    with Engine(threads=1) as engine:
        engine.run(f"CREATE TABLE roll ({columns})")
        for number, person in enumerate(people):
            said = {"record": number, "source_file": f"{kind}.csv", "source_row": number + 2, **person}
            marks = ", ".join("?" for _ in ROLL_COLUMNS)
            engine.connection.execute(f"INSERT INTO roll VALUES ({marks})", [said.get(name) for name in ROLL_COLUMNS])
        engine.run("COPY roll TO ? (FORMAT parquet)", [str(version.roll)])
    return version


@pytest.fixture
def lists(cast: Cast, oki: None) -> dict[str, ListVersion]:
    """DPT and DPK, without NIK and KK as the office gets them."""
    nobody = {"nik": None, "nkk": None}
    return {
        "DPT": load("DPT", cast.sari, [voter(number, **nobody) for number in LISTED]),
        "DPK": load("DPK", cast.sari, [voter(number, **nobody) for number in DPK]),
    }


@pytest.fixture
def searched(cast: Cast, lists: dict[str, ListVersion], login: Callable[..., object]) -> Residue:
    """Sari has the DPT searched for the DPK; the worker has done it."""
    asked = {"version": lists["DPT"].pk, "dpk": lists["DPK"].pk, "with_reported": "on", "with_coklit": "on"}
    answer = login(cast.sari).post("/residue/new/", {**asked, "claim": "Semua sudah dimasukkan."})  # type: ignore[attr-defined]
    assert answer.status_code == 302, answer.context["form"].errors
    assert run_next()
    residue: Residue = Residue.objects.get()
    assert residue.done_at is not None, residue.job and residue.job.error
    return residue


def somebody_missing(number: int) -> dict[str, str]:
    """The form of a report of one of the people of the lists."""
    person = voter(number)
    born: date = person["birthdate"]  # type: ignore[assignment]
    return {
        "name": str(person["name"]),
        "birthplace": "Kayuagung",
        "birthdate": born.isoformat(),
        "sex": str(person["sex"]),
        "address": str(person["address"]),
        "rt": "1",
        "region": JUA_JUA,
        "channel": "citizen",
        "day": "2024-09-20",
    }
