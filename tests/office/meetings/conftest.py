"""A meeting to test with: three days in Palembang, two sessions, the Dishub and Budi invited."""

from datetime import date, time
from typing import Any

import pytest

from saksama.office.accounts.models import Account
from saksama.office.agencies.models import Agency
from saksama.office.meetings.models import ActionItem, Invitee, Meeting, Session

DAY = date(2024, 9, 26)


def make_meeting(by: Account, **given: Any) -> Meeting:
    """Planned, in the regency."""
    values = {"theme": "Sinergitas", "region": "16.02", "day": DAY, "last_day": date(2024, 9, 28), "number": "098/x"}
    made: Meeting = Meeting.objects.create(by=by, **{**values, **given})
    Session.objects.create(meeting=made, day=DAY, begins=time(9), ends=time(12), title="Pembukaan")
    return made


def make_agency(*liaisons: Account) -> Agency:
    """The Dishub."""
    given = {"name": "Dinas Perhubungan", "head": "Kepala Dishub"}
    made: Agency = Agency.objects.get_or_create(region="16.02", short="Dishub", defaults=given)[0]
    made.liaisons.set(liaisons)
    return made


def invite(meeting: Meeting, agency: Agency) -> Invitee:
    """Puts an agency on the list."""
    return Invitee.objects.create(meeting=meeting, agency=agency, title=agency.head)


def make_item(meeting: Meeting, agency: Agency, by: Account, **given: Any) -> ActionItem:
    """Promised for the 30th."""
    values = {"text": "Daftar dermaga", "region": "16.02", "day": date(2024, 9, 30)}
    made: ActionItem = ActionItem.objects.create(meeting=meeting, agency=agency, by=by, **{**values, **given})
    return made


@pytest.fixture(autouse=True)
def day(settings: Any) -> None:
    """The first day of the meeting."""
    settings.TODAY = DAY
