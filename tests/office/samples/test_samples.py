"""A sample from its plan to its estimate: drawn once, printed, entered on the phone or from the form, read."""

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from saksama.office.accounts.models import Account
from saksama.office.jobs.worker import run_next
from saksama.office.rolls.models import ListVersion
from saksama.office.samples.background import draw_now
from saksama.office.samples.models import Sample, SampleEntry, SampleStation
from saksama.office.trail.models import Entry
from tests.office.conftest import Cast
from tests.office.residue.conftest import JUA_JUA, load
from tests.rolls.test_compare import voter

Login = Callable[[Account], Client]
OTHER = "16.02.13.2005"
ASKED = {"region": "16.02", "precision": "20", "confidence": "0.95", "expected": "10", "per_cluster": "3", "seed": "7"}


@pytest.fixture
def dpt(cast: Cast, oki: None) -> ListVersion:
    """Sixty voters in six TPS, half of them in another sub-district."""
    places = [(JUA_JUA if number % 2 else OTHER, f"{number % 3 + 1:03}") for number in range(60)]
    people = [
        voter(number, village=village, district=village[:8], tps=tps) for number, (village, tps) in enumerate(places)
    ]
    return load("DPT", cast.sari, people)


@pytest.fixture
def draw(cast: Cast, dpt: ListVersion, login: Login) -> Callable[..., Sample]:
    """Sari plans a sample and has it drawn."""

    def drawn(direction: str = "list_to_people", **fields: str) -> Sample:
        asked = {**ASKED, "version": dpt.pk, "direction": direction, **fields, "draw": ""}
        answer = login(cast.sari).post("/samples/new/", asked)
        assert answer.status_code == 302, answer.context["form"].errors or answer.context.get("problem")
        assert run_next()
        sample: Sample = Sample.objects.latest("pk")
        assert sample.drawn_at is not None, sample.job and sample.job.error
        return sample

    return drawn


def station_in(sample: Sample, region: str) -> SampleStation:
    found = sample.stations.filter(region=region).first()
    assert found is not None
    return found


def test_the_size_is_shown_before_the_draw(cast: Cast, dpt: ListVersion, login: Login) -> None:
    answer = login(cast.sari).post(
        "/samples/new/", {**ASKED, "version": dpt.pk, "direction": "list_to_people", "plan": ""}
    )
    plan = answer.context["plan"]
    assert (plan.per_cluster, plan.people) == (3, plan.clusters * 3)
    assert not Sample.objects.exists()


def test_a_wish_that_one_tps_would_satisfy_is_refused(cast: Cast, dpt: ListVersion, login: Login) -> None:
    asked = {
        **ASKED,
        "version": dpt.pk,
        "direction": "list_to_people",
        "precision": "30",
        "per_cluster": "40",
        "draw": "",
    }
    answer = login(cast.sari).post("/samples/new/", asked)
    assert answer.status_code == 200
    assert answer.context["problem"]


def test_a_draw_keeps_all_that_repeats_it(cast: Cast, draw: Callable[..., Sample]) -> None:
    first, second, other = draw(), draw(), draw(seed="8")

    def people(sample: Sample) -> list[str]:
        return list(
            SampleEntry.objects.filter(station__sample=sample).order_by("person").values_list("person", flat=True)
        )

    assert people(first) == people(second) != people(other)
    assert (first.seed, first.population, len(first.list_sha256)) == (7, 60, 64)
    entry = Entry.objects.filter(action="samples.drawn").first()
    assert entry is not None
    assert first.list_sha256 in entry.details_text


def test_a_draw_begun_anew_changes_nothing(cast: Cast, draw: Callable[..., Sample]) -> None:
    sample = draw()
    before = list(SampleEntry.objects.values_list("pk", "person"))
    draw_now(sample)
    assert list(SampleEntry.objects.values_list("pk", "person")) == before


def test_a_draw_cannot_be_deleted(cast: Cast, draw: Callable[..., Sample]) -> None:
    sample = draw()
    with pytest.raises(ProtectedError):
        sample.delete()
    with pytest.raises(ProtectedError):
        sample.version.delete()


def test_a_sample_of_one_sub_district_draws_there_only(cast: Cast, draw: Callable[..., Sample]) -> None:
    sample = draw(region="16.02.05", precision="25")
    assert {station.region for station in sample.stations.all()} == {JUA_JUA}
    assert sample.population == 30


def test_a_village_supervisor_enters_results_on_the_phone(
    cast: Cast, draw: Callable[..., Sample], login: Login
) -> None:
    sample = draw()
    station = station_in(sample, JUA_JUA)
    browser = login(cast.eko)
    page = browser.get(f"/samples/{sample.pk}/tps/{station.pk}/")
    assert page.status_code == 200
    assert Entry.objects.latest("number").action == "samples.station_seen"
    answer = browser.post(
        f"/samples/{sample.pk}/tps/{station.pk}/",
        {"outcome-1": "dead", "note-1": "Akta dilihat", "outcome-2": "found", "outcome-3": "bukan pilihan"},
    )
    assert answer.status_code == 302
    outcomes = list(station.entries.values_list("outcome", "note", "by__username"))
    assert outcomes == [("dead", "Akta dilihat", "eko"), ("found", "", "eko"), ("not_visited", "", None)]


def test_a_note_with_a_number_is_refused_and_nothing_kept(
    cast: Cast, draw: Callable[..., Sample], login: Login
) -> None:
    sample = draw()
    station = station_in(sample, JUA_JUA)
    answer = login(cast.eko).post(
        f"/samples/{sample.pk}/tps/{station.pk}/", {"outcome-1": "dead", "note-1": "1602055707840001"}
    )
    assert answer.context["problems"]
    assert not station.entries.exclude(outcome="not_visited").exists()


def test_another_region_is_not_there(cast: Cast, draw: Callable[..., Sample], login: Login) -> None:
    sample = draw()
    assert login(cast.eko).get(f"/samples/{sample.pk}/tps/{station_in(sample, OTHER).pk}/").status_code == 404
    lines = login(cast.eko).get(f"/samples/{sample.pk}/").context["stations"]
    assert {line.station.region for line in lines} == {JUA_JUA}


def test_the_printed_form_comes_back(cast: Cast, draw: Callable[..., Sample], login: Login) -> None:
    sample = draw()
    browser = login(cast.eko)
    form = browser.get(f"/samples/{sample.pk}/forms/")
    assert form["Content-Type"].endswith("sheet")
    assert Entry.objects.latest("number").action == "samples.forms_printed"
    book = openpyxl.load_workbook(io.BytesIO(form.content))
    for sheet in book:
        headings = {sheet.cell(6, column).value: column for column in range(1, sheet.max_column + 1)}
        for row in (7, 8, 9):
            sheet.cell(row, headings["Meninggal" if row == 7 else "Ditemukan"]).value = "x"
    filled = io.BytesIO()
    book.save(filled)
    upload = SimpleUploadedFile("uji.xlsx", filled.getvalue())
    answer = browser.post(f"/samples/{sample.pk}/upload/", {"file": upload})
    assert answer.status_code == 302, answer.context["problem"]
    done = SampleEntry.objects.filter(station__sample=sample, station__region=JUA_JUA)
    assert set(done.values_list("outcome", flat=True)) == {"dead", "found"}
    assert not SampleEntry.objects.filter(station__region=OTHER).exclude(outcome="not_visited").exists()


def test_several_forms_come_back_at_once_all_or_none_and_a_nik_on_paper_is_masked(
    cast: Cast, draw: Callable[..., Sample], login: Login
) -> None:
    sample = draw()
    browser = login(cast.sari)
    answer = browser.get(f"/samples/{sample.pk}/forms/")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as forms:
        books = [openpyxl.load_workbook(io.BytesIO(forms.read(name))) for name in forms.namelist()]
    assert len(books) > 1
    files = []
    for number, book in enumerate(books):
        sheet = book.worksheets[0]
        headings = {sheet.cell(6, column).value: column for column in range(1, sheet.max_column + 1)}
        sheet.cell(7, headings["Ditemukan"]).value = "x"
        sheet.cell(7, headings["Catatan"]).value = "NIK 1602050101900001"
        filled = io.BytesIO()
        book.save(filled)
        files.append((f"desa {number}.xlsx", filled.getvalue()))
    found = SampleEntry.objects.filter(station__sample=sample, outcome="found")
    torn = [*(SimpleUploadedFile(*file) for file in files), SimpleUploadedFile("rusak.xlsx", b"x")]
    page = browser.post(f"/samples/{sample.pk}/upload/", {"file": torn})
    assert page.context["problem"].file == "rusak.xlsx"
    assert not found.exists()
    browser.post(f"/samples/{sample.pk}/upload/", {"file": [SimpleUploadedFile(*file) for file in files]})
    assert found.count() == len(books)
    assert set(found.values_list("note", flat=True)) == {"NIK 1602********0001"}


def test_a_form_of_another_sample_is_refused(cast: Cast, draw: Callable[..., Sample], login: Login) -> None:
    first, second = draw(), draw(region="16.02.05", precision="25", seed="9")
    content = login(cast.eko).get(f"/samples/{second.pk}/forms/").content
    upload = SimpleUploadedFile("uji.xlsx", content)
    answer = login(cast.eko).post(f"/samples/{first.pk}/upload/", {"file": upload})
    assert answer.context["problem"] is not None
    broken = SimpleUploadedFile("uji.xlsx", b"x")
    assert login(cast.eko).post(f"/samples/{first.pk}/upload/", {"file": broken}).context["problem"] is not None


def test_the_estimate_appears_with_its_interval_in_words(cast: Cast, draw: Callable[..., Sample], login: Login) -> None:
    sample = draw()
    browser = login(cast.sari)
    assert browser.get(f"/samples/{sample.pk}/").context["reading"].problem is not None
    for station in sample.stations.all():
        browser.post(
            f"/samples/{sample.pk}/tps/{station.pk}/", {"outcome-1": "dead", "outcome-2": "found", "outcome-3": "found"}
        )
    answer = browser.get(f"/samples/{sample.pk}/")
    share = answer.context["reading"].errors
    assert share.percent == pytest.approx(100 / 3)
    assert share.percent_low < 100 / 3 < share.percent_high
    assert "33,3" in answer.context["meaning"]
    assert answer.context["reading"].errors.people == 20
    assert login(cast.intel).get(f"/samples/{sample.pk}/").status_code == 200


def test_from_people_to_the_list(cast: Cast, draw: Callable[..., Sample], login: Login) -> None:
    sample = draw("people_to_list")
    browser = login(cast.sari)
    for station in sample.stations.all():
        address = f"/samples/{sample.pk}/tps/{station.pk}/"
        assert station.turn in browser.get(address).text
        for outcome in ("listed", "listed", "not_listed"):
            assert browser.post(address, {"name": "Rina", "birth": "34", "outcome": outcome}).status_code == 302
        assert browser.post(address, {"name": "1602055707840001", "outcome": "listed"}).status_code == 200
    reading = browser.get(f"/samples/{sample.pk}/").context["reading"]
    assert reading.errors.percent == pytest.approx(100 / 3)
    assert [entry.number for entry in station_in(sample, OTHER).entries.all()] == [1, 2, 3]


def test_the_pages_need_the_same_few_queries(
    cast: Cast, draw: Callable[..., Sample], login: Login, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    sample = draw(precision="10")
    browser = login(cast.sari)
    for path, most in (("", 10), (f"{sample.pk}/", 14)):
        with django_assert_max_num_queries(most):
            assert browser.get(f"/samples/{path}").status_code == 200


def test_a_drawn_sample_without_the_hash_of_its_list_cannot_be_stored(cast: Cast, draw: Callable[..., Sample]) -> None:
    sample = draw()
    with pytest.raises(IntegrityError), transaction.atomic():
        Sample.objects.filter(pk=sample.pk).update(list_sha256="")
