"""Agencies from a table."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from saksama.office.agencies import actions
from saksama.office.agencies.forms import AgencyForm
from saksama.office.agencies.models import Agency
from saksama.office.records.intake import Intake, register_intake


def _agency(by: Any) -> Agency:
    return Agency(region=by.region)


AGENCIES = register_intake(
    Intake(
        "agencies",
        Agency,
        _("Agencies"),
        "agencies.manage",
        "agencies",
        AgencyForm,
        blank=_agency,
        written=actions.AGENCY_WRITTEN,
        changed=actions.AGENCY_CHANGED,
        natural=("short",),
        goes_out=True,
    )
)
