"""The four states of the data, and what each does to certainty (DOMAIN 2.4)."""

from dataclasses import dataclass

from saksama.language import Text
from saksama.rolls.columns import DataState


@dataclass(frozen=True, slots=True)
class StateWords:
    """Name of the state, and what it means for the findings."""

    title: Text
    meaning: Text


STATES = {
    DataState.FULL: StateWords(
        Text("Data lengkap: NIK dan NKK utuh", "Complete data: NIK and NKK whole"),
        Text(
            "Pasangan ganda dapat dikenali dari nomor, nama, tanggal lahir, dan keluarga sekaligus. Nomor yang sama "
            "saja "
            "tidak cukup sebagai bukti: satu angka yang salah ketik menjadikannya nomor orang lain.",
            "Duplicates can be recognised by number, name, birth date and household together. An equal number alone "
            "proves nothing: one mistyped digit makes it another person's number.",
        ),
    ),
    DataState.MASKED: StateWords(
        Text("NIK dan NKK tersamar", "NIK and NKK masked"),
        Text(
            "Angka yang tersamar diperlakukan sebagai tidak diketahui, bukan sebagai berbeda. Kepastian pasangan ganda "
            "lebih rendah daripada dengan nomor utuh, dan pemeriksaan susunan NIK tidak dapat dijalankan.",
            "Masked digits are taken as unknown, not as different. Duplicates are less certain than with whole "
            "numbers, "
            "and the structure of the NIK cannot be checked.",
        ),
    ),
    DataState.NO_NUMBERS: StateWords(
        Text("Tanpa NIK dan NKK, tanggal lahir utuh", "No NIK or NKK, birth date whole"),
        Text(
            "Inilah salinan yang diterima Bawaslu. Ganda dikenali dari nama, tempat dan tanggal lahir, alamat, dan "
            "orang "
            "serumah. Orang berbeda yang bernama dan bertanggal lahir sama memang ada, sehingga peluang jarang "
            "mendekati "
            "satu; pemeriksaan yang memerlukan NIK tidak dijalankan.",
            "This is the copy Bawaslu receives. Duplicates are recognised by name, place and date of birth, address "
            "and "
            "the people of the same house. Different people who share name and birth date do exist, so probabilities "
            "seldom come near one; checks that need the NIK did not run.",
        ),
    ),
    DataState.AGE_ONLY: StateWords(
        Text("Tanpa NIK dan NKK, hanya umur", "No NIK or NKK, age only"),
        Text(
            "Daftar yang diumumkan tidak memuat tanggal lahir. Nama dan umur yang sama sering dimiliki orang yang "
            "berbeda: temuan ganda di sini hanya petunjuk, dan banyak yang ganda tidak akan terlihat.",
            "The published list has no birth date. Different people often share name and age: duplicates found here "
            "are "
            "hints only, and many real ones stay unseen.",
        ),
    ),
}
