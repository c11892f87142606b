"""Getting in: password, code, recovery code, waiting after too many attempts, sessions."""

from collections.abc import Callable

import pyotp
import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher, identify_hasher, make_password
from django.test import Client

from saksama.office.accounts import invitations, second_factor, throttle
from saksama.office.accounts.models import Account, AccountSession, LoginFailure
from saksama.office.trail.models import Entry
from tests.office.conftest import PASSWORD, TOTP_SECRET, Cast


def try_password(browser: Client, username: str, password: str, **extra: str):  # type: ignore[no-untyped-def]
    return browser.post("/login/", {"username": username, "password": password, **extra})


def actions_written() -> list[str]:
    return list(Entry.objects.order_by("number").values_list("action", flat=True))


def is_in(browser: Client) -> bool:
    return browser.get("/profile/").status_code == 200


def test_name_and_password_let_a_role_without_two_factor_login_in(cast: Cast) -> None:
    browser = Client()
    assert try_password(browser, " Budi ", PASSWORD)["Location"] == "/"
    assert is_in(browser)
    assert actions_written() == ["accounts.logged_in"]


def test_an_email_address_does_as_well(cast: Cast) -> None:
    Account.objects.filter(pk=cast.budi.pk).update(email="budi@example.org")
    assert try_password(Client(), "Budi@Example.org", PASSWORD).status_code == 302


def test_a_wrong_password_is_refused_and_written_down_without_what_was_typed(cast: Cast) -> None:
    browser = Client()
    answer = try_password(browser, "budi", "hunter2 hunter2")
    assert "Nama atau sandi salah" in answer.text
    assert not is_in(browser)
    entry = Entry.objects.get()
    assert (entry.action, entry.object_label, entry.region) == ("accounts.login_failed", "budi", "16.02.05")
    assert "hunter2" not in entry.details_text


def test_a_password_typed_as_name_does_not_get_into_the_trail(cast: Cast) -> None:
    try_password(Client(), "my secret password", "x")
    assert Entry.objects.get().object_label == ""
    assert "secret" not in Entry.objects.get().details_text


def test_the_password_alone_does_not_let_a_role_with_two_factor_login_in(cast: Cast) -> None:
    browser = Client()
    assert try_password(browser, "sari", PASSWORD)["Location"].startswith("/login/code/")
    assert not is_in(browser)


def test_the_code_of_the_telephone_completes_the_login_once(cast: Cast) -> None:
    code = pyotp.TOTP(TOTP_SECRET).now()
    first, second = Client(), Client()
    for browser in (first, second):
        try_password(browser, "sari", PASSWORD)
    assert first.post("/login/code/", {"code": f"{code[:3]} {code[3:]}"})["Location"] == "/"
    assert is_in(first)
    assert "sudah dipakai" in second.post("/login/code/", {"code": code}).text
    assert not is_in(second)


def test_a_recovery_code_does_too_and_is_used_up(cast: Cast) -> None:
    codes = second_factor.set_up(cast.sari, TOTP_SECRET, 0)
    assert len(set(codes)) == 10
    for browser, expected in ((Client(), True), (Client(), False)):
        try_password(browser, "sari", PASSWORD)
        browser.post("/login/code/", {"code": codes[3].lower()})
        assert is_in(browser) is expected


def test_a_code_without_a_password_before_leads_back_to_the_start(cast: Cast) -> None:
    assert Client().post("/login/code/", {"code": pyotp.TOTP(TOTP_SECRET).now()})["Location"] == "/login/"


@pytest.mark.parametrize(("late", "accepted"), [(0, True), (-30, True), (30, True), (90, False), (-90, False)])
def test_a_telephones_clock_may_be_half_a_minute_off(late: int, accepted: bool) -> None:
    now = 1_721_600_000.0
    code = pyotp.TOTP(TOTP_SECRET).at(int(now) - late)
    assert (second_factor.matching_step(TOTP_SECRET, code, now) is not None) is accepted


def test_the_codes_are_those_of_the_standard() -> None:
    # RFC 6238, appendix B, SHA-1 at 59 s: 94287082; we take the last six digits.
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # noqa: S105
    assert second_factor.matching_step(secret, "287082", 59.0) == 1


def test_after_five_failures_even_the_right_password_has_to_wait(cast: Cast) -> None:
    browser = Client()
    for _ in range(throttle.PER_ACCOUNT_AND_ADDRESS):
        try_password(browser, "budi", "wrong")
    assert "Terlalu banyak percobaan" in try_password(browser, "budi", PASSWORD).text
    assert not is_in(browser)
    assert actions_written()[-1] == "accounts.login_throttled"


def test_a_stranger_who_guesses_does_not_lock_the_owner_out(cast: Cast) -> None:
    stranger, owner = Client(REMOTE_ADDR="203.0.113.9"), Client(REMOTE_ADDR="198.51.100.7")
    for _ in range(throttle.PER_ACCOUNT_AND_ADDRESS + 2):
        try_password(stranger, "budi", "wrong")
    assert try_password(owner, "budi", PASSWORD).status_code == 302


def test_guessing_many_accounts_from_one_address_is_throttled_too(cast: Cast) -> None:
    browser = Client()
    for number in range(throttle.PER_ADDRESS):
        try_password(browser, f"guess{number}", "wrong")
    assert "Terlalu banyak percobaan" in try_password(browser, "budi", PASSWORD).text


def test_codes_are_throttled_like_passwords(cast: Cast) -> None:
    browser = Client()
    try_password(browser, "sari", PASSWORD)
    for _ in range(throttle.PER_ACCOUNT_AND_ADDRESS):
        browser.post("/login/code/", {"code": "000000"})
    assert "Terlalu banyak" in browser.post("/login/code/", {"code": pyotp.TOTP(TOTP_SECRET).now()}).text


def test_a_login_forgets_the_failures_before_it(cast: Cast) -> None:
    browser = Client()
    for _ in range(throttle.PER_ACCOUNT_AND_ADDRESS - 1):
        try_password(browser, "budi", "wrong")
    try_password(browser, "budi", PASSWORD)
    assert LoginFailure.objects.count() == 0


def test_who_has_tried_too_often_gets_in_again_with_a_one_time_code(cast: Cast) -> None:
    browser = Client()
    for name in ("budi", cast.budi.email or "budi"):
        for _ in range(throttle.PER_ACCOUNT_AND_ADDRESS):
            try_password(browser, name, "wrong")
    assert not is_in(browser)
    code = invitations.issue(cast.budi, cast.admin)
    sent = {"code": code, "new_password": "sandi yang panjang", "repeated": "sandi yang panjang"}
    browser.post("/invitation/", sent)
    try_password(browser, "budi", "sandi yang panjang")
    assert is_in(browser)


def test_x_forwarded_for_counts_only_behind_a_proxy_of_ours(cast: Cast, settings: object) -> None:
    header = {"HTTP_X_FORWARDED_FOR": "203.0.113.1, 198.51.100.2"}
    try_password(Client(**header), "budi", "wrong")  # type: ignore[arg-type]
    settings.USE_PROXY = True  # type: ignore[attr-defined]
    try_password(Client(**header), "budi", "wrong")  # type: ignore[arg-type]
    assert list(LoginFailure.objects.values_list("address", flat=True)) == ["127.0.0.1", "198.51.100.2"]


@pytest.mark.parametrize(
    ("wanted", "given"), [("/stages/", "/stages/"), ("https://evil.example/", "/"), ("//evil", "/")]
)
def test_the_login_leads_on_only_within_the_office(cast: Cast, wanted: str, given: str) -> None:
    assert try_password(Client(), "budi", PASSWORD, next=wanted)["Location"] == given


def test_logging_out_ends_the_session(cast: Cast, login: Callable[[Account], Client]) -> None:
    browser = login(cast.budi)
    assert browser.get("/logout/").status_code == 405
    browser.post("/logout/")
    assert not is_in(browser)
    assert AccountSession.objects.count() == 0


def test_sessions_are_listed_and_one_can_be_ended_elsewhere(cast: Cast) -> None:
    telephone = Client(HTTP_USER_AGENT="Telephone", REMOTE_ADDR="203.0.113.5")
    computer = Client(HTTP_USER_AGENT="Computer")
    for browser in (telephone, computer):
        try_password(browser, "budi", PASSWORD)
    page = computer.get("/profile/")
    assert "Telephone" in page.text
    assert "203.0.113.5" in page.text
    other = next(row["id"] for row in page.context["sessions"] if not row["here"])
    computer.post(f"/profile/sessions/{other}/end/")
    assert not is_in(telephone)
    assert is_in(computer)


def test_nobody_ends_the_sessions_of_others(cast: Cast, login: Callable[[Account], Client]) -> None:
    budi, cici = login(cast.budi), login(cast.cici)
    other = budi.get("/profile/").context["sessions"][0]["id"]
    assert cici.post(f"/profile/sessions/{other}/end/").status_code == 404
    assert is_in(budi)


def test_a_session_key_is_nowhere_on_the_page(cast: Cast, login: Callable[[Account], Client]) -> None:
    browser = login(cast.budi)
    assert browser.cookies["saksama"].value not in browser.get("/profile/").text


def test_changing_the_password_logs_other_devices_out(cast: Cast, login: Callable[[Account], Client]) -> None:
    here, elsewhere = login(cast.budi), login(cast.budi)
    new = "kotak suara terbuka"
    answer = here.post("/profile/password/", {"password": PASSWORD, "new_password": new, "repeated": new})
    assert answer.status_code == 302
    assert (is_in(here), is_in(elsewhere)) == (True, False)


@pytest.mark.parametrize(
    ("new", "repeated", "problem"),
    [
        ("short", "short", "terlalu pendek"),
        ("kotak suara terbuka", "kotak suara tertutup", "tidak sama"),
        ("budi santoso", "budi santoso", "mirip"),
        ("password123", "password123", "umum"),
    ],
)
def test_a_poor_password_is_refused_with_the_reason(
    cast: Cast, login: Callable[[Account], Client], new: str, repeated: str, problem: str
) -> None:
    sent = {"password": PASSWORD, "new_password": new, "repeated": repeated}
    assert problem in login(cast.budi).post("/profile/password/", sent).text


def test_setting_up_two_factor_login_shows_ten_codes_once(cast: Cast, login: Callable[[Account], Client]) -> None:
    browser = login(cast.budi)
    page = browser.get("/profile/two-factor/")
    secret = page.context["secret"]
    assert f"{secret[:4]} {secret[4:8]} " in page.text  # in groups, to be typed by hand
    assert "bukan kode" in browser.post("/profile/two-factor/", {"code": "000000"}).text
    shown = browser.post("/profile/two-factor/", {"code": pyotp.TOTP(secret).now()})
    assert len(shown.context["codes"]) == 10
    cast.budi.refresh_from_db()
    assert (cast.budi.totp_secret, cast.budi.recovery_codes.count()) == (secret, 10)
    assert actions_written() == ["accounts.two_factor_on"]


def test_a_new_telephone_needs_the_password_too(cast: Cast, login: Callable[[Account], Client]) -> None:
    cast.budi.totp_secret = before = pyotp.random_base32()
    cast.budi.save()
    browser = login(cast.budi)
    secret = browser.get("/profile/two-factor/").context["secret"]
    for password in ("", "a guess"):
        page = browser.post("/profile/two-factor/", {"password": password, "code": pyotp.TOTP(secret).now()})
        assert "codes" not in page.context
    cast.budi.refresh_from_db()
    assert cast.budi.totp_secret == before
    browser.post("/profile/two-factor/", {"password": PASSWORD, "code": pyotp.TOTP(secret).now()})
    cast.budi.refresh_from_db()
    assert cast.budi.totp_secret == secret


@pytest.mark.parametrize("page", ["/profile/two-factor/", "/profile/password/"])
def test_who_sits_at_a_computer_that_was_left_cannot_guess_the_password_for_long(
    cast: Cast, login: Callable[[Account], Client], page: str
) -> None:
    cast.budi.totp_secret = pyotp.random_base32()
    cast.budi.save()
    browser = login(cast.budi)
    new = "tinta ungu kelingking"
    for _guess in range(5):
        assert (
            browser.post(page, {"password": "a guess", "code": "1", "new_password": new, "repeated": new}).status_code
            == 200
        )
    answer = browser.post(page, {"password": PASSWORD, "code": "1", "new_password": new, "repeated": new})
    assert answer.status_code == 302
    cast.budi.refresh_from_db()
    assert cast.budi.check_password(PASSWORD)


def test_wrong_codes_and_wrong_passwords_of_one_address_are_counted_apart(cast: Cast) -> None:
    for number in range(throttle.PER_ADDRESS):
        throttle.Attempt(f"guess{number}", "10.0.0.1").note_failure()
    assert throttle.Attempt("budi", "10.0.0.1").is_blocked()
    assert not throttle.Attempt(f"{throttle.CODE}0123", "10.0.0.1").is_blocked()


def test_passwords_are_kept_as_argon2id() -> None:
    hasher = Argon2PasswordHasher()
    encoded = hasher.encode(PASSWORD, hasher.salt())
    assert encoded.startswith("argon2$argon2id$")
    assert hasher.verify(PASSWORD, encoded)


def test_an_unknown_name_costs_a_check_like_a_known_one(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []
    monkeypatch.setattr("saksama.office.accounts.backend.make_password", lambda raw: hashed.append(raw))
    try_password(Client(), "nobody.here", "guess")
    assert hashed == ["guess"]
    assert identify_hasher(make_password("x")).algorithm in settings.PASSWORD_HASHERS[0].lower()
