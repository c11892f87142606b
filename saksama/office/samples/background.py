"""The draw: done once, kept for ever. Begun anew it draws the same people, for the seed and the list are the same."""

import hashlib
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saksama.errors import InputError
from saksama.language import Text
from saksama.office.accounts.region_code import PATTERN, covers
from saksama.office.jobs.kinds import kind
from saksama.office.jobs.models import Job
from saksama.office.samples import actions
from saksama.office.samples.models import Sample, SampleEntry, SampleStation
from saksama.office.samples.planning import within
from saksama.office.trail.record import record
from saksama.rolls import Engine, Progress
from saksama.rolls.sample import Direction, draw

DRAWING = Text("Menarik sampel", "Drawing the sample")
_CHUNK = 1024 * 1024


@kind("samples.draw", _("Drawing of a sample"), lambda job: reverse("sample", args=[job.arguments["sample"]]))
def draw_sample(job: Job, report: Progress) -> dict[str, object]:
    """Draws the planned sample, unless an earlier attempt has done so."""
    sample: Sample = Sample.objects.select_related("version").get(pk=job.arguments["sample"])
    if sample.drawn_at is None:
        report(DRAWING, 0, 1)
        draw_now(sample)
    return {}


def draw_now(sample: Sample) -> None:
    """Draws and stores in one transaction: the whole draw is there, or nothing of it."""
    if not sample.version.roll.is_file():
        raise InputError(
            Text("Berkas daftar ini tidak ada lagi.", "The file of this list is not there any more."),
            Text("Unggah daftarnya kembali.", "Upload the list again."),
        )
    with Engine(threads=1) as engine:
        where, values = within(sample.region)
        engine.table("roll", f"SELECT * FROM read_parquet(?) {where}", [str(sample.version.roll), *values])  # noqa: S608 - a condition of ours
        drawn = draw(
            engine, "roll", sample.kind, clusters=sample.clusters, per_cluster=sample.per_cluster, seed=sample.seed
        )
        rows = engine.rows(
            "SELECT village, tps, cluster_size, inclusion, coalesce(turn, ''), person, number, record FROM sample "
            "ORDER BY village, tps, number"
        )
    with transaction.atomic():
        if Sample.objects.select_for_update().filter(pk=sample.pk, drawn_at__isnull=False).exists():
            return
        _store(sample, rows)
        sample.clusters, sample.population = drawn.clusters, drawn.population
        sample.list_sha256, sample.drawn_at = _sha256(sample), timezone.now()
        sample.save(update_fields=["clusters", "population", "list_sha256", "drawn_at"])
        details = {"seed": sample.seed, "stations": drawn.clusters, "people": drawn.drawn, "list": sample.version_id}
        record(sample.by, actions.SAMPLE_DRAWN, sample, details={**details, "file": f"sha256:{sample.list_sha256}"})


def _store(sample: Sample, rows: list[tuple[Any, ...]]) -> None:
    stations: dict[tuple[str, str], SampleStation] = {}
    for place, tps, size, inclusion, turn, _person, _number, number_in_list in rows:
        region = str(place) if PATTERN.fullmatch(str(place)) and covers(sample.region, str(place)) else sample.region
        stations.setdefault(
            (str(place), str(tps)),
            SampleStation(
                sample=sample,
                region=region,
                place=place,
                tps=tps,
                cluster_size=size,
                inclusion=inclusion,
                turn=turn,
                start=number_in_list if sample.kind is Direction.PEOPLE_TO_LIST else None,
            ),
        )
    SampleStation.objects.bulk_create(stations.values())
    if sample.kind is Direction.LIST_TO_PEOPLE:
        SampleEntry.objects.bulk_create(
            [
                SampleEntry(station=stations[str(place), str(tps)], number=number, person=person, record=number_in_list)
                for place, tps, _size, _inclusion, _turn, person, number, number_in_list in rows
            ],
            batch_size=1_000,
        )


def _sha256(sample: Sample) -> str:
    digest = hashlib.sha256()
    with sample.version.roll.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
