"""Eligible people who stand in no row of the DPT, the registers, and those who only look alike."""

from tests.demo.conftest import Made


def test_a_missing_person_is_in_no_row_of_the_dpt(made: Made) -> None:
    assert made.truth("SELECT count(*) FROM missing") != [(0,)]
    assert made.truth("SELECT m.person FROM missing m JOIN people p USING (person) WHERE p.list = 'dpt'") == []


def test_every_reason_for_missing_appears(made: Made) -> None:
    kinds = {kind for (kind,) in made.truth("SELECT DISTINCT kind FROM missing")}
    assert kinds == {"vanished", "not_enumerated", "dpk_missing", "claimed_missing", "never_listed"}


def test_who_vanished_stood_in_the_dps_with_no_code(made: Made) -> None:
    dps = made.rows("dps")
    query = """SELECT p.source_file, p.source_row FROM missing m LEFT JOIN people p
        ON p.person = m.person AND p.list = 'dps' WHERE kind = 'vanished'"""
    assert {dps[str(file), int(str(row))]["KETERANGAN"] for file, row in made.truth(query)} == {""}


def test_an_rt_left_out_has_no_row_in_the_dpt(made: Made) -> None:
    left_out = made.truth("SELECT DISTINCT village, rt FROM missing WHERE kind = 'not_enumerated'")
    assert left_out
    for village, rt in left_out:
        assert not [row for (file, _), row in made.rows().items() if f"/{village} " in file and row["RT"] == rt]


def test_part_of_the_last_dpk_is_still_missing(made: Made) -> None:
    total, missing = made.truth(
        """SELECT count(*), count(*) FILTER (EXISTS (SELECT 1 FROM missing m WHERE m.person = p.person))
        FROM people p WHERE list = 'dpk_terakhir'"""
    )[0]
    assert total == 72  # 1.2 % of 6,000
    assert 0 < int(str(missing)) < 40


def test_the_death_list_names_people_still_listed_and_people_removed(made: Made) -> None:
    listed, all_of_them = made.truth(
        """SELECT count(*) FILTER (person IN (SELECT person FROM people WHERE list = 'dpt')), count(*)
        FROM people WHERE list = 'kematian'"""
    )[0]
    assert 0 < int(str(listed)) < int(str(all_of_them))


def test_some_soldiers_are_still_listed(made: Made) -> None:
    query = "SELECT count(*) FROM people p JOIN people d USING (person) WHERE p.list = 'tni_polri' AND d.list = 'dpt'"
    assert made.truth(query) != [(0,)]


def test_soldiers_and_police_are_of_serving_age(made: Made) -> None:
    lines = made.regency.registers["tni_polri"].read_text(encoding="utf-8").split("\n")[1:-1]
    ages = [2024 - int(line.split(",")[4][-4:]) for line in lines]
    assert ages
    assert all(18 <= age <= 54 for age in ages)


def test_some_of_the_people_said_to_be_added_are_not(made: Made) -> None:
    query = "SELECT count(*) FROM people p JOIN missing m USING (person) WHERE p.list = 'klaim_kpu'"
    assert made.truth(query) != [(0,)]


def test_lookalikes_are_two_people_with_what_makes_them_alike(made: Made) -> None:
    rows = made.rows()
    query = """SELECT kind, a.source_file, a.source_row, b.source_file, b.source_row FROM lookalikes
        JOIN people a ON a.person = person_a JOIN people b ON b.person = person_b
        WHERE a.list = 'dpt' AND b.list = 'dpt'"""
    seen = set()
    for kind, a_file, a_row, b_file, b_row in made.truth(query):
        a, b = rows[str(a_file), int(str(a_row))], rows[str(b_file), int(str(b_row))]
        seen.add(kind)
        born_a, born_b = a["TANGGAL LAHIR (dd|mm|yyyy)"], b["TANGGAL LAHIR (dd|mm|yyyy)"]
        assert a["NIK"] != b["NIK"]
        if kind == "twins":
            assert born_a == born_b
            assert a["NO. KK"] == b["NO. KK"]
        elif kind == "father_and_son":
            assert a["NAMA"] == b["NAMA"]
            assert born_a[-4:] < born_b[-4:]
        else:
            assert (a["NAMA"], born_a) == (b["NAMA"], born_b)
            assert born_a.startswith("01|01|")
            assert a_file != b_file
    assert seen == {"twins", "father_and_son", "namesakes"}
