"""Every planted error is in the truth and really in the file, and nothing else of its kind is."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from tests.demo.conftest import Made, Row

VOTING_DAY = date(2024, 11, 27)
DATE = "TANGGAL LAHIR (dd|mm|yyyy)"
ALWAYS = [
    "dead", "under_age", "soldier_or_police", "tms_still_listed", "duplicate_same_tps", "duplicate_other_village",
    "duplicate_household", "typing", "masked_nik", "missing_birthplace", "missing_rt_rw", "malformed_nik", "shared_nik",
    "impossible_age", "name_with_digits", "wrong_tps", "household_split", "birthdate_heap", "address_heap",
]  # fmt: skip


def born(row: Row) -> date:
    return datetime.strptime(row[DATE], "%d|%m|%Y").date()


def is_17_on_voting_day(row: Row) -> bool:
    day = born(row)
    return (VOTING_DAY.year - day.year - ((VOTING_DAY.month, VOTING_DAY.day) < (day.month, day.day))) >= 17


@pytest.mark.parametrize("kind", ALWAYS)
def test_each_kind_appears_in_the_dpt(made: Made, kind: str) -> None:
    assert made.planted(kind)


def test_the_truth_names_the_person_of_every_row(made: Made) -> None:
    people = made.truth("SELECT source_file, source_row FROM people WHERE list = 'dpt'")
    assert Counter(people) == Counter(made.rows("dpt").keys())


def test_the_only_minors_who_may_not_vote_are_the_planted_ones(made: Made) -> None:
    minors = [row for row in made.rows().values() if not is_17_on_voting_day(row) and born(row).year < 2020]
    unmarried = [row for row in minors if row["STATUS PERKAWINAN B/S/P"] == "B"]
    assert unmarried == [row for row, _, _ in made.planted("under_age")]
    assert len(minors) > len(unmarried), "some are married and may vote"


def test_nobody_is_over_a_hundred_or_unborn_but_the_planted_ones(made: Made) -> None:
    limits = VOTING_DAY - timedelta(days=365 * 101), VOTING_DAY
    odd = [row for row in made.rows().values() if not limits[0] < born(row) < limits[1]]
    assert odd == [row for row, _, _ in made.planted("impossible_age")]


def test_a_masked_number_keeps_its_ends(made: Made) -> None:
    for row, _, _ in made.planted("masked_nik"):
        assert row["NIK"][4:12] == row["NO. KK"][4:12] == "********"
        assert len(row["NIK"]) == 16


def test_a_missing_birthplace_is_empty(made: Made) -> None:
    assert all(row["TEMPAT LAHIR"] == "" for row, _, _ in made.planted("missing_birthplace"))


def test_missing_rt_and_rw_are_empty_and_all_others_have_three_digits(made: Made) -> None:
    empty = [row for row in made.rows().values() if row["RT"] == "" or row["RW"] == ""]
    assert empty == [row for row, _, _ in made.planted("missing_rt_rw")]
    assert {len(row["RT"]) for row in made.rows().values()} == {0, 3}


def test_malformed_numbers_are_those_planted(made: Made) -> None:
    def is_whole(nik: str) -> bool:
        return len(nik) == 16 and nik.isdigit() and (1 <= int(nik[6:8]) <= 31 or 41 <= int(nik[6:8]) <= 71)

    for row, _, _ in made.planted("malformed_nik"):
        assert not is_whole(row["NIK"])


def test_names_with_digits_are_those_planted(made: Made) -> None:
    odd = [row for row in made.rows().values() if any(letter.isdigit() for letter in row["NAMA"])]
    assert odd == [row for row, _, _ in made.planted("name_with_digits")]


def test_two_people_share_the_number_of_one(made: Made) -> None:
    people = {
        (str(file), int(str(row))): int(str(person))
        for file, row, person in made.truth("SELECT source_file, source_row, person FROM people WHERE list = 'dpt'")
    }
    holders: dict[str, set[int]] = {}
    for place, row in made.rows().items():
        holders.setdefault(row["NIK"], set()).add(people[place])
    for row, person, detail in made.planted("shared_nik"):
        assert {person, int(detail.removeprefix("person "))} <= holders[row["NIK"]]


def test_a_person_stands_twice_exactly_where_a_duplicate_was_planted(made: Made) -> None:
    twice = made.truth("SELECT person FROM people WHERE list = 'dpt' GROUP BY 1 HAVING count(*) > 1 ORDER BY 1")
    planted = made.truth("SELECT DISTINCT person FROM errors WHERE list = 'dpt' AND kind LIKE 'duplicate%' ORDER BY 1")
    assert twice == planted


def test_a_copy_without_slips_agrees_in_name_and_birth_date(made: Made) -> None:
    exact = [copy for copy in made.planted("duplicate_other_village") if not copy[2]]
    rows, found = made.rows(), 0
    for copy, person, _ in exact:
        for file, line in made.truth(
            "SELECT source_file, source_row FROM people WHERE list='dpt' AND person=?", person
        ):
            row = rows[str(file), int(str(line))]
            assert (row["NAMA"], row[DATE], row["NIK"]) == (copy["NAMA"], copy[DATE], copy["NIK"])
            found += 1
    assert found == 2 * len(exact) > 0


def test_no_station_is_above_the_limit_but_the_planted_ones(made: Made) -> None:
    sizes = Counter((file, row["TPS"]) for (file, _), row in made.rows().items())
    above = {place: size for place, size in sizes.items() if size > 600}
    told = made.truth("SELECT source_file, tps, detail FROM errors WHERE list = 'dpt' AND kind = 'oversized_tps'")
    assert above == {(file, tps): int(str(detail)) for file, tps, detail in told}


def test_a_heap_of_birth_dates_is_one_date_in_one_station(made: Made) -> None:
    heap = [(row["DESA/KELURAHAN"], row["TPS"], row[DATE]) for row, _, _ in made.planted("birthdate_heap")]
    assert len(set(heap)) == 1
    assert len(heap) >= 10


def test_a_heap_at_one_address_is_one_rt_in_one_station(made: Made) -> None:
    heap = [(row["TPS"], row["JALAN/DUKUH"], row["RT"], row["RW"]) for row, _, _ in made.planted("address_heap")]
    assert len(set(heap)) == 1
    assert len(heap) >= 20


def test_a_split_household_has_one_card_in_two_stations(made: Made) -> None:
    stations: dict[str, set[str]] = {}
    for row in made.rows().values():
        stations.setdefault(row["NO. KK"], set()).add(row["TPS"])
    assert all(len(stations[row["NO. KK"]]) > 1 for row, _, _ in made.planted("household_split"))


def test_who_was_struck_in_the_dps_and_stands_in_the_dpt_has_a_code_there(made: Made) -> None:
    dps = made.rows("dps")
    for _, person, code in made.planted("tms_still_listed"):
        found = made.truth("SELECT source_file, source_row FROM people WHERE list = 'dps' AND person = ?", person)
        assert [dps[str(file), int(str(row))]["KETERANGAN"] for file, row in found] == [code]
