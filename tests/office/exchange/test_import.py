"""A table: what each row will do is said first; then all of it is done, or nothing."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from saksama.office.agencies.models import Agency
from saksama.office.exchange import views
from saksama.office.exchange.models import Does, State, Table, folder
from saksama.office.jobs.worker import run_next
from saksama.office.posko.models import Complaint, LogEntry
from saksama.office.records.intake import INTAKES
from saksama.office.threats.models import Threat
from saksama.office.trail.models import Entry
from saksama.office.trail.verify import verify
from saksama.office.violations.models import ViolationFile
from tests.office.conftest import Cast
from tests.office.exchange.conftest import Hand, csv_of
from tests.office.threats.conftest import make_threat

pytestmark = pytest.mark.django_db
GOOD = ("A1", "Massa di depan PPK", "Gangguan", "politics", "Kayu Agung", "26/09/2024", "Sekitar 40 orang.")
OTHER = ("A2", "Baliho dirusak", "disturbance", "Sosial budaya", "16.02.13", "2024-09-25", "Dua baliho.")
WRONG = ("A3", "Salah", "Gempa", "politics", "16.71", "31/02/2024", "x")


def _does(table: Table) -> list[str]:
    return [row.does for row in table.rows.all()]


def test_nothing_is_written_before_one_has_seen_what_it_does(
    cast: Cast, hand_over: Hand, login: Any, django_capture_on_commit_callbacks: Any
) -> None:
    table = hand_over(cast.sari, "threats", csv_of(GOOD, OTHER))
    assert (table.state, _does(table)) == (State.CHECKED, [Does.NEW, Does.NEW])
    assert not Threat.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        login(cast.sari).post(f"/import/tables/{table.pk}/do/")
    made = {each.title: each for each in Threat.objects.all()}
    first = made["Massa di depan PPK"]
    assert (first.kind, first.field, first.region, str(first.day)) == (
        "disturbance",
        "politics",
        "16.02.05",
        "2024-09-26",
    )
    assert first.by == cast.sari
    assert Entry.objects.filter(action="threats.written", actor="sari").count() == 2
    assert Entry.objects.get(action="exchange.imported").details == {"of": "threats", "new": 2}
    table.refresh_from_db()
    assert table.state == State.DONE
    assert list(folder().iterdir()) == []


def test_a_wrong_row_is_named_with_place_and_remedy_and_nothing_is_written(
    cast: Cast, hand_over: Hand, login: Any
) -> None:
    table = hand_over(cast.sari, "threats", csv_of(GOOD, WRONG))
    wrong = table.rows.get(number=3)
    assert (wrong.does, [each["place"] for each in wrong.problems]) == (Does.WRONG, ["C3", "E3"])
    assert "Ancaman" in wrong.problems[0]["remedy"]
    browser = login(cast.sari)
    assert "Gempa" in browser.get(f"/import/tables/{table.pk}/").text
    browser.post(f"/import/tables/{table.pk}/do/")
    assert not Threat.objects.exists()


def test_the_rules_of_the_form_hold(cast: Cast, hand_over: Hand) -> None:
    nik = ("A4", "Warga 1602050101900001", *GOOD[2:])
    empty = ("A5", "", *GOOD[2:])
    table = hand_over(cast.sari, "threats", csv_of(nik, empty))
    assert _does(table) == [Does.WRONG, Does.WRONG]


def test_the_same_table_again_does_nothing(cast: Cast, hand_over: Hand, login: Any) -> None:
    for keys in (("A1", "A2"), ("", "")):
        rows = [(key, *row[1:]) for key, row in zip(keys, (GOOD, OTHER), strict=True)]
        table = hand_over(cast.sari, "threats", csv_of(*rows))
        login(cast.sari).post(f"/import/tables/{table.pk}/do/")
        count = Threat.objects.count()
        again = hand_over(cast.dewi, "threats", csv_of(*rows))  # a colleague of the same office
        assert _does(again) == [Does.SAME, Does.SAME]
        login(cast.dewi).post(f"/import/tables/{again.pk}/do/")
        assert Threat.objects.count() == count


def test_pressing_twice_writes_once(cast: Cast, hand_over: Hand, login: Any) -> None:
    table = hand_over(cast.sari, "threats", csv_of(GOOD))
    browser = login(cast.sari)
    for _press in range(2):
        browser.post(f"/import/tables/{table.pk}/do/")
    assert Threat.objects.count() == 1


def test_what_is_there_is_changed_only_where_one_asks_for_it(cast: Cast, hand_over: Hand, login: Any) -> None:
    threat = make_threat(cast.sari, title="Lama")
    rows = csv_of((f"saksama:{threat.pk}", "Baru", *GOOD[2:]))
    assert _does(hand_over(cast.sari, "threats", rows)) == [Does.SAME]
    table = hand_over(cast.sari, "threats", rows, updates="yes")
    assert (_does(table), "title" in table.rows.get().fields) == ([Does.CHANGE], True)
    login(cast.sari).post(f"/import/tables/{table.pk}/do/")
    threat.refresh_from_db()
    assert (threat.title, threat.likelihood) == ("Baru", 2)  # no column, no change


def test_a_change_made_meanwhile_is_not_overwritten(cast: Cast, hand_over: Hand, login: Any) -> None:
    threat = make_threat(cast.sari, title="Lama")
    table = hand_over(cast.sari, "threats", csv_of((f"saksama:{threat.pk}", "Baru", *GOOD[2:]), OTHER), updates="yes")
    Threat.objects.filter(pk=threat.pk).update(title="Baru", kind="disturbance", field="politics", region="16.02.05",
                                               description="Sekitar 40 orang.")  # fmt: skip
    login(cast.sari).post(f"/import/tables/{table.pk}/do/")
    table.refresh_from_db()
    assert (table.state, Threat.objects.count()) == (State.CHECKED, 1)


def test_a_secret_record_is_not_found_by_its_number(cast: Cast, hand_over: Hand) -> None:
    secret = make_threat(cast.intel, classification="secret")
    there = make_threat(cast.sari, region="16.02.13")
    for key in (f"saksama:{secret.pk}", f"saksama:{there.pk}", "saksama:999999"):
        table = hand_over(cast.budi, "threats", csv_of((key, *GOOD[1:])), updates="yes")
        assert [each["what"] for each in table.rows.get().problems] == ["Data ini tidak ada, atau bukan milik Anda."]


def test_nobody_sees_the_table_of_another(cast: Cast, hand_over: Hand, login: Any) -> None:
    table = hand_over(cast.sari, "threats", csv_of(GOOD))
    for action in ("", "do/", "put-aside/"):
        method = "get" if not action else "post"
        assert getattr(login(cast.dewi), method)(f"/import/tables/{table.pk}/{action}").status_code == 404


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "a.csv"),
        (b"\xff\xfe\x00", "a.csv"),
        (b'"a,b\n1', "a.csv"),
        (b"satu,dua\n1,2\n", "a.csv"),
        (b"Judul,Judul\n1,2\n", "a.csv"),
        (b"PK", "a.xlsx"),
        (csv_of(*[GOOD] * 10_001), "a.csv"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(
    content: bytes, name: str, cast: Cast, hand_over: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "AT_ONCE", 10**9)
    if not content:
        content = b"\n"
    table = hand_over(cast.sari, "threats", content, name)
    assert table.state == State.UNUSABLE and table.problem
    assert list(folder().iterdir()) == []


def test_a_large_table_is_the_workers(cast: Cast, hand_over: Hand, login: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "AT_ONCE", 100)
    monkeypatch.setattr(views, "ROWS_AT_ONCE", 10)
    rows = [(f"B{number}", f"Kejadian {number}", *GOOD[2:]) for number in range(30)]
    table = hand_over(cast.sari, "threats", csv_of(*rows))
    assert table.state == State.CHECKING
    assert run_next()
    login(cast.sari).post(f"/import/tables/{table.pk}/do/")
    assert Threat.objects.count() == 0
    assert run_next()
    assert Threat.objects.count() == 30
    assert verify().whole


class TestRooms:
    def test_a_template_brought_back_as_it_is_has_no_row(
        self, cast: Cast, hand_over: Hand, login: Callable[..., Client]
    ) -> None:
        for intake in INTAKES.values():
            account = next((each for each in cast.all() if each.may(intake.permission)), None)
            if account is None or not intake.by_table:
                continue
            for kind in ("csv", "xlsx"):
                content = login(account).get(f"/import/{intake.key}/template.{kind}").content
                table = hand_over(account, intake.key, content, f"templat.{kind}")
                assert (table.state, _does(table), table.ignored) == (State.CHECKED, [], []), intake.key

    def test_an_example_row_with_a_key_of_its_own_is_good_or_says_what_it_lacks(
        self, cast: Cast, hand_over: Hand, login: Callable[..., Client]
    ) -> None:
        for key, account in (("posko", cast.sari), ("agencies", cast.sari), ("meetings", cast.sari)):
            book = openpyxl.load_workbook(io.BytesIO(login(account).get(f"/import/{key}/template.xlsx").content))
            book.worksheets[0]["A2"] = "satu"
            out = io.BytesIO()
            book.save(out)
            table = hand_over(account, key, out.getvalue(), "templat.xlsx")
            assert _does(table) == [Does.NEW], (key, table.rows.get().problems)

    def test_complaints_take_names_but_give_none(self, cast: Cast, hand_over: Hand, login: Any) -> None:
        headings = ("Apa yang keliru", "Nama pemilih", "Nama pengadu", "Wilayah")
        row = ("Tidak ada dalam daftar", "Ani", "Budi", "16.02.05.1001")
        table = hand_over(cast.budi, "complaints", csv_of(row, headings=("kind", "voter", "complainant", "region")))
        assert headings and _does(table) == [Does.WRONG]
        table = hand_over(
            cast.budi, "complaints", csv_of(("unlisted", *row[1:]), headings=("kind", "voter", "complainant", "region"))
        )
        login(cast.budi).post(f"/import/tables/{table.pk}/do/")
        assert Complaint.objects.get().voter == "Ani"
        assert login(cast.sari).get("/import/complaints/rows.csv").status_code == 403

    def test_a_report_of_a_citizen_comes_with_its_people(self, cast: Cast, hand_over: Hand, login: Any) -> None:
        headings = ("event", "occurred", "known", "received", "kind", "account", "reporter_name", "reported_name")
        row = ("Politik uang", "2024-09-20", "2024-09-21", "2024-09-22 10:00", "crime", "Amplop.", "Ani", "Anu")
        table = hand_over(cast.sari, "violations", csv_of(row, headings=headings))
        assert _does(table) == [Does.NEW], table.rows.get().problems
        login(cast.sari).post(f"/import/tables/{table.pk}/do/")
        people = ViolationFile.objects.get().people.values_list("part", "name")
        assert set(people) == {("reporter", "Ani"), ("reported", "Anu")}

    def test_an_agency_is_known_by_its_short_name(self, cast: Cast, hand_over: Hand, login: Any) -> None:
        Agency.objects.create(region="16.02", name="Lama", short="Dishub", head="Kepala")
        headings = ("name", "short", "head")
        rows = csv_of(("Dinas Perhubungan", "Dishub", "Kepala"), ("Kesbangpol", "KSB", "Kepala"), headings=headings)
        table = hand_over(cast.sari, "agencies", rows, updates="yes")
        assert _does(table) == [Does.CHANGE, Does.NEW]
        login(cast.sari).post(f"/import/tables/{table.pk}/do/")
        assert set(Agency.objects.values_list("name", flat=True)) == {"Dinas Perhubungan", "Kesbangpol"}


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40).filter(
    lambda text: text == text.strip() and text != ""
)
FEW = hypothesis_settings(
    max_examples=15, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


@FEW
@given(texts=st.lists(st.tuples(WORDS, WORDS, st.integers(0, 9_999) | st.none()), min_size=1, max_size=4, unique=True),
       kind=st.sampled_from(["csv", "xlsx"]))  # fmt: skip
def test_what_goes_out_comes_back_unchanged(
    texts: list[tuple[str, str, int | None]], kind: str, cast: Cast, hand_over: Hand, login: Any
) -> None:
    LogEntry.objects.all().delete()
    for number, (title, result, attendance) in enumerate(texts):
        LogEntry.objects.create(
            by=cast.sari, post="bawaslu", region="16.02", day="2024-09-20", key=str(number), status="recorded",
            title=title, result=result, attendance=attendance, starts="09:00",
        )  # fmt: skip
    answer = login(cast.sari).get(f"/import/posko/rows.{kind}")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    table = hand_over(cast.sari, "posko", content, f"baris.{kind}", updates="yes")
    assert table.ignored == []
    assert _does(table) == [Does.SAME] * len(texts), [row.problems or row.fields for row in table.rows.all()]


def test_a_text_with_zeros_in_it_is_refused(cast: Cast, hand_over: Hand, login: Any) -> None:
    table = hand_over(cast.sari, "threats", csv_of(GOOD).replace(b"a", b"a\0"))
    assert "bukan teks UTF-8" in login(cast.sari).get(f"/import/tables/{table.pk}/").text
    assert not Threat.objects.exists()


@FEW
@given(cells=st.lists(st.tuples(*[st.text(max_size=20)] * 7), min_size=1, max_size=3))
def test_bad_rows_never_write_anything(cells: list[tuple[str, ...]], cast: Cast, hand_over: Hand, login: Any) -> None:
    Threat.objects.all().delete()
    table = hand_over(cast.sari, "threats", csv_of(GOOD, *cells))
    login(cast.sari).post(f"/import/tables/{table.pk}/do/")
    table.refresh_from_db()
    if table.state == State.DONE:
        assert Threat.objects.count() == _does(table).count(Does.NEW)
    else:
        assert not Threat.objects.exists()


def test_a_neutrality_case_comes_with_its_link_and_first_deadline(cast: Cast, hand_over: Hand, login: Any) -> None:
    headings = ("conduct", "occurred", "region", "account", "person_kind", "position", "name", "url")
    from saksama.office.neutrality.catalogue import acts
    from saksama.office.neutrality.models import NeutralityCase, PersonKind

    conduct = next(iter(acts()))
    row = (
        conduct,
        "2024-09-20",
        "16.02.05",
        "Hadir di deklarasi.",
        PersonKind.values[0],
        "Guru",
        "Anu",
        "https://x.id/1",
    )
    table = hand_over(cast.sari, "neutrality", csv_of(row, headings=headings))
    assert _does(table) == [Does.NEW], table.rows.get().problems
    login(cast.sari).post(f"/import/tables/{table.pk}/do/")
    case = NeutralityCase.objects.get()
    assert case.due is not None and case.number
