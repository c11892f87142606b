"""The tables rules are asked over: what each is, and its columns.

`roll` and the registers have ROLL_COLUMNS and what `prepare` derives. Only `roll` is always there.
"""

from dataclasses import dataclass

from saksama.language import Text
from saksama.reference.elections import Election
from saksama.reference.regions import Regions, nik_prefixes
from saksama.reference.tms import tms_reasons
from saksama.rolls.columns import ROLL_COLUMNS
from saksama.rolls.engine import Engine
from saksama.rolls.prepare import DERIVED_COLUMNS

# Years. Older than this nobody in Indonesia is documented to have been; such a birth date is a slip of the pen.
LONGEST_LIFE = 110

_ROLL = ROLL_COLUMNS | DERIVED_COLUMNS
# "left" is a record of the other list, "right" one of the roll; at most one row for each "left".
_MATCHED = {
    "left": "BIGINT",
    "right": "BIGINT",
    "probability": "DOUBLE",
    "reasons_id": "VARCHAR",
    "reasons_en": "VARCHAR",
}


@dataclass(frozen=True, slots=True)
class Given:
    """A table that may be given to the check."""

    title: Text
    columns: dict[str, str]


GIVEN: dict[str, Given] = {
    "roll": Given(Text("daftar yang diperiksa", "the list audited"), _ROLL),
    "previous": Given(Text("daftar sebelumnya", "the previous list"), _ROLL),
    "deaths": Given(Text("daftar kematian", "the list of deaths"), _ROLL),
    "dpk": Given(Text("DPK pemilu terakhir", "the DPK of the last election"), _ROLL),
    "police_army": Given(Text("daftar anggota TNI dan Polri", "the list of soldiers and police"), _ROLL),
    "claimed": Given(Text("daftar yang menurut KPU sudah dimasukkan", "the people KPU says it added"), _ROLL),
    "reported": Given(Text("orang yang dilaporkan belum terdaftar", "the people reported as missing"), _ROLL),
    "coklit": Given(
        Text("laporan pengawasan coklit", "the reports on coklit"),
        {
            "village": "VARCHAR",
            "tps": "VARCHAR",
            "households": "INTEGER",
            "visited": "INTEGER",
            "stickers": "INTEGER",
            "not_visited": "INTEGER",
            "sticker_without_visit": "INTEGER",
        },
    ),
    "population": Given(
        Text("penduduk usia pilih per desa", "people of voting age by village"),
        {"village": "VARCHAR", "people": "INTEGER"},
    ),
    "published": Given(
        Text("jumlah pemilih yang diumumkan per kecamatan", "announced voters by kecamatan"),
        {"district": "VARCHAR", "voters": "INTEGER"},
    ),
    "duplicates": Given(Text("hasil pencarian ganda", "the search for duplicates"), _MATCHED | {"cluster": "BIGINT"}),
    **{
        f"matched_{other}": Given(
            Text(f"pencocokan dengan {title.id}", f"the linkage with {title.en}"),
            _MATCHED,
        )
        for other, title in {
            "previous": Text("daftar sebelumnya", "the previous list"),
            "deaths": Text("daftar kematian", "the list of deaths"),
            "dpk": Text("DPK pemilu terakhir", "the DPK of the last election"),
            "police_army": Text("daftar TNI dan Polri", "the list of soldiers and police"),
            "claimed": Text("daftar yang dinyatakan masuk", "the people said to be added"),
            "reported": Text("orang yang dilaporkan belum terdaftar", "the people reported as missing"),
        }.items()
    },
}


def make_reference_tables(engine: Engine, election: Election, regions: Regions) -> None:
    """Makes what every rule may ask: `params` (one row), `regions`, `nik_prefixes`, `tms_notes`.

    params: voting_day DATE, tps_cap, minimum_age, longest_life INTEGER. regions: code, district, name of each village.
    nik_prefixes: prefix. tms_notes: note (as in a keterangan, in capitals), reason, title_id, title_en.
    """
    engine.table(
        "params",
        "SELECT CAST(? AS DATE) AS voting_day, CAST(? AS INTEGER) AS tps_cap, CAST(? AS INTEGER) AS minimum_age, "
        "CAST(? AS INTEGER) AS longest_life",
        [election.voting_day.value, election.tps_cap.value, election.minimum_age.value, LONGEST_LIFE],
    )
    _from_rows(
        engine,
        "regions",
        ("code", "district", "name"),
        [(village.code, village.parent_code or "", village.name) for village in regions.villages],
    )
    _from_rows(engine, "nik_prefixes", ("prefix",), [(prefix,) for prefix in sorted(nik_prefixes())])
    reasons = tms_reasons()
    _from_rows(
        engine,
        "tms_notes",
        ("note", "reason", "title_id", "title_en"),
        [(note, key, reasons[key].title.id, reasons[key].title.en) for note, key in election.tms.notes().items()],
    )


def _from_rows(engine: Engine, name: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """A table of texts from rows, bound as one list a column."""
    values = ", ".join(f"unnest(CAST(? AS VARCHAR[])) AS {column}" for column in columns)
    engine.table(name, f"SELECT {values}", [[row[i] for row in rows] for i in range(len(columns))])
