"""What is dropped before it is compared could not have been one person."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saksama.rolls.engine import Engine
from saksama.rolls.link.blocks import MAY_BE_ONE_BIRTH, MAY_BE_ONE_NAME
from saksama.rolls.link.comparisons import BIRTH, NAME, NAME_SHARES_A_WORD
from saksama.rolls.link.features import make_features
from saksama.rolls.prepare import prepare

VOTING_DAY = date(2024, 11, 27)
ONE_SLIP_APART = 5  # birth levels from here up: one day, or one slip from it
WORDS = [
    "SITI",
    "SITTI",
    "AMINAH",
    "AMINA",
    "MUHAMMAD",
    "MUHAMAD",
    "M",
    "A",
    "RINA",
    "RNIA",
    "NUR",
    "NURHAYATI",
    "JOKO",
]
written = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
born = st.dates(date(1980, 1, 1), date(1983, 12, 31)) | st.sampled_from(
    [date(1981, 1, 1), date(1981, 3, 2), date(1981, 2, 3), date(1981, 12, 3), date(1991, 2, 3)]
)
quick = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@quick
@given(st.lists(st.tuples(written, born), min_size=2, max_size=12))
def test_no_pair_that_a_slip_of_the_pen_explains_is_dropped(engine: Engine, people: list[tuple[str, date]]) -> None:
    engine.run("CREATE OR REPLACE TABLE roll (record BIGINT, name VARCHAR, birthdate DATE)")
    engine.connection.executemany("INSERT INTO roll VALUES (?, ?, ?)", [[n, *one] for n, one in enumerate(people)])
    absent = ("nik", "nkk", "birthplace", "marital", "sex", "address", "rt", "tps", "village")
    columns = ", ".join(f"NULL::VARCHAR AS {column}" for column in absent)
    engine.table("roll", f"SELECT *, NULL::SMALLINT AS age, {columns} FROM roll")
    prepare(engine, "roll", VOTING_DAY)
    make_features(engine, "roll", "features")
    asked = "SELECT *, first_is_initial OR last_is_initial AS has_initial FROM features"
    dropped = engine.rows(
        f"""SELECT l.name_sound, r.name_sound, l.birthdate, r.birthdate FROM ({asked}) l JOIN ({asked}) r
        ON l.record < r.record
        WHERE NOT {MAY_BE_ONE_NAME} AND {NAME.sql()} > {NAME_SHARES_A_WORD}
          OR NOT {MAY_BE_ONE_BIRTH} AND {BIRTH.sql()} >= {ONE_SLIP_APART}"""
    )
    assert dropped == []
