"""A secret threat is looked for at every address of the office, by everybody who may not know of it, and not found.

The addresses come from the URL configuration: a new page is walked without anybody having to think of it here.
"""

import io
import re
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from saksama.office.accounts.access import PUBLIC
from saksama.office.accounts.models import Account
from saksama.office.checks import Route, routes
from saksama.office.records.models import Attachment, Link, attach, link
from saksama.office.records.models.comment import comment
from saksama.office.records.registry import ROOMS
from saksama.office.records.states import move
from saksama.office.threats.early_warning import add_usual_rules, warn_about
from saksama.office.threats.models import Measure, Threat
from saksama.office.threats.room import MOVES
from saksama.office.vulnerability.models import Counted
from tests.office.api.conftest import program
from tests.office.conftest import Cast
from tests.office.test_permissions import EXAMPLES
from tests.office.threats.conftest import make_threat
from tests.office.vulnerability.examples import computed, nil

pytestmark = pytest.mark.one_database  # says nothing about the database

WORD = "Kalimaya"  # stands in everything that belongs to the secret threat, and nowhere else
PART = WORD[:-1].lower()  # what somebody types who looks for it: the search box gives it back, the whole word must not
UNCLEARED = ["sari", "budi", "eko", "kpu", "dishub", "admin", "nobody"]


@pytest.fixture
def secret(cast: Cast, oki: None) -> Threat:
    """Of the prosecutors, in Kayu Agung, with all that a record can have, and linked to an open one of Budi's."""
    add_usual_rules("16.02", cast.intel)
    made = make_threat(
        cast.intel,
        title=f"Rencana {WORD}",
        description=f"Diketahui: {WORD}",
        source=f"Sumber {WORD}",
        place=f"Gudang {WORD}",
        classification="secret",
        kind="threat",
        owner=cast.intel,
        likelihood=5,
        impact=5,
        latitude=-3.4,
        longitude=104.8,
    )
    Measure.objects.create(threat=made, text=f"Patroli {WORD}", who=WORD, due=date(2024, 9, 20), by=cast.intel)
    attach(made, SimpleUploadedFile(f"{WORD}.pdf", b"%PDF-1.4 x"), cast.intel, f"Denah {WORD}")
    comment(made, f"Hati-hati: {WORD}", cast.intel)
    link(made, make_threat(cast.budi, title="Terbuka di Kayu Agung"), cast.intel)
    with transaction.atomic():
        warn_about(made)
    move(made, MOVES[0], cast.intel, f"catatan {WORD}")
    nil(cast.sari)
    computed(cast.sari, tree="ikp-2024")  # counts it in the index
    return made


@pytest.mark.parametrize("name", UNCLEARED)
def test_at_no_address_of_the_office_is_it_found(name: str, secret: Threat, cast: Cast) -> None:
    viewer = getattr(cast, name, None)
    browsers = _browsers(viewer)
    answered = 0
    for address, by_token in _addresses(secret, cast, viewer):
        answer = browsers[by_token].get(address)
        assert answer.status_code < 500, f"{name} breaks {address}"
        said = _said(answer)
        assert WORD.lower() not in said.lower(), f"{name} finds it at {address}"
        answered += answer.status_code == 200
    assert answered >= (3 if viewer is None else 20), "the walk did not walk"


def test_who_is_cleared_does_find_it_on_this_walk(secret: Threat, cast: Cast) -> None:
    browsers = _browsers(cast.dewi)
    found = {
        address.partition("?")[0]
        for address, by_token in _addresses(secret, cast, cast.dewi, with_examples=False)
        if WORD.lower() in _said(browsers[by_token].get(address)).lower()
    }
    counted = Counted.objects.get(source=f"threats.threat:{secret.pk}")
    doors = {"/threats/", f"/threats/{secret.pk}/", f"/threats/{secret.pk}/change/", "/threats/report/", "/search/"}
    doors |= {"/records/threats/export.csv", "/records/threats/export.xlsx", "/trail/"}
    doors |= {f"/attachments/{Attachment.objects.get().pk}/"}
    doors |= {"/api/v1/threats/", f"/api/v1/threats/{secret.pk}/", f"/api/v1/threats/{secret.pk}/comments/"}
    doors |= {f"/index/runs/{counted.run_id}/{counted.region}/{counted.indicator}/"}
    assert doors <= found


def _browsers(viewer: Account | None) -> dict[bool, Client]:
    """What somebody looks with: a browser, and a program with a token of theirs."""
    browser = Client()
    if viewer is None:
        return {False: browser, True: browser}
    browser.force_login(viewer)
    return {False: browser, True: program(viewer)}


def _addresses(
    secret: Threat, cast: Cast, viewer: Account | None, *, with_examples: bool = True
) -> Iterator[tuple[str, bool]]:
    """Each route as it is, with its own example, and with the numbers of everything that belongs to the secret.

    With each whether it is one for programs.
    """
    asked = f"?q={PART}&since=2024-01-01&until=2024-12-31&classification=secret&place=16.02.05"
    for route in routes():
        if route.by_token and route.method != "GET":
            continue
        if "<" not in route.path:
            yield from ((f"{reverse(route.name)}{query}", route.by_token) for query in ("", asked))
            continue
        for values in _values_of_the_secret(route, secret):
            yield from _reversed(route, values)
        is_open = route.audience == PUBLIC or (viewer is not None and viewer.may(route.audience or ""))
        if with_examples and is_open and route.name in EXAMPLES:
            with transaction.atomic():  # undone afterwards: the next example may need the same place
                yield from _reversed(route, EXAMPLES[route.name](cast, viewer or cast.sari))
                transaction.set_rollback(True)


def _values_of_the_secret(route: Route, secret: Threat) -> Iterator[dict[str, Any]]:
    counted = Counted.objects.get(source=f"threats.threat:{secret.pk}")
    given: dict[str, list[Any]] = {
        "pk": sorted({secret.pk, Attachment.objects.get().pk, counted.run_id}),
        "room": sorted(ROOMS),
        "kind": ["csv", "xlsx", "pdf", "docx"],
        "file": [Attachment.objects.get().pk],
        "link": [Link.objects.get().pk],
        "measure": [secret.measures.get().pk],
        "code": [secret.region],
        "indicator": [counted.indicator],
        "village": ["16.02.05.1001"],
        "tps": ["001"],
    }
    names = [name for name in given if f"{name}>" in route.path]
    for values in product(*(given[name] for name in names)):
        yield dict(zip(names, values, strict=True))


def _reversed(route: Route, values: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    try:
        yield reverse(route.name, kwargs=values), route.by_token
    except NoReverseMatch:
        return  # it has a part that nothing of the secret fits


def _said(answer: Any) -> str:
    """What an answer says, in its headers too, whatever it is made of."""
    if answer.status_code != 200:
        return str(answer.headers)  # it refuses, or leads elsewhere
    body = b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)
    if body.startswith(b"%PDF"):
        body += subprocess.run(["pdftotext", "-", "-"], input=body, capture_output=True, check=False).stdout  # noqa: S607
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"\n".join(packed.read(name) for name in packed.namelist())
    text = body.decode(errors="replace")
    return (
        f"{answer.headers} {re.sub('</?mark>', '', text)}"  # the search marks what was typed, in the middle of a word
    )
