"""Who is drawn: repeatable, in proportion to size, whatever the order of the rows."""

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksama.errors import InputError
from saksama.rolls.columns import ROLL_COLUMNS
from saksama.rolls.engine import Engine
from saksama.rolls.sample import Direction, draw
from saksama.rolls.sample.pps import systematic_pps

FORWARD, BACKWARD = Direction.LIST_TO_PEOPLE, Direction.PEOPLE_TO_LIST


@pytest.fixture
def engine() -> Iterator[Engine]:
    with Engine(threads=1) as engine:
        yield engine


def make_roll(engine: Engine, name: str = "roll", order: str = "i", tps: int = 40) -> None:
    """TPS of 100 + 10 t people in two desa, read from the file in the given order."""
    said = {
        "record": f"row_number() OVER (ORDER BY {order}) - 1",
        "name": "'ORANG ' || (i % 97)",
        "birthdate": "DATE '1970-01-01' + (i % 9000)::INTEGER",
        "sex": "'L'",
        "rt": "'00' || (i % 5)",
        "rw": "'001'",
        "tps": "lpad((t % 20 + 1)::VARCHAR, 3, '0')",
        "village": "CASE WHEN t < 20 THEN '16.02.05.1001' ELSE '16.02.05.2002' END",
        "nik": "'16020501017000' || lpad((i % 100)::VARCHAR, 2, '0')",
    }
    columns = ", ".join(
        f"CAST({said.get(column, 'NULL')} AS {kind}) AS {column}" for column, kind in ROLL_COLUMNS.items()
    )
    engine.table(
        name,
        f"""SELECT {columns} FROM (SELECT t, row_number() OVER (ORDER BY t, k) AS i
        FROM range({tps}) a(t), range(700) b(k) WHERE k < 100 + 10 * t)""",
    )


def people(engine: Engine, sample: str = "sample", roll: str = "roll") -> list[tuple[object, ...]]:
    """What is drawn, in words of the list rather than numbers of its rows."""
    return engine.rows(f"""SELECT person, s.village, s.tps, s.number, inclusion, turn, name, birthdate, r.rt
        FROM "{sample}" s JOIN "{roll}" r USING (record) ORDER BY ALL""")


@pytest.mark.parametrize("direction", list(Direction))
def test_the_same_seed_draws_the_same_people_whatever_the_order_of_the_rows(
    engine: Engine, direction: Direction
) -> None:
    make_roll(engine)
    make_roll(engine, "shuffled", order="md5(i::VARCHAR)")
    draw(engine, "roll", direction, clusters=8, per_cluster=5, seed=7)
    draw(engine, "shuffled", direction, clusters=8, per_cluster=5, seed=7, into="again")
    assert people(engine) == people(engine, "again", "shuffled")


def test_another_seed_draws_others(engine: Engine) -> None:
    make_roll(engine)
    draw(engine, "roll", FORWARD, clusters=8, per_cluster=5, seed=7)
    draw(engine, "roll", FORWARD, clusters=8, per_cluster=5, seed=8, into="again")
    assert people(engine) != people(engine, "again")


def test_each_tps_gives_the_same_number_of_people_and_says_its_chance(engine: Engine) -> None:
    make_roll(engine)
    drawn = draw(engine, "roll", FORWARD, clusters=8, per_cluster=5, seed=7)
    assert (drawn.clusters, drawn.drawn, drawn.population) == (8, 40, sum(100 + 10 * t for t in range(40)))
    for size, inclusion, count in engine.rows(
        "SELECT cluster_size, inclusion, count(*) FROM sample GROUP BY village, tps, cluster_size, inclusion"
    ):
        assert count == 5
        assert inclusion == pytest.approx(8 * size / drawn.population)


def test_people_to_list_gives_one_starting_house_and_a_side_to_turn_in_each_tps(engine: Engine) -> None:
    make_roll(engine)
    draw(engine, "roll", BACKWARD, clusters=10, per_cluster=12, seed=3)
    rows = engine.rows("SELECT village, tps, count(*), min(turn) FROM sample GROUP BY 1, 2")
    assert len(rows) == 10
    assert {(count, turn) for _, _, count, turn in rows} <= {(1, "kanan"), (1, "kiri")}


def test_people_without_tps_or_desa_can_be_drawn_too(engine: Engine) -> None:
    make_roll(engine, tps=4)
    engine.run("UPDATE roll SET tps = NULL, village = NULL, village_name = 'ENTAH' WHERE tps = '001'")
    drawn = draw(engine, "roll", FORWARD, clusters=4, per_cluster=2, seed=1)
    assert drawn.population == 100 + 110 + 120 + 130
    assert engine.value("SELECT count(*) FROM sample WHERE village = 'ENTAH' AND tps = ''") == 2


def test_a_list_of_one_tps_is_refused(engine: Engine) -> None:
    make_roll(engine, tps=1)
    with pytest.raises(InputError, match="1 TPS only"):
        draw(engine, "roll", FORWARD, clusters=5, per_cluster=2, seed=1)


def test_one_tps_is_no_sample(engine: Engine) -> None:
    make_roll(engine)
    with pytest.raises(InputError, match="at least 2 TPS"):
        draw(engine, "roll", FORWARD, clusters=1, per_cluster=2, seed=1)


def test_over_many_seeds_each_cluster_comes_as_often_as_its_chance_says() -> None:
    sizes = [100, 200, 300, 400, 150, 50, 250, 350]
    times = Counter(index for seed in range(4000) for index, _ in systematic_pps(sizes, 3, seed))
    for index, size in enumerate(sizes):
        assert times[index] / 4000 == pytest.approx(3 * size / sum(sizes), abs=0.035)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=60), st.integers(1, 40), st.integers())
def test_no_cluster_comes_twice_and_the_chances_add_up(sizes: list[int], wanted: int, seed: int) -> None:
    drawn = systematic_pps(sizes, wanted, seed)
    filled = [size for size in sizes if size > 0]
    assert len({index for index, _ in drawn}) == len(drawn) == min(wanted, len(filled))
    assert all(0 < chance <= 1 and sizes[index] > 0 for index, chance in drawn)


def test_a_cluster_larger_than_the_interval_is_certain() -> None:
    assert (0, 1.0) in systematic_pps([1000, 10, 10, 10], 2, seed=5)
