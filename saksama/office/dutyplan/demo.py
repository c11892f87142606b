"""A made-up plan of September 2024: the DPT to be posted everywhere, the campaign watched, a few villages forgotten."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from saksama.office.accounts.access import Role
from saksama.office.accounts.actions import ACCOUNT_CREATED
from saksama.office.accounts.models import Account
from saksama.office.demonstration import Office
from saksama.office.dutyplan.models import Assignment
from saksama.office.dutyplan.planning import own_duty, plan, spots_of
from saksama.office.election.models import Duty, DutyDone, Level, Stage
from saksama.office.trail.record import record

WITHOUT_SUPERVISOR = 7  # villages whose PKD has resigned
FORGOTTEN = ("16.02.14", "16.02.26")  # kecamatan in which nobody has planned the posting
SHARE_DONE = 0.82
NOTES = ("DPT ditempel di balai desa.", "Ditempel di balai desa dan pos ronda.", "Terpasang, mudah dibaca.", "")


def fill(office: Office) -> None:
    """Supervisors everywhere but in a few villages, and their duties: done, late, to come."""
    _supervisors(office)
    staff = office.people["staf"]
    for key in ("dps_posted_seen", "dpt_posted_seen", "voting_watch"):
        duty = Duty.objects.filter(stage__election=office.election, key=key).select_related("stage").first()
        if duty is not None:
            spots = spots_of(office.region, duty.level, min(duty.stage.begins, duty.due), duty.due, office.election)
            if key == "dpt_posted_seen":
                spots = [spot for spot in spots if spot.region[:8] not in FORGOTTEN]
            plan(duty, spots, staff)
    for key in ("dptb_wide_watch", "campaign_watch"):
        duty = Duty.objects.filter(stage__election=office.election, key=key).select_related("stage").first()
        if duty is not None:
            plan(duty, spots_of(office.region, Level.DISTRICT, duty.stage.begins, duty.due, office.election), staff)
    campaign = Stage.objects.filter(election=office.election, key="campaign").first()
    if campaign is not None:
        own = own_duty(campaign, "Data alat peraga kampanye di tempat terlarang", Level.VILLAGE, office.today)
        plan(own, spots_of("16.02.05", Level.VILLAGE, campaign.begins, max(campaign.begins, office.today), ""), staff)
    for row in Assignment.objects.filter(until__lt=office.today, assignee=None).select_related("duty__stage"):
        is_manned = Account.objects.filter(region=row.region, is_active=True).exists()
        if is_manned and office.chance.random() < SHARE_DONE:
            _done(office, row)
    mine = office.people["pkd"].region
    DutyDone.objects.filter(region=mine, duty__key="dpt_posted_seen").delete()  # the visitor finds one late


def _done(office: Office, row: Assignment) -> None:
    """Ticked by its supervisor within the days it was due, some later."""
    by = Account.objects.filter(region=row.region, is_active=True).first() or office.people["staf"]
    tick = row.tick(by, office.chance.choice(NOTES) if "posted" in row.duty.key else "")
    day = min(row.day + timedelta(days=office.chance.randrange(8)), office.today - timedelta(days=1))
    at = timezone.make_aware(datetime.combine(day, time(office.chance.randrange(7, 20), office.chance.randrange(60))))
    DutyDone.objects.filter(pk=tick.pk).update(at=at)


def _supervisors(office: Office) -> None:
    """An account for every supervisor, named by the office held; nobody can log in with it."""
    taken = set(Account.objects.values_list("region", flat=True))
    villages = [each for each in office.villages() if each.code not in taken]
    vacant = {each.code for each in office.chance.sample(villages, min(WITHOUT_SUPERVISOR, len(villages)))}
    made = []
    for place in [*office.sub_districts(), *villages]:
        if place.code in taken or place.code in vacant:
            continue
        is_village = place.level == Level.VILLAGE
        account = Account(
            username=f"{'pkd' if is_village else 'panwascam'}-{place.code}",
            name=f"{'PKD' if is_village else 'Panwascam'} {place.name}",
            role=Role.VILLAGE if is_village else Role.DISTRICT,
            region=place.code,
        )
        account.set_unusable_password()
        made.append(account)
    Account.objects.bulk_create(made)
    record("system", ACCOUNT_CREATED, region=office.region, details={"accounts": len(made)}, label="PKD, Panwascam")
