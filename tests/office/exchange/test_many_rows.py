"""Ten thousand rows are checked within seconds: nothing is asked of the database for each."""

from typing import Any

import pytest

from saksama.office.exchange.models import Does, RowKey
from saksama.office.exchange.writing import carry_out, check
from saksama.office.threats.models import Threat
from saksama.office.trail.models import Entry
from saksama.rolls.engine import no_progress
from tests.office.conftest import Cast
from tests.office.exchange.conftest import Hand, csv_of

pytestmark = pytest.mark.django_db
ROWS = {
    "threats": {
        "title": "Massa", "kind": "threat", "field": "security", "region": "16.02.05", "day": "2024-09-20",
        "description": "Sekitar 40 orang.",
    },
    "posko": {"title": "Apel", "region": "16.02", "day": "2024-09-20", "starts": "09:00", "result": "Lancar."},
    "violations": {
        "event": "Uang", "occurred": "2024-09-20", "known": "2024-09-21", "received": "2024-09-22 10:00",
        "kind": "crime", "account": "Amplop.", "reporter_name": "Ani", "reported_name": "Anu",
    },
    "fieldwork": {"region": "16.02.05.1001", "day": "2024-09-20", "place": "Balai desa"},
}  # fmt: skip


def _many(key: str, number: int) -> bytes:
    row = ROWS[key]
    return csv_of(*[(f"{key}{place}", *row.values()) for place in range(number)], headings=("key", *row))


@pytest.mark.parametrize("key", ROWS)
def test_many_rows_are_checked_with_as_many_queries_as_few(
    key: str, cast: Cast, hand_over: Hand, django_assert_max_num_queries: Any
) -> None:
    table = hand_over(cast.sari, key, _many(key, 60))
    assert [row.does for row in table.rows.all()] == [Does.NEW] * 60, table.rows.all()[0].problems
    with django_assert_max_num_queries(30):
        check(table, no_progress)


def test_writing_takes_an_insert_for_each_row_and_little_more(
    cast: Cast, hand_over: Hand, django_assert_max_num_queries: Any
) -> None:
    table = hand_over(cast.sari, "threats", _many("threats", 60))
    steps: list[str] = []
    with django_assert_max_num_queries(60 * 2 + 50):  # the second asks for the rules of early warning
        carry_out(table, lambda what, done, total: steps.append(what.en))
    assert Threat.objects.count() == Entry.objects.filter(action="threats.written").count() == 60
    assert steps[-1] == "Writing rows"
    assert dict(table.rows.values_list("number", "object_id")) == {
        int(each.key.removeprefix("threats")) + 2: each.object_id for each in RowKey.objects.all()
    }
