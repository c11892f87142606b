"""A complaint finds its voter within one's region, becomes a finding, and shows no names without a trace."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from saksama.office.accounts.models import Account
from saksama.office.jobs.worker import run_next
from saksama.office.posko.masking import masked_contact, masked_name
from saksama.office.posko.models import Complaint
from saksama.office.posko.voter_search import current_list, trace_of
from saksama.office.rolls.models import Finding, ListVersion, Source, Verdict, review
from saksama.office.trail.models import Entry
from saksama.rolls import Engine
from saksama.rolls.columns import ROLL_COLUMNS
from saksama.rolls.search import build_index
from tests.office.conftest import Cast
from tests.office.posko.conftest import DAY

Login = Callable[[Account], Client]
KOTA_RAYA, LEMPUING = "16.02.05.1001", "16.02.13.2005"
NIK = "1602055707840001"


@pytest.fixture
def dpt(cast: Cast, oki: None) -> ListVersion:
    """Three voters: two in Kota Raya, one in Lempuing."""
    version: ListVersion = ListVersion.objects.create(
        kind="DPT", region="16.02", election="pilkada-2024", name="pleno", by=cast.sari, read_at=f"{DAY} 08:00Z"
    )
    version.folder.mkdir(parents=True, exist_ok=True)
    with Engine() as engine:
        engine.run(f"CREATE TABLE roll ({', '.join(f'{name} {kind}' for name, kind in ROLL_COLUMNS.items())})")
        for number, (name, village) in enumerate(
            (("SITI AMINAH", KOTA_RAYA), ("SITI AMINI", KOTA_RAYA), ("SITI AMINAH", LEMPUING))
        ):
            engine.run(
                "INSERT INTO roll (record, name, nik, birthdate, village, tps, source_file, source_row) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [number, name, NIK, date(1984, 7, 17 + number), village, "001", "Kota Raya.csv", number + 2],
            )
        engine.run(f"COPY roll TO '{version.roll}' (FORMAT parquet)")
    build_index(version.roll, version.search_index)
    return version


def test_the_desk_searches_the_list_that_holds_now_whatever_came_in_last(cast: Cast, dpt: ListVersion) -> None:
    given = {"region": "16.02", "election": "pilkada-2024", "by": cast.sari, "read_at": f"{DAY} 09:00Z"}
    ListVersion.objects.create(kind="DPTB", name="pindahan", **given)
    ListVersion.objects.create(kind="DP4", name="terlambat", **given)
    ListVersion.objects.create(kind="DPT", name="diragukan", is_doubted=True, **given)
    assert current_list(cast.sari) == dpt
    corrected = ListVersion.objects.create(kind="DPT", name="perbaikan", **given)
    assert current_list(cast.sari) == corrected


def _given(**changes: object) -> dict[str, Any]:
    values: dict[str, Any] = {
        "kind": "tms", "tms_reason": "dead", "voter": "Siti Aminah", "birthdate": "1984-07-17", "region": KOTA_RAYA,
        "complainant": "Rohani Wati", "contact": "081234567890", "story": "Meninggal bulan Juli.", "day": str(DAY),
        "choice": "0",
    }  # fmt: skip
    return {**values, **changes}


def _voters(client: Client, **asked: str) -> Any:
    return client.post("/complaints/voters/", asked)


def test_each_sees_only_the_voters_of_the_own_region_and_no_number(cast: Cast, dpt: ListVersion, login: Login) -> None:
    counts = {}
    for account in (cast.sari, cast.budi, cast.cici, cast.eko):
        answer = _voters(login(account), voter="siti am")
        counts[account.username] = len(answer.context["found"].voters)
        assert NIK not in answer.text
    assert counts == {"sari": 3, "budi": 2, "cici": 1, "eko": 2}
    for account in (cast.intel, cast.kpu, cast.dewi, cast.dishub):
        assert _voters(login(account), voter="siti am").status_code == 403
    assert Client().post("/complaints/voters/", {"voter": "siti"}).status_code == 302
    assert login(cast.sari).get("/complaints/voters/?voter=siti").status_code == 405


def test_each_search_is_in_the_trail_without_the_name(cast: Cast, dpt: ListVersion, login: Login) -> None:
    _voters(login(cast.budi), voter="Siti Aminah", birthdate="1984-07-17")
    entry = Entry.objects.get(action="posko.voters_searched")
    assert (entry.actor, entry.region) == ("budi", "16.02.05")
    assert entry.details == {
        "list": dpt.pk,
        "words": 2,
        "birthdate": True,
        "found": entry.details["found"],
        "trace": trace_of("AMINAH  siti"),
    }
    assert "siti" not in entry.details_text.lower()


def test_a_list_read_before_there_was_a_search_is_prepared_in_the_background(
    cast: Cast, dpt: ListVersion, login: Login
) -> None:
    (dpt.search_index / "voters.parquet").unlink()
    client = login(cast.budi)
    for _ in range(2):
        assert "sedang disiapkan" in _voters(client, voter="siti").text
    assert run_next()
    assert not run_next()
    assert len(_voters(client, voter="siti").context["found"].voters) == 2


def test_it_becomes_a_finding_that_is_reviewed_like_all_others(cast: Cast, dpt: ListVersion, login: Login) -> None:
    client = login(cast.budi)
    assert client.post("/complaints/new/", _given()).status_code == 302
    made, found = Complaint.objects.get(), Finding.objects.get()
    assert made.number == "001/PKHP/16.02/IX/2024"
    assert (made.finding, made.status, made.region) == (found, "finding", KOTA_RAYA)
    assert (found.source, found.rule, found.category, found.tms_reason, found.record, found.tps) == (
        Source.COMPLAINT,
        "P03",
        "tms",
        "dead",
        0,
        "001",
    )
    assert client.get(f"/lists/{dpt.pk}/findings/{found.pk}/").status_code == 200
    review(dpt, [found], cast.budi, Verdict.CONFIRMED, "Akta kematian dilihat.")
    page = client.get(f"/complaints/{made.pk}/").text
    assert "Akta kematian dilihat." in page


def test_who_is_not_listed_becomes_a_missing_finding_with_the_name(cast: Cast, dpt: ListVersion, login: Login) -> None:
    given = _given(kind="unlisted", tms_reason="", voter="Junaidi", choice="none")
    login(cast.eko).post("/complaints/new/", given)
    found = Finding.objects.get()
    assert (found.rule, found.category, found.record, found.records) == ("P01", "missing", None, [])
    assert "Junaidi" in found.evidence_id
    assert "Rohani" not in found.evidence_id


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"tms_reason": ""}, "tms_reason"),
        ({"kind": "unlisted"}, "kind"),
        ({"kind": "wrong", "choice": "none"}, "kind"),
        ({"choice": ""}, "choice"),
        ({"choice": "2"}, "choice"),  # a voter of Lempuing
        ({"choice": "99"}, "choice"),
        ({"choice": "1; DROP"}, "choice"),
        ({"contact": NIK}, "contact"),
        ({"story": f"NIK {NIK}"}, "story"),
        ({"region": LEMPUING}, "region"),
        ({"complainant": ""}, "complainant"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field_and_nothing_is_kept(
    cast: Cast, dpt: ListVersion, login: Login, changes: dict[str, Any], field: str
) -> None:
    answer = login(cast.budi).post("/complaints/new/", _given(**changes))
    assert field in answer.context["form"].errors
    assert not Complaint.objects.exists()
    assert not Finding.objects.exists()


def test_names_are_masked_until_somebody_asks_and_is_written_down(cast: Cast, dpt: ListVersion, login: Login) -> None:
    login(cast.budi).post("/complaints/new/", _given())
    made = Complaint.objects.get()
    for account in (cast.sari, cast.dewi, cast.budi, cast.eko):
        page = login(account).get(f"/complaints/{made.pk}/").text + login(account).get("/complaints/").text
        assert not any(name in page for name in ("Rohani", "Aminah", "081234567890"))
    assert login(cast.dewi).post(f"/complaints/{made.pk}/names/").status_code == 403
    assert login(cast.cici).post(f"/complaints/{made.pk}/names/").status_code == 404
    assert not Entry.objects.filter(action="posko.complaint_looked_at").exists()
    assert "Rohani Wati" in login(cast.sari).post(f"/complaints/{made.pk}/names/").text
    assert Entry.objects.get(action="posko.complaint_looked_at").actor == "sari"


def test_no_name_is_in_search_export_or_trail(cast: Cast, dpt: ListVersion, login: Login) -> None:
    login(cast.budi).post("/complaints/new/", _given())
    client = login(cast.sari)
    told = client.get("/search/?q=rohani").context["found"]
    csv = b"".join(client.get("/records/complaints/export.csv").streaming_content).decode()
    trail = " ".join(Entry.objects.values_list("details_text", flat=True))
    assert told == []
    assert "001/PKHP" in csv
    assert not any(name.lower() in (csv + trail).lower() for name in ("Rohani", "Aminah", "0812"))


def test_a_complaint_without_a_list_waits(cast: Cast, oki: None, login: Login) -> None:
    login(cast.budi).post("/complaints/new/", _given(choice=""))
    made = Complaint.objects.get()
    assert (made.status, made.finding) == ("received", None)
    assert login(cast.budi).get(f"/complaints/{made.pk}/").status_code == 200


def test_the_list_of_complaints_needs_a_bounded_number_of_queries(
    cast: Cast, dpt: ListVersion, login: Login, django_assert_max_num_queries: Any
) -> None:
    client = login(cast.budi)
    for _ in range(12):
        client.post("/complaints/new/", _given())
    with django_assert_max_num_queries(20):
        assert len(client.get("/complaints/").context["rows"]) == 12


def test_masks() -> None:
    assert masked_name("Siti Aminah") == "S*** A*****"
    assert masked_contact("081234567890") == "08********90"
    assert masked_contact("siti@example.org") == "s***@example.org"
    assert masked_contact("12") == "**"
