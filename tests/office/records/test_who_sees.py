"""Who may be told of a record: those who see it, asked in few queries however many accounts there are."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from saksama.office.accounts.access import Role
from saksama.office.accounts.models import Account
from saksama.office.records.models import record as of_records
from saksama.office.records.models.record import accounts_that_see
from tests.office.conftest import Cast
from tests.office.neutrality.conftest import make_case
from tests.office.threats.conftest import make_threat


def many_supervisors(number: int) -> None:
    """Of sub-districts all over the regency."""
    Account.objects.bulk_create(
        Account(
            username=f"panwascam{each}",
            name="x",
            role=Role.DISTRICT,
            region=f"16.02.{each % 18 + 1:02d}",
            is_active=True,
        )
        for each in range(number)
    )


def one_by_one(record: Any) -> set[Account]:
    """The same, asked for each account alone."""
    rows = type(record).objects
    return {
        each for each in Account.objects.filter(is_active=True) if rows.visible_to(each).filter(pk=record.pk).exists()
    }


def test_they_are_those_who_find_it_on_their_pages(cast: Cast, oki: None) -> None:
    many_supervisors(40)
    ours = (
        make_threat(cast.budi),
        make_threat(cast.budi, classification="restricted"),
        make_threat(cast.intel, region="16.02", classification="secret"),
        make_case(cast.eko),
    )
    for each in ours:
        found = accounts_that_see(each)
        assert len(found) == len(set(found))
        assert set(found) == one_by_one(each)
    assert cast.budi in accounts_that_see(ours[0])
    assert cast.dishub not in accounts_that_see(ours[0])


@pytest.mark.parametrize(("accounts", "queries"), [(1, 2), (150, 2), (450, 4)])
def test_in_few_queries(
    cast: Cast, oki: None, django_assert_max_num_queries: DjangoAssertNumQueries, accounts: int, queries: int
) -> None:
    threat = make_threat(cast.budi)
    many_supervisors(accounts)
    with django_assert_max_num_queries(queries):
        found = accounts_that_see(threat)
    assert len([each for each in found if each.username.startswith("panwascam")]) == sum(
        number % 18 + 1 == 5 for number in range(accounts)
    )


def test_that_a_query_is_full_leaves_nobody_out(cast: Cast, oki: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_records, "ACCOUNTS_A_QUERY", 3)
    threat = make_threat(cast.budi)
    many_supervisors(20)
    assert set(accounts_that_see(threat)) == one_by_one(threat)
