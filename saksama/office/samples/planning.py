"""How many TPS and people a sample needs, and whether that can be drawn at all."""

from pathlib import Path

from saksama.errors import InputError
from saksama.language import Text
from saksama.office.samples.models import Sample
from saksama.rolls import Engine
from saksama.rolls.sample import SampleSize, size

FEWEST_CLUSTERS = 2


def people_in(roll: Path, region: str) -> int:
    """Voters of the list in a region, the whole list for a regency."""
    with Engine(threads=1) as engine:
        where, values = within(region)
        return int(engine.value(f"SELECT count(*) FROM read_parquet(?) {where}", [str(roll), *values]))  # noqa: S608 - a condition of ours


def within(region: str) -> tuple[str, list[str]]:
    """SQL condition and its values: the sub-district, or nothing for a regency, whose unplaced voters count too."""
    return ("WHERE district = ?", [region]) if region.count(".") == 2 else ("", [])


def plan(sample: Sample, population: int) -> SampleSize:
    """The size of the sample for its precision.

    Raises:
        InputError: there are too few people, or one TPS would do.
    """
    wanted = size(
        sample.precision / 100, sample.confidence, sample.expected / 100, population, sample.per_cluster, sample.icc
    )
    if wanted.clusters < FEWEST_CLUSTERS:
        raise InputError(
            Text("Sampel sekecil ini tidak dapat ditaksir.", "So small a sample cannot be estimated from."),
            Text(
                "Minta ketelitian yang lebih tinggi, atau wilayah yang lebih luas.",
                "Ask for more precision, or a wider region.",
            ),
        )
    return wanted
