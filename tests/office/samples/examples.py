"""Examples for the addresses of the samples."""

from saksama.office.accounts.models import Account
from saksama.office.rolls.models import ListVersion
from saksama.office.samples.models import Sample, SampleStation
from tests.office.conftest import Cast
from tests.office.residue.conftest import load
from tests.rolls.test_compare import voter

PLAN: dict[str, object] = {"region": "16.02", "precision": 3, "expected": 5, "per_cluster": 10, "seed": 1}


def _sample(cast: Cast, viewer: Account) -> dict[str, object]:
    given = {"kind": "DPT", "region": "16.02", "election": "pilkada-2024", "name": "x", "by": viewer}
    version = ListVersion.objects.create(**given)
    sample = Sample.objects.create(version=version, by=viewer, direction="list_to_people", **PLAN)
    return {"pk": sample.pk}


def _station(cast: Cast, viewer: Account) -> dict[str, object]:
    version = load("DPT", viewer, [voter(0)])
    sample = Sample.objects.create(version=version, by=viewer, direction="people_to_list", **PLAN)
    station = SampleStation.objects.create(
        sample=sample, region=viewer.region or "16.02", place="16.02.05.1001", tps="001", cluster_size=1, inclusion=1,
        turn="kiri", start=0,
    )  # fmt: skip
    return {"pk": sample.pk, "station": station.pk}


EXAMPLES = {
    "sample": _sample,
    "sample_forms": _sample,
    "upload_sample_results": _sample,
    "sample_station": _station,
}
