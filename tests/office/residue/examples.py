"""Examples for the addresses of the residue."""

from saksama.office.accounts.models import Account
from saksama.office.residue.models import Residue, ResiduePerson
from saksama.office.rolls.models import ListVersion
from tests.office.conftest import Cast


def _search(cast: Cast, viewer: Account) -> dict[str, object]:
    given = {"kind": "DPT", "region": "16.02", "election": "pilkada-2024", "name": "x", "by": viewer}
    version = ListVersion.objects.create(**given)
    return {"pk": Residue.objects.create(version=version, region="16.02", by=viewer).pk}


def _person(cast: Cast, viewer: Account) -> dict[str, object]:
    search = _search(cast, viewer)["pk"]
    person = ResiduePerson.objects.create(
        residue_id=search,
        source="dpk",
        record=0,
        source_row=2,
        presence="not_in_list",
        initials="A***",
        region=viewer.region or "16.02",
    )
    return {"pk": search, "person": person.pk}


EXAMPLES = {
    "residue": _search,
    "residue_file": _search,
    "residue_people": _search,
    "residue_person": _person,
}
