"""Recommended records looked up in the next list, from the Parquet files of both: linkage, rules and words together."""

import datetime as dt
import random
from pathlib import Path

import pytest

from saksama.reference.elections import Election
from saksama.rolls import ListKind, audit, read
from saksama.rolls.verify import Asked, Lookup, Outcome, Recommended, look_up_in

HEADINGS = "NAMA,TEMPAT LAHIR,TANGGAL LAHIR,STATUS,JENIS KELAMIN,ALAMAT,RT,RW,KETERANGAN,TPS"
FILE = "16.02.05.1001 Kota Raya.csv"
FIRST, LAST = ("SITI", "BUDI", "EKO", "RINA", "WATI", "HASAN"), ("AMINAH", "SANTOSO", "PRASETYO", "MARLINA", "JAYA")


def people() -> list[str]:
    """Thirty neighbours, each with an own name and birth date."""
    chance = random.Random(7)
    return [
        f"{first} {last},KAYU AGUNG,{chance.randint(1, 28):02d}-0{chance.randint(1, 9)}-{chance.randint(1950, 1999)},"
        f"S,{'LP'[place % 2]},JL MAWAR {place},001,002,,001"
        for place, (first, last) in enumerate((first, last) for first in FIRST for last in LAST)
    ]


def listed(folder: Path, rows: list[str]) -> Path:
    """Rows as a list that was read."""
    folder.mkdir()
    (folder / FILE).write_text("\r\n".join([HEADINGS, *rows]), encoding="utf-8")
    return read([folder], kind=ListKind.DPS, output=folder / "roll.parquet").output


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Lookup]:
    """Of thirty people the next list drops the first, moves the second to TPS 002 and names a thirty-first."""
    folder = tmp_path_factory.mktemp("lists")
    rows = people()
    missing = "ZULKIFLI NASUTION,PALEMBANG,09-09-1977,S,L,JL MELATI 9,003,001,,001"
    old = listed(folder / "old", rows)
    reported = listed(folder / "reported", [missing, "YULIANA SIREGAR,MEDAN,01-02-1966,S,P,JL KENANGA 4,004,001,,001"])
    moved = rows[1].removesuffix("001") + "002"
    new = listed(folder / "new", [*rows[:0:-1][:-1], moved, missing])
    audited = audit(new, folder / "audit", election=Election.load("pilkada-2024"))
    asked = [
        Recommended("dropped", "T01", Asked.REMOVE, 0),
        Recommended("still there", "T01", Asked.REMOVE, 5),
        Recommended("moved", "T13", Asked.MOVE, 1),
        Recommended("stayed", "T13", Asked.MOVE, 6),
        Recommended("added", "H01", Asked.ADD, 0, roll="previous"),
        Recommended("not added", "H01", Asked.ADD, 1, roll="previous"),
        Recommended("of a list that is not here", "H02", Asked.ADD, 0, roll="dpk"),
        Recommended("about a place", "A01", Asked.REMOVE, None),
    ]
    return look_up_in(
        new,
        recommended=asked,
        lists={"roll": old, "previous": reported},
        findings=audited.folder / "findings.parquet",
        rules_ran={run.code for run in audited.checked.ran},
        voting_day=dt.date(2024, 11, 27),
    )


@pytest.mark.parametrize(
    ("key", "outcome"),
    [
        ("dropped", Outcome.FIXED),
        ("still there", Outcome.NOT_FIXED),
        ("moved", Outcome.FIXED),
        ("stayed", Outcome.NOT_FIXED),
        ("added", Outcome.FIXED),
        ("not added", Outcome.NOT_FIXED),
        ("of a list that is not here", Outcome.CANNOT_TELL),
        ("about a place", Outcome.CANNOT_TELL),
    ],
)
def test_each_record_is_found_by_who_it_is_about(found: dict[str, Lookup], key: str, outcome: Outcome) -> None:
    assert found[key].outcome is outcome, found[key].text.en


def test_every_record_has_an_outcome_with_a_reason(found: dict[str, Lookup]) -> None:
    assert len(found) == 8
    assert all(each.text.id and each.text.en for each in found.values())
