"""What a room's page allows, by the API: correcting, reporting, proving, and asking a second person."""

from typing import Any

import pytest

from saksama.office.meetings.models import ActionItem, ItemStatus
from saksama.office.neutrality.models import NeutralityCase
from saksama.office.posko.models import Complaint
from saksama.office.records.models import Approval
from saksama.office.trail.models import Entry
from saksama.office.vulnerability.models import Evidence
from tests.office.api.conftest import program
from tests.office.conftest import Cast
from tests.office.fieldwork.conftest import photo
from tests.office.meetings.conftest import make_agency, make_item, make_meeting
from tests.office.neutrality.conftest import NAME, assess, make_case
from tests.office.test_permissions import EXAMPLES
from tests.office.threats.conftest import day  # noqa: F401 - a day of the campaign

pytestmark = pytest.mark.django_db
JSON = "application/json"


def _tag(client: Any, address: str) -> dict[str, str]:
    return {"if-match": client.get(address)["ETag"]}


class TestActionItems:
    def test_the_liaison_reports_with_a_proof_and_the_office_accepts(self, cast: Cast, oki: None) -> None:
        item = make_item(make_meeting(cast.sari), make_agency(cast.dishub), cast.sari)
        client, address = program(cast.dishub), f"/api/v1/items/{item.pk}/"
        told = {"step": "report", "note": "Daftar terlampir."}
        refused = client.post(f"{address}steps/", told, JSON, headers=_tag(client, address))
        assert refused.status_code == 409 and "proof" in refused.json()["detail"]
        assert client.post(f"{address}files/", {"uploads": photo()}).status_code == 201
        made = client.post(f"{address}steps/", told, JSON, headers=_tag(client, address))
        assert (made.status_code, made.json()["status"]) == (200, "reported")
        assert client.patch(address, {"day": "2024-10-30"}, JSON, headers=_tag(client, address)).status_code == 403
        office = program(cast.sari)
        accepted = office.post(f"{address}steps/", {"step": "accept"}, JSON, headers=_tag(office, address))
        assert accepted.json()["status"] == "done"

    def test_the_office_moves_the_day_while_it_is_not_reported(self, cast: Cast, oki: None) -> None:
        item = make_item(make_meeting(cast.sari), make_agency(cast.dishub), cast.sari)
        client, address = program(cast.sari), f"/api/v1/items/{item.pk}/"
        tag = _tag(client, address)
        assert client.patch(address, {"day": "2024-10-05"}, JSON, headers=tag).json()["values"]["day"] == "2024-10-05"
        assert client.patch(address, {"day": "2024-10-06"}, JSON, headers=tag).status_code == 412
        assert Entry.objects.get(action="meetings.item_changed").details["changed"] == ["day"]
        assert client.patch(address, {"meeting": 1}, JSON, headers=_tag(client, address)).status_code in (200, 422)
        ActionItem.objects.update(status=ItemStatus.REPORTED)
        assert client.patch(address, {"day": "2024-10-07"}, JSON, headers=_tag(client, address)).status_code == 403


class TestComplaints:
    def test_it_is_corrected_until_it_is_a_finding(self, cast: Cast, oki: None) -> None:
        client = program(cast.budi)
        new = {"kind": "wrong", "voter": "Ani", "complainant": "Budi", "region": "16.02.05.1001"}
        made = client.post("/api/v1/complaints/", new, JSON)
        address = made["Location"]
        changed = client.patch(address, {"voter": "Anisa", "story": "RT keliru"}, JSON, headers=_tag(client, address))
        assert changed.status_code == 200, changed.json()
        assert "Anisa" not in changed.text and "Budi" not in changed.text
        assert Complaint.objects.get().voter == "Anisa"
        assert Entry.objects.get(action="posko.complaint_changed").details["changed"] == ["story", "voter"]
        Complaint.objects.update(status="finding")
        assert client.patch(address, {"voter": "X"}, JSON, headers=_tag(client, address)).status_code == 403


class TestNeutrality:
    def test_a_case_is_corrected_by_its_author_without_giving_the_name_away(self, cast: Cast, oki: None) -> None:
        case = make_case(cast.budi)
        client, address = program(cast.budi), f"/api/v1/neutrality/{case.pk}/"
        tag = _tag(client, address)
        changed = client.patch(address, {"position": "Kepala Bidang Angkutan"}, JSON, headers=tag)
        assert changed.status_code == 200, changed.json()
        assert NAME not in changed.text
        case.refresh_from_db()
        assert (case.position, case.name, case.evidence.count()) == ("Kepala Bidang Angkutan", NAME, 1)
        assert case.passages.count() == 1
        assert client.patch(address, {"place": "x"}, JSON, headers=tag).status_code == 412
        NeutralityCase.objects.update(status="escalated")
        sari = program(cast.sari)
        assert sari.patch(address, {"place": "x"}, JSON, headers=_tag(sari, address)).status_code == 403

    def test_a_case_comes_with_its_file_and_is_verified(self, cast: Cast, oki: None) -> None:
        case = make_case(cast.budi, proof=False)
        client, address = program(cast.budi), f"/api/v1/neutrality/{case.pk}/"
        piece = {"kind": "photo", "title": "Di panggung", "seen": "2024-09-25"}
        assert client.post(f"{address}evidence/", piece).status_code == 422  # a photo without the photo
        made = client.post(f"{address}evidence/", {**piece, "upload": photo()})
        assert made.status_code == 201, made.json()
        (row,) = made.json()["rows"]
        assert (row["kind"], row["file"], len(row["sha256"])) == (
            "photo",
            client.get(f"{address}files/").json()["rows"][0]["id"],
            64,
        )
        office = program(cast.sari)
        assert (
            office.post(f"{address}steps/", {"step": "verify"}, JSON, headers=_tag(office, address)).status_code == 200
        )
        assert client.post(f"{address}evidence/", {**piece, "upload": photo("b.jpg", "red")}).status_code == 403

    def test_a_dangerous_step_waits_for_a_second_person_who_is_no_program(self, cast: Cast, oki: None) -> None:
        case = make_case(cast.budi)
        assess(case, cast.sari)
        client, address = program(cast.sari), f"/api/v1/neutrality/{case.pk}/"
        step = {"step": "void", "note": "Orang yang keliru."}
        asked = client.post(f"{address}steps/", step, JSON, headers=_tag(client, address))
        assert asked.json() == {"status": "received", "waits_for_second_person": True}
        steps = client.get(f"{address}steps/").json()
        assert (steps["rows"], steps["awaited"]["key"], steps["awaited"]["asked_by"]) == ([], "void", cast.sari.name)
        assert client.post(f"{address}steps/", step, JSON, headers=_tag(client, address)).status_code == 409
        Approval.objects.get().decide(cast.dewi, approved=True)
        assert client.get(address).json()["status"] == "void"


class TestEvidence:
    def test_nothing_happened_is_a_report_too(self, cast: Cast, oki: None) -> None:
        client = program(cast.budi)
        told = {"region": "16.02.05", "day": "2024-09-25", "note": "Laporan PKD"}
        made = client.post("/api/v1/evidence/nil/", told, JSON)
        assert made.status_code == 201, made.json()
        kept = Evidence.objects.get()
        assert (kept.is_nil, kept.is_for_all, made["Location"]) == (True, True, f"/api/v1/evidence/{kept.pk}/")
        for wrong in ({"region": "16.02.13"}, {"day": "2024-09-30"}, {"indicator": "nothing"}):
            assert client.post("/api/v1/evidence/nil/", {**told, **wrong}, JSON).status_code == 422, wrong

    def test_it_is_withdrawn_and_not_changed(self, cast: Cast, oki: None) -> None:
        client = program(cast.budi)
        client.post("/api/v1/evidence/nil/", {"region": "16.02.05", "day": "2024-09-25"}, JSON)
        address = f"/api/v1/evidence/{Evidence.objects.get().pk}/"
        assert client.patch(address, {"title": "x"}, JSON).status_code == 405
        step = {"step": "withdraw", "note": "Keliru."}
        assert (
            client.post(f"{address}steps/", step, JSON, headers=_tag(client, address)).json()["status"] == "withdrawn"
        )


def test_a_computation_of_the_index_is_read_as_far_as_ones_region_goes(cast: Cast, oki: None) -> None:
    run = EXAMPLES["index_run"](cast, cast.sari)["pk"]
    whole = program(cast.sari).get(f"/api/v1/index/runs/{run}/").json()
    own = program(cast.budi).get(f"/api/v1/index/runs/{run}/").json()
    assert (whole["state"], whole["released"], len(whole["rows"])) == ("done", None, 18)
    assert [row["region"] for row in own["rows"]] == ["16.02.05"]
    assert program(cast.kpu).get(f"/api/v1/index/runs/{run}/").status_code == 403
