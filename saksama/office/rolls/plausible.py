"""Is this the list that it was handed over as? Asked once after reading, before letters are held against it."""

from saksama.errors import InputError
from saksama.language import Text
from saksama.office.rolls.models import AUDITED_KINDS, ListVersion
from saksama.rolls import Engine

# Between two versions of one list a few percent change. What lies beyond these is another file, or a part of one.
FEWEST, MOST = 0.5, 2.0  # voters, of those of the list before
PLACED = 0.5  # least share of the rows whose village is known: without it nothing is found by place, and no TPS
HOME = 0.5  # least share of the rows whose village is known that lie in the region of the list
WORTH_ASKING = 100  # voters of the list before; under that nothing is said

_QUERY = """
    SELECT count(village), count(*) FILTER (village = ? OR starts_with(village, ? || '.')), count(event_date)
    FROM read_parquet(?)"""
_REMEDY = Text(
    "Bila daftarnya keliru, unggah lagi yang benar; yang ini tidak dipakai. Bila memang benar, lanjutkan ke audit.",
    "If it is the wrong one, upload the right one; this one is not used. If it is right, go on to the audit.",
)


def doubt_about(version: ListVersion) -> InputError | None:
    """Why a list just read is probably not what it is called, None if nothing speaks against it."""
    if version.kind not in AUDITED_KINDS:
        return None
    with Engine(threads=1) as engine:
        ((placed, at_home, events),) = engine.rows(_QUERY, [version.region, version.region, str(version.roll)])
    if events > version.rows_kept / 2:
        return _doubt(
            f"Setiap baris bertanggal peristiwa, seperti daftar kematian, bukan {version.get_kind_display()}.",
            f"Rows bear the date of an event, as in a register of deaths, not a {version.get_kind_display()}.",
        )
    if placed < PLACED * version.rows_kept:
        return _doubt(
            f"Hanya {placed} dari {version.rows_kept} baris memuat desa yang dikenal.",
            f"Only {placed} of {version.rows_kept} rows name a village that is known.",
        )
    if at_home < HOME * placed:
        return _doubt(
            f"Hanya {at_home} dari {placed} baris terletak di wilayah {version.region}.",
            f"Only {at_home} of {placed} rows lie in the region {version.region}.",
        )
    before = version.previous
    if before is None or before.rows_kept < WORTH_ASKING:
        return None
    if not FEWEST * before.rows_kept <= version.rows_kept <= MOST * before.rows_kept:
        return _doubt(
            f"Daftar ini berisi {version.rows_kept} pemilih, sedangkan {before} {before.rows_kept}.",
            f"This list has {version.rows_kept} voters, {before} has {before.rows_kept}.",
        )
    return None


def _doubt(what_id: str, what_en: str) -> InputError:
    return InputError(Text(what_id, what_en), _REMEDY)
