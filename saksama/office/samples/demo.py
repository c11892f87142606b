"""A sample of the DPT from the list to people, most of it done, and one from people to the list just begun."""

from saksama.office.demonstration import Office
from saksama.office.samples.background import draw_now
from saksama.office.samples.models import Sample, SampleStation
from saksama.office.samples.planning import plan
from saksama.office.samples.results import add_person, keep_outcomes
from saksama.rolls.sample import Direction

# Shares of people by what is found: made up, near to what uji petik of 2023 in the province said.
FOUND = {"found": 93, "dead": 2, "moved": 2, "unknown": 1, "cannot_tell": 2}
DONE = 0.85  # of the TPS
NAMES = ("Siti Rahma", "Ahmad Yani", "Lina Marlina", "Rudi Hartono", "Nurbaiti", "M. Saleh")


def fill(office: Office) -> None:
    """Seeds are those that the office would write into its minutes."""
    _to_people(office)
    _to_list(office)


def _to_people(office: Office) -> None:
    sample = _drawn(office, Direction.LIST_TO_PEOPLE, precision=2.5, expected=5, seed=260924)
    for station in sample.stations.all():
        if office.chance.random() < DONE:
            said = {
                number: (office.chance.choices(list(FOUND), weights=list(FOUND.values()))[0], "")
                for number in station.entries.values_list("number", flat=True)
            }
            keep_outcomes(station, said, office.people["staf"])


def _to_list(office: Office) -> None:
    sample = _drawn(office, Direction.PEOPLE_TO_LIST, precision=5, expected=5, seed=270924)
    stations: list[SampleStation] = list(sample.stations.all())
    for station in stations[: len(stations) // 3]:
        for name in office.chance.sample(NAMES, 4):
            outcome = office.chance.choices(("listed", "not_listed", "cannot_tell"), weights=(92, 6, 2))[0]
            add_person(station, name, str(office.chance.randrange(17, 80)), outcome, "", office.people["staf"])


def _drawn(office: Office, direction: Direction, *, precision: float, expected: float, seed: int) -> Sample:
    version = office.lists["DPT"]
    sample = Sample(
        region=office.region,
        version=version,
        direction=direction.value,
        precision=precision,
        expected=expected,
        per_cluster=10,
        seed=seed,
        by=office.people["staf"],
    )
    wanted = plan(sample, version.rows_kept)
    sample.clusters, sample.design_effect = wanted.clusters, wanted.design_effect
    sample.save()
    draw_now(sample)
    return sample
