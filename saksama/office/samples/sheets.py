"""The forms to print, and the same forms coming back."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date

from saksama.errors import InputError
from saksama.language import Text
from saksama.office.election.models import Region
from saksama.office.samples.models import Sample, SampleStation
from saksama.rolls import Engine
from saksama.rolls.sample import FormPage, SampleResult, pages, read_results
from saksama.rolls.sample.form import forms

_COLUMNS = (
    "person VARCHAR, village VARCHAR, tps VARCHAR, cluster_size BIGINT, inclusion DOUBLE, number BIGINT, "
    "record BIGINT, turn VARCHAR"
)


def form_files(sample: Sample, stations: Sequence[SampleStation], made_on: date) -> tuple[str, bytes]:
    """File name and content: a workbook for one village, a zip of workbooks for several."""
    villages = dict(Region.objects.filter(code__in={station.place for station in stations}).values_list("code", "name"))
    with Engine(threads=1) as engine:
        _load(engine, sample, stations)
        title = f"{sample.version.get_kind_display()} {sample.version.name}"
        made = list(
            forms(engine, "sample", "roll", houses=sample.houses, list_title=title, made_on=made_on, villages=villages)
        )
    if len(made) == 1:
        return made[0]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in made:
            archive.writestr(name, content)
    return f"uji-petik-{sample.pk}.zip", packed.getvalue()


def form_page(sample: Sample, station: SampleStation) -> FormPage:
    """What is printed for one TPS, to be shown on the phone as well."""
    with Engine(threads=1) as engine:
        _load(engine, sample, [station])
        return next(iter(pages(engine, "sample", "roll", houses=sample.houses)))


def results_of(content: bytes, name: str, sample: Sample) -> list[SampleResult]:
    """The results of a form, checked to be one of this sample.

    Raises:
        InputError: naming sheet, row and column.
    """
    found = read_results(content, name)
    known = {(station.place, station.tps): station for station in sample.stations.all()}
    for result in found:
        station = known.get((result.village, result.tps))
        same = station and (station.cluster_size, station.inclusion) == (result.cluster_size, result.inclusion)
        if result.direction is not sample.kind or not same:
            raise InputError(
                Text("Lembar ini bukan dari sampel ini.", "This form is not of this sample."),
                Text("Unggah pada sampel yang mencetaknya.", "Upload it to the sample that printed it."),
                file=name,
                sheet=f"TPS {result.tps}",
            )
    return found


def _load(engine: Engine, sample: Sample, stations: Sequence[SampleStation]) -> None:
    """Makes the tables sample and roll, as after the draw."""
    engine.run(f"CREATE TABLE sample ({_COLUMNS})")
    rows = list(_rows(stations))
    engine.connection.executemany(f"INSERT INTO sample VALUES ({', '.join('?' * 8)})", rows)
    engine.table(
        "roll",
        "SELECT * FROM read_parquet(?) WHERE record IN (SELECT unnest(CAST(? AS BIGINT[])))",
        [str(sample.version.roll), [row[6] for row in rows]],
    )


def _rows(stations: Sequence[SampleStation]) -> Iterator[list[object]]:
    for station in stations:
        common = [station.place, station.tps, station.cluster_size, station.inclusion]
        if station.start is not None:
            yield ["", *common, 1, station.start, station.turn]
        else:
            for entry in station.entries.all():
                yield [entry.person, *common, entry.number, entry.record, None]
