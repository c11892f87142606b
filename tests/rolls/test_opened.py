"""A roll may be given as the Parquet file of `read`, or as files that `read` can read."""

import pytest

from saksama.errors import InputError
from saksama.rolls.columns import ROLL_COLUMNS, ListKind
from saksama.rolls.engine import Engine
from saksama.rolls.opened import kind_of, opened_roll
from saksama.rolls.read import read


@pytest.fixture
def listed(tmp_path):
    """A list of two voters as csv."""
    path = tmp_path / "dps.csv"
    path.write_text(
        "NO,NAMA,TANGGAL LAHIR,JENIS KELAMIN,TPS,DESA,KECAMATAN\n"
        "1,RINA WULANDARI,17-05-1983,P,1,ULAK KAPAL,TANJUNG LUBUK\n"
        "2,BUDI HARTONO,02-11-1971,L,1,ULAK KAPAL,TANJUNG LUBUK\n",
        encoding="utf-8",
    )
    return path


def test_a_roll_is_used_where_it_lies(roll_file):
    path = roll_file("roll", [{"name": "RINA"}])
    with opened_roll(path, ListKind.DPT) as parquet:
        assert parquet == path
    assert path.exists()


def test_files_are_read_first_and_what_was_made_of_them_is_removed(listed):
    with opened_roll(listed, ListKind.DPS) as parquet, Engine() as engine:
        assert engine.rows("SELECT name FROM read_parquet(?) ORDER BY record", [str(parquet)]) == [
            ("RINA WULANDARI",),
            ("BUDI HARTONO",),
        ]
        assert kind_of(engine, parquet) is ListKind.DPS
    assert not parquet.exists()
    assert listed.exists()


def test_what_was_made_is_removed_when_the_work_fails(listed):
    with pytest.raises(ZeroDivisionError), opened_roll(listed, ListKind.DPS) as parquet:
        raise ZeroDivisionError
    assert not parquet.exists()


def test_a_roll_says_what_kind_of_list_it_is(listed, tmp_path, engine):
    read([listed], kind=ListKind.DPSHP, output=tmp_path / "roll.parquet")
    assert kind_of(engine, tmp_path / "roll.parquet") is ListKind.DPSHP


def test_a_roll_that_does_not_say_has_no_kind(roll_file, engine):
    assert kind_of(engine, roll_file("roll", [{"name": "RINA"}])) is None


def test_an_unknown_kind_is_none(engine, tmp_path):
    engine.run(
        "COPY (SELECT 1 AS n) TO ? (FORMAT parquet, KV_METADATA {kind: 'LOTTERY'})", [str(tmp_path / "a.parquet")]
    )
    assert kind_of(engine, tmp_path / "a.parquet") is None


@pytest.mark.parametrize("content", [b"", b"PAR1", b"NAMA,TPS\nRINA,1\n", bytes(range(256)) * 8])
def test_what_is_no_parquet_file_is_refused_by_name(tmp_path, content):
    path = tmp_path / "roll.parquet"
    path.write_bytes(content)
    with pytest.raises(InputError) as refused, opened_roll(path, ListKind.DPT):
        pass
    assert refused.value.file == str(path)
    assert "saksama read" in refused.value.remedy.id


def test_a_roll_that_is_not_there_is_refused_by_name(tmp_path):
    for name in ("roll.parquet", "roll.csv"):
        with pytest.raises(InputError) as refused, opened_roll(tmp_path / name, ListKind.DPT):
            pass
        assert name in refused.value.file


def test_a_parquet_file_of_something_else_is_refused_with_the_columns_it_lacks(engine, tmp_path):
    path = tmp_path / "harvest.parquet"
    engine.run("COPY (SELECT 1 AS record, 'durian' AS name) TO ? (FORMAT parquet)", [str(path)])
    with pytest.raises(InputError) as refused, opened_roll(path, ListKind.DPT):
        pass
    assert "birthdate" in refused.value.what.en
    assert "record" not in refused.value.what.en


def test_a_roll_cut_short_is_refused(roll_file):
    path = roll_file("roll", [{"name": f"RINA {n}"} for n in range(200)])
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(InputError), opened_roll(path, ListKind.DPT):
        pass


def test_every_column_of_a_roll_is_asked_for(engine, tmp_path):
    path = tmp_path / "roll.parquet"
    columns = ", ".join(f"NULL::{kind} AS {name}" for name, kind in ROLL_COLUMNS.items() if name != "note")
    engine.run(f"COPY (SELECT {columns}) TO ? (FORMAT parquet)", [str(path)])
    with pytest.raises(InputError) as refused, opened_roll(path, ListKind.DPT):
        pass
    assert "note" in refused.value.what.en
