"""The OpenAPI document is right, and a client made from it finds no server error (schemathesis, in process)."""

import re
from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from schemathesis import openapi
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from saksama.office.accounts.access import Role
from saksama.office.api import way_in
from saksama.office.api.openapi import document
from saksama.office.records.intake import version_of
from saksama.office.records.registry import ROOMS
from saksama.office.wsgi import application
from tests.office.api.conftest import token_of
from tests.office.conftest import Cast
from tests.office.test_permissions import EXAMPLES

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
EACH = hypothesis_settings(  # examples of each operation and role: more find more and last longer
    max_examples=3,
    phases=[Phase.explicit, Phase.generate],
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture
def in_one_transaction() -> Iterator[None]:
    """As Django's own test client does: the end of a request does not close the connection of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("role", [Role.STAFF, Role.PROSECUTOR, Role.KPU])
def test_a_client_made_from_the_document_finds_no_server_error(
    role: Role, cast: Cast, oki: None, in_one_transaction: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(way_in, "LIMIT", 10**9)
    account = cast.of_role(role)
    headers = {"Authorization": f"Bearer {token_of(account)[1]}"}
    schema = openapi.from_wsgi("/api/v1/openapi.json", application)
    tried = 0
    for found in schema.get_all_operations():
        operation = found.ok()
        name = "api_" + "_".join(re.findall(r"\w+", operation.path.removeprefix("/api/v1/").replace("-", "_")))
        known = EXAMPLES[name](cast, account) if name in EXAMPLES else {}
        _try(operation, known, headers)
        tried += 1
    assert tried > 60


def _try(operation: APIOperation, known: dict[str, object], headers: dict[str, str]) -> None:
    @EACH
    @given(case=operation.as_strategy())
    def attempt(case: schemathesis.Case) -> None:
        case.path_parameters = {**(case.path_parameters or {}), **known}
        sent = {**headers, "If-Match": _version(case.path)} if case.method == "PATCH" else headers
        case.call_and_validate(headers=sent, checks=CHECKS)

    attempt()


def _version(path: str) -> str:
    room = ROOMS[path.split("/")[3]]
    return f'"{version_of(room.model.objects.latest("pk"))}"'


def test_every_operation_says_its_permission_and_its_refusals() -> None:
    for path, methods in document("en")["paths"].items():
        for method, told in methods.items():
            assert told["description"].startswith("Permission: "), (method, path)
            assert {"401", "403", "422", "429"} <= set(told["responses"])


def test_everybody_can_read_the_document_and_its_page() -> None:
    assert Client().get("/api/v1/openapi.json").json()["openapi"] == "3.1.0"
    assert "/api/v1/threats/" in Client().get("/api/").text


def test_an_address_that_does_not_exist_is_a_problem_like_any_other(cast: Cast) -> None:
    answer = Client().get("/api/v1/nothing/")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
