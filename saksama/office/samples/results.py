"""Keeping what was found, with its trail entry."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from saksama.errors import InputError
from saksama.language import Text
from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import covers
from saksama.office.rolls.masking import mask
from saksama.office.samples import actions
from saksama.office.samples.models import OutcomeChoice, Sample, SampleEntry, SampleStation
from saksama.office.trail.record import record
from saksama.rolls.sample import Direction, SampleResult


def keep_outcomes(station: SampleStation, said: Mapping[int, tuple[str, str]], by: Account) -> int:
    """Outcome and note by number in the TPS; gives how many have changed."""
    changed = []
    for entry in station.entries.filter(number__in=said):
        outcome, note = said[entry.number]
        if (entry.outcome, entry.note) != (outcome, note):
            entry.outcome, entry.note, entry.by, entry.at = outcome, note, by, timezone.now()
            changed.append(entry)
    if changed:
        with transaction.atomic():
            SampleEntry.objects.bulk_update(changed, ["outcome", "note", "by", "at"])
            details = {"people": len(changed), "sample": station.sample_id}
            record(by, actions.RESULTS_ENTERED, station, details=details)
    return len(changed)


def add_person(station: SampleStation, name: str, birth: str, outcome: str, note: str, by: Account) -> SampleEntry:
    """Somebody met at a door of a people-to-list walk."""
    with transaction.atomic():
        SampleStation.objects.select_for_update().get(pk=station.pk)  # two phones give two numbers
        number = (station.entries.aggregate(Max("number"))["number__max"] or 0) + 1
        made: SampleEntry = SampleEntry.objects.create(
            station=station,
            number=number,
            person=f"{station.place}/{station.tps}/{number}",
            name=name,
            birth=birth,
            outcome=outcome,
            note=note,
            by=by,
            at=timezone.now(),
        )
        record(by, actions.RESULTS_ENTERED, station, details={"people": 1, "sample": station.sample_id})
    return made


def keep_forms(sample: Sample, forms: Sequence[tuple[str, Sequence[SampleResult]]], by: Account) -> int:
    """What the forms of several files say: all of it or nothing. Gives the number kept; raises as `keep_results`."""
    with transaction.atomic():
        return sum(keep_results(sample, results, by, file) for file, results in forms)


def keep_results(sample: Sample, results: Sequence[SampleResult], by: Account, file: str) -> int:
    """What a form says, for the TPS of one's region; rows left empty change nothing. Gives the number kept.

    Raises:
        InputError: a TPS is outside the region, or a person was not drawn.
    """
    stations = {(each.place, each.tps): each for each in sample.stations.prefetch_related("entries")}
    ticked = [result for result in results if result.outcome.value != OutcomeChoice.NOT_VISITED]
    with transaction.atomic():
        for result in ticked:
            station = stations[result.village, result.tps]
            if not covers(by.region, station.region):
                raise InputError(
                    Text("TPS ini di luar wilayah Anda.", "This TPS is outside your region."),
                    Text("Minta yang berwenang mengunggahnya.", "Ask whose region it is to upload it."),
                    file=file,
                    sheet=f"TPS {result.tps}",
                )
            _keep(station, result, by, file)
        details = {"people": len(ticked), "sample": sample.pk}
        record(by, actions.RESULTS_UPLOADED, sample, region=by.region or sample.region, details=details)
    return len(ticked)


def _keep(station: SampleStation, result: SampleResult, by: Account, file: str) -> None:
    # On the page a NIK is refused; on paper somebody has written one, and the rest of the form must not wait for that.
    values = {"outcome": result.outcome.value, "note": mask(result.note)[:300], "by": by, "at": timezone.now()}
    if result.direction is Direction.LIST_TO_PEOPLE:
        if not station.entries.filter(person=result.person).update(**values):
            raise InputError(
                Text(
                    f"Kode {result.person} tidak ditarik di TPS ini.",
                    f"Code {result.person} was not drawn in this TPS.",
                ),
                Text("Jangan mengubah kolom Kode.", "Do not change the column Kode."),
                file=file,
                sheet=f"TPS {result.tps}",
            )
        return
    known = station.entries.filter(person=result.person)
    named = {"name": mask(result.name)[:150], "birth": result.birth[:20]}
    if not known.update(**values, **named):
        number = (station.entries.aggregate(Max("number"))["number__max"] or 0) + 1
        SampleEntry.objects.create(station=station, number=number, person=result.person, **values, **named)
