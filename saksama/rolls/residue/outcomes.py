"""Who is sought, what can come out for each, and the columns of the table of people."""

from enum import StrEnum

from saksama.language import Text


class Sought(StrEnum):
    """Where it is known from that somebody may be missing; also the name of the table of these people."""

    DPK = "dpk"
    REPORTED = "reported"

    @property
    def label(self) -> Text:
        if self is Sought.DPK:
            return Text("DPK pemilu terakhir", "DPK of the last election")
        return Text("Dilaporkan belum terdaftar", "Reported as missing")


class Presence(StrEnum):
    """Whether a person is in the list."""

    IN_LIST = "in_list"
    NOT_IN_LIST = "not_in_list"
    CANNOT_TELL = "cannot_tell"
    NOT_ELIGIBLE = "not_eligible"  # plainly in the register of deaths, of soldiers and police, or noted as TMS

    @property
    def label(self) -> Text:
        return _LABELS[self]


_LABELS = {
    Presence.IN_LIST: Text("Ada di daftar", "In the list"),
    Presence.NOT_IN_LIST: Text("Belum terdaftar", "Not in the list"),
    Presence.CANNOT_TELL: Text("Tidak dapat dipastikan", "Cannot tell"),
    Presence.NOT_ELIGIBLE: Text("Tidak lagi memenuhi syarat", "No longer eligible"),
}

# One row a person sought.
RESIDUE_COLUMNS: dict[str, str] = {
    "source": "VARCHAR",  # Sought
    "record": "BIGINT",  # in the list of people sought
    "source_file": "VARCHAR",
    "source_row": "BIGINT",
    "district": "VARCHAR",
    "village": "VARCHAR",
    "tps": "VARCHAR",  # where they voted or live, not that of the roll
    "rt": "VARCHAR",
    "presence": "VARCHAR",  # Presence
    "probability": "DOUBLE",  # that the person is in the list; NULL where nothing can be said
    "reason": "VARCHAR",  # key of REASONS
    "reason_id": "VARCHAR",
    "reason_en": "VARCHAR",
    "roll_record": "BIGINT",  # the same person in the list, or who may be
}

# {reasons}: the linkage's own words for what agrees. {percent}: of the match, rounded down.
REASONS: dict[str, tuple[Presence, Text]] = {
    "found": (Presence.IN_LIST, Text("Ditemukan di daftar: {reasons}.", "Found in the list: {reasons}.")),
    "gone": (
        Presence.NOT_IN_LIST,
        Text(
            "Tidak ada baris daftar yang cocok, di desanya maupun di desa lain.",
            "No row of the list matches, in the village or elsewhere.",
        ),
    ),
    "perhaps": (
        Presence.CANNOT_TELL,
        Text(
            "Ada satu baris yang mungkin orang ini ({percent} %): {reasons}.",
            "One row may be this person ({percent} %): {reasons}.",
        ),
    ),
    "namesake": (
        Presence.CANNOT_TELL,
        Text(
            "Di desanya ada orang bernama sama yang tahun lahirnya berdekatan.",
            "Somebody of the same name born about the same year is listed in the village.",
        ),
    ),
    "unknown": (
        Presence.CANNOT_TELL,
        Text("Nama atau tanggal lahirnya tidak diketahui.", "Name or birth date is not known."),
    ),
    "no_village": (
        Presence.CANNOT_TELL,
        Text("Desanya tidak dikenal atau tidak ada di daftar ini.", "The village is unknown or not in this list."),
    ),
    "dead": (
        Presence.NOT_ELIGIBLE,
        Text("Tercatat di daftar kematian; tidak ada di daftar.", "In the register of deaths, and not in the list."),
    ),
    "serving": (
        Presence.NOT_ELIGIBLE,
        Text(
            "Tercatat sebagai anggota TNI atau Polri; tidak ada di daftar.",
            "In the register of soldiers and police, and not in the list.",
        ),
    ),
    "noted": (
        Presence.NOT_ELIGIBLE,
        Text("Diberi keterangan TMS; tidak ada di daftar.", "Noted as not eligible (TMS), and not in the list."),
    ),
}
