"""Making the plan: for all places of a region at once, from a csv, or like another activity."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.text import slugify

from saksama.errors import InputError
from saksama.language import Text
from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import covers, level_of, parent_of
from saksama.office.dutyplan import actions
from saksama.office.dutyplan.models import TEAM_ROLES, Assignment
from saksama.office.election.models import Duty, Level, PollingStation, Region, Stage
from saksama.office.trail.record import record, record_many

CHUNK = 500
PLACE_OF_TPS = 5  # one deeper than a village


@dataclass(frozen=True)
class Spot:
    """Where something is to be supervised, by whom, from when until when."""

    region: str
    tps: str
    place: str
    begins: date
    until: date
    assignee: int | None = None
    team: str = ""


@dataclass(frozen=True)
class Outcome:
    """What planning has done."""

    made: int
    changed: int
    kept: int


@transaction.atomic
def plan(duty: Duty, spots: Iterable[Spot], by: Account, *, replacing: bool = False) -> Outcome:
    """Puts an activity on the plan at many places; what is planned already stays so unless it is to be replaced."""
    wanted = {(spot.region, spot.tps): spot for spot in spots}
    codes = {region for region, _tps in wanted}
    there = {
        (row.region, row.tps): row
        for row in Assignment.objects.select_for_update().filter(duty=duty).select_related("duty__stage")
        if row.region in codes
    }
    made = [_assignment(duty, spot, by) for key, spot in wanted.items() if key not in there]
    Assignment.objects.bulk_create(made, batch_size=CHUNK)
    changed = [row for key, row in there.items() if replacing and key in wanted and _takes_over(row, wanted[key])]
    for row in changed:
        row.save()
    # Each gets an entry: it may have come out of somebody's sight.
    record_many(by, ((actions.PLANNED, row, {"duty": duty.text_id}) for row in changed))
    if made or changed:
        details = {"duty": duty.text_id, "made": len(made), "changed": len(changed)}
        record(by, actions.PLANNED, region=by.region, details=details, label=duty.text_id)
    return Outcome(len(made), len(changed), len(wanted) - len(made) - len(changed))


def spots_of(region: str, level: int, begins: date, until: date, election: str) -> list[Spot]:
    """Every sub-district, village or TPS (level 3, 4, 5) of a region, each for its own supervisors."""
    villages = Region.objects.filter(code__within=region, level=min(level, Level.VILLAGE)).order_by("code")
    names = {row.code: row.name for row in villages}
    if level <= Level.VILLAGE:
        return [Spot(code, "", name, begins, until, team=code) for code, name in names.items()]
    stations = PollingStation.objects.filter(election=election, region__within=region)
    return [
        Spot(code, number, f"{names.get(code, code)}, TPS {number}", begins, until, team=code)
        for code, number in stations.order_by("region", "number").values_list("region", "number")
    ]


def given_to(spots: Iterable[Spot], who: str, account: Account | None) -> list[Spot]:
    """The same spots for the supervisors of the place ("place"), of its sub-district ("district"), or one account."""
    if who == "account" and account is not None:
        return [replace(spot, assignee=account.pk, team="") for spot in spots]
    if who == "district":
        return [
            replace(spot, team=parent_of(spot.region) if level_of(spot.region) == Level.VILLAGE else spot.region)
            for spot in spots
        ]
    return list(spots)


def like(source: Duty, within: str, begins: date, until: date) -> list[Spot]:
    """The places of another activity with those who do it there, for new dates."""
    return [
        Spot(row.region, row.tps, row.place, begins, until, row.assignee_id, row.team)
        for row in Assignment.objects.filter(duty=source, region__within=within)
    ]


def own_duty(stage: Stage, text: str, level: int, until: date) -> Duty:
    """An activity that the office adds to a stage; the same text again is the same activity."""
    key = f"own_{slugify(text).replace('-', '_')[:50]}"
    made, _is_new = Duty.objects.get_or_create(
        stage=stage,
        key=key,
        defaults={
            "level": min(level, Level.VILLAGE),
            "text_id": text[:200],
            "text_en": text[:200],
            "due": until,
            "own": True,
        },
    )
    return made


COLUMNS = ("kegiatan", "wilayah", "tps", "akun", "mulai", "sampai")


def read_csv(content: bytes, name: str, by: Account, election: str) -> list[tuple[Duty, Spot]]:
    """A plan written in a table: one row a place. All rows are good or none is taken.

    Raises:
        InputError: with the row and column of the first problem.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            Text("Berkas ini bukan teks UTF-8.", "This file is no UTF-8 text."),
            Text("Simpan sebagai “CSV UTF-8”.", "Save it as “CSV UTF-8”."),
            file=name,
        ) from error
    separator = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    reader = csv.DictReader(io.StringIO(text), delimiter=separator)
    headings = [str(each or "").strip().lower() for each in reader.fieldnames or []]
    lacking = [each for each in ("kegiatan", "wilayah", "sampai") if each not in headings]
    if lacking:
        raise InputError(
            Text(f"Kolom {', '.join(lacking)} tidak ada.", f"The column {', '.join(lacking)} is missing."),
            Text(f"Judul kolom: {', '.join(COLUMNS)}.", f"Headings: {', '.join(COLUMNS)}."),
            file=name,
            row=1,
        )
    reader.fieldnames = headings
    known = _Known(by, election)
    return [known.row(row, number, name) for number, row in enumerate(reader, start=2) if any(row.values())]


class _Known:
    """What a row may name."""

    def __init__(self, by: Account, election: str) -> None:
        self.by = by
        duties = Duty.objects.filter(stage__election=election, level__gte=Level.DISTRICT).select_related("stage")
        self.duties = {name.lower(): duty for duty in duties for name in (duty.key, duty.text_id, duty.text_en)}
        self.regions = {row.code: row for row in Region.objects.visible_to(by).filter(level__gte=Level.DISTRICT)}
        self.accounts = {
            each.username: each for each in Account.objects.visible_to(by).filter(is_active=True, role__in=TEAM_ROLES)
        }

    def row(self, row: dict[str, str], number: int, name: str) -> tuple[Duty, Spot]:
        """The duty and the place of one row."""

        def cell(column: str) -> str:
            return (row.get(column) or "").strip()

        def wrong(column: str, what: Text, remedy: Text) -> InputError:
            return InputError(what, remedy, file=name, row=number, column=column)

        duty = self.duties.get(cell("kegiatan").lower())
        if duty is None:
            raise wrong(
                "kegiatan",
                Text(f"Kegiatan “{cell('kegiatan')}” tidak dikenal.", f"No such activity: “{cell('kegiatan')}”."),
                Text("Salin namanya dari halaman Tahapan.", "Copy its name from the page Stages."),
            )
        region = self.regions.get(cell("wilayah"))
        if region is None:
            raise wrong(
                "wilayah",
                Text(f"“{cell('wilayah')}” bukan wilayah Anda.", f"“{cell('wilayah')}” is no region of yours."),
                Text("Tulis kode seperti 16.02.05.1001.", "Write a code such as 16.02.05.1001."),
            )
        tps = cell("tps")
        if tps and (not tps.isdecimal() or len(tps) > 3 or region.level != Level.VILLAGE):
            raise wrong(
                "tps",
                Text(f"“{tps}” bukan nomor TPS sebuah desa.", f"“{tps}” is no number of a TPS of a village."),
                Text("Tulis 1 sampai 999, atau kosongkan.", "Write 1 to 999, or leave it empty."),
            )
        account = self.accounts.get(cell("akun").lower())
        if cell("akun") and account is None:
            raise wrong(
                "akun",
                Text(f"Tidak ada akun “{cell('akun')}” yang terbuka.", f"No open account “{cell('akun')}”."),
                Text("Kosongkan bagi pengawas setempat.", "Leave it empty for the supervisors of the place."),
            )
        begins = _day(cell("mulai")) if cell("mulai") else duty.stage.begins
        until = _day(cell("sampai"))
        for column, day in (("mulai", begins), ("sampai", until)):
            if day is None:
                raise wrong(
                    column,
                    Text(f"“{cell(column)}” bukan tanggal.", f"“{cell(column)}” is no date."),
                    Text("Tulis seperti 2024-11-27.", "Write it like 2024-11-27."),
                )
        assert begins is not None and until is not None  # noqa: S101 - said above, for the type checker
        if begins > until:
            raise wrong(
                "sampai",
                Text(f"{until} sebelum {begins}.", f"{until} is before {begins}."),
                Text("Periksa kedua tanggalnya.", "Look at both dates."),
            )
        tps = tps.zfill(3) if tps else ""
        place = f"{region.name}, TPS {tps}" if tps else region.name
        team = "" if account else region.code
        return duty, Spot(region.code, tps, place, begins, until, account.pk if account else None, team)


def reaches(account: Account, spots: Iterable[Spot]) -> bool:
    """True if all places lie in the account's region."""
    return all(covers(account.region, spot.region) for spot in spots)


def _day(text: str) -> date | None:
    for form in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def _assignment(duty: Duty, spot: Spot, by: Account) -> Assignment:
    made = Assignment(duty=duty, stage=duty.stage, by=by, region=spot.region, tps=spot.tps)
    _takes_over(made, spot)
    made.search_text = " ".join(f"{made} {spot.place} {duty.text_id} {duty.text_en}".lower().split())
    return made


def _takes_over(row: Assignment, spot: Spot) -> bool:
    given = {"place": spot.place, "day": spot.begins, "until": spot.until, "assignee_id": spot.assignee}
    given["team"] = spot.team
    changes = {name: value for name, value in given.items() if getattr(row, name) != value}
    for name, value in changes.items():
        setattr(row, name, value)
    return bool(changes)
