"""Two versions of a list, person by person: who is new, gone, moved or changed, and what reason the list gives."""

import csv
import re
from datetime import date

import pytest

from saksama.errors import InputError, OutputError
from saksama.rolls.columns import DataState
from saksama.rolls.compare import KINDS, compare
from saksama.rolls.link import draws as draws_module

FIRST = ["RINA", "BUDI", "SLAMET", "NURHAYATI", "YUSUF", "MARIAM", "HENDRA", "LASTRI", "ZULKIFLI", "DEWI"]
LAST = ["WULANDARI", "HARTONO", "KURNIAWAN", "SAPUTRA", "LESTARI", "PRATIWI"]
KAYU_AGUNG, ULAK_KAPAL = "16.02.05.1001", "16.02.02.2001"


def voter(number: int, **said: object) -> dict[str, object]:
    """One of sixty people, no two alike, one household a person."""
    female = number % 2 == 0
    born = date(1950 + (number * 7) % 55, 1 + number % 12, 2 + (number * 5) % 26)
    day = f"{born.day + 40 * female:02}{born.month:02}{born.year % 100:02}"
    return {
        "name": f"{FIRST[number % 10]} {LAST[number // 10]}",
        "birthplace": "KAYUAGUNG",
        "birthdate": born,
        "sex": "P" if female else "L",
        "marital": "S",
        "nik": f"160205{day}{number:04}",
        "nkk": f"1602051207{number:06}",
        "address": f"JL. MERDEKA {number}",
        "rt": "001",
        "rw": "001",
        "tps": "001",
        "village": KAYU_AGUNG,
        "district": KAYU_AGUNG[:8],
        **said,
    }


PEOPLE = range(60)


@pytest.fixture(autouse=True)
def few_random_pairs(monkeypatch):
    monkeypatch.setattr(draws_module, "RANDOM_PAIRS", 2_000)


@pytest.fixture
def compared(roll_file, tmp_path):
    """Compares two lists of voters and gives the counts and the rows of changes.csv."""

    def run(old, new):
        result = compare(roll_file("old", old), roll_file("new", new), tmp_path / "out")
        with (tmp_path / "out" / "changes.csv").open(encoding="utf-8-sig", newline="") as file:
            return result, list(csv.DictReader(file))

    return run


def of_kind(rows, kind):
    return [row for row in rows if row["kind"] == kind]


def test_a_list_compared_with_itself_is_the_same(compared):
    result, rows = compared([voter(n) for n in PEOPLE], [voter(n) for n in PEOPLE])
    assert result.counts == {**dict.fromkeys(KINDS, 0), "same": 60}
    assert result.state is DataState.FULL
    assert all(row["old_record"] == row["new_record"] for row in rows)


def test_every_kind_of_change_is_told_and_every_person_once(compared):
    old = [voter(n) for n in PEOPLE if n != 3]
    new = [voter(n) for n in PEOPLE if n != 4]
    new[0] = voter(0, tps="002")
    new[1] = voter(1, village=ULAK_KAPAL, district=ULAK_KAPAL[:8])
    new[2] = voter(2, marital="P", name="SLAMETT WULANDARI")
    result, rows = compared(old, new)
    assert result.counts == {
        "same": 55,
        "changed": 1,
        "moved_tps": 1,
        "moved_village": 1,
        "added": 1,
        "removed": 1,
    }
    names = {kind: [row["name"] for row in of_kind(rows, kind)] for kind in KINDS if kind != "same"}
    assert names == {
        "changed": ["SLAMETT WULANDARI"],
        "moved_tps": [voter(0)["name"]],
        "moved_village": [voter(1)["name"]],
        "added": [voter(3)["name"]],
        "removed": [voter(4)["name"]],
    }
    (changed,) = of_kind(rows, "changed")
    assert changed["fields"] == "name, marital"
    (moved,) = of_kind(rows, "moved_village")
    assert (moved["old_village"], moved["village"]) == (KAYU_AGUNG, ULAK_KAPAL)
    (moved,) = of_kind(rows, "moved_tps")
    assert (moved["old_tps"], moved["tps"]) == ("001", "002")
    for listed, lists in (("old", old), ("new", new)):
        records = [int(row[f"{listed}_record"]) for row in rows if row[f"{listed}_record"]]
        assert sorted(records) == list(range(len(lists)))


@pytest.mark.parametrize(
    ("note", "reason"),
    [("Meninggal", "dead"), (" GANDA ", "duplicate"), ("1", "dead"), ("lihat arsip", ""), (None, "")],
)
def test_who_was_removed_carries_the_reason_that_the_old_list_gave(compared, note, reason):
    old = [voter(n) for n in PEOPLE]
    old[7] = voter(7, note=note)
    _, rows = compared(old, [voter(n) for n in PEOPLE if n != 7])
    (removed,) = of_kind(rows, "removed")
    assert (removed["name"], removed["tms_reason"]) == (voter(7)["name"], reason)
    assert (removed["old_file"], removed["old_row"], removed["new_file"]) == ("_file_old.csv", "9", "")


def test_no_number_of_a_person_is_written(compared, tmp_path):
    old = [voter(n) for n in PEOPLE]
    compared(old, [voter(n, nik=f"16020599999999{n:02}") for n in PEOPLE])
    written = b"".join(file.read_bytes() for file in (tmp_path / "out").iterdir())
    for number in (str(person[column]).encode() for person in old for column in ("nik", "nkk")):
        assert number not in written
    assert not re.search(rb"[0-9]{16}", (tmp_path / "out" / "changes.csv").read_bytes())


def test_a_masked_number_is_no_changed_number(compared):
    result, _ = compared([voter(n) for n in PEOPLE], [voter(n, nik="1602************", nkk=None) for n in PEOPLE])
    assert result.counts["same"] == 60
    assert result.state is DataState.MASKED


def test_the_table_by_village_adds_up(compared, tmp_path):
    old = [voter(n) for n in PEOPLE]
    new = [voter(n) for n in PEOPLE if n > 2]
    new[-1] = voter(59, village=ULAK_KAPAL, district=ULAK_KAPAL[:8])
    result, _ = compared(old, new)
    with (tmp_path / "out" / "by_village.csv").open(encoding="utf-8-sig", newline="") as file:
        villages = list(csv.DictReader(file))
    assert [row["village"] for row in villages] == [ULAK_KAPAL, KAYU_AGUNG]
    for kind in KINDS:
        assert sum(int(row[kind]) for row in villages) == result.counts[kind]


def test_where_only_ages_are_known_people_are_found_again(compared):
    ages = [{**voter(n), "birthdate": None, "nik": None, "nkk": None, "age": 20 + n % 40} for n in PEOPLE]
    result, _ = compared(ages, ages)
    assert (result.state, result.counts["same"]) == (DataState.AGE_ONLY, 60)


@pytest.mark.parametrize(("old", "new", "kind"), [([], [voter(1)], "added"), ([voter(1)], [], "removed")])
def test_an_empty_list_is_compared_too(compared, old, new, kind):
    result, _ = compared(old, new)
    assert result.counts[kind] == 1


def test_a_folder_of_somebody_else_is_not_written_over(roll_file, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.docx").touch()
    path = roll_file("old", [voter(1)])
    with pytest.raises(OutputError):
        compare(path, path, tmp_path / "out")


def test_files_that_can_be_read_are_compared_as_they_are(tmp_path):
    (tmp_path / "old.csv").write_text("NAMA,L/P,TPS,DESA,TANGGAL LAHIR\nRINA WULANDARI,P,1,ULAK KAPAL,17-05-1983\n")
    result = compare(tmp_path / "old.csv", tmp_path / "old.csv", tmp_path / "out")
    assert result.counts == {**dict.fromkeys(KINDS, 0), "same": 1}


@pytest.mark.parametrize("content", [None, b"", b"no parquet"])
def test_what_is_no_roll_is_refused_and_nothing_is_written(roll_file, tmp_path, content):
    broken = tmp_path / "broken.parquet"
    if content is not None:
        broken.write_bytes(content)
    with pytest.raises(InputError) as refused:
        compare(roll_file("old", [voter(1)]), broken, tmp_path / "out")
    assert refused.value.file == str(broken)
    assert not (tmp_path / "out").exists()
