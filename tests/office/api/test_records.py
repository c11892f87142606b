"""The records of the rooms: what is given, what may be written, who finds what, and that no change is lost."""

from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile

from saksama.office.recommendations.models import Item, Recommendation
from saksama.office.records.models import attach
from saksama.office.records.models.comment import comment
from saksama.office.records.models.link import link
from saksama.office.records.registry import ROOMS
from saksama.office.rolls.models import Finding, ListVersion
from saksama.office.threats.models import Threat
from saksama.office.trail.models import Entry
from tests.office.api.conftest import program
from tests.office.conftest import Cast
from tests.office.test_permissions import EXAMPLES
from tests.office.threats.conftest import day, make_threat  # noqa: F401 - a day of the campaign

pytestmark = pytest.mark.django_db
JSON = "application/json"
NEW = {"title": "Massa", "kind": "threat", "field": "security", "description": "40 orang.", "region": "16.02.05.1001"}
PERSON = "1602050101900001"


class TestReading:
    def test_a_record_has_its_columns_with_types_and_codes(self, cast: Cast, oki: None) -> None:
        threat = make_threat(cast.sari, likelihood=3, impact=4)
        found = program(cast.sari).get(f"/api/v1/threats/{threat.pk}/").json()
        assert (found["id"], found["status"], found["url"]) == (threat.pk, "reported", f"/threats/{threat.pk}/")
        values = found["values"]
        assert (values["risk"], values["risk_after"], values["kind"]) == (12, None, "disturbance")
        assert values["day"] == "2024-09-26"

    def test_a_list_is_read_page_by_page_and_none_is_lost(self, cast: Cast, oki: None) -> None:
        made = [make_threat(cast.sari, title=f"{number}").pk for number in range(7)]
        client, after, seen = program(cast.sari), 0, []
        while True:
            page = client.get(f"/api/v1/threats/?limit=3&after={after}").json()
            seen += [row["id"] for row in page["rows"]]
            if page["next"] is None:
                break
            after = page["next"]
            if after == made[2]:
                made.append(make_threat(cast.sari, title="dazwischen").pk)
        assert seen == made

    def test_the_filters_are_those_of_the_page(self, cast: Cast, oki: None) -> None:
        here = make_threat(cast.sari, region="16.02.05.1001", day=date(2024, 9, 20))
        make_threat(cast.sari, region="16.02.13", kind="threat")
        client = program(cast.sari)
        for query in ("place=16.02.05", "kind=disturbance", "until=2024-09-21", "q=spanduk&kind=disturbance"):
            assert [row["id"] for row in client.get(f"/api/v1/threats/?{query}").json()["rows"]] == [here.pk], query
        for query in ("kind=gempa", "place=16.71", "nothing=1", "limit=1000", "since=x"):
            assert client.get(f"/api/v1/threats/?{query}").status_code == 422, query

    def test_whoever_may_not_export_reads_as_many_as_on_a_page(self, cast: Cast, oki: None) -> None:
        for number in range(30):
            make_threat(cast.budi, title=f"{number}")
        assert len(program(cast.budi).get("/api/v1/threats/?limit=100").json()["rows"]) == 25
        assert len(program(cast.sari).get("/api/v1/threats/?limit=100").json()["rows"]) == 30

    @pytest.mark.parametrize("room", ROOMS.values(), ids=lambda room: room.key)
    def test_reading_many_takes_as_many_queries_as_reading_few(
        self, room: Any, cast: Cast, oki: None, django_assert_max_num_queries: Any
    ) -> None:
        account = next(each for each in (cast.sari, cast.dewi, cast.budi, *cast.all()) if each.may(room.read))
        client = program(account)
        for _number in range(4):
            EXAMPLES[room.detail_route](cast, account)
        with django_assert_max_num_queries(24):
            assert client.get(f"/api/v1/{room.key}/").status_code == 200


class TestSecrets:
    @pytest.mark.parametrize("name", ["sari", "budi", "cici"])
    def test_who_may_not_know_of_it_finds_it_nowhere(self, name: str, cast: Cast, oki: None) -> None:
        secret = make_threat(cast.intel, title="Rahasia", classification="secret")
        seen = make_threat(cast.intel, region="16.02.05")
        link(seen, secret, cast.intel)
        comment(secret, "Rahasia", cast.intel)
        file = attach(secret, ContentFile(b"%PDF-1", "rahasia.pdf"), cast.intel)
        client = program(getattr(cast, name))
        assert "Rahasia" not in client.get("/api/v1/threats/").text
        for end in ("", "comments/", "files/", f"files/{file.pk}/", "links/", "steps/"):
            assert client.get(f"/api/v1/threats/{secret.pk}/{end}").status_code == 404, end
        assert client.get(f"/api/v1/threats/{seen.pk}/files/{file.pk}/").status_code == 404
        assert "Rahasia" not in client.get(f"/api/v1/threats/{seen.pk}/links/").text
        for end, body in (("comments/", {"text": "x"}), ("steps/", {"step": "close", "note": "x"})):
            assert client.post(f"/api/v1/threats/{secret.pk}/{end}", body, JSON).status_code in (403, 404)
        assert client.patch(f"/api/v1/threats/{secret.pk}/", {"title": "x"}, JSON).status_code == 404

    def test_a_token_without_the_clearance_does_not_find_it_either(self, cast: Cast, oki: None) -> None:
        secret = make_threat(cast.sari, classification="secret")
        assert program(cast.dewi).get(f"/api/v1/threats/{secret.pk}/").status_code == 200
        assert program(cast.dewi, ["threats.read"]).get(f"/api/v1/threats/{secret.pk}/").status_code == 404


class TestWriting:
    def test_a_record_is_written_by_the_rules_of_its_form(self, cast: Cast, oki: None) -> None:
        client = program(cast.budi)
        answer = client.post("/api/v1/threats/", NEW, JSON)
        assert answer.status_code == 201, answer.json()
        made = Threat.objects.get()
        assert (made.by, made.region, answer["Location"]) == (cast.budi, NEW["region"], f"/api/v1/threats/{made.pk}/")
        assert Entry.objects.get(action="threats.written").details["token"].endswith("uji")
        for wrong in ({"region": "16.02.13"}, {"title": f"Warga {PERSON}"}, {"classification": "secret"}, {"day": "x"},
                      {"nothing": 1}, {"kind": "gempa"}):  # fmt: skip
            refusal = client.post("/api/v1/threats/", {**NEW, **wrong}, JSON)
            assert refusal.status_code == 422, wrong
            assert {error["column"].split(".")[0] for error in refusal.json()["errors"]} == set(wrong)
            assert PERSON not in refusal.text
        assert Threat.objects.count() == 1

    def test_a_change_needs_the_version_it_was_made_upon(self, cast: Cast, oki: None) -> None:
        threat = make_threat(cast.sari, title="Lama")
        client, address = program(cast.sari), f"/api/v1/threats/{threat.pk}/"
        tag = client.get(address)["ETag"]
        assert client.patch(address, {"title": "Baru"}, JSON).status_code == 428
        changed = client.patch(address, {"title": "Baru"}, JSON, headers={"if-match": tag})
        assert (changed.status_code, changed.json()["values"]["title"]) == (200, "Baru")
        late = client.patch(address, {"title": "Terlambat"}, JSON, headers={"if-match": tag})
        assert late.status_code == 412
        threat.refresh_from_db()
        assert (threat.title, threat.description) == ("Baru", "Dua spanduk robek.")

    def test_a_step_is_taken_as_on_the_page(self, cast: Cast, oki: None) -> None:
        threat = make_threat(cast.sari)
        client, address = program(cast.sari), f"/api/v1/threats/{threat.pk}"
        steps = {step["key"]: step for step in client.get(f"{address}/steps/").json()["rows"]}
        assert steps["watch"]["obstacles"] and steps["close"]["needs_note"]
        tag = client.get(f"{address}/")["ETag"]
        refused = client.post(f"{address}/steps/", {"step": "watch"}, JSON, headers={"if-match": tag})
        assert refused.status_code == 409 and refused.json()["detail"]
        made = client.post(f"{address}/steps/", {"step": "close", "note": "Selesai."}, JSON, headers={"if-match": tag})
        assert (made.status_code, made.json()["status"]) == (200, "closed")
        assert client.post(f"{address}/steps/", {"step": "x"}, JSON, headers={"if-match": tag}).status_code == 422

    def test_what_is_no_json_is_a_problem(self, cast: Cast, oki: None) -> None:
        client = program(cast.sari)
        for body, kind in ((b"{", JSON), (b"[]", JSON), (b"title=x", "application/x-www-form-urlencoded")):
            answer = client.generic("POST", "/api/v1/threats/", body, kind)
            assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
        assert client.delete("/api/v1/threats/").status_code == 405


class TestFindingsAndLetters:
    def test_findings_come_masked_and_by_region(self, cast: Cast, oki: None) -> None:
        version = ListVersion.objects.create(
            kind="DPS", region="16.02", election="pilkada-2024", name="x", by=cast.sari, status="audited",
            audited_at="2024-09-01T00:00+07:00",
        )  # fmt: skip
        for number, place in enumerate(("16.02.05.1001", "16.02.13")):
            Finding.objects.create(
                version=version, finding_id=f"{number:016d}", rule="T04", severity=1, region=place,
                category="tms", evidence_id=f"NIK {PERSON}", evidence_en=f"NIK {PERSON}",
            )  # fmt: skip
        address = f"/api/v1/lists/{version.pk}/findings/"
        rows = program(cast.budi).get(address).json()["rows"]
        assert [row["region"] for row in rows] == ["16.02.05.1001"]
        assert PERSON not in str(rows) and "1602********0001" in rows[0]["evidence"]
        assert len(program(cast.sari).get(f"{address}?severity=1&category=tms").json()["rows"]) == 2
        assert program(cast.sari).get("/api/v1/lists/").json()["rows"][0]["rows_read"] == 0
        read = Entry.objects.filter(action="api.read", details_text__contains='"findings"')
        assert [each.details["rows"] for each in read] == [2, 1]

    def test_the_system_of_kpu_answers_record_by_record(self, cast: Cast, oki: None) -> None:
        letter = Recommendation.objects.get(pk=EXAMPLES["recommendation"](cast, cast.kpu)["pk"])
        client, address = program(cast.kpu), f"/api/v1/recommendations/{letter.pk}"
        (item,) = client.get(f"{address}/items/").json()["rows"]
        body = {"items": [item["id"]], "claim": "rejected"}
        assert client.post(f"{address}/hand-in/", {}, JSON).status_code == 409
        assert client.post(f"{address}/answers/", body, JSON).status_code == 409  # no reason
        assert client.post(f"{address}/answers/", {**body, "items": [item["id"], 999]}, JSON).status_code == 422
        answer = client.post(f"{address}/answers/", {**body, "reason": "Sudah dicoklit."}, JSON)
        assert (answer.status_code, answer.json()) == (200, {"records": 1})
        assert Item.objects.get().claim == "rejected"
        assert client.post(f"{address}/hand-in/", {}, JSON).json()["state"] == "answered"
        assert program(cast.sari).post(f"{address}/answers/", {**body, "reason": "x"}, JSON).status_code == 403

    def test_an_agency_reads_its_own_action_items_only(self, cast: Cast, oki: None) -> None:
        mine = EXAMPLES["item"](cast, cast.dishub)["pk"]
        rows = program(cast.dishub).get("/api/v1/items/").json()["rows"]
        assert all(row["id"] for row in rows)
        assert program(cast.dishub).get("/api/v1/threats/").status_code == 403
        assert mine
