"""Two people assess one case at the same time: nothing is lost, and the second is told."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from saksama.office.accounts.models import Account
from saksama.office.neutrality.models import Assessment, NeutralityCase
from saksama.office.neutrality.room import STEPS
from saksama.office.neutrality.views import writing
from saksama.office.records.states import move
from saksama.office.trail.models import Entry
from tests.office.at_once import at_once, meeting_after
from tests.office.conftest import Cast
from tests.office.neutrality.conftest import make_case

Login = Callable[[Account], Client]
WRITTEN = {"facts": "Hadir.", "analysis": "Aktif.", "klass": "severe", "reason": "Di muka umum.", "more": "PP 94/2021"}


@pytest.fixture
def verified(cast: Cast, oki: None) -> NeutralityCase:
    """A case that waits for its assessment."""
    found: NeutralityCase = move(make_case(cast.budi, occurred=date(2024, 9, 26)), STEPS["verify"], cast.sari)
    return found


@pytest.mark.django_db(transaction=True)
def test_of_two_first_assessments_the_second_is_told_and_sees_the_first(
    verified: NeutralityCase, cast: Cast, login: Login, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Both have read that there is none, before either keeps one.
    monkeypatch.setattr(writing, "case_of", meeting_after(writing.case_of, 2))
    address = f"/neutrality/{verified.pk}/assess/"
    sari, dewi = login(cast.sari), login(cast.dewi)
    answers = at_once(
        lambda: sari.post(address, {**WRITTEN, "facts": "Kata Sari.", "upon": ""}),
        lambda: dewi.post(address, {**WRITTEN, "facts": "Kata Dewi.", "upon": ""}),
    )
    kept = Assessment.objects.get()
    late = next(each for each in answers if each.status_code == 200)
    assert sorted(each.status_code for each in answers) == [200, 302]
    assert f"{kept.by.name} sudah menyimpan kajian kasus ini" in late.text
    assert "Kata Sari." in late.text
    assert "Kata Dewi." in late.text  # the own words are not lost
    assert Entry.objects.filter(action="neutrality.assessed").count() == 1


def test_whoever_has_seen_the_other_assessment_replaces_it(verified: NeutralityCase, cast: Cast, login: Login) -> None:
    address = f"/neutrality/{verified.pk}/assess/"
    opened = login(cast.dewi).get(address).context["upon"]
    login(cast.sari).post(address, {**WRITTEN, "facts": "Kata Sari.", "upon": ""})
    refused = login(cast.dewi).post(address, {**WRITTEN, "facts": "Kata Dewi.", "upon": opened})
    assert refused.context["theirs"].facts == "Kata Sari."
    login(cast.dewi).post(address, {**WRITTEN, "facts": "Kata Dewi.", "upon": refused.context["upon"]})
    kept = Assessment.objects.get()
    assert (kept.facts, kept.by) == ("Kata Dewi.", cast.dewi)
