"""The people: masked in the table, whole at the door, checked, and on their way into a letter."""

from collections.abc import Callable
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from saksama.office.accounts.models import Account
from saksama.office.jobs.worker import run_next
from saksama.office.recommendations.models import Item
from saksama.office.recommendations.people import people_of
from saksama.office.residue.models import PersonCheck, Residue, ResiduePerson
from saksama.office.residue.models.check import finding_about
from saksama.office.residue.models.person import initials_of
from saksama.office.rolls.models import Finding, ListVersion, Review
from saksama.office.rolls.pairs import side_by_side
from saksama.office.trail.models import Entry
from saksama.rolls import Engine, SecondLists, audit
from tests.office.conftest import Cast
from tests.office.residue.conftest import JUA_JUA, load
from tests.rolls.test_compare import voter

Login = Callable[[Account], Client]


@pytest.fixture
def missing(searched: Residue) -> ResiduePerson:
    """The first of those not in the list."""
    person = searched.people.filter(presence="not_in_list").first()
    assert person is not None
    return person


def address(person: ResiduePerson) -> str:
    return f"/residue/{person.residue_id}/people/{person.pk}/"


def name_of(person: ResiduePerson) -> str:
    return str(voter((3, 5, 8, 40, 41, 42)[person.record])["name"])


def test_the_table_shows_first_letters_only(cast: Cast, missing: ResiduePerson, login: Login) -> None:
    page = login(cast.eko).get(f"/residue/{missing.residue_id}/people/").text
    assert initials_of(name_of(missing)) in page
    assert name_of(missing) not in page


def test_who_goes_to_the_door_sees_name_and_address_and_the_trail_says_so(
    cast: Cast, missing: ResiduePerson, login: Login
) -> None:
    page = login(cast.eko).get(address(missing)).text
    assert name_of(missing) in page
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.actor, entry.object_id) == ("residue.person_seen", "eko", str(missing.pk))
    assert name_of(missing) not in entry.details_text + entry.object_label


def test_another_region_is_not_there(cast: Cast, missing: ResiduePerson, login: Login) -> None:
    assert login(cast.cici).get(address(missing)).status_code == 404
    assert login(cast.cici).post(address(missing), {"verdict": "missing"}).status_code == 404


def test_somebody_confirmed_as_missing_becomes_a_confirmed_finding(
    cast: Cast, missing: ResiduePerson, login: Login
) -> None:
    login(cast.eko).post(address(missing), {"verdict": "missing", "note": "KTP-el diperlihatkan."})
    missing.refresh_from_db()
    assert missing.status == "missing"
    finding = Finding.objects.get()
    assert (finding.rule, finding.category, finding.status) == ("H02", "missing", "confirmed")
    assert (finding.region, finding.finding_id) == (JUA_JUA, missing.finding_id(missing.roll_name))
    assert Review.objects.get().note == "KTP-el diperlihatkan."
    assert finding.reference in login(cast.eko).get(address(missing)).text


def test_a_finding_that_the_audit_made_is_used_again(
    cast: Cast, missing: ResiduePerson, lists: dict[str, ListVersion], login: Login, tmp_path: object
) -> None:
    folder = lists["DPT"].folder / "audit"
    lists["DPT"].registers.add(lists["DPK"])
    audit(lists["DPT"].roll, folder, second_lists=SecondLists(dpk=lists["DPK"].roll))
    with Engine(threads=1) as engine:
        ids = engine.rows(
            "SELECT finding_id FROM read_parquet(?) WHERE rule = 'H02'", [str(folder / "findings.parquet")]
        )
    assert missing.finding_id("dpk") in {finding_id for (finding_id,) in ids}
    Finding.objects.create(
        version=lists["DPT"], finding_id=missing.finding_id("dpk"), rule="H02", category="missing", severity=1,
        region=JUA_JUA, records=[{"roll": "dpk", "record": missing.record, "file": "DPK.csv", "row": 5}],
    )  # fmt: skip
    login(cast.eko).post(address(missing), {"verdict": "in_list", "note": "TPS 2, ejaan lain"})
    assert Finding.objects.get().status == "refuted"


@pytest.mark.parametrize("audit_knows_the_other", [True, False])
def test_with_two_dpks_of_one_file_name_finding_and_letter_name_the_one_who_was_checked(
    cast: Cast, missing: ResiduePerson, lists: dict[str, ListVersion], login: Login, audit_knows_the_other: bool
) -> None:
    """A letter would otherwise give KPU the name, birth date and address of a stranger."""
    dpt = lists["DPT"]
    strangers = load("DPK", cast.sari, [voter(number, nik=None, nkk=None) for number in range(10, 16)])
    if audit_knows_the_other:
        dpt.registers.add(strangers)
        row = {"roll": "dpk", "record": missing.record, "file": missing.source_file, "row": missing.source_row}
        Finding.objects.create(
            version=dpt, finding_id=missing.finding_id("dpk"), rule="H02", category="missing", severity=1,
            region=JUA_JUA, records=[row],
        )  # fmt: skip
    else:
        Residue.objects.create(version=dpt, dpk=strangers, region="16.02", by=cast.sari)  # the newest search
    login(cast.eko).post(address(missing), {"verdict": "missing"})
    finding = Finding.objects.get(status="confirmed")
    item = Item(pk=1, finding=finding, region=finding.region, kind="missing")
    assert people_of(dpt, [item])[1].name == name_of(missing)
    dpt.status, dpt.audited_at = "audited", timezone.now()
    dpt.save()
    shown = side_by_side(finding)
    assert shown.places == [f"DPK uji · {missing.source_file}:{missing.source_row}"]
    assert [line.values for line in shown.lines][0] == [name_of(missing)]
    assert finding_about(missing) == finding


def test_a_finding_of_an_earlier_version_is_told_whose_row_it_is(
    cast: Cast, missing: ResiduePerson, login: Login
) -> None:
    login(cast.eko).post(address(missing), {"verdict": "missing"})
    finding = Finding.objects.get()
    now = finding.records
    Finding.objects.update(records=[{**now[0], "roll": "dpk"}], finding_id=missing.finding_id("dpk"))
    import_module("saksama.office.residue.migrations.0002_whose_dpk").name_the_dpk(apps, None)
    finding.refresh_from_db()
    assert finding.records == now
    assert finding_about(missing) == finding


def test_not_eligible_needs_a_reason(cast: Cast, missing: ResiduePerson, login: Login) -> None:
    browser = login(cast.eko)
    answer = browser.post(address(missing), {"verdict": "not_eligible"})
    assert list(answer.context["form"].errors) == ["reason"]
    browser.post(address(missing), {"verdict": "not_eligible", "reason": "dead"})
    assert PersonCheck.objects.get().reason == "dead"
    assert not Finding.objects.exists()


def test_a_note_with_a_nik_is_refused(cast: Cast, missing: ResiduePerson, login: Login) -> None:
    login(cast.eko).post(address(missing), {"verdict": "missing", "note": "NIK 1602055707840001"})
    assert not PersonCheck.objects.exists()


def test_every_check_is_kept_and_the_next_search_knows_it(
    cast: Cast, missing: ResiduePerson, lists: dict[str, ListVersion], login: Login
) -> None:
    browser = login(cast.eko)
    for verdict in ("unclear", "missing"):
        browser.post(address(missing), {"verdict": verdict})
    asked = {"version": lists["DPT"].pk, "dpk": lists["DPK"].pk}
    assert login(cast.sari).post("/residue/new/", asked).status_code == 302
    assert run_next()
    again = ResiduePerson.objects.get(residue=Residue.objects.latest("pk"), record=missing.record)
    assert (again.pk == missing.pk, again.status) == (False, "missing")
    checks = browser.get(address(again)).context["checks"]
    assert [check.verdict for check, _ in checks] == ["missing", "unclear"]


def test_people_are_filtered(cast: Cast, missing: ResiduePerson, login: Login) -> None:
    browser = login(cast.sari)
    base = f"/residue/{missing.residue_id}/people/"
    assert len(browser.get(base).context["people"]) == 3
    assert len(browser.get(f"{base}?status=missing").context["people"]) == 0
    assert len(browser.get(f"{base}?place=16.02.13").context["people"]) == 0
    assert len(browser.get(f"{base}?presence=not_in_list&source=dpk").context["people"]) == 3


def test_a_verdict_of_not_eligible_without_reason_cannot_be_stored(cast: Cast, missing: ResiduePerson) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonCheck.objects.create(person=missing, verdict="not_eligible", by=cast.eko)


def test_initials_never_tell_the_rest() -> None:
    assert initials_of("SITI  Aminah, S.Pd.") == "S*** A*** S*** P***"
    assert initials_of("") == "–"
