"""Examples for the addresses of the voter lists."""

from saksama.office.accounts.models import Account
from saksama.office.rolls.models import Finding, ListVersion, Review, Upload
from tests.office.conftest import Cast


def _list(cast: Cast, viewer: Account) -> dict[str, object]:
    given = {"kind": "DPS", "region": "16.02", "election": "pilkada-2024", "name": "x", "by": viewer}
    return {"pk": ListVersion.objects.create(**given).pk}


def _finding(cast: Cast, viewer: Account) -> dict[str, object]:
    version = _list(cast, viewer)["pk"]
    found = Finding.objects.create(
        version_id=version, finding_id="0" * 16, rule="T04", severity=1, region=viewer.region or "16.02"
    )
    return {"pk": version, "finding": found.pk}


def _upload(cast: Cast, viewer: Account) -> dict[str, object]:
    return {"pk": Upload.objects.create(owner=viewer, name="dpt.zip", suffix=".zip", size=10).pk}


def _photo(cast: Cast, viewer: Account) -> dict[str, object]:
    ids = _finding(cast, viewer)
    review = Review.objects.create(finding_id=ids["finding"], verdict="confirmed", by=viewer, photo="a" * 64)
    return {**ids, "review": review.pk}


EXAMPLES = {
    "findings_export": lambda cast, viewer: {**_list(cast, viewer), "suffix": "csv"},
    "review_photo": _photo,
    "answer_list": _list,
    "upload_piece": _upload,
    "list": _list,
    "list_rejects": lambda cast, viewer: {**_list(cast, viewer), "suffix": "csv"},
    "withdraw_list": _list,
    "list_stands_again": _list,
    "findings": _list,
    "review_findings": _list,
    "take_back_reviews": _list,
    "finding": _finding,
    "review_finding": _finding,
}
