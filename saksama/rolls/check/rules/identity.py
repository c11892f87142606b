"""The structure of the NIK. Nothing here accuses: a NIK that is odd is a number to correct, never a person to "
"strike."""

from datetime import date

from saksama.language import Text
from saksama.rolls.check import law, nik
from saksama.rolls.check.rule import Example, Rule
from saksama.rolls.check.rules.examples import HERE
from saksama.rolls.findings import Category, Severity

_PROOF = Text("KTP-el atau KK, dari Disdukcapil.", "KTP-el or family card, from the civil registry.")
_WRITTEN = f"nik IS NOT NULL AND nik <> '' AND NOT regexp_matches(nik, '{nik.MASKED}')"
_BARE = "regexp_replace(nik, '[ .''`-]', '', 'g')"

RULES = (
    Rule(
        code="D01",
        title=Text("NIK tidak 16 angka", "NIK not of 16 digits"),
        seeks=Text(
            "NIK yang seluruhnya angka tetapi kurang atau lebih dari 16. Spasi, titik, dan tanda petik tidak dihitung.",
            "A NIK all of digits but fewer or more than 16. Blanks, dots and quotes are not counted.",
        ),
        category=Category.DATA,
        severity=Severity.MEDIUM,
        law=law.NUMBER,
        columns=("nik",),
        query=f"""SELECT record, length({_BARE}) AS digits FROM roll
            WHERE {_WRITTEN} AND regexp_matches({_BARE}, '^[0-9]+$') AND length({_BARE}) <> 16""",
        says=Text("NIK terdiri atas {digits} angka, seharusnya 16.", "The NIK has {digits} digits, it should have 16."),
        proof=_PROOF,
        hit=Example.of(roll=[{**HERE, "nik": "160205170784001"}]),
        miss=Example.of(roll=[{**HERE, "nik": "1602051707849001"}, {**HERE, "nik": "16020517****"}]),
    ),
    Rule(
        code="D02",
        title=Text("NIK memuat bukan angka", "NIK with other than digits"),
        seeks=Text(
            "NIK yang memuat huruf atau tanda lain, misalnya O sebagai nol. NIK yang disamarkan (****) bukan temuan.",
            "A NIK with letters or other signs, such as O for zero. A masked NIK (****) is no finding.",
        ),
        category=Category.DATA,
        severity=Severity.MEDIUM,
        law=law.NUMBER,
        columns=("nik",),
        query=f"SELECT record FROM roll WHERE {_WRITTEN} AND NOT regexp_matches({_BARE}, '^[0-9]*$')",
        says=Text("NIK memuat huruf atau tanda selain angka.", "The NIK has letters or signs other than digits."),
        proof=_PROOF,
        hit=Example.of(roll=[{**HERE, "nik": "16020517O7849001"}]),
        miss=Example.of(roll=[{**HERE, "nik": "1602051707849001"}, {**HERE, "nik": "1602********0003"}]),
    ),
    Rule(
        code="D03",
        title=Text("NIK dengan tanggal lahir yang mustahil", "NIK with an impossible birth date"),
        seeks=Text(
            "Angka ke-7 sampai ke-12 tidak dapat menjadi tanggal: hari 1–31 (perempuan ditambah 40), bulan 1–12.",
            "Digits 7 to 12 cannot be a date: day 1–31 (plus 40 for women), month 1–12.",
        ),
        category=Category.DATA,
        severity=Severity.MEDIUM,
        law=law.NUMBER,
        columns=("nik",),
        query=f"SELECT record FROM roll WHERE nik_known IS NOT NULL AND NOT {nik.birth_is_possible('nik_known')}",
        says=Text(
            "Bagian tanggal lahir pada NIK bukan tanggal yang mungkin.",
            "The birth part of the NIK is no possible date.",
        ),
        proof=_PROOF,
        hit=Example.of(roll=[{**HERE, "nik": "1602053202849001"}]),
        miss=Example.of(roll=[{**HERE, "nik": "1602056902849001"}]),
    ),
    Rule(
        code="D04",
        title=Text("Tanggal lahir berbeda dari NIK", "Birth date disagrees with the NIK"),
        seeks=Text(
            "NIK memuat tanggal lahir saat PERTAMA didaftar dan tidak berubah walau tanggal lahir dibetulkan: "
            "perbedaan hanya petunjuk, bukan bukti.",
            "A NIK holds the birth date as FIRST registered and stays when the date is corrected: disagreement is "
            "only a hint, no proof.",
        ),
        category=Category.DATA,
        severity=Severity.LOW,
        law=law.NUMBER,
        columns=("nik", "birthdate"),
        query=f"""SELECT record, birthdate FROM roll
            WHERE nik_known IS NOT NULL AND birthdate IS NOT NULL AND {nik.birth_is_possible("nik_known")}
                AND NOT {nik.born_on("nik_known", "birthdate")}""",
        says=Text(
            "Tanggal lahir {birthdate:date} tidak sama dengan yang termuat pada NIK; cocokkan dengan KTP-el.",
            "Birth date {birthdate:date} is not the one in the NIK; compare with the KTP-el.",
        ),
        proof=_PROOF,
        hit=Example.of(roll=[{**HERE, "nik": "1602051707849001", "birthdate": date(1984, 7, 18)}]),
        miss=Example.of(roll=[{**HERE, "nik": "1602055707849001", "birthdate": date(1984, 7, 17)}]),
    ),
    Rule(
        code="D05",
        title=Text("Jenis kelamin berbeda dari NIK", "Sex disagrees with the NIK"),
        seeks=Text(
            "Hari lahir pada NIK perempuan ditambah 40. Perbedaan hanya petunjuk salah ketik jenis kelamin atau NIK.",
            "The day of birth in a woman's NIK has 40 added. Disagreement hints at a slip in sex or number, no more.",
        ),
        category=Category.DATA,
        severity=Severity.LOW,
        law=law.NUMBER,
        columns=("nik", "sex"),
        query=f"""SELECT record, sex FROM roll
            WHERE nik_known IS NOT NULL AND sex IN ('L', 'P') AND {nik.birth_is_possible("nik_known")}
                AND {nik.sex("nik_known")} <> sex""",
        says=Text(
            "Jenis kelamin tertulis {sex}, NIK menunjuk sebaliknya.", "Sex is written {sex}, the NIK tells the other."
        ),
        proof=_PROOF,
        hit=Example.of(roll=[{**HERE, "nik": "1602051707849001", "sex": "P"}]),
        miss=Example.of(roll=[{**HERE, "nik": "1602055707849001", "sex": "P"}]),
    ),
    Rule(
        code="D06",
        title=Text("Awalan NIK tidak dikenal", "Unknown NIK prefix"),
        seeks=Text(
            "Enam angka pertama bukan kode kecamatan mana pun sekarang. NIK menyebut tempat PERTAMA didaftar, dan "
            "kode lama dari kecamatan yang dimekarkan tetap sah: ini peringatan, tidak pernah kesalahan.",
            "The first six digits are no kecamatan's code of today. A NIK names the place of FIRST registration, and "
            "old codes of kecamatan since split stay valid: a warning, never an error.",
        ),
        category=Category.DATA,
        severity=Severity.LOW,
        law=law.NUMBER,
        columns=("nik",),
        query="""SELECT r.record, substr(r.nik_known, 1, 6) AS prefix FROM roll r
                LEFT JOIN nik_prefixes n ON n.prefix = substr(r.nik_known, 1, 6)
            WHERE r.nik_known IS NOT NULL AND n.prefix IS NULL""",
        says=Text(
            "Awalan NIK {prefix} bukan kode kecamatan yang berlaku sekarang; dapat berasal dari kecamatan lama.",
            "NIK prefix {prefix} is no code of a kecamatan of today; it may be of an old one.",
        ),
        proof=_PROOF,
        hit=Example.of(roll=[{**HERE, "nik": "1602011707849001"}]),
        miss=Example.of(roll=[{**HERE, "nik": "3173011707849001"}]),
    ),
    Rule(
        code="D07",
        title=Text("Nomor urut NIK 0000", "NIK serial 0000"),
        seeks=Text(
            "Empat angka terakhir 0000; nomor urut dimulai dari 0001.",
            "The last four digits are 0000; serials start at 0001.",
        ),
        category=Category.DATA,
        severity=Severity.MEDIUM,
        law=law.NUMBER,
        columns=("nik",),
        query="SELECT record FROM roll WHERE nik_known LIKE '%0000'",
        says=Text("Nomor urut pada NIK 0000.", "The serial of the NIK is 0000."),
        proof=_PROOF,
        hit=Example.of(roll=[{**HERE, "nik": "1602051707840000"}]),
        miss=Example.of(roll=[{**HERE, "nik": "1602051707849001"}]),
    ),
    Rule(
        code="D08",
        title=Text("NIK disamarkan pada sebagian baris", "NIK masked in single rows"),
        seeks=Text(
            "NIK disamarkan, sedangkan kebanyakan baris utuh. Bila seluruh daftar disamarkan, ini bukan temuan. NIK "
            "yang disamarkan dianggap tidak diketahui dan tidak pernah dibandingkan.",
            "A masked NIK where most rows are whole. A list masked throughout is no finding. A masked NIK counts as "
            "unknown and is never compared.",
        ),
        category=Category.DATA,
        severity=Severity.LOW,
        law=law.FORM,
        columns=("nik",),
        query=f"""SELECT record FROM roll WHERE regexp_matches(nik, '{nik.MASKED}')
            AND (SELECT 2 * count(nik_known) > count(nik) FROM roll)""",
        says=Text(
            "NIK baris ini disamarkan, sedangkan kebanyakan baris utuh.",
            "The NIK of this row is masked, most rows have it whole.",
        ),
        proof=_PROOF,
        hit=Example.of(
            roll=[{**HERE, "nik": "1602********0003"}, *({**HERE, "nik": f"160205170784900{i}"} for i in range(1, 4))]
        ),
        miss=Example.of(roll=[{**HERE, "nik": "1602********0003"}, {**HERE, "nik": "1602********0004"}]),
    ),
    Rule(
        code="D09",
        title=Text("NIK kosong", "NIK missing"),
        seeks=Text(
            "NIK kosong atau diisi penanda, padahal ada pada baris lain.",
            "No NIK, or a placeholder for one, though other rows have it.",
        ),
        category=Category.DATA,
        severity=Severity.MEDIUM,
        law=law.FORM,
        columns=("nik",),
        query="""SELECT record FROM roll
            WHERE nik IS NULL OR trim(nik) IN ('', '-') OR regexp_matches(nik, '^(0{16}|9{16})$')""",
        says=Text("NIK kosong atau hanya penanda.", "NIK missing, or only a placeholder."),
        proof=_PROOF,
        hit=Example.of(roll=[{**HERE, "nik": None}, {**HERE, "nik": "1602051707849001"}]),
        miss=Example.of(roll=[{**HERE, "nik": "1602********0003"}]),
    ),
)
