"""An entry needs little typing, is written once however often it is sent, and is seen by its own post."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from saksama.office.accounts.models import Account
from saksama.office.posko.models import LogEntry
from saksama.office.records.models import Attachment
from saksama.office.trail.models import Entry
from tests.office.conftest import Cast
from tests.office.posko.conftest import DAY, photo

Login = Callable[[Account], Client]
Write = Callable[..., LogEntry]


def _filled(client: Client, address: str = "/posko/new/", **changes: object) -> dict[str, Any]:
    """What the form sends if only `changes` are typed."""
    form = client.get(address).context["form"]
    values = {bound.name: bound.value() for bound in form if bound.value() not in (None, "")}
    values.pop("photos", None)
    return {**values, **changes}


def test_only_what_happened_has_to_be_typed(cast: Cast, oki: None, login: Login) -> None:
    client = login(cast.intel)
    answer = client.post("/posko/new/", _filled(client, title="Pleno DPT"))
    made = LogEntry.objects.get()
    assert answer["Location"] == f"/posko/{made.pk}/"
    assert (made.title, made.post, made.status, made.day, made.region) == (
        "Pleno DPT",
        "prosecutors",
        "recorded",
        DAY,
        "16.02",
    )
    assert made.stage.key == "campaign"
    assert made.starts is not None
    assert Entry.objects.filter(action="posko.entry_written", object_id=str(made.pk)).exists()


def test_the_same_form_sent_twice_is_one_entry(cast: Cast, oki: None, login: Login) -> None:
    client = login(cast.budi)
    filled = _filled(client, title="Kampanye")
    for _ in range(2):
        assert client.post("/posko/new/", filled).status_code == 302
    assert LogEntry.objects.count() == 1


def test_place_and_organiser_of_the_last_entry_are_there_already(cast: Cast, write: Write, login: Login) -> None:
    write(cast.sari, region="16.02.05", place="Aula kecamatan", organiser="bawaslu")
    given = _filled(login(cast.sari))
    assert (given["region"], given["place"], given["organiser"]) == ("16.02.05", "Aula kecamatan", "bawaslu")


def test_yesterdays_entry_is_copied_for_today_with_everything_but_what_happened(
    cast: Cast, write: Write, login: Login
) -> None:
    old = write(cast.intel, day=DAY - timedelta(days=1), starts=time(9), agencies="KPU", result="Selesai.")
    client = login(cast.intel)
    assert "Rapat pleno" in client.get("/posko/new/").text
    given = _filled(client, f"/posko/new/?copy={old.pk}")
    assert (given["title"], given["day"], given["starts"], given["agencies"]) == ("Rapat pleno", DAY, time(9), "KPU")
    assert "result" not in given


def test_nothing_today_is_said_once_with_one_tap(cast: Cast, oki: None, login: Login) -> None:
    client = login(cast.budi)
    for _ in range(2):
        client.post("/posko/nothing/")
    said = LogEntry.objects.get()
    assert (said.is_nil, said.region, said.day, said.status) == (True, "16.02.05", DAY, "recorded")
    assert "Nihil hari ini" not in client.get("/posko/").text
    with pytest.raises(IntegrityError), transaction.atomic():
        LogEntry.objects.create(
            title="Nihil", by=cast.budi, post="bawaslu", region="16.02.05", day=DAY, is_nil=True, key="other"
        )


def test_that_there_was_nothing_stays_said_of_its_place_and_day(cast: Cast, write: Write, login: Login) -> None:
    write(cast.budi, is_nil=True, day=DAY - timedelta(days=1))
    client = login(cast.budi)
    client.post("/posko/nothing/")
    said = LogEntry.objects.get(day=DAY)
    page = f"/posko/{said.pk}/edit/"
    filled = _filled(client, page, day=DAY - timedelta(days=1), region="16.02.05.1001", problems="Hujan lebat")
    assert client.post(page, filled).status_code == 302
    said.refresh_from_db()
    assert (said.day, said.region, said.problems) == (DAY, "16.02.05", "Hujan lebat")


def test_who_moves_to_another_sub_district_says_nothing_there_too(cast: Cast, oki: None, login: Login) -> None:
    client = login(cast.budi)
    client.post("/posko/nothing/")
    Account.objects.filter(pk=cast.budi.pk).update(region="16.02.13")
    assert client.post("/posko/nothing/").status_code == 302
    assert set(LogEntry.objects.values_list("region", flat=True)) == {"16.02.05", "16.02.13"}


def test_days_without_anything_do_not_hide_what_happened(cast: Cast, write: Write, login: Login) -> None:
    browser = login(cast.budi)
    browser.post("/posko/nothing/")
    write(cast.budi, title="Rapat PPK")
    titles = {
        query: sorted(row.title for row in browser.get(f"/posko/{query}").context["rows"]) for query in ("", "?nil=1")
    }
    assert titles == {"": ["Rapat PPK"], "?nil=1": ["Nihil", "Rapat PPK"]}


def test_a_month_shows_four_entries_of_a_day_and_first_what_was_not_calm(
    cast: Cast, write: Write, login: Login
) -> None:
    for hour in range(8, 14):
        write(cast.budi, title=f"Kegiatan {hour}", starts=time(hour), situation="disturbed" if hour == 13 else "calm")
    browser = login(cast.budi)
    month, week = browser.get("/posko/calendar/").text, browser.get("/posko/calendar/?view=week").text
    assert [hour for hour in range(8, 14) if f"Kegiatan {hour}" in month] == [8, 9, 10, 13]
    assert "2 lagi" in month
    assert [hour for hour in range(8, 14) if f"Kegiatan {hour}" in week] == [8, 9, 10, 11, 12, 13]


def test_each_post_sees_its_own_and_what_the_other_has_published(cast: Cast, write: Write, login: Login) -> None:
    theirs, ours = write(cast.intel, title="Lapinhar"), write(cast.sari, title="Uji petik")
    assert list(LogEntry.objects.visible_to(cast.intel)) == [theirs]
    assert list(LogEntry.objects.visible_to(cast.dewi)) == [ours]
    assert login(cast.sari).get(f"/posko/{theirs.pk}/").status_code == 404
    assert login(cast.sari).get(f"/posko/{theirs.pk}/edit/").status_code == 404
    assert "Lapinhar" not in login(cast.sari).get("/search/?q=lapinhar").text


def test_a_sub_district_sees_and_writes_only_its_own(cast: Cast, write: Write, login: Login) -> None:
    here, there = write(cast.budi), write(cast.cici)
    assert list(LogEntry.objects.visible_to(cast.budi)) == [here]
    assert login(cast.budi).get(f"/posko/{there.pk}/edit/").status_code == 404
    client = login(cast.budi)
    answer = client.post("/posko/new/", _filled(client, title="x", region="16.02.13"))
    assert answer.status_code == 200
    assert "region" in answer.context["form"].errors


def test_photos_are_kept_as_they_came(cast: Cast, oki: None, login: Login) -> None:
    client = login(cast.intel)
    client.post("/posko/new/", {**_filled(client, title="Pleno"), "photos": [photo(), photo("dua.jpg")]})
    entry = LogEntry.objects.get()
    assert Attachment.objects.filter(object_id=entry.pk).count() == 1  # the same picture twice is one
    assert client.get(f"/posko/{entry.pk}/").status_code == 200


def test_what_does_not_fit_is_said_at_its_field(cast: Cast, oki: None, login: Login) -> None:
    client = login(cast.intel)
    filled = _filled(client, title="", starts="10:00", ends="09:00", result="NIK 1602055707840001")
    form = client.post("/posko/new/", filled).context["form"]
    assert set(form.errors) == {"title", "ends", "result"}


def test_a_draft_is_in_no_report_and_becomes_an_entry(cast: Cast, oki: None, login: Login) -> None:
    client = login(cast.intel)
    client.post("/posko/new/", {**_filled(client, title="Nanti"), "draft": "1"})
    made = LogEntry.objects.get()
    assert made.status == "draft"
    assert list(LogEntry.objects.all().counted()) == []
    client.post(f"/records/posko/{made.pk}/move/", {"move": "record"})
    made.refresh_from_db()
    assert made.status == "recorded"


def test_it_is_found_filtered_and_exported(cast: Cast, write: Write, login: Login) -> None:
    write(cast.intel, title="Pleno DPT", organiser="kpu", situation="disturbed")
    write(cast.intel, title="Patroli", organiser="government")
    client = login(cast.intel)
    assert [row.title for row in client.get("/posko/?situation=disturbed").context["rows"]] == ["Pleno DPT"]
    assert [row.title for row in client.get("/posko/?q=patroli").context["rows"]] == ["Patroli"]
    csv = b"".join(client.get("/records/posko/export.csv?organiser=kpu").streaming_content).decode()
    assert "Pleno DPT" in csv
    assert "Patroli" not in csv


@pytest.mark.parametrize("path", ["/posko/", "/posko/calendar/", "/posko/timeline/", "/posko/gaps/", "/posko/report/"])
def test_the_number_of_queries_does_not_grow_with_the_log(
    cast: Cast, write: Write, login: Login, path: str, django_assert_max_num_queries: Any
) -> None:
    client = login(cast.sari)
    for number in range(25):
        write(cast.sari, day=DAY - timedelta(days=number % 5), region=f"16.02.{['05', '13', '14'][number % 3]}")
    client.get(path)
    with django_assert_max_num_queries(24):
        assert client.get(path).status_code == 200


def test_the_database_refuses_what_the_form_would(cast: Cast, write: Write) -> None:
    for wrong in ({"status": "published"}, {"situation": "odd"}, {"starts": time(10), "ends": time(9)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            write(cast.intel, **wrong)
