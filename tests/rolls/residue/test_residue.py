"""A few people sought in a small list: who is found, who is not, who is excused, and which areas nobody visited."""

from collections.abc import Callable
from pathlib import Path

import pytest

from saksama.errors import InputError
from saksama.reference.regions import Regions
from saksama.rolls import AreaKind, Engine, Presence, Residue, Sought, residue
from saksama.rolls.link import draws as draws_module
from tests.rolls.test_compare import KAYU_AGUNG, PEOPLE, voter

RollFile = Callable[..., Path]
SIJUK = "16.02.05.1002"


@pytest.fixture(autouse=True)
def few_random_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draws_module, "RANDOM_PAIRS", 2_000)


@pytest.fixture
def seek(roll_file: RollFile, tmp_path: Path) -> Callable[..., tuple[Residue, dict[int, tuple[str, str, float]]]]:
    """Seeks people in a list of the voters 0 to 39; gives the result and presence, reason, probability by record."""

    def sought(people: list[dict[str, object]], **others: object) -> tuple[Residue, dict[int, tuple[str, str, float]]]:
        roll = roll_file("roll", [voter(number) for number in PEOPLE if number < 40])
        registers = {name: roll_file(name, rows) for name, rows in others.pop("registers", {}).items()}  # type: ignore[attr-defined]
        given = {Sought.DPK: roll_file("dpk", people)} if people else {}
        done = residue(roll, tmp_path / "out", sought=given, registers=registers, **others)  # type: ignore[arg-type]
        with Engine(threads=1) as engine:
            found = engine.rows(
                "SELECT record, presence, reason, probability FROM read_parquet(?)",
                [str(done.folder / "people.parquet")],
            )
        return done, {record: (presence, reason, probability) for record, presence, reason, probability in found}

    return sought


def test_who_is_listed_is_found_and_who_is_not_is_not(seek: Callable[..., object]) -> None:
    done, people = seek([voter(3), voter(11), voter(50), voter(55)])  # type: ignore[misc]
    assert [people[record][0] for record in range(4)] == ["in_list", "in_list", "not_in_list", "not_in_list"]
    whole = done.whole(Sought.DPK)
    assert (whole.people, whole.due, whole.in_list, whole.not_in_list) == (4, 4, 2, 2)
    assert whole.low <= 2 <= whole.high
    assert whole.share == 0.5


def test_who_died_or_serves_is_not_counted_as_missing(seek: Callable[..., object]) -> None:
    registers = {"deaths": [voter(50)], "police_army": [voter(51)]}
    done, people = seek([voter(3), voter(50), voter(51), voter(52, note="4")], registers=registers)  # type: ignore[misc]
    assert [people[record][1] for record in range(4)] == ["found", "dead", "serving", "noted"]
    whole = done.whole(Sought.DPK)
    assert (whole.due, whole.not_eligible, whole.share) == (1, 3, 1.0)


def test_what_is_not_known_is_said_so(seek: Callable[..., object]) -> None:
    elsewhere = voter(50, village=SIJUK)
    nameless_birth = voter(51, birthdate=None, nik=None)
    namesake = voter(7, birthdate=voter(7)["birthdate"].replace(month=1, day=1), nik=None, sex=None, birthplace="X")  # type: ignore[attr-defined]
    _, people = seek([elsewhere, nameless_birth, namesake])  # type: ignore[misc]
    assert people[0][:2] == ("cannot_tell", "no_village")
    assert people[1][:2] == ("cannot_tell", "unknown")
    assert people[2][0] in ("cannot_tell", "in_list")


def test_places_add_up_to_the_whole(seek: Callable[..., object]) -> None:
    done, _ = seek([voter(3), voter(4, tps="002"), voter(50), voter(51, tps="002")])  # type: ignore[misc]
    stations = [place for place in done.places if place.tps]
    assert [place.tps for place in stations] == ["001", "002"]
    for counted in ("people", "in_list", "not_in_list", "cannot_tell"):
        assert sum(getattr(place, counted) for place in stations) == getattr(done.whole(Sought.DPK), counted)


def test_areas_nobody_visited_are_named(seek: Callable[..., object], tmp_path: Path) -> None:
    name = next(village.name for village in Regions.load().villages if village.code == KAYU_AGUNG)
    path = tmp_path / "coklit.csv"
    path.write_text(f"DESA,TPS,JUMLAH KK,KK DICOKLIT,KK TIDAK DIDATANGI\n{name},001,20,16,4\n{name},002,9,0,9\n")
    people = [voter(50, rt="009"), voter(51, rt="009"), voter(52, rt="008")]
    done, _ = seek(people, coklit=path)  # type: ignore[misc]
    with Engine(threads=1) as engine:
        areas = engine.rows(
            "SELECT kind, tps, rt, not_visited, voters_left FROM read_parquet(?) ORDER BY kind",
            [str(done.folder / "areas.parquet")],
        )
    assert areas == [
        (AreaKind.NEVER, "002", None, 9, None),
        (AreaKind.PARTLY, "001", None, 4, 10),  # 40 voters in 16 households: ten in four
        (AreaKind.SILENT_RT, None, "009", 2, None),
    ]


def test_coklit_alone_is_enough_and_nothing_is_not(
    seek: Callable[..., object], tmp_path: Path, roll_file: RollFile
) -> None:
    with pytest.raises(InputError, match="nobody to look for"):
        seek([])


def test_no_name_and_no_number_is_written(seek: Callable[..., object]) -> None:
    done, _ = seek([voter(3), voter(50)])  # type: ignore[misc]
    written = b"".join(file.read_bytes() for file in done.folder.iterdir() if file.is_file())
    for number in (3, 50):
        assert str(voter(number)["nik"]).encode() not in written
        assert str(voter(number)["name"]).encode() not in written


def test_presences_have_a_label() -> None:
    assert all(presence.label.id and presence.label.en for presence in Presence)
