"""Threats to test with."""

from datetime import date
from typing import Any

import pytest

from saksama.office.accounts.models import Account
from saksama.office.threats.models import Threat

DAY = date(2024, 9, 26)


@pytest.fixture(autouse=True)
def day(settings: Any) -> None:
    """A day of the campaign."""
    settings.TODAY = DAY


def make_threat(by: Account, **given: Any) -> Threat:
    """One in Kayu Agung, of low risk, unless told otherwise."""
    values = {
        "title": "Spanduk dirusak",
        "kind": "disturbance",
        "field": "politics",
        "region": "16.02.05",
        "day": DAY,
        "description": "Dua spanduk robek.",
        "likelihood": 2,
        "impact": 2,
    }
    threat: Threat = Threat.objects.create(by=by, **{**values, **given})
    return threat
