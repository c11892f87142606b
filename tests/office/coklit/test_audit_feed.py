"""The counts go into the audit of a list."""

from collections.abc import Callable
from datetime import date

from saksama.office.coklit.models import CoklitCount
from saksama.office.jobs.worker import run_next
from saksama.office.rolls.models import ListVersion
from tests.office.conftest import Cast
from tests.office.rolls.conftest import SITI, csv_file, hand_over

__all__ = ["hand_over"]


def test_a_tps_never_enumerated_becomes_a_finding(cast: Cast, hand_over: Callable[..., ListVersion]) -> None:  # noqa: F811
    CoklitCount.objects.create(
        region="16.02.05.1001", tps="001", election="pilkada-2024", day=date(2024, 7, 1), households=90, visited=0,
        not_visited=90, by=cast.eko,
    )  # fmt: skip
    version = hand_over(csv_file(SITI))
    assert run_next()
    assert version.findings.filter(rule="A17", tps="001").count() == 1
