"""Accounts as the administrator makes, changes and closes them; one-time codes; the appointment list."""

import io
from collections.abc import Callable
from datetime import timedelta

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from saksama.errors import InputError
from saksama.office.accounts import appointments, invitations, throttle
from saksama.office.accounts.access import Role
from saksama.office.accounts.models import Account, Invitation
from saksama.office.accounts.region_code import PATTERN, covers, level_of, parent_of
from saksama.office.trail.models import Entry
from tests.office.conftest import PASSWORD, Cast

NEW = {
    "username": "rina",
    "name": "Rina Kartika",
    "role": "village",
    "region": "16.02.05.1002",
    "email": "",
    "phone": "",
}
LIST = "nama;peran;kode wilayah;surel;telepon\n"


def upload(browser: Client, text: str, name: str = "sk.csv"):  # type: ignore[no-untyped-def]
    return browser.post("/accounts/bulk/", {"file": SimpleUploadedFile(name, text.encode())})


@pytest.fixture
def admin(cast: Cast, oki: None, login: Callable[[Account], Client]) -> Client:
    return login(cast.admin)


class TestOneAccount:
    def test_a_new_account_comes_with_a_code_that_sets_its_password(self, admin: Client) -> None:
        shown = admin.post("/accounts/new/", NEW)
        ((account, code),) = shown.context["slips"]
        assert (account.username, account.has_usable_password()) == ("rina", False)
        sent = {"code": code, "new_password": PASSWORD, "repeated": PASSWORD}
        assert Client().post("/invitation/", sent)["Location"] == "/login/"
        account.refresh_from_db()
        assert account.check_password(PASSWORD)
        actions = list(Entry.objects.order_by("number").values_list("action", flat=True))
        assert actions == ["accounts.created", "accounts.invited", "accounts.invitation_used"]

    @pytest.mark.parametrize(
        ("change", "problem"),
        [
            ({"region": "16.71.01.1001"}, "di luar wilayah Anda"),
            ({"region": "16.02.05.9999"}, "Tidak ada wilayah"),
            ({"region": "16.02.05"}, "tingkat lain"),
            ({"region": "sixteen"}, "di luar wilayah"),
            ({"username": "BUDI"}, "Huruf kecil"),
            ({"username": "budi"}, "telah ada"),
            ({"role": "president"}, "president"),
        ],
    )
    def test_what_does_not_fit_is_refused_with_the_reason(
        self, admin: Client, change: dict[str, str], problem: str
    ) -> None:
        assert problem in admin.post("/accounts/new/", {**NEW, **change}).text
        assert not Account.objects.filter(name=NEW["name"]).exists()

    def test_an_account_of_another_regency_is_not_there_for_this_administrator(self, admin: Client) -> None:
        stranger = Account.objects.create(username="palembang", name="P", role=Role.STAFF, region="16.71")
        assert admin.get(f"/accounts/{stranger.pk}/").status_code == 404
        assert admin.post(f"/accounts/{stranger.pk}/code/").status_code == 404
        assert admin.post(f"/accounts/{stranger.pk}/close-or-open/").status_code == 404
        assert "palembang" not in admin.get("/accounts/").text

    def test_changing_an_account_never_changes_its_name_in_the_trail(self, admin: Client, cast: Cast) -> None:
        sent = {
            "username": "other",
            "name": "Budi S.",
            "role": "district",
            "region": "16.02.13",
            "email": "",
            "phone": "",
        }
        admin.post(f"/accounts/{cast.budi.pk}/", sent)
        cast.budi.refresh_from_db()
        assert (cast.budi.username, cast.budi.name, cast.budi.region) == ("budi", "Budi S.", "16.02.13")
        assert Entry.objects.get().details == {"fields": ["name", "region"]}

    def test_closing_ends_the_sessions_and_opening_lets_in_again(
        self, admin: Client, cast: Cast, login: Callable[[Account], Client]
    ) -> None:
        budi = login(cast.budi)
        admin.post(f"/accounts/{cast.budi.pk}/close-or-open/")
        assert budi.get("/").status_code == 302
        admin.post(f"/accounts/{cast.budi.pk}/close-or-open/")
        assert login(cast.budi).get("/").status_code == 200

    def test_administrators_cannot_shut_themselves_out(self, admin: Client, cast: Cast) -> None:
        admin.post(f"/accounts/{cast.admin.pk}/close-or-open/")
        sent = {"name": "Adi", "role": "staff", "region": "16.02", "email": "", "phone": ""}
        assert "peran Anda sendiri" in admin.post(f"/accounts/{cast.admin.pk}/", sent).text
        cast.admin.refresh_from_db()
        assert (cast.admin.is_active, cast.admin.role) == (True, "administrator")

    def test_a_lost_telephone_is_taken_off_by_the_administrator(self, admin: Client, cast: Cast) -> None:
        admin.post(f"/accounts/{cast.sari.pk}/remove-second-factor/")
        cast.sari.refresh_from_db()
        assert cast.sari.lacks_second_factor

    def test_the_list_is_filtered_and_costs_few_queries_however_long(
        self, admin: Client, django_assert_max_num_queries: Callable[..., object]
    ) -> None:
        Account.objects.bulk_create(
            Account(username=f"pkd{n}", name=f"Pengawas {n}", role="village", region="16.02.05.1001")
            for n in range(130)
        )
        admin.get("/accounts/")
        with django_assert_max_num_queries(5):  # type: ignore[attr-defined]
            page = admin.get("/accounts/", {"role": "village", "q": "pengawas"}).text
        assert "1–50 dari 130" in page
        assert "Sari Wulandari" not in page

    def test_the_database_refuses_an_unknown_role_and_a_second_use_of_an_address(self, cast: Cast) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Account.objects.filter(pk=cast.budi.pk).update(role="president")
        Account.objects.filter(pk=cast.budi.pk).update(email="a@example.org")
        with pytest.raises(IntegrityError), transaction.atomic():
            Account.objects.filter(pk=cast.cici.pk).update(email="a@example.org")


class TestOneTimeCode:
    def test_it_is_good_once(self, cast: Cast) -> None:
        code = invitations.issue(cast.budi, cast.admin)
        assert invitations.redeem(code.lower().replace("-", " "), "first password") == cast.budi
        assert invitations.redeem(code, "second password") is None
        cast.budi.refresh_from_db()
        assert cast.budi.check_password("first password")

    def test_it_ends_after_fourteen_days(self, cast: Cast) -> None:
        code = invitations.issue(cast.budi, cast.admin)
        Invitation.objects.update(expires=timezone.now() - timedelta(seconds=1))
        assert invitations.redeem(code, PASSWORD) is None

    def test_a_new_one_voids_the_one_before(self, cast: Cast) -> None:
        first, second = invitations.issue(cast.budi, None), invitations.issue(cast.budi, None)
        assert (invitations.owner_of(first), invitations.owner_of(second)) == (None, cast.budi)

    def test_it_is_not_good_for_a_closed_account(self, cast: Cast) -> None:
        code = invitations.issue(cast.budi, None)
        Account.objects.filter(pk=cast.budi.pk).update(is_active=False)
        assert invitations.redeem(code, PASSWORD) is None

    def test_only_its_digest_is_in_the_database(self, cast: Cast) -> None:
        code = invitations.issue(cast.budi, None)
        assert code not in str(list(Invitation.objects.values()))

    def test_the_link_greets_the_owner_and_a_wrong_code_says_so(self, cast: Cast) -> None:
        code = invitations.issue(cast.budi, None)
        assert "Budi Santoso" in Client().get(f"/invitation/{code}/").text
        sent = {"code": "AAAA-BBBB-CCCC-DDDD", "new_password": PASSWORD, "repeated": PASSWORD}
        assert "tidak dikenal" in Client().post("/invitation/", sent).text

    def test_a_link_used_before_says_so_at_once(self, cast: Cast) -> None:
        code = invitations.issue(cast.budi, None)
        assert "tidak dikenal" not in Client().get(f"/invitation/{code}/").text
        invitations.redeem(code, PASSWORD)
        assert "tidak dikenal, sudah dipakai" in Client().get(f"/invitation/{code}/").text
        assert "tidak dikenal" not in Client().get("/invitation/").text

    def test_guessing_codes_is_throttled(self, cast: Cast) -> None:
        browser, code = Client(), invitations.issue(cast.budi, None)
        for number in range(throttle.PER_ADDRESS):
            browser.post("/invitation/", {"code": f"AAAA{number}", "new_password": PASSWORD, "repeated": PASSWORD})
        page = browser.post("/invitation/", {"code": code, "new_password": PASSWORD, "repeated": PASSWORD}).text
        assert "Terlalu banyak kode yang salah" in page
        assert invitations.owner_of(code) == cast.budi

    def test_in_a_room_full_of_people_some_wrong_codes_keep_nobody_out(self, cast: Cast) -> None:
        code = invitations.issue(cast.budi, None)
        for number in range(10):
            sent = {"code": f"SLIP{number}", "new_password": PASSWORD, "repeated": PASSWORD}
            assert "tidak dikenal" in Client().post("/invitation/", sent).text
        Client().post("/invitation/", {"code": code, "new_password": PASSWORD, "repeated": PASSWORD})
        assert invitations.owner_of(code) is None


class TestAppointmentList:
    def test_a_list_from_excel_is_taken_as_well(self, cast: Cast, oki: None) -> None:
        book = openpyxl.Workbook()
        for row in (["Nama", "Peran", "Kode wilayah", "HP"], ["Sari Dewi", "PKD", "16.02.05.1001", 81234567890]):
            book.worksheets[0].append(row)
        made = io.BytesIO()
        book.save(made)
        (one,) = appointments.read(made.getvalue(), "sk.xlsx", cast.admin).appointments
        assert (one.name, one.region, one.phone) == ("Sari Dewi", "16.02.05.1001", "81234567890")

    def test_a_list_of_nobody_is_no_list(self, admin: Client) -> None:
        assert "Ada 0 baris" in upload(admin, LIST).text

    def test_every_line_becomes_an_account_with_its_slip(self, admin: Client) -> None:
        shown = upload(
            admin,
            LIST
            + "Siti Nur'aini, S.Pd.;PKD;16.02.05.1001;siti@example.org;0812\n"
            + "Ahmad Fauzi;Panwaslu Kecamatan;16.02.13;;0813\n\n"
            + "Ahmad Fauzi;pkd;16.02.13.2005;;\n",
        )
        slips = shown.context["slips"]
        assert [(a.username, a.role, a.region) for a, _ in slips] == [
            ("siti.nuraini", "village", "16.02.05.1001"),
            ("ahmad.fauzi", "district", "16.02.13"),
            ("ahmad.fauzi2", "village", "16.02.13.2005"),
        ]
        assert all(invitations.owner_of(code) == account for account, code in slips)

    def test_a_list_with_one_bad_line_makes_no_account_at_all(self, admin: Client) -> None:
        before = Account.objects.count()
        shown = upload(admin, LIST + "Siti;pkd;16.02.05.1001;;\nAli;pkd;16.02.05;;\nUmar;raja;16.02.99;not-mail;\n")
        found = [(problem.row, problem.column) for problem in shown.context["problems"]]
        assert found == [(3, "kode wilayah"), (4, "peran"), (4, "kode wilayah"), (4, "surel")]
        assert Account.objects.count() == before

    def test_the_same_list_twice_is_refused_line_by_line(self, admin: Client) -> None:
        text = LIST + "Siti;pkd;16.02.05.1001;;\n"
        upload(admin, text)
        assert [(p.row, p.column) for p in upload(admin, text).context["problems"]] == [(2, "nama")]

    def test_the_same_person_twice_in_one_list_is_a_problem(self, admin: Client) -> None:
        line = "Siti;pkd;16.02.05.1001;;\n"
        assert [p.row for p in upload(admin, LIST + line + line).context["problems"]] == [3]

    @pytest.mark.parametrize(
        ("content", "part"),
        [
            (b"nama,peran\nSiti,pkd\n", "kode wilayah"),
            (b"", "Ada 0 baris"),
            (b"nama,peran,kode\n" + b"a,pkd,16.02.05.1001\n" * 5001, "5000"),
        ],
    )
    def test_a_file_that_is_no_such_list_is_refused_as_a_whole(self, cast: Cast, content: bytes, part: str) -> None:
        with pytest.raises(InputError, match="sk.csv") as refused:
            appointments.read(content, "sk.csv", cast.admin)
        assert part in refused.value.say("id")

    def test_comma_semicolon_and_byte_order_mark_are_all_understood(self, cast: Cast, oki: None) -> None:
        rows = [
            appointments.read(text.encode(), "sk.csv", cast.admin).appointments
            for text in (
                "Nama,Jabatan,Kode_Wilayah\nSiti,PKD,16.02.05.1001\n",
                "\ufeffnama;peran;kode\nSiti;pkd;16.02.05.1001\n",
                "name,role,region code,phone\nSiti,village,16.02.05.1001,\n",
            )
        ]
        assert rows[0] == rows[1] == rows[2] != []

    def test_what_an_old_excel_writes_is_understood(self, cast: Cast, oki: None) -> None:
        content = "nama;peran;kode wilayah\nRené;pkd;16.02.05.1001\n".encode("cp1252")
        assert appointments.read(content, "sk.csv", cast.admin).appointments[0].name == "René"

    @given(st.text(max_size=40), st.sets(st.sampled_from(["a", "a2", "akun", "siti"])))
    def test_an_account_name_is_always_free_and_well_formed(self, name: str, taken: set[str]) -> None:
        username = appointments.free_username(name, taken)
        assert username not in taken
        Account._meta.get_field("username").run_validators(username)


class TestRegionCode:
    @given(st.from_regex(PATTERN, fullmatch=True))
    def test_a_region_covers_itself_and_lies_in_its_parent(self, code: str) -> None:
        assert covers(code, code)
        assert covers(parent_of(code), code)
        assert level_of(parent_of(code)) == level_of(code) - 1
        assert not covers(f"{code}.9", code)

    def test_the_database_and_python_agree_on_what_lies_in_a_region(self, cast: Cast) -> None:
        for area in ("", "16", "16.02", "16.02.05", "16.02.05.1001", "16.0", "17"):
            expected = {account.username for account in cast.all() if covers(area, account.region)}
            viewer = Account(region=area)
            assert {account.username for account in Account.objects.visible_to(viewer)} == expected
            found = Account.objects.filter(region__within=area)
            assert {account.username for account in found} == expected

    @pytest.mark.parametrize("code", ["1", "16.2", "16.02.05.10010", "16-02", " 16", "16.02."])
    def test_what_is_no_code_is_refused(self, code: str) -> None:
        with pytest.raises(ValidationError):
            Account._meta.get_field("region").run_validators(code)


def test_the_command_makes_the_first_account_and_prints_its_code(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("createaccount", "Admin", "--name", "Adi", "--region", "16.02")
    username, code, link = capsys.readouterr().out.split()
    assert invitations.owner_of(code) == Account.objects.get(username="admin")
    assert (username, link) == ("admin", f"/invitation/{code}/")
    with pytest.raises(CommandError, match="username"):
        call_command("createaccount", "admin", "--name", "Adi")
    with pytest.raises(CommandError, match="region"):
        call_command("createaccount", "pkd", "--name", "Eko", "--role", "village", "--region", "16.02")
