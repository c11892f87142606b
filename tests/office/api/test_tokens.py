"""Making, using and losing a token."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from saksama.office.accounts.access import Role
from saksama.office.accounts.models import Account
from saksama.office.api import way_in
from saksama.office.api.issuing import issue
from saksama.office.api.models import Bearer, Token, digest_of
from saksama.office.trail.models import Entry
from tests.office.api.conftest import program, token_of
from tests.office.conftest import PASSWORD, Cast
from tests.office.threats.conftest import make_threat

pytestmark = pytest.mark.django_db
ASKED = {"name": "Rekap mingguan", "permissions": ["threats.read"], "region": "16.02.05", "days": "30"}


class TestMaking:
    def test_it_is_shown_once_and_kept_as_a_digest(self, cast: Cast, oki: None, login: Callable[..., Client]) -> None:
        browser = login(cast.sari)
        page = browser.post("/profile/tokens/", {**ASKED, "password": PASSWORD})
        text = page.context["text"]
        token = Token.objects.get()
        assert text.startswith("saksama_") and text in page.text
        assert (token.digest, token.permissions, token.region) == (digest_of(text), ["threats.read"], "16.02.05")
        assert text not in browser.get("/profile/tokens/").text
        entry = Entry.objects.get(action="api.token_made")
        assert (entry.actor, entry.details["permissions"]) == ("sari", ["threats.read"])
        assert text not in entry.details_text

    def test_it_takes_the_password(self, cast: Cast, oki: None, login: Callable[..., Client]) -> None:
        browser = login(cast.sari)
        for _attempt in range(6):
            page = browser.post("/profile/tokens/", {**ASKED, "password": "salah sekali"})
        assert "Terlalu banyak percobaan" in page.text
        page = browser.post("/profile/tokens/", {**ASKED, "password": PASSWORD})
        assert not Token.objects.exists()

    def test_nobody_gives_more_than_they_have(self, cast: Cast, oki: None, login: Callable[..., Client]) -> None:
        for more in ({"permissions": ["records.secret"]}, {"region": "16.02.13"}):
            login(cast.budi).post(
                "/profile/tokens/", {**ASKED, "permissions": ["threats.read"], "password": PASSWORD, **more}
            )
        assert not Token.objects.exists()
        with pytest.raises(PermissionDenied):
            issue(cast.budi, cast.budi, name="x", permissions=["threats.read"], region="16.02", days=7)

    def test_a_role_with_two_factor_login_makes_none_without(
        self, cast: Cast, oki: None, login: Callable[..., Client]
    ) -> None:
        Account.objects.filter(pk=cast.sari.pk).update(totp_secret="")
        cast.sari.refresh_from_db()
        answer = login(cast.sari).post("/profile/tokens/", {**ASKED, "password": PASSWORD})
        assert answer["Location"] == "/profile/two-factor/"
        assert not Token.objects.exists()


class TestSystemAccounts:
    @pytest.fixture
    def system(self, cast: Cast) -> Account:
        account = Account(username="sistem-kpu", name="Sistem KPU", role=Role.KPU, region="16.02")
        account.set_unusable_password()
        account.save()
        return account

    def test_the_administrator_makes_one_for_an_account_nobody_logs_in_with(
        self, system: Account, cast: Cast, oki: None, login: Callable[..., Client]
    ) -> None:
        address = f"/accounts/{system.pk}/tokens/"
        asked = {"name": "Sistem", "permissions": ["recommendations.read"], "region": "16.02", "days": "90"}
        text = login(cast.admin).post(address, {**asked, "password": PASSWORD}).context["text"]
        client = Client(headers={"authorization": f"Bearer {text}"})
        assert client.get("/api/v1/recommendations/").status_code == 200
        assert client.get("/api/v1/stages/").status_code == 403

    def test_but_not_for_a_person(self, cast: Cast, oki: None, login: Callable[..., Client]) -> None:
        assert login(cast.admin).get(f"/accounts/{cast.sari.pk}/tokens/").status_code == 404
        with pytest.raises(PermissionDenied):
            issue(cast.sari, cast.admin, name="x", permissions=["threats.read"], region="16.02", days=7)

    def test_it_ends_when_the_account_becomes_a_persons(self, system: Account, cast: Cast, oki: None) -> None:
        _token, text = issue(system, cast.admin, name="x", permissions=["stages.read"], region="16.02", days=7)
        client = Client(headers={"authorization": f"Bearer {text}"})
        assert client.get("/api/v1/stages/").status_code == 200
        system.set_password(PASSWORD)
        system.save()
        assert client.get("/api/v1/stages/").status_code == 401


class TestUsing:
    def test_it_opens_what_it_names_and_nothing_else(self, cast: Cast, oki: None) -> None:
        client = program(cast.sari, ["stages.read"])
        assert client.get("/api/v1/stages/").status_code == 200
        refusal = client.get("/api/v1/threats/")
        assert (refusal.status_code, refusal["Content-Type"]) == (403, "application/problem+json")
        assert "threats.read" in refusal.json()["detail"]

    def test_reading_does_not_allow_writing(self, cast: Cast, oki: None) -> None:
        threat = make_threat(cast.sari)
        client = program(cast.sari, ["threats.read"])
        assert client.post("/api/v1/threats/", {}, "application/json").status_code == 403
        assert client.patch(f"/api/v1/threats/{threat.pk}/", {}, "application/json").status_code == 403
        step = client.post(f"/api/v1/threats/{threat.pk}/steps/", {"step": "watch"}, "application/json")
        assert step.status_code == 403
        word = client.post(f"/api/v1/threats/{threat.pk}/comments/", {"text": "x"}, "application/json")
        assert word.status_code == 403

    def test_it_sees_its_own_region_only(self, cast: Cast, oki: None) -> None:
        here, there = make_threat(cast.sari, region="16.02.05.1001"), make_threat(cast.sari, region="16.02.13")
        client = program(cast.sari, ["threats.read"], "16.02.05")
        assert [row["id"] for row in client.get("/api/v1/threats/").json()["rows"]] == [here.pk]
        assert client.get(f"/api/v1/threats/{there.pk}/").status_code == 404

    def test_it_writes_in_its_own_region_only(self, cast: Cast, oki: None) -> None:
        client = program(cast.sari, ["threats.read", "threats.write"], "16.02.05")
        answer = client.post(
            "/api/v1/threats/",
            {"title": "x", "kind": "threat", "field": "security", "description": "x", "region": "16.02.13"},
            "application/json",
        )
        assert answer.status_code == 422
        assert "region" in {error["column"] for error in answer.json()["errors"]}

    def test_a_cookie_opens_nothing(self, cast: Cast, oki: None, login: Callable[..., Client]) -> None:
        assert login(cast.sari).get("/api/v1/stages/").status_code == 401

    @pytest.mark.parametrize("change", ["revoked", "over", "closed", "moved", "other_role", "no_second_factor"])
    def test_it_opens_nothing_any_more(self, change: str, cast: Cast, oki: None, login: Callable[..., Client]) -> None:
        token, text = token_of(cast.sari, ["threats.read"])
        client = Client(headers={"authorization": f"Bearer {text}"})
        assert client.get("/api/v1/threats/").status_code == 200
        sari = Account.objects.filter(pk=cast.sari.pk)
        if change == "revoked":
            assert login(cast.budi).post(f"/profile/tokens/{token.pk}/revoke/").status_code == 404
            login(cast.sari).post(f"/profile/tokens/{token.pk}/revoke/")
            assert Entry.objects.filter(action="api.token_revoked", actor="sari").exists()
        elif change == "over":
            Token.objects.update(expires=timezone.now() - timedelta(seconds=1))
        elif change == "closed":
            sari.update(is_active=False)
        elif change == "moved":
            sari.update(region="16.71")
        elif change == "other_role":
            sari.update(role=Role.AGENCY)
        else:
            sari.update(totp_secret="")
        assert client.get("/api/v1/threats/").status_code == (403 if change == "other_role" else 401)

    def test_too_many_requests_have_to_wait(self, cast: Cast, oki: None, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(way_in, "LIMIT", 3)
        monkeypatch.setattr(way_in.time, "time", lambda: 1_727_300_010.0)
        client = program(cast.sari, ["stages.read"])
        assert [client.get("/api/v1/stages/").status_code for _ in range(4)] == [200, 200, 200, 429]
        assert int(client.get("/api/v1/stages/")["Retry-After"]) <= 61

    def test_what_it_does_stands_in_the_trail_with_its_name(self, cast: Cast, oki: None) -> None:
        token, text = token_of(cast.sari)
        threat = make_threat(cast.sari)
        client = Client(headers={"authorization": f"Bearer {text}"})
        client.post(f"/api/v1/threats/{threat.pk}/comments/", {"text": "Dicek."}, "application/json")
        client.get("/api/v1/threats/?q=rahasia")
        said = Entry.objects.get(action="records.commented")
        read = Entry.objects.get(action="api.read")
        assert (said.actor, said.details["token"]) == ("sari", f"{token.pk} uji")
        assert read.details == {"of": "threats", "rows": 0, "filters": ["q"], "token": f"{token.pk} uji"}
        assert "rahasia" not in read.details_text

    def test_an_account_seen_through_a_token_is_never_saved(self, cast: Cast) -> None:
        with pytest.raises(RuntimeError):
            Bearer.objects.get(pk=cast.sari.pk).save()


def test_the_language_is_that_of_the_request(cast: Cast, oki: None) -> None:
    client = program(cast.sari, ["stages.read"])
    english: Any = client.get("/api/v1/threats/")
    indonesian: Any = client.get("/api/v1/threats/", headers={"accept-language": "id"})
    assert english.json()["title"] == "Not allowed"
    assert indonesian.json()["title"] == "Tidak diizinkan"
    assert indonesian["Content-Language"] == "id"
