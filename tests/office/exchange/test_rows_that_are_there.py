"""Rows about records that are there: each record once, and nothing is found out by asking."""

import pytest

from saksama.office.exchange.models import Does, RowKey, Table
from tests.office.conftest import Cast
from tests.office.exchange.conftest import Hand, csv_of
from tests.office.neutrality.conftest import make_case
from tests.office.threats.conftest import make_threat

pytestmark = pytest.mark.django_db


def _does(table: Table) -> list[str]:
    return [row.does for row in table.rows.all()]


def test_a_record_stands_in_one_row_only(cast: Cast, hand_over: Hand) -> None:
    threat = make_threat(cast.sari)
    RowKey.objects.create(intake_key="threats", key="A1", object_id=threat.pk, region="16.02", by=cast.sari)
    rows = csv_of((f"saksama:{threat.pk}", "Baru"), ("A1", "Lain"), headings=("key", "title"))
    assert _does(hand_over(cast.sari, "threats", rows, updates="yes")) == [Does.CHANGE, Does.WRONG]


def test_a_name_is_not_found_out_by_asking_whether_it_is_the_same(cast: Cast, hand_over: Hand) -> None:
    case = make_case(cast.sari, name="Anu bin Anu")
    for name in ("Anu bin Anu", "Orang lain"):
        row = csv_of((f"saksama:{case.pk}", name), headings=("key", "name"))
        assert _does(hand_over(cast.budi, "neutrality", row, updates="yes")) == [Does.WRONG]
