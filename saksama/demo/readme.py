"""The words that lie beside the made-up files."""

from saksama.rolls.columns import DataState

README = """\
DATA PERAGAAN - SELURUH ORANG DI DALAM FOLDER INI REKAAN
========================================================
Nama, NIK, nomor KK, tanggal lahir dan alamat dibuat oleh program `saksama demo` dari daftar kata dan angka acak.
Tidak ada data pemilih yang sebenarnya. Kesamaan dengan orang yang hidup atau sudah meninggal hanyalah kebetulan.
Yang nyata hanya nama dan kode wilayah Kabupaten Ogan Komering Ilir serta jumlah pemilih per kecamatan.

  dps, dpshp, dpt    tiga versi daftar pemilih
  dpk_terakhir       pemilih khusus (DPK) pemilu terakhir
  kematian           daftar kematian dari Dukcapil dan kepala desa
  tni_polri          anggota TNI dan Polri
  coklit             hasil pencocokan dan penelitian per TPS
  klaim_kpu          orang yang menurut KPU telah dimasukkan
  kebenaran          kunci jawaban: siapa di balik setiap baris dan kesalahan apa yang ditanam

Pemilih: {voters}. Benih: {seed}. Keadaan data: {state}.

DEMONSTRATION DATA - EVERY PERSON IN THIS FOLDER IS MADE UP
===========================================================
Names, identity numbers, family card numbers, birth dates and addresses were made by the program `saksama demo` from
word lists and random numbers. No record of a real voter is in here; any likeness is chance. Only the names and codes
of the places of Kabupaten Ogan Komering Ilir and the number of voters by kecamatan are real.

The folder `kebenaran` holds the truth: the person behind each row (people), what was planted (errors), different
people who look alike (lookalikes), and eligible people who stand in no row of the DPT (missing). `source_file` is the
path within the folder of the list, `source_row` the row of the sheet counted from 1, or the line of the csv file.

Voters: {voters}. Seed: {seed}. State of the data: {state}.
"""


def readme(voters: int, seed: int, state: DataState) -> str:
    """The text of README.txt."""
    return README.format(voters=voters, seed=seed, state=state.value)
