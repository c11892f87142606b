"""The words by which lists name their columns: one table from a raw field to its usual headings."""

import difflib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from saksama.errors import InputError
from saksama.language import Text

IGNORED = "-"
LONGEST_HEADING = 120  # characters

# Field → headings, written after `plain_heading` (upper case, no punctuation, TGL spelled out). Fields that are no roll
# column are taken apart or joined when cleaning: `birth` is place and date in one cell, `rt_rw` both numbers, `service`
# (TNI, Polri) goes before `issuer`, and one of `male` and `female` is ticked.
HEADINGS: dict[str, tuple[str, ...]] = {
    "nkk": ("NKK", "NO KK", "KK", "NO KARTU KELUARGA", "NO INDUK KARTU KELUARGA", "NO INDUK KELUARGA"),
    "nik": ("NIK", "NO NIK", "NO INDUK KEPENDUDUKAN", "NO KTP", "NO KTP EL", "NIK KTP EL", "NIK PEMILIH"),
    "name": (
        "NAMA",
        "NAMA LENGKAP",
        "NAMA PEMILIH",
        "NAMA LENGKAP PEMILIH",
        "NAMA PENDUDUK",
        "NAMA WARGA",
        "NAMA ALMARHUM",
        "NAMA ALMARHUM ALMARHUMAH",
        "NAMA ALM",
        "NAMA JENAZAH",
        "NAMA ANGGOTA",
        "NAMA PERSONEL",
        "NAME",
    ),
    "birthplace": ("TEMPAT LAHIR", "TEMPAT", "KOTA LAHIR", "TEMPAT KELAHIRAN", "BIRTHPLACE"),
    "birthdate": ("TANGGAL LAHIR", "TANGGAL", "TANGGAL KELAHIRAN", "BIRTHDATE", "DATE OF BIRTH"),
    "birth": ("TEMPAT TANGGAL LAHIR", "TEMPAT DAN TANGGAL LAHIR", "TEMPAT LAHIR TANGGAL LAHIR", "KELAHIRAN"),
    "age": ("USIA", "UMUR", "USIA TAHUN", "UMUR TAHUN", "AGE"),
    "marital": (
        "STATUS PERKAWINAN",
        "STATUS KAWIN",
        "STATUS NIKAH",
        "STATUS PERNIKAHAN",
        "PERKAWINAN",
        "STATUS",
        "KAWIN",
        "STS KAWIN",
        "STATUS MARITAL",
        "MARITAL",
    ),
    "sex": ("JENIS KELAMIN", "JK", "L P", "KELAMIN", "GENDER", "SEX", "J K", "JENIS KEL"),
    # Two columns to tick under one heading: its text, then that of the column.
    "male": (
        "JENIS KELAMIN L",
        "JENIS KELAMIN LK",
        "JENIS KELAMIN LAKI LAKI",
        "JENIS KEL L",
        "KELAMIN L",
        "KELAMIN LAKI LAKI",
        "JK L",
        "L P L",
        "LAKI LAKI",
        "PRIA",
    ),
    "female": (
        "JENIS KELAMIN P",
        "JENIS KELAMIN PR",
        "JENIS KELAMIN PEREMPUAN",
        "JENIS KEL P",
        "KELAMIN P",
        "KELAMIN PEREMPUAN",
        "JK P",
        "L P P",
        "PEREMPUAN",
        "WANITA",
    ),
    "address": (
        "ALAMAT",
        "ALAMAT JALAN DUKUH",
        "JALAN DUKUH",
        "JALAN",
        "ALAMAT JALAN",
        "ALAMAT LENGKAP",
        "ALAMAT TEMPAT TINGGAL",
        "ALAMAT DOMISILI",
        "ALAMAT KTP",
        "ALAMAT DUSUN",
        "DUKUH",
        "JALAN DUSUN",
        "DUSUN",
        "ADDRESS",
    ),
    "rt": ("RT", "NO RT"),
    "rw": ("RW", "NO RW"),
    "rt_rw": ("RT RW", "NO RT RW"),
    "disability": (
        "DISABILITAS",
        "JENIS DISABILITAS",
        "KODE DISABILITAS",
        "RAGAM DISABILITAS",
        "DIFABEL",
        "DISABEL",
        "DIS",
        "DISABILITY",
    ),
    "ektp": (
        "STATUS KTP EL",
        "KTP EL",
        "STATUS E KTP",
        "E KTP",
        "EKTP",
        "STATUS PEREKAMAN KTP EL",
        "STATUS PEREKAMAN",
        "PEREKAMAN KTP EL",
        "STATUS KEPEMILIKAN KTP EL",
        "KEPEMILIKAN KTP EL",
        "STATUS REKAM KTP EL",
    ),
    "tps": ("TPS", "NO TPS", "NAMA TPS", "TPS ASAL"),
    "village": (
        "DESA KELURAHAN",
        "KELURAHAN DESA",
        "DESA",
        "KELURAHAN",
        "DESA KEL",
        "KEL DESA",
        "NAMA DESA",
        "NAMA KELURAHAN",
        "NAMA DESA KELURAHAN",
        "VILLAGE NAME",
    ),
    "village_code": ("KODE DESA", "KODE KELURAHAN", "KODE DESA KELURAHAN", "KODE WILAYAH", "VILLAGE"),
    "district": ("KECAMATAN", "KEC", "NAMA KECAMATAN", "DISTRICT NAME"),
    "district_code": ("KODE KECAMATAN", "DISTRICT"),
    "note": ("KETERANGAN", "KET", "CATATAN", "NOTE"),
    "event_date": (
        "TANGGAL MENINGGAL",
        "TANGGAL KEMATIAN",
        "TANGGAL WAFAT",
        "TANGGAL MENINGGAL DUNIA",
        "MENINGGAL TANGGAL",
        "TANGGAL PENGANGKATAN",
        "TANGGAL DIANGKAT",
        "TMT",
        "TANGGAL MASUK DINAS",
        "EVENT DATE",
    ),
    "document_kind": ("JENIS DOKUMEN", "JENIS SURAT", "DOKUMEN", "JENIS BUKTI", "BUKTI"),
    "document": (
        "NO DOKUMEN",
        "NO AKTA",
        "NO AKTA KEMATIAN",
        "NO AKTE KEMATIAN",
        "NO AKTA SURAT",
        "NO SURAT",
        "NO SURAT AKTA",
        "NO SURAT KEMATIAN",
        "NO SURAT KETERANGAN",
        "NO SURAT KETERANGAN KEMATIAN",
        "AKTA KEMATIAN",
        "SURAT KEMATIAN",
        "SURAT KETERANGAN KEMATIAN",
        "JENIS DAN NO DOKUMEN",
        "DOKUMEN NO",
        "NO SK",
        "NO KEP",
        "NRP",
        "NRP NIP",
        "DOCUMENT",
    ),
    "issuer": ("PENERBIT", "DITERBITKAN OLEH", "INSTANSI PENERBIT", "PENERBIT DOKUMEN", "PENERBIT SURAT", "ISSUER"),
    "service": ("INSTANSI", "KESATUAN", "SATUAN", "KESATUAN INSTANSI", "INSTANSI KESATUAN", "TNI POLRI", "DINAS"),
    IGNORED: (
        "NO",
        "URUT",
        "NO URUT",
        "NO URUT PEMILIH",
        "TTD",
        "TANDA TANGAN",
        "PARAF",
        "JUMLAH",
        "CEK",
        "CEKLIS",
        "RECORD",
        "SOURCE FILE",
        "SOURCE ROW",
        "PROVINSI",
        "KABUPATEN",
        "KABUPATEN KOTA",
        "KODE PROVINSI",
        "KODE KABUPATEN",
        "KODE POS",
        "AGAMA",
        "PEKERJAAN",
        "PENDIDIKAN",
        "GOLONGAN DARAH",
        "SHDK",
        "HUBUNGAN KELUARGA",
        "STATUS HUBUNGAN DALAM KELUARGA",
        "KEWARGANEGARAAN",
        "NAMA AYAH",
        "NAMA IBU",
        "NAMA KEPALA KELUARGA",
        "KEPALA KELUARGA",
        "PANGKAT",
        "PANGKAT GOLONGAN",
        "JABATAN",
        "TEMPAT MENINGGAL",
        "TEMPAT KEMATIAN",
        "SEBAB",
        "SEBAB KEMATIAN",
        "SEBAB MENINGGAL",
        "TANGGAL DOKUMEN",
        "TANGGAL SURAT",
        "TANGGAL AKTA",
        "NO HP",
        "NO TELEPON",
        "SUMBER",
        "SUMBER DATA",
    ),
}

FIELDS = tuple(name for name in HEADINGS if name != IGNORED)
_FIELD_OF = {heading: name for name, headings in HEADINGS.items() for heading in headings}

_SPELLED_OUT = {
    "TGL": "TANGGAL",
    "TMPT": "TEMPAT",
    "TPT": "TEMPAT",
    "TMP": "TEMPAT",
    "TTL": "TEMPAT TANGGAL LAHIR",
    "NOMOR": "NO",
    "NMR": "NO",
    "NOMER": "NO",
    "JLN": "JALAN",
    "JL": "JALAN",
    "KAB": "KABUPATEN",
    "PROV": "PROVINSI",
    "KTPEL": "KTP EL",
    "JNS": "JENIS",
    "ELEKTRONIK": "EL",
}
_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_LEGEND = re.compile(r"(?<!^)\b[A-Z]( ?[/|] ?[A-Z])+\b")
_NOT_WORD = re.compile(r"[^A-Z0-9]+")
_DATE_SHAPE = re.compile(r"\b(DD|HH|TT)[^A-Z]*(MM|BB)[^A-Z]*(YYYY|TTTT|YY|TH)\b")


def plain_heading(text: str) -> str:
    """A heading without case, accents, punctuation, bracketed remarks and code legends: `Tgl. Lahir (dd|mm|yyyy)`
    and `TANGGAL\\nLAHIR` are the same."""
    upper = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().upper().strip()
    for pattern in (_IN_BRACKETS, _DATE_SHAPE, _LEGEND):
        shorter = pattern.sub(" ", upper)
        if _NOT_WORD.sub("", shorter):
            upper = shorter
    words = _NOT_WORD.sub(" ", upper).split()
    return " ".join(_SPELLED_OUT.get(word, word) for word in words)


@dataclass
class UnknownHeading(InputError):
    """Headings that cannot be placed; `mapping` of `read` answers them. The texts tell of the first."""

    headings: tuple[str, ...] = ()  # as written, from left to right


class Vocabulary:
    """The headings above plus what the user said with --map."""

    def __init__(self, mapping: Mapping[str, str] | None = None) -> None:
        self._field_of = dict(_FIELD_OF)
        for heading, column in (mapping or {}).items():
            name = {"village_name": "village", "district_name": "district"}.get(column, column)
            if name not in HEADINGS:
                raise InputError(
                    Text(f"--map {heading}={column}: tidak ada kolom {column}.", f"no column {column}."),
                    Text(f"Pilih salah satu: {', '.join(FIELDS)}, -.", f"Choose one of: {', '.join(FIELDS)}, -."),
                )
            self._field_of[plain_heading(heading)] = name
        self._name_beginnings = {heading[:3] for heading, name in self._field_of.items() if name == "name"}

    def field(self, text: str) -> str | None:
        """The field a heading stands for, `-` for one that is not needed, None when it is unknown."""
        if len(text) > LONGEST_HEADING or not any(letter.isalpha() for letter in text):
            return None
        return self._field_of.get(plain_heading(text))

    def may_head_names(self, text: str) -> bool:
        """A quick look, before `field`: whether the text begins like a heading of the name column."""
        return text.lstrip()[:3].upper() in self._name_beginnings

    def near(self, text: str) -> list[str]:
        """Up to three known headings that look like this one."""
        return difflib.get_close_matches(plain_heading(text), self._field_of, n=3, cutoff=0.6)
