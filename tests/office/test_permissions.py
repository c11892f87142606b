"""Every address × every role × nobody, against the table in accounts/access.py and the page docs/permissions.md."""

import importlib
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, path, reverse

from saksama.office import checks
from saksama.office.accounts.access import PUBLIC, Role, audience, may
from saksama.office.accounts.gate import Gate
from saksama.office.accounts.models import Account
from saksama.office.accounts.permission_table import markdown
from saksama.office.checks import Route, routes
from tests.office.api.conftest import program
from tests.office.conftest import Cast

pytestmark = pytest.mark.one_database  # says nothing about the database

PAGE = Path(__file__).parents[2] / "docs" / "permissions.md"
Example = Callable[[Cast, Account], dict[str, object]]


def _collected() -> dict[str, Example]:
    found: dict[str, Example] = {}
    for file in sorted(Path(__file__).parent.glob("*/examples.py")):
        module = importlib.import_module(f"tests.office.{file.parent.name}.examples")
        found.update(module.EXAMPLES)
    return found


# For each address with a variable part what makes a value that exists for whoever may open it.
# A room keeps its own in tests/office/<room>/examples.py: without an example the test fails.
EXAMPLES = _collected()


def _values(route: Route, cast: Cast, viewer: Account) -> dict[str, object]:
    return EXAMPLES[route.name](cast, viewer) if route.name in EXAMPLES else {}


def _named(route: Route) -> str:
    return f"{route.method} {route.path}" if route.by_token else route.path


@pytest.mark.parametrize("route", list(routes()), ids=_named)
def test_only_the_roles_of_the_table_get_in(
    route: Route, cast: Cast, oki: None, login: Callable[[Account], Client]
) -> None:
    permission = route.audience or ""
    for role in Role:
        account = cast.of_role(role)
        browser = program(account) if route.by_token else login(account)
        address = _address(route, _values(route, cast, account))
        status = browser.generic(route.method, address, b"{}", "application/json").status_code
        if permission == PUBLIC or may(role, permission):
            assert status != 403, f"{role} is refused at {route.path}"
            assert status < 500
        else:
            assert status == 403, f"{role} gets {status} at {route.path}"


@pytest.mark.parametrize("route", list(routes()), ids=_named)
def test_nobody_gets_only_what_is_public(route: Route, cast: Cast, oki: None) -> None:
    answer = Client().generic(route.method, _address(route, _values(route, cast, cast.sari)))
    if route.by_token:
        assert answer.status_code == 401
        return
    sent_to_login = answer.status_code == 302 and answer["Location"].startswith("/login/?next=")
    assert sent_to_login == (route.audience != PUBLIC)


def test_the_printed_table_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == markdown(), "run: saksama office permissions --markdown"


def test_a_route_without_audience_keeps_the_server_from_starting(monkeypatch: pytest.MonkeyPatch) -> None:
    def forgotten(request: object) -> HttpResponse:
        return HttpResponse()

    class Resolver:
        url_patterns = [path("forgotten/", forgotten)]

    monkeypatch.setattr(checks, "get_resolver", Resolver)
    found = checks.every_route_has_an_audience(None)
    assert [(message.id, message.msg) for message in found] == [("office.E001", "/forgotten/ declares no audience")]


def test_the_gate_refuses_a_view_without_audience_even_if_the_check_was_skipped() -> None:
    def forgotten(request: object) -> HttpResponse:
        return HttpResponse()

    gate = Gate(forgotten)
    with pytest.raises(ImproperlyConfigured):
        gate.process_view(RequestFactory().get("/"), forgotten, [], {})


def test_an_audience_that_is_not_in_the_table_is_refused_at_import() -> None:
    with pytest.raises(ImproperlyConfigured):
        audience("findings.revieww")


def test_a_role_that_must_have_two_factor_login_gets_nowhere_without(cast: Cast, login: Callable[..., Client]) -> None:
    cast.sari.totp_secret = ""
    cast.sari.save()
    answer = login(cast.sari).get("/regions/")
    assert (answer.status_code, answer["Location"]) == (302, "/profile/two-factor/")
    assert login(cast.sari).get("/profile/two-factor/").status_code == 200


def test_a_closed_account_is_out_at_once(cast: Cast, login: Callable[[Account], Client]) -> None:
    browser = login(cast.budi)
    assert browser.get("/").status_code == 200
    Account.objects.filter(pk=cast.budi.pk).update(is_active=False)
    assert browser.get("/")["Location"] == "/login/?next=/"


def _address(route: Route, values: dict[str, object]) -> str:
    try:
        return reverse(route.name, kwargs=values)
    except NoReverseMatch as error:
        raise AssertionError(f"{route.name} has no example in this test") from error
