"""A citizen reports without a name, follows by number and code; the office answers, hides names, passes it on."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from saksama.office.accounts.models import Account
from saksama.office.accounts.second_factor import digest_of
from saksama.office.fieldwork.models import FieldReport
from saksama.office.neutrality.models import NeutralityCase
from saksama.office.posko.models import Complaint
from saksama.office.publicsite.evidence import events
from saksama.office.publicsite.models import CitizenReport, Site
from saksama.office.records.models import Attachment, Link, Notice
from saksama.office.threats.models import Threat
from saksama.office.trail.models import Entry
from saksama.office.violations.models import ViolationFile
from tests.office.conftest import Cast
from tests.office.publicsite.conftest import DAY, photo, told

Login = Callable[[Account], Client]
Send = Callable[..., tuple[CitizenReport, str]]


def test_a_report_gets_a_number_and_a_code_that_is_shown_once(report: Send) -> None:
    made, code = report()
    assert (made.number, len(code), made.status) == ("LW-2024-0001", 11, "received")  # with a hyphen in the middle
    assert made.code_digest == digest_of(code)
    assert code not in str(CitizenReport.objects.values())
    assert (made.reporter, made.contact, made.by.is_active) == ("", "", False)


def test_number_and_code_together_show_what_became_of_it(report: Send, cast: Cast, login: Login) -> None:
    made, code = report()
    login(cast.sari).post(f"/citizen-reports/{made.pk}/check/", {"text": "Kami sedang memeriksa."})
    answer = Client().post("/public/follow/", {"number": made.number.lower(), "code": code.lower()})
    assert "Kami sedang memeriksa." in answer.text
    assert "Sedang diperiksa" in answer.text
    assert "Sari" not in answer.text  # who of the office it was stays inside
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("number, code", [("LW-2024-0001", "AAAAAAAAAA"), ("LW-2024-9999", "right")])
def test_neither_opens_it_without_the_other(report: Send, number: str, code: str) -> None:
    made, right = report()
    answer = Client().post("/public/follow/", {"number": number, "code": right if code == "right" else code})
    assert "Tidak ada laporan dengan nomor dan kode ini" in answer.text
    assert made.text not in answer.text


def test_the_citizen_writes_back_and_those_who_handle_it_are_told_once(report: Send, cast: Cast) -> None:
    made, code = report()
    given = {"number": made.number, "code": code, "text": "Ada saksi lain."}
    for _ in range(2):
        assert "Ada saksi lain." in Client().post("/public/follow/message/", given).text
    assert made.messages.filter(by=None).count() == 1
    assert Notice.objects.filter(account=cast.sari, text_id__contains="menulis pesan").count() == 1


def test_photos_lose_place_time_and_device_before_they_are_kept(report: Send) -> None:
    made, _ = report(photos=SimpleUploadedFile("IMG_rahasia.jpg", photo(), content_type="image/jpeg"))
    kept = Attachment.objects.get(object_id=made.pk)
    assert kept.name == "foto-1.jpg"
    content = kept.path.read_bytes()
    assert b"Telepon Rahasia" not in content
    with Image.open(kept.path) as picture:
        assert (picture.size, dict(picture.getexif())) == ((1200, 1600), {})


def test_what_is_no_photo_is_refused_with_its_reason_and_nothing_is_kept(site: Site) -> None:
    fake = SimpleUploadedFile("a.jpg", b"<script>", content_type="image/jpeg")
    answer = Client().post("/public/report/", told(photos=fake))
    assert "tidak dapat dibaca" in answer.text
    assert not CitizenReport.objects.exists()


def test_name_and_contact_lie_encrypted_and_each_look_is_written_down(report: Send, cast: Cast, login: Login) -> None:
    made, _ = report(reporter="Rohani Wati", contact="0812 3456 7890")
    with connection.cursor() as cursor:
        cursor.execute("SELECT reporter, contact, search_text FROM publicsite_citizenreport")
        assert "Rohani" not in str(row := cursor.fetchone())
        assert "7890" not in str(row)
    page = f"/citizen-reports/{made.pk}/"
    assert "Rohani" not in login(cast.sari).get(page).text
    assert login(cast.budi).post(f"{page}contact/").status_code == 403
    assert "Rohani Wati" in login(cast.sari).post(f"{page}contact/").text
    assert Entry.objects.filter(action="publicsite.contact_seen", actor="sari").count() == 1
    assert "Rohani" not in login(cast.sari).get("/records/citizen_reports/export.csv").getvalue().decode()
    assert "rohani" not in " ".join(Entry.objects.values_list("details_text", flat=True)).lower()


def test_staff_and_the_supervisors_of_the_sub_district_are_told_and_see_it(
    report: Send, cast: Cast, login: Login
) -> None:
    made, _ = report(region="16.02.05.1001")
    told_to = set(Notice.objects.filter(url=made.get_absolute_url()).values_list("account__username", flat=True))
    assert told_to == {"sari", "budi"}
    seen = {
        name: login(getattr(cast, name)).get(made.get_absolute_url()).status_code
        for name in ("budi", "cici", "eko", "intel")
    }
    assert seen == {"budi": 200, "cici": 404, "eko": 403, "intel": 403}


def test_a_place_that_is_not_said_is_the_regency_and_none_outside_is_taken(report: Send, site: Site) -> None:
    made, _ = report(region="")
    assert made.region == "16.02"
    assert "reported" not in Client().post("/public/report/", told(region="16.03.01")).text
    assert CitizenReport.objects.count() == 1


def test_a_nik_is_refused_wherever_it_is_written(site: Site) -> None:
    for field, value in (("text", "NIK tetangga saya 1602054101900001 dipakai orang"), ("contact", "1602054101900001")):
        Client().post("/public/report/", told(**{field: value}))
    assert not CitizenReport.objects.exists()


def test_the_same_form_sent_twice_is_one_report(site: Site) -> None:
    given = told()
    assert 'id="code"' in Client().post("/public/report/", given).text
    again = Client().post("/public/report/", given).text
    assert "sudah masuk sebelumnya" in again
    assert CitizenReport.objects.count() == 1


def test_each_step_needs_a_word_to_the_citizen_and_stands_in_the_trail(report: Send, cast: Cast, login: Login) -> None:
    made, _ = report()
    client = login(cast.budi)
    assert client.post(f"/citizen-reports/{made.pk}/finish/", {"text": ""}).status_code == 200
    client.post(f"/citizen-reports/{made.pk}/forward/", {"text": "Diteruskan kepada Gakkumdu."})
    client.post(f"/citizen-reports/{made.pk}/finish/", {"text": "Terbukti.", "is_confirmed": "yes"})
    made.refresh_from_db()
    assert (made.status, made.is_confirmed) == ("done", True)
    assert [each.status for each in made.messages.all()] == ["forwarded", "done"]
    trail = Entry.objects.filter(object_type="publicsite.citizenreport").order_by("number")
    assert [each.action for each in trail] == [
        "publicsite.report_received", "publicsite.report_forwarded", "publicsite.report_done",
    ]  # fmt: skip
    assert client.get(f"/citizen-reports/{made.pk}/check/").status_code == 404


def test_the_supervisors_of_the_right_place_see_a_report_that_was_moved_there(
    report: Send, cast: Cast, login: Login
) -> None:
    made, _ = report(region="")
    assert login(cast.cici).get(made.get_absolute_url()).status_code == 404
    login(cast.sari).post(f"/citizen-reports/{made.pk}/place/", {"region": "16.02.13", "kind": "threat"})
    assert login(cast.cici).get(made.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    "room, model",
    [
        ("violations", ViolationFile),
        ("threats", Threat),
        ("fieldwork", FieldReport),
        ("neutrality", NeutralityCase),
    ],
)
def test_one_click_begins_a_record_of_another_room_and_links_it(
    report: Send, cast: Cast, login: Login, room: str, model: Any
) -> None:
    made, _ = report(reporter="Rohani Wati")
    CitizenReport.objects.filter(pk=made.pk).update(classification="restricted")
    address = f"/records/citizen_reports/{made.pk}/begin/{room}/"
    assert address in login(cast.sari).get(made.get_absolute_url()).text
    answer = login(cast.sari).post(address)
    begun = model.objects.get()
    assert answer["Location"].startswith(begun.get_absolute_url())
    assert Link.objects.count() == 1
    assert (begun.region, begun.classification) == (made.region, "restricted")
    assert not model.objects.visible_to(cast.budi).exists()
    linked = Entry.objects.get(action="records.linked")
    assert (linked.object_id, linked.details["to"]) == (str(made.pk), f"{begun._meta.label_lower}:{begun.pk}")
    assert login(cast.sari).get(begun.get_absolute_url()).status_code == 200
    assert made.text in str(model.objects.values())
    assert "Rohani" not in str(model.objects.values())
    assert login(cast.sari).post(address)["Location"] == answer["Location"]  # a second click finds it again
    assert model.objects.count() == Link.objects.count() == 1


def test_a_record_is_begun_only_where_one_may_write(report: Send, cast: Cast, login: Login) -> None:
    made, _ = report()
    assert login(cast.budi).post(f"/records/citizen_reports/{made.pk}/begin/violations/").status_code == 404
    assert login(cast.cici).post(f"/records/citizen_reports/{made.pk}/begin/threats/").status_code == 404
    assert not ViolationFile.objects.exists()


def test_a_complaint_at_the_desk_begins_with_the_citizens_words_and_is_linked(
    report: Send, cast: Cast, login: Login
) -> None:
    made, _ = report(kind="list", text="Nama saya tidak ada di daftar kantor desa.")
    CitizenReport.objects.filter(pk=made.pk).update(classification="restricted")
    page = f"/complaints/new/?from=citizen_reports:{made.pk}"
    client = login(cast.sari)
    assert "tidak ada di daftar kantor desa" in client.get(page).text
    given = {
        "kind": "unlisted",
        "voter": "Ani",
        "complainant": "Ani",
        "region": made.region,
        "day": DAY,
        "choice": "none",
    }
    client.post(page, given)
    assert Complaint.objects.get().classification == "restricted"
    assert Link.objects.count() == 1


def test_the_index_counts_what_was_confirmed_and_no_other_room_counts(report: Send, cast: Cast, login: Login) -> None:
    first, second, third = (report()[0] for _ in range(3))
    client = login(cast.sari)
    for made, word in ((first, "yes"), (second, "no"), (third, "yes")):
        client.post(f"/citizen-reports/{made.pk}/finish/", {"text": "Selesai.", "is_confirmed": word})
    client.post(f"/records/citizen_reports/{third.pk}/begin/threats/")
    assert [(each.kind, each.source) for each in events("16.02", DAY, DAY)] == [
        ("publicsite.money", f"publicsite.citizenreport:{first.pk}")
    ]


def test_the_list_costs_no_query_a_report(
    report: Send, cast: Cast, login: Login, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    first, _ = report()
    for number in range(20):
        first.pk, first.number, first.form_number = None, "", f"copy{number}"
        first.save()
    client = login(cast.sari)
    with django_assert_max_num_queries(16):
        assert client.get("/citizen-reports/").status_code == 200
