"""The usual sentences of a saran perbaikan; the office edits them before it signs."""

import datetime as dt

from saksama.office.recommendations.letter.indonesian import date_in_words, day_and_date, number_and_words, with_dots


def opening(office: str, list_title: str, list_date: dt.date | None, findings: int) -> tuple[str, ...]:
    """Paragraphs before the table. `office`: Bawaslu Kabupaten …; `list_title`: Daftar Pemilih Sementara (DPS) …"""
    announced = f" yang ditetapkan pada tanggal {date_in_words(list_date)}" if list_date else ""
    return (
        f"Dalam rangka pengawasan penyusunan daftar pemilih, {office} telah mencermati {list_title}{announced}. "
        "Pencermatan itu dicocokkan di lapangan oleh jajaran pengawas pemilihan dan menemukan "
        f"{with_dots(findings)} data yang perlu diperbaiki.",
        "Sehubungan dengan hal tersebut, untuk menjaga hak pilih warga dan mutu daftar pemilih, kami sampaikan saran "
        "perbaikan sebagai berikut:",
    )


def deadline_sentence(days: int, deadline: dt.date) -> str:
    """When it must be done, and what follows if not (Perbawaslu 5/2022 art. 18)."""
    return (
        f"Saran perbaikan ini agar dilaksanakan paling lambat {number_and_words(days)} hari sejak disampaikan, yaitu "
        f"hari {day_and_date(deadline)} bila disampaikan pada tanggal surat ini, dan hasilnya disampaikan kepada kami "
        "dengan mengisi kolom jawaban pada lampiran daftar temuan. Saran perbaikan yang tidak dilaksanakan dicatat "
        "sebagai temuan sesuai dengan ketentuan peraturan perundang-undangan."
    )


ATTACHMENTS = (
    "Rekapitulasi menurut kecamatan dan desa/kelurahan terdapat pada Lampiran I dan II; daftar menurut nama dan alamat "
    "disampaikan sebagai berkas terpisah dan memuat data pribadi yang wajib dilindungi menurut Undang-Undang Nomor 27 "
    "Tahun 2022 tentang Pelindungan Data Pribadi."
)
CLOSING = ("Demikian disampaikan. Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih.",)
