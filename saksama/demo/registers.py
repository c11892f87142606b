"""What stands beside the list: the last DPK, deaths, soldiers and police, coklit by TPS, and what KPU says it added."""

import numpy as np

from saksama.demo.fates import Fate
from saksama.demo.layout import PLACE_COLUMNS, Column, birth, numbers
from saksama.demo.places import Villages
from saksama.demo.rates import count
from saksama.demo.slips import mistype
from saksama.demo.tables import VOTING_DAY, Array, Table, day, pick, rows, take, texts
from saksama.demo.world import World
from saksama.rolls.columns import DataState

WRITTEN = ("name", "birthplace", "born", "marital", "nik")
COKLIT_ENDED = day(2024, 7, 24)


def special_voters(world: World, rng: np.random.Generator) -> Table:
    """DPK: people who stood in no list at the last election; most are in the DPT by now, some are not, a few died."""
    fate, rates = world.people["fate"], world.rates
    number = count(rates.dpk, world.voters)
    missing = np.flatnonzero(fate == Fate.DPK_MISSING)
    left_out_rt = np.flatnonzero(fate == Fate.NOT_ENUMERATED)
    of_left_out = pick(rng, fate == Fate.NOT_ENUMERATED, round(rates.dpk_of_not_enumerated * len(left_out_rt)))
    dead = pick(rng, fate == Fate.DEAD_REMOVED, count(rates.dpk_dead, number))
    known = max(1, number - len(missing) - len(of_left_out) - len(dead))
    voted = world.people["born"] < VOTING_DAY - 18 * 365.25
    in_dpt = pick(rng, ((fate == Fate.ORDINARY) | (fate == Fate.ADDED)) & voted, known)
    table = _written(world, np.concatenate([missing, of_left_out, dead, in_dpt]), rng)
    # Pemilu 2024 had TPS of 300 voters: about 1.75 times as many, numbered otherwise.
    station = np.array([int(tps) for tps in table["tps"]])
    table["tps"] = np.char.zfill((station * 7 // 4 + rng.integers(0, 2, len(station))).astype(str), 3).astype(object)
    return table


def deaths(world: World, rng: np.random.Generator) -> Table:
    """Who died between the last election and the DPT, as the civil registry and the village heads wrote it down."""
    fate = world.people["fate"]
    still_listed = np.flatnonzero(fate == Fate.DEAD_LISTED)
    documented = still_listed[rng.random(len(still_listed)) >= world.rates.dead_undocumented]
    removed = np.flatnonzero(fate == Fate.DEAD_REMOVED)
    entry_of = np.full(rows(world.people), -1)
    original = np.flatnonzero(world.entries["copy"] == "")
    entry_of[world.entries["person"][original]] = original
    without_note = world.entries["registered_instead"][entry_of[removed]]
    removed = removed[without_note | (rng.random(len(removed)) < 0.85)]
    table = _written(world, np.concatenate([documented, removed]), rng)
    number = rows(table)
    table["died"] = rng.integers(day(2024, 2, 20), day(2024, 9, 10), size=number)
    by_registry = rng.random(number) < 0.7
    serial = rng.permutation(number) + 1
    deed = np.array([f"1602-KM-{rng.integers(1, 29):02d}092024-{place:04d}" for place in serial], dtype=object)
    letter = np.array([f"474.3/{place}/{2024}" for place in serial], dtype=object)
    table["document_kind"] = np.where(by_registry, "AKTA KEMATIAN", "SURAT KETERANGAN KEMATIAN").astype(object)
    table["document"] = np.where(by_registry, deed, letter)
    head = texts("KEPALA DESA ", number) + table["village_name"]
    table["issuer"] = np.where(by_registry, texts("DUKCAPIL KAB. OGAN KOMERING ILIR", number), head)
    return table


def soldiers(world: World, rng: np.random.Generator) -> Table:
    """Serving soldiers and police officers of the regency: those struck from the list and those still in it."""
    fate = world.people["fate"]
    chosen = np.flatnonzero((fate == Fate.SOLDIER_LISTED) | (fate == Fate.SOLDIER_REMOVED))
    table = _written(world, chosen, rng)
    number = rows(table)
    army = rng.random(number) < 0.7
    table["service"] = np.where(army, "TNI", "POLRI").astype(object)
    since = table["born"] + np.round(rng.uniform(18.2, 22, size=number) * 365.25).astype(np.int64)
    table["appointed"] = np.minimum(since, day(2024, 6, 30))
    table["document"] = np.array(
        [f"KEP/{place}/{rng.integers(2000, 2024)}" for place in range(1, number + 1)], dtype=object
    )
    table["issuer"] = np.where(army, "KODIM 0402/OKI", "POLRES OGAN KOMERING ILIR").astype(object)
    return table


def claims(world: World, rng: np.random.Generator) -> Table:
    """People KPU says it has added after the supervisors' letter; some of them it has not."""
    fate = world.people["fate"]
    not_added = np.flatnonzero(fate == Fate.CLAIMED_MISSING)
    wanted = count(world.rates.claimed, world.voters) - len(not_added)
    added = pick(rng, fate == Fate.ADDED, max(1, wanted))
    return _written(world, np.concatenate([not_added, added]), rng)


def coklit(world: World, rng: np.random.Generator) -> Table:
    """Door-to-door matching by TPS: families, visited, sticker, not visited, sticker without a visit."""
    homes = world.homes
    lived_in = np.bincount(world.entries["home"][world.entries["dpt"]], minlength=rows(homes)) > 0
    place = homes["village"] * 1000 + homes["station"]
    names = np.unique(place[lived_in])
    index = np.searchsorted(names, place)
    families = np.bincount(index[lived_in], minlength=len(names))
    left_out = np.bincount(index[homes["unlisted"]], minlength=len(names))
    not_visited = np.minimum(rng.binomial(families, 0.006), families)
    joki = rng.binomial(families - not_visited, 0.004)
    without_sticker = rng.binomial(families - not_visited, 0.01)
    village, station = names // 1000, names % 1000
    counted = {
        "families": families + left_out,
        "visited": families - not_visited,
        "with_sticker": families - not_visited - without_sticker,
        "without_sticker": without_sticker,
        "not_visited": not_visited + left_out,
        "sticker_only": joki,
    }
    table: Table = {name: column.astype(str).astype(object) for name, column in counted.items()}
    table |= _place(world.villages, village) | {"number": np.arange(len(names)) + 1}
    table["tps"] = np.char.zfill((station + 1).astype(str), 3).astype(object)
    table["ended"] = COKLIT_ENDED - rng.integers(0, 20, size=len(names))
    return table


def _place(villages: Villages, village: Array) -> Table:
    return {
        "district_name": np.array([name.upper() for name in villages.district_name], dtype=object)[village],
        "village_name": np.array([name.upper() for name in villages.name], dtype=object)[village],
    }


def _written(world: World, person: Array, rng: np.random.Generator) -> Table:
    """The people as another hand typed them, sorted by place; `person` counts from 1 as in the truth."""
    people, homes = world.people, world.homes
    village = homes["village"][people["home"][person]]
    person = person[np.lexsort((person, village))]
    home = people["home"][person]
    table = take({field: people[field] for field in (*WRITTEN, "sex")}, person)
    table["slips"] = texts("", len(person))
    for at in np.flatnonzero(rng.random(len(person)) < world.rates.register_typing):
        row: dict[str, object] = {field: table[field][at] for field in WRITTEN}
        table["slips"][at] = ";".join(mistype(row, 1, rng, leave=frozenset({"nik_masked", "marital"})))
        for field in WRITTEN:
            table[field][at] = row[field]
    table |= _place(world.villages, homes["village"][home]) | {"person": person + 1}
    table |= {"number": np.arange(len(person)) + 1, "nkk": homes["nkk"][home]}
    table |= {field: homes[field][home] for field in ("address", "rt", "rw")}
    table["tps"] = np.char.zfill((homes["station"][home] + 1).astype(str), 3).astype(object)
    return table


def register_columns(name: str, state: DataState) -> tuple[Column, ...]:
    """The headings of the register files, in Indonesian as the agencies write them."""
    nik = tuple(column for column in numbers(state) if column.heading == "NIK")
    who = (Column("NO", "number::VARCHAR", 6), *nik, Column("NAMA", "name", 32))
    born = (Column("TEMPAT LAHIR", "birthplace", 18), birth(state))
    sex = Column("JENIS KELAMIN", "sex", 8)
    where = (Column("ALAMAT", "address", 26), Column("RT", "rt", 5), Column("RW", "rw", 5))
    if name == "dpk_terakhir":
        return (*who, *born, sex, *where, *PLACE_COLUMNS)
    if name == "klaim_kpu":
        return (*who, *born, sex, *where, *PLACE_COLUMNS)
    if name == "kematian":
        died = Column("TANGGAL MENINGGAL", _date("died"), 14)
        papers = Column("JENIS DOKUMEN", "document_kind", 28), Column("NOMOR DOKUMEN", "document", 26)
        return (*who, *born, sex, *where, *PLACE_COLUMNS[:2], died, *papers, Column("PENERBIT", "issuer", 34))
    if name == "tni_polri":
        duty = Column("INSTANSI", "service", 8), Column("TANGGAL PENGANGKATAN", _date("appointed"), 14)
        papers = Column("NOMOR DOKUMEN", "document", 20), Column("PENERBIT", "issuer", 30)
        return (*who, *born, sex, *where, *PLACE_COLUMNS[:2], *duty, *papers)
    return (
        Column("NO", "number::VARCHAR", 6),
        *PLACE_COLUMNS,
        Column("JUMLAH KK", "families"),
        Column("KK DICOKLIT", "visited"),
        Column("KK DICOKLIT BERSTIKER", "with_sticker"),
        Column("KK DICOKLIT TANPA STIKER", "without_sticker"),
        Column("KK TIDAK DIDATANGI", "not_visited"),
        Column("STIKER TANPA COKLIT", "sticker_only"),
        Column("TANGGAL SELESAI", _date("ended"), 14),
    )


def _date(column: str) -> str:
    return f"strftime(DATE '1970-01-01' + {column}::INTEGER, '%d-%m-%Y')"
