"""The audit trail: whole, append-only, without personal numbers, and one chain however many write at once."""

import threading
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saksama.office.accounts.models import Account
from saksama.office.trail import triggers
from saksama.office.trail.actions import Action, declare
from saksama.office.trail.models import GENESIS, Entry, NoChange
from saksama.office.trail.record import record
from saksama.office.trail.verify import verify
from tests.office.conftest import Cast

SEEN = declare("test.seen", "Seen")


def three_entries(cast: Cast) -> list[Entry]:
    with transaction.atomic():
        return [record(cast.sari, SEEN, cast.budi, details={"rows": rows}) for rows in (1, 2, 3)]


def tamper(statement: str) -> None:
    """What somebody with the database's password and bad intentions does."""
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement)
    triggers.install(connection)


def test_an_entry_says_who_what_where_and_follows_the_one_before(cast: Cast) -> None:
    first, second, third = three_entries(cast)
    assert (third.number, third.actor, third.object_type, third.object_id) == (
        first.number + 2,
        "sari",
        "accounts.account",
        str(cast.budi.pk),
    )
    assert (third.region, third.details, third.previous) == ("16.02.05", {"rows": 3}, second.hash)
    assert first.previous == GENESIS


def test_the_chain_is_whole_after_reading_it_back(cast: Cast) -> None:
    last = three_entries(cast)[-1]
    verdict = verify()
    assert (verdict.whole, verdict.entries, verdict.last_hash) == (True, 3, last.hash)


@pytest.mark.parametrize(
    ("statement", "broken_at", "reason"),
    [
        ("UPDATE trail_entry SET details_text = '{}' WHERE number = 2", 2, "changed"),
        ("UPDATE trail_entry SET actor = 'budi' WHERE number = 1", 1, "changed"),
        ("DELETE FROM trail_entry WHERE number = 2", 2, "missing"),
        ("DELETE FROM trail_entry WHERE number = 3", 3, "head"),
        ("DELETE FROM trail_entry WHERE number = 1", 1, "missing"),
    ],
)
def test_every_tampering_is_found_and_its_place_named(cast: Cast, statement: str, broken_at: int, reason: str) -> None:
    three_entries(cast)
    tamper(statement)
    verdict = verify()
    assert (verdict.broken_at, verdict.reason) == (broken_at, reason)
    with pytest.raises(CommandError, match=f"broken at entry {broken_at}"):
        call_command("verify_trail")


def test_an_entry_put_in_with_a_hash_of_its_own_does_not_fit_into_the_chain(cast: Cast) -> None:
    three_entries(cast)
    forged = Entry.objects.get(number=2)
    forged.details_text = '{"rows":200}'
    values = f"details_text = '{forged.details_text}', hash = '{forged.computed_hash()}'"
    tamper(f"UPDATE trail_entry SET {values} WHERE number = 2")
    assert (verify().broken_at, verify().reason) == (3, "chain")


def test_the_command_prints_the_number_of_entries_and_the_last_hash(cast: Cast) -> None:
    last = three_entries(cast)[-1]
    printed = StringIO()
    call_command("verify_trail", stdout=printed)
    assert "3" in printed.getvalue()
    assert last.hash in printed.getvalue()


def test_the_model_refuses_to_change_and_to_delete(cast: Cast) -> None:
    entry = three_entries(cast)[0]
    with pytest.raises(NoChange):
        entry.save()
    with pytest.raises(NoChange):
        entry.delete()
    with pytest.raises(NoChange):
        Entry.objects.all().delete()
    with pytest.raises(NoChange):
        Entry.objects.update(actor="nobody")


@pytest.mark.parametrize("statement", ["UPDATE trail_entry SET actor = 'x'", "DELETE FROM trail_entry"])
def test_the_database_refuses_it_too(cast: Cast, statement: str) -> None:
    three_entries(cast)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert verify().whole


def test_change_and_entry_fall_together(cast: Cast) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(cast.sari, SEEN, cast.budi)
        raise ZeroDivisionError
    assert (Entry.objects.count(), verify().whole) == (0, True)


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="outside a transaction"):
        record(None, SEEN)


def test_an_action_nobody_declared_is_refused(cast: Cast) -> None:
    with pytest.raises(ValueError, match="not declared"):
        record(cast.sari, Action("test.made_up", "Made up"))
    with pytest.raises(ValueError, match="twice"):
        declare("test.seen", "Seen again")


@pytest.mark.parametrize("number", ["1602054107990003", "1602************", "160205****990003"])
def test_no_nik_gets_in_masked_or_not(cast: Cast, number: str) -> None:
    with pytest.raises(ValueError, match="no NIK"):
        record(cast.sari, SEEN, details={"nik": number})
    with pytest.raises(ValueError, match="no NIK"):
        record(cast.sari, SEEN, label=f"voter {number}")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    details=st.dictionaries(
        st.text(max_size=8),
        st.one_of(
            st.integers(),
            st.booleans(),
            st.none(),
            st.text(max_size=12),
            st.floats(allow_nan=False, allow_infinity=False),
        ),
    ),
    label=st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=250),
)
def test_whatever_is_written_the_hash_comes_out_again_from_the_database(
    db: None, details: dict[str, object], label: str
) -> None:
    try:
        with transaction.atomic():
            entry = record("system", SEEN, label=label, details=details)
    except ValueError:
        return  # looks like a NIK, or is no text a database takes
    stored = Entry.objects.get(number=entry.number)
    assert stored.computed_hash() == stored.hash == entry.hash


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_make_one_chain() -> None:
    writers, each = 8, 12
    failures: list[BaseException] = []

    def write(writer: int) -> None:
        try:
            for row in range(each):
                with transaction.atomic():
                    record(f"writer{writer}", SEEN, details={"row": row})
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    verdict = verify()
    assert (verdict.whole, verdict.entries) == (True, writers * each)


def test_the_page_shows_only_entries_of_the_own_region(cast: Cast, login: Callable[[Account], Client]) -> None:
    with transaction.atomic():
        record("sari", SEEN, region="16.02.05", label="in Kayu Agung")
        elsewhere = record("somebody", SEEN, region="16.71", label="in Palembang")
    browser = login(cast.dewi)
    page = browser.get("/trail/").text
    assert "in Kayu Agung" in page
    assert "in Palembang" not in page
    assert browser.get(f"/trail/{elsewhere.number}/").status_code == 404


def test_the_list_is_filtered_by_account_action_and_day(cast: Cast, login: Callable[[Account], Client]) -> None:
    with transaction.atomic():
        entry = record("budi", SEEN, region="16.02.05", label="mark of budi")
        record("cici", SEEN, region="16.02.13", label="mark of cici")
    browser = login(cast.dewi)
    by_actor = browser.get("/trail/", {"actor": "Budi "}).text
    assert "mark of budi" in by_actor
    assert "mark of cici" not in by_actor
    assert "mark of budi" not in browser.get("/trail/", {"action": "accounts.logged_in"}).text
    day = entry.at.date().isoformat()
    assert "mark of budi" not in browser.get("/trail/", {"until": "2000-01-01"}).text
    assert "mark of budi" in browser.get("/trail/", {"since": day}).text


def test_a_page_of_the_trail_costs_the_same_few_queries_however_long_it_is(
    cast: Cast, login: Callable[[Account], Client], django_assert_max_num_queries: Callable[..., object]
) -> None:
    with transaction.atomic():
        for row in range(120):
            record("budi", SEEN, region="16.02.05", details={"row": row})
    browser = login(cast.dewi)
    browser.get("/trail/")
    with django_assert_max_num_queries(5):  # type: ignore[attr-defined]
        assert "1–50 dari 120" in browser.get("/trail/").text


def test_the_days_last_hash_is_that_of_the_last_entry_and_showing_it_is_an_entry(
    cast: Cast, login: Callable[[Account], Client]
) -> None:
    last = three_entries(cast)[-1]
    day = last.at.astimezone().date()
    assert f"/trail/seal/{day.isoformat()}/" in login(cast.dewi).get("/trail/").text
    answer = login(cast.dewi).get(f"/trail/seal/{day.isoformat()}/")
    assert last.hash in answer.text
    assert Entry.objects.order_by("-number")[0].action == "trail.seal_shown"
    assert login(cast.dewi).get("/trail/seal/2024-13-40/").status_code == 404
