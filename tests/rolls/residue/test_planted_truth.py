"""The residue of the demonstration regency against what was planted in it."""

from pathlib import Path

import pytest

from saksama.demo import make_regency
from saksama.rolls import DataState, Engine, ListKind, Sought, read, residue
from saksama.rolls.residue.residue import MISSED

VOTERS = 6_000


@pytest.mark.parametrize("state", [DataState.FULL, DataState.NO_NUMBERS, DataState.AGE_ONLY])
def test_what_is_said_of_the_last_dpk_is_true(state: DataState, tmp_path: Path) -> None:
    regency = make_regency(tmp_path / "oki", voters=VOTERS, seed=7, state=state, file_format="csv")
    roll = read([regency.lists["dpt"]], kind=ListKind.DPT, output=tmp_path / "dpt.parquet").output
    dpk = read([regency.registers["dpk_terakhir"]], kind=ListKind.DPK, output=tmp_path / "dpk.parquet").output
    registers = {"deaths": regency.registers["kematian"], "police_army": regency.registers["tni_polri"]}
    done = residue(roll, tmp_path / "residue", sought={Sought.DPK: dpk}, registers=registers)
    whole = done.whole(Sought.DPK)
    assert whole is not None
    with Engine(threads=1) as engine:
        engine.read_parquet("people", regency.truth / "people.parquet")
        engine.read_parquet("missing", regency.truth / "missing.parquet")
        engine.read_parquet("said", done.folder / "people.parquet")
        engine.read_parquet("areas", done.folder / "areas.parquet")
        engine.table(
            "judged",
            """SELECT s.presence, p.person IN (SELECT person FROM people WHERE list = 'dpt') AS listed
            FROM said s JOIN people p ON p.list = 'dpk_terakhir' AND p.source_row = s.source_row""",
        )
        listed, wrongly_found, wrongly_missing = engine.rows(
            """SELECT count(*) FILTER (listed), count(*) FILTER (NOT listed AND presence = 'in_list'),
            count(*) FILTER (listed AND presence IN ('not_in_list', 'not_eligible')) FROM judged"""
        )[0]
        left_out = set(engine.rows("SELECT DISTINCT village, rt FROM missing WHERE kind = 'not_enumerated' AND in_dpk"))
        silent = set(engine.rows("SELECT village, rt FROM areas WHERE kind = 'silent_rt'"))
    assert whole.low <= listed <= whole.high
    assert wrongly_found <= 1
    assert wrongly_missing <= 1 + 2 * MISSED[state] * listed
    assert silent <= left_out
