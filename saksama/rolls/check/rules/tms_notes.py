"""What the note (keterangan) of the list itself says."""

from saksama.language import Text
from saksama.reference.tms import tms_reasons
from saksama.rolls.check import law
from saksama.rolls.check.notes import note_key, says_tms
from saksama.rolls.check.rule import Example, Row, Rule
from saksama.rolls.check.rules.examples import HERE, OTHER_VILLAGE
from saksama.rolls.findings import Category, Severity

_LINK: Row = {"left": 0, "right": 0, "probability": 0.99, "reasons_id": "nama dan tanggal lahir sama",
              "reasons_en": "same name and birth date"}  # fmt: skip


def _hint(words: str) -> str:
    """A free text in the note that is not a code or a set word: those are T07's."""
    return f"""SELECT r.record FROM roll r
        WHERE r.note IS NOT NULL AND regexp_matches(upper(r.note), '{words}') AND NOT {says_tms("r.note")}"""


RULES = (
    Rule(
        code="T07",
        title=Text("Keterangan memuat alasan TMS", "The note bears a TMS reason"),
        seeks=Text(
            "Baris yang keterangannya sendiri memuat kode atau kata TMS menurut tabel kode pemilihan ini, tetapi "
            "masih ada di daftar.",
            "A row whose own note bears a TMS code or word of this election's code table, yet is still in the list.",
        ),
        category=Category.TMS,
        tms_reason=None,
        severity=Severity.HIGH,
        law=law.TMS,
        columns=("note",),
        query=f"""SELECT r.record, t.reason AS tms_reason, t.title_id, t.title_en
            FROM roll r JOIN tms_notes t ON t.note = {note_key("r.note")}""",
        says=Text(
            "Keterangan pada daftar menyebut TMS: {title_id}. Baris ini semestinya sudah dicoret.",
            "The note in the list says TMS: {title_en}. This row should have been struck.",
        ),
        proof=Text(
            "Dokumen menurut alasannya (lihat tabel alasan TMS); simpan salinan baris daftar.",
            "The document of that reason (see the table of TMS reasons); keep a copy of the row.",
        ),
        hit=Example.of(roll=[{**HERE, "name": "AMIR HASAN", "note": "TMS kode 1"}]),
        miss=Example.of(roll=[{**HERE, "name": "AMIR HASAN", "note": "B"}, {**HERE, "name": "SITI", "note": "U"}]),
    ),
    Rule(
        code="T08",
        title=Text("Keterangan menunjuk warga negara asing", "The note hints at a foreign citizen"),
        seeks=Text(
            "Keterangan bebas yang menyebut WNA, KITAS, KITAP, atau paspor. Nama, tempat lahir, dan NIK tidak "
            "dipakai: semuanya tidak membuktikan kewarganegaraan.",
            "A free note that speaks of WNA, KITAS, KITAP or a passport. Name, birthplace and NIK are not used: none "
            "of them proves a citizenship.",
        ),
        category=Category.TMS,
        tms_reason="foreigner",
        severity=Severity.MEDIUM,
        law=law.TMS,
        columns=("note",),
        query=_hint(r"\b(WNA|KITAS|KITAP|PASPOR|PASSPORT|ASING)\b"),
        says=Text(
            "Keterangan pada daftar menunjuk dokumen atau status orang asing; pastikan kewarganegaraannya.",
            "The note in the list speaks of a foreigner's document or standing; make sure of the citizenship.",
        ),
        proof=tms_reasons()["foreigner"].kept_as_proof,
        hit=Example.of(roll=[{**HERE, "name": "JOHN DOE", "note": "pemegang KITAP"}]),
        miss=Example.of(roll=[{**HERE, "name": "JOHN DOE", "note": "U"}]),
    ),
    Rule(
        code="T09",
        title=Text("Keterangan menunjuk pindah domisili", "The note hints at moving away"),
        seeks=Text(
            "Keterangan bebas seperti “sudah pindah ke …” atau “tidak lagi tinggal di sini”.",
            "A free note such as “moved to …” or “lives here no more”.",
        ),
        category=Category.TMS,
        tms_reason="moved",
        severity=Severity.MEDIUM,
        law=law.TMS,
        columns=("note",),
        query=_hint(r"(\bPINDAH\b|\b(TIDAK|TDK) (LAGI )?(TINGGAL|BERDOMISILI|MENETAP)|\bMERANTAU\b)"),
        says=Text(
            "Keterangan pada daftar menunjuk pindah domisili; yang menentukan adalah dokumen kependudukan.",
            "The note in the list hints at moving away; what decides is the civil registry's document.",
        ),
        proof=tms_reasons()["moved"].kept_as_proof,
        hit=Example.of(roll=[{**HERE, "name": "AMIR HASAN", "note": "sudah pindah ke Palembang"}]),
        miss=Example.of(roll=[{**HERE, "name": "AMIR HASAN", "note": "tinggal di sini"}]),
    ),
    Rule(
        code="T10",
        title=Text("Keterangan menunjuk orang tidak dikenal", "The note hints at somebody unknown"),
        seeks=Text(
            "Keterangan bebas seperti “RT tidak mengenal” atau “alamat tidak ada”.",
            "A free note such as “unknown to the RT” or “no such address”.",
        ),
        category=Category.TMS,
        tms_reason="unknown",
        severity=Severity.MEDIUM,
        law=law.TMS,
        columns=("note",),
        query=_hint(
            r"\b(TIDAK|TDK|TAK) (DIKENAL|MENGENAL|KENAL|DITEMUKAN|DIKETAHUI|ADA ORANG)|FIKTIF|ALAMAT (TIDAK|TDK) ADA"
        ),
        says=Text(
            "Keterangan pada daftar menunjuk orang yang tidak dikenal di alamatnya; cek di tempat.",
            "The note in the list hints at somebody unknown at the address; check on the spot.",
        ),
        proof=tms_reasons()["unknown"].kept_as_proof,
        hit=Example.of(roll=[{**HERE, "name": "AMIR HASAN", "note": "ketua RT tdk kenal orangnya"}]),
        miss=Example.of(roll=[{**HERE, "name": "AMIR HASAN", "note": "dikenal sebagai UJANG"}]),
    ),
    Rule(
        code="T11",
        title=Text("TMS pada daftar sebelumnya, masih terdaftar", "TMS in the previous list, still listed"),
        seeks=Text(
            "Orang yang pada daftar sebelumnya berketerangan TMS dan cocok dengan sebuah baris pada daftar ini. "
            "Dilewati bila alasannya salah TPS atau pindah dan ia kini terdaftar di TPS atau desa lain.",
            "Somebody with a TMS note in the previous list who matches a row of this one. Left alone where the reason "
            "was a wrong station or moving and the person now stands at another station or village.",
        ),
        category=Category.TMS,
        tms_reason=None,
        severity=Severity.HIGH,
        law=law.SUPERVISION,
        needs=("previous", "matched_previous"),
        other_roll="previous",
        query=f"""SELECT m."right" AS record, [m."left"] AS others, m.probability, m.reasons_id, m.reasons_en,
                t.reason AS tms_reason, t.title_id, t.title_en,
                CASE WHEN m.probability >= 0.9 THEN 'high' ELSE 'medium' END AS severity
            FROM matched_previous m JOIN previous b ON b.record = m."left" JOIN roll r ON r.record = m."right"
                JOIN tms_notes t ON t.note = {note_key("b.note")}
            WHERE NOT (t.reason IN ('moved', 'not_resident', 'unknown') AND b.village <> r.village)
                AND NOT (t.reason = 'wrong_tps' AND (b.village <> r.village OR b.tps <> r.tps))
                AND NOT (t.reason = 'duplicate' AND EXISTS (
                    SELECT 1 FROM matched_previous n JOIN previous c ON c.record = n."left"
                    WHERE n."right" = m."right" AND n."left" <> m."left" AND NOT {says_tms("c.note")}))""",
        says=Text(
            "Pada daftar sebelumnya sudah TMS ({title_id}), tetapi masih terdaftar (peluang orang yang sama "
            "{probability:percent}: {reasons_id}).",
            "Already TMS in the previous list ({title_en}), yet still listed (chance of being the same person "
            "{probability:percent}: {reasons_en}).",
        ),
        proof=Text(
            "Baris pada kedua daftar dan dokumen menurut alasannya (lihat tabel alasan TMS).",
            "The row in both lists, and the document of that reason (see the table of TMS reasons).",
        ),
        hit=Example.of(
            roll=[{**HERE, "name": "AMIR HASAN"}],
            previous=[{**HERE, "name": "AMIR HASAN", "note": "MENINGGAL"}],
            matched_previous=[_LINK],
        ),
        miss=Example.of(
            roll=[{**OTHER_VILLAGE, "name": "AMIR HASAN"}],
            previous=[{**HERE, "name": "AMIR HASAN", "note": "4"}],
            matched_previous=[_LINK],
        ),
    ),
)
