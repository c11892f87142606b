"""The demonstration office: made-up people at work in a made-up autumn. `make demo` ends with it running.

A room that has something to show keeps `demo.py` with one function:

    def fill(office: Office) -> None:
        for number, village in enumerate(office.villages("16.02.05")):
            Report.objects.create(region=village.code, by=office.people["pkd"], day=office.days_ago(number), …)

The runner calls the rooms in the order of INSTALLED_APPS, each once and in a transaction: what fails leaves nothing,
and the next `make demo` tries again. What earlier rooms made is in the database. A `fill` must not ask for the real
date (`office.today`) nor for real chance (`office.chance`), and takes no record of a real person.
"""

import json
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts import second_factor
from saksama.office.accounts.access import Role
from saksama.office.accounts.actions import ACCOUNT_CREATED
from saksama.office.accounts.models import Account
from saksama.office.actions import DEMONSTRATION_FILLED
from saksama.office.election.boundary_file import load_boundaries
from saksama.office.election.models import Boundary, Level, Region
from saksama.office.election.region_file import load_regions
from saksama.office.election.stage_file import load_election
from saksama.office.rolls.models import ListVersion
from saksama.office.trail.models import Entry
from saksama.office.trail.record import record
from saksama.reference.files import FOLDER as REFERENCE
from saksama.rolls.engine import Progress, no_progress

TODAY = date(2024, 9, 26)  # the campaign has begun, the DPT is set and posted, moved voters are registered
REGION = "16.02"
ELECTION = "pilkada-2024"
PASSWORD = "peragaan saksama"  # noqa: S105 - everybody's, printed and shown: there is nothing real to protect


@dataclass(frozen=True)
class Person:
    """Somebody of the demonstration. `try_this`: what a visitor sees best as this person; only for one of each role."""

    name: str
    role: Role
    region: str
    try_this: str | Promise = ""


PEOPLE: dict[str, Person] = {
    "staf": Person(
        "Sari Wulandari",
        Role.STAFF,
        REGION,
        _("Look at the findings of the DPT, choose those that are confirmed, and write a recommendation to KPU."),
    ),
    "ketua": Person(
        "Dewi Anggraini", Role.HEAD, REGION, _("Approve what staff has drafted, and read the audit trail.")
    ),
    "panwascam": Person(
        "Budi Santoso", Role.DISTRICT, "16.02.05", _("Review the findings of Kayu Agung, many at a time by keyboard.")
    ),
    "pkd": Person(
        "Eko Prasetyo",
        Role.VILLAGE,
        "16.02.05.2019",
        _("On the phone: confirm a finding of the own village with a photo."),
    ),
    "kejari": Person("Intan Permata", Role.PROSECUTOR, REGION, _("Keep the election post's log and the threat map.")),
    "kpu": Person("Kurnia Utama", Role.KPU, REGION, _("Answer the recommendations record by record.")),
    "dishub": Person("Dian Kusuma", Role.AGENCY, REGION, _("See the invitations and the action items of an agency.")),
    "admin": Person("Adi Nugroho", Role.ADMINISTRATOR, REGION, _("Make accounts and invite people.")),
    # Where a second person is needed: to approve, to be in another place, to answer for another agency.
    "staf2": Person("Rina Marlina", Role.STAFF, REGION),
    "panwascam2": Person("Cici Paramida", Role.DISTRICT, "16.02.13"),
    "pkd2": Person("Yusuf Hidayat", Role.VILLAGE, "16.02.13.2011"),
    "kesbangpol": Person("Hendra Gunawan", Role.AGENCY, REGION),
}
SHOWN = [name for name, person in PEOPLE.items() if person.try_this]


@dataclass(frozen=True)
class Office:
    """What a room's `fill` works with."""

    files: Path  # folder of `saksama demo`: dps/, dpt/, registers, kebenaran/ (the planted truth)
    people: Mapping[str, Account]  # by account name, see PEOPLE
    today: date = TODAY
    region: str = REGION
    election: str = ELECTION
    chance: random.Random = field(default_factory=lambda: random.Random(2024))  # noqa: S311 - to be repeatable
    progress: Progress = no_progress

    @property
    def lists(self) -> dict[str, ListVersion]:
        """The lists and registers that are loaded, the newest of each kind: "DPS", "DPT", "DPK", "DEATHS" …"""
        rows = ListVersion.objects.filter(region=self.region, read_at__isnull=False).order_by("pk")
        return {str(each.kind): each for each in rows}

    def days_ago(self, days: int) -> date:
        """That many days before the demonstration's today."""
        return self.today - timedelta(days=days)

    def sub_districts(self) -> list[Region]:
        """The 18 kecamatan."""
        return list(Region.objects.filter(code__within=self.region, level=Level.DISTRICT))

    def villages(self, within: str = REGION) -> list[Region]:
        """The villages of the regency, or of one sub-district."""
        return list(Region.objects.filter(code__within=within, level=Level.VILLAGE))

    def position(self, code: str) -> tuple[float, float]:
        """Latitude and longitude of some place in the middle of a region, a little elsewhere each time."""
        around = (code, ".".join(code.split(".")[: Level.DISTRICT]))
        geometry = json.loads(Boundary.objects.filter(region__in=around).latest("region").geometry)
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        points = max((rings[0] for rings in polygons), key=len)
        middle = [sum(point[axis] for point in points) / len(points) for axis in (1, 0)]
        latitude, longitude = (round(each + self.chance.uniform(-0.02, 0.02), 6) for each in middle)
        return latitude, longitude


def build(files: Path, *, progress: Progress = no_progress, say: Callable[[str], None] = print) -> Office:
    """Fills the database with the demonstration; what an earlier run has finished stays as it is."""
    if not Region.objects.filter(code=REGION).exists():
        say("Wilayah dan batas / regions and boundaries")
        load_regions(REFERENCE / "oki_regions.csv", progress)
        load_boundaries(REFERENCE / "oki_kecamatan.geojson", progress)
    load_election(ELECTION)
    office = Office(files=files, people={name: _account(name, person) for name, person in PEOPLE.items()})
    for room, fill in fillers():
        if _is_filled(room):
            continue
        say(f"{room} …")
        with transaction.atomic():
            fill(Office(files=files, people=office.people, progress=progress))
            record("system", DEMONSTRATION_FILLED, region=REGION, label=room)
    return office


def fillers() -> list[tuple[str, Callable[[Office], None]]]:
    """Each room that has a `demo.py`, with its `fill`."""
    rooms = [each for each in apps.get_app_configs() if each.name.startswith("saksama.office.")]
    return [(each.label, import_module(f"{each.name}.demo").fill) for each in rooms if find_spec(f"{each.name}.demo")]


def _is_filled(room: str) -> bool:
    return Entry.objects.filter(action=DEMONSTRATION_FILLED.code, object_label=room).exists()


def _account(username: str, person: Person) -> Account:
    account = Account.objects.filter(username=username).first()
    if account is None:
        account = Account(username=username, name=person.name, role=person.role, region=person.region)
        account.email = f"{username}@contoh.example"  # reserved for examples: nobody can be written to (RFC 2606)
        account.set_password(PASSWORD)
        account.full_clean()
        with transaction.atomic():
            account.save()
            if account.lacks_second_factor:
                second_factor.set_up(account, second_factor.new_secret(), 0)
            record("system", ACCOUNT_CREATED, account, details={"role": person.role})
    return account
