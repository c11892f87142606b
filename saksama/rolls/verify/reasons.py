"""Every reason an outcome can have, in words. {place}: where the record stands now; {probability}: in whole percent."""

from dataclasses import dataclass

from saksama.language import Text
from saksama.rolls.verify.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Reason:
    """An outcome and why."""

    outcome: Outcome
    text: Text


_SURE_ID, _SURE_EN = "kemungkinan orang yang sama {probability}%", "{probability}% likely the same person"

REASONS: dict[str, Reason] = {
    "remove_gone": Reason(
        Outcome.FIXED,
        Text("Tidak ada lagi dalam daftar baru.", "No longer in the new list."),
    ),
    "remove_there": Reason(
        Outcome.NOT_FIXED,
        Text(f"Masih terdaftar di {{place}} ({_SURE_ID}).", f"Still listed at {{place}} ({_SURE_EN})."),
    ),
    "keep_one": Reason(
        Outcome.FIXED,
        Text("Tinggal satu baris, di {place}.", "One row is left, at {place}."),
    ),
    "keep_fewer": Reason(
        Outcome.CHANGED,
        Text("Sebagian dihapus; masih lebih dari satu baris.", "Some were removed; more than one row is left."),
    ),
    "keep_more": Reason(
        Outcome.NOT_FIXED,
        Text("Masih lebih dari satu baris, antara lain di {place}.", "More than one row is left, one at {place}."),
    ),
    "keep_none": Reason(
        Outcome.CHANGED,
        Text(
            "Semua baris dihapus, bukan disisakan satu: pastikan hak pilihnya tidak hilang.",
            "All rows were removed instead of all but one: make sure that the voter has not lost the vote.",
        ),
    ),
    "correct_right": Reason(
        Outcome.FIXED,
        Text(
            f"Baris di {{place}} tidak lagi melanggar aturannya ({_SURE_ID}).",
            f"The row at {{place}} no longer breaks the rule ({_SURE_EN}).",
        ),
    ),
    "correct_changed": Reason(
        Outcome.CHANGED,
        Text(
            "Isinya berubah, tetapi masih melanggar aturannya ({place}).",
            "It was changed and still breaks the rule ({place}).",
        ),
    ),
    "correct_same": Reason(
        Outcome.NOT_FIXED,
        Text(f"Isinya tetap sama di {{place}} ({_SURE_ID}).", f"It is unchanged at {{place}} ({_SURE_EN})."),
    ),
    "correct_gone": Reason(
        Outcome.CHANGED,
        Text(
            "Barisnya tidak ada lagi, bukan diperbaiki: pastikan hak pilihnya tidak hilang.",
            "The row is gone instead of corrected: make sure that the voter has not lost the vote.",
        ),
    ),
    "move_moved": Reason(
        Outcome.FIXED,
        Text(f"Kini terdaftar di {{place}} ({_SURE_ID}).", f"Now listed at {{place}} ({_SURE_EN})."),
    ),
    "move_stays": Reason(
        Outcome.NOT_FIXED,
        Text(f"Masih di tempat semula, {{place}} ({_SURE_ID}).", f"Still where it was, {{place}} ({_SURE_EN})."),
    ),
    "move_gone": Reason(
        Outcome.CHANGED,
        Text(
            "Barisnya tidak ada lagi, bukan dipindahkan: pastikan ia terdaftar di tempat lain.",
            "The row is gone instead of moved: make sure that the voter is listed elsewhere.",
        ),
    ),
    "add_there": Reason(
        Outcome.FIXED,
        Text(f"Kini terdaftar di {{place}} ({_SURE_ID}).", f"Now listed at {{place}} ({_SURE_EN})."),
    ),
    "add_gone": Reason(
        Outcome.NOT_FIXED,
        Text("Belum ada dalam daftar baru.", "Not in the new list yet."),
    ),
    "perhaps": Reason(
        Outcome.CANNOT_TELL,
        Text(
            f"Ada baris yang mirip di {{place}}, belum pasti orangnya ({_SURE_ID}).",
            f"A row at {{place}} is similar, not surely the same person ({_SURE_EN}).",
        ),
    ),
    "unknown": Reason(
        Outcome.CANNOT_TELL,
        Text(
            "Datanya tidak cukup untuk dicari: nama, atau tanggal lahir dan umur, tidak ada.",
            "Too little is known to look it up: no name, or neither birth date nor age.",
        ),
    ),
    "no_village": Reason(
        Outcome.CANNOT_TELL,
        Text("Daftar baru belum memuat desanya.", "The new list does not hold this desa yet."),
    ),
    "namesake": Reason(
        Outcome.CANNOT_TELL,
        Text(
            "Di desa itu ada nama yang sama yang belum tertaut dengan siapa pun.",
            "The desa has a record of the same name that is linked to nobody.",
        ),
    ),
    "place_unknown": Reason(
        Outcome.CANNOT_TELL,
        Text("TPS atau desanya tidak terbaca pada salah satu daftar.", "One of the lists does not tell TPS or desa."),
    ),
    "rule_not_run": Reason(
        Outcome.CANNOT_TELL,
        Text(
            "Aturannya tidak dapat dijalankan pada daftar baru (kolomnya tidak ada).",
            "The rule could not be run on the new list (its columns are missing).",
        ),
    ),
    "not_looked_up": Reason(
        Outcome.CANNOT_TELL,
        Text("Baris yang dimaksud tidak ada dalam daftar lama.", "The record meant is not in the old list."),
    ),
}
