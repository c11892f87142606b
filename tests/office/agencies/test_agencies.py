"""The list of agencies: a short name is there once in a region, and the form says so."""

from collections.abc import Callable

from django.test import Client

from saksama.office.accounts.models import Account
from saksama.office.agencies.models import Agency
from tests.office.conftest import Cast

Login = Callable[[Account], Client]
DINAS = {"name": "Dinas Perhubungan", "short": "Dishub", "head": "Kepala Dinas Perhubungan"}


def test_a_short_name_that_is_taken_is_said_on_the_form(cast: Cast, login: Login) -> None:
    sari = login(cast.sari)
    assert sari.post("/agencies/new/", DINAS).status_code == 302
    again = sari.post("/agencies/new/", {**DINAS, "name": "Dinas Perhubungan Laut", "short": "DISHUB"})
    assert "Dinas Perhubungan sudah memakai nama singkat ini." in again.text
    assert Agency.objects.get().name == "Dinas Perhubungan"


def test_an_agency_is_changed_without_another_short_name(cast: Cast, login: Login) -> None:
    made = Agency.objects.create(region="16.02", **DINAS)
    Agency.objects.create(region="16.03", **DINAS)  # of another region
    answer = login(cast.sari).post(f"/agencies/{made.pk}/", {**DINAS, "address": "Jl. Letnan Muchtar Saleh"})
    assert answer.status_code == 302
    other = Agency.objects.create(region="16.02", **{**DINAS, "short": "Dinkes"})
    assert login(cast.sari).post(f"/agencies/{other.pk}/", DINAS).status_code == 200
