"""Elections and TMS codes come from files, bear their source, and differ from one election to the next."""

from datetime import date
from pathlib import Path

import pytest

from saksama.errors import InputError
from saksama.reference.elections import Election, election_keys
from saksama.reference.sourced import Mark
from saksama.reference.tms import TmsTable, tms_reasons


def test_the_pilkada_2024_votes_on_27_november_with_at_most_600_voters_a_station() -> None:
    election = Election.load("pilkada-2024")
    assert (election.voting_day.value, election.tps_cap.value, election.minimum_age.value) == (
        date(2024, 11, 27),
        600,
        17,
    )


def test_the_general_election_of_2024_had_stations_of_at_most_300() -> None:
    assert Election.load("pemilu-2024").tps_cap.value == 300


@pytest.mark.parametrize("key", election_keys())
def test_every_fact_read_in_a_source_names_it(key: str) -> None:
    election = Election.load(key)
    facts = [election.voting_day, election.tps_cap, election.minimum_age, *election.stages, *election.tms.codes]
    assert all(fact.origin.source for fact in facts if fact.origin.mark is Mark.SOURCE)


def test_a_stage_runs_from_its_first_day_to_its_last() -> None:
    election = Election.load("pilkada-2024")
    assert "coklit" in {stage.key for stage in election.stages_on(date(2024, 6, 24))}
    assert "coklit" in {stage.key for stage in election.stages_on(date(2024, 7, 24))}
    assert "coklit" not in {stage.key for stage in election.stages_on(date(2024, 7, 25))}


def test_an_unknown_election_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputError, match="pilkada-2024"):
        Election.load("pilkada-1999")


def test_a_voting_day_put_off_changes_nothing_else() -> None:
    election = Election.load("pilkada-2024")
    later = election.moved_to(date(2024, 12, 4))
    assert later.voting_day.value == date(2024, 12, 4)
    assert later.stages == election.stages


@pytest.mark.parametrize(
    ("content", "told"),
    [("", "TypeError"), ("key: [", "ParserError"), ("key: x\ntitle: {id: a, en: b}\n", "KeyError")],
)
def test_a_broken_election_file_is_refused_by_name(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(content)
    with pytest.raises(InputError, match=told) as refusal:
        Election.read(path)
    assert "broken.yaml" in str(refusal.value)


def test_a_stage_that_ends_before_it_starts_is_refused(tmp_path: Path) -> None:
    source = Path(__file__).parents[2] / "saksama/reference/data/elections/pilkada-2018.yaml"
    path = tmp_path / "election.yaml"
    path.write_text(source.read_text().replace("end: 2018-06-27", "end: 2018-06-26"))
    with pytest.raises(InputError, match="2018-06-26"):
        Election.read(path)


def test_code_8_is_wrong_station_in_2024_and_unsound_mind_in_2018() -> None:
    assert [reason.key for reason in TmsTable.load("pilkada-2024").by_code("8")] == ["wrong_tps"]
    assert [reason.key for reason in TmsTable.load("pilkada-2018").by_code("8")] == ["memory_loss"]


def test_code_5_of_2024_is_one_class_of_two_reasons_with_the_foreigner_first() -> None:
    table = TmsTable.load("pilkada-2024")
    assert [reason.key for reason in table.by_code("05")] == ["foreigner", "unknown"]
    assert table.notes()["5"] == "foreigner"
    assert table.notes()["TIDAK DIKENAL"] == "unknown"


def test_what_ticks_a_row_is_no_tms_code() -> None:
    notes = TmsTable.load("pilkada-2024").notes()
    assert not {"U", "B", "V", "S", ""} & notes.keys()


def test_a_death_is_proved_by_a_document_and_its_issuer() -> None:
    proof = tms_reasons()["dead"].kept_as_proof
    assert "kematian" in proof.id and "Penerbit: Disdukcapil" in proof.id
    assert "certificate" in proof.en and "Issued by: The civil registry" in proof.en
