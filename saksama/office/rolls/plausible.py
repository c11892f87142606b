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
            "Setiap baris bertanggal peristiwa, seperti daftar kematian, bukan {kind}.",
            "Rows bear the date of an event, as in a register of deaths, not a {kind}.",
            kind=version.get_kind_display(),
        )
    if placed < PLACED * version.rows_kept:
        return _doubt(
            "Hanya {placed} dari {rows} baris memuat desa yang dikenal.",
            "Only {placed} of {rows} rows name a village that is known.",
            placed=placed,
            rows=version.rows_kept,
        )
    if at_home < HOME * placed:
        return _doubt(
            "Hanya {at_home} dari {placed} baris terletak di wilayah {region}.",
            "Only {at_home} of {placed} rows lie in the region {region}.",
            at_home=at_home,
            placed=placed,
            region=version.region,
        )
    before = version.previous
    if before is None or before.rows_kept < WORTH_ASKING:
        return None
    if not FEWEST * before.rows_kept <= version.rows_kept <= MOST * before.rows_kept:
        return _doubt(
            "Daftar ini berisi {rows} pemilih, sedangkan {before} {rows_before}.",
            "This list has {rows} voters, {before} has {rows_before}.",
            rows=version.rows_kept,
            before=before,
            rows_before=before.rows_kept,
        )
    return None


def _doubt(what_id: str, what_en: str, **values: object) -> InputError:
    return InputError(Text(what_id, what_en).fill(**values), _REMEDY)
