"""Elements of Model A-Daftar Pemilih that are empty or say what cannot be. Each needs the column to be filled "
"elsewhere."""

from saksama.language import Text
from saksama.rolls.check import law
from saksama.rolls.check.rule import Example, Row, Rule
from saksama.rolls.check.rules.examples import HERE
from saksama.rolls.findings import Category, Severity

_PROOF = Text("KTP-el atau KK, dari Disdukcapil.", "KTP-el or family card, from the civil registry.")
_PLACEHOLDERS = r"XX+|TEST|TES|COBA|NN|N\.N|NO ?NAME|TANPA NAMA|BELUM ADA NAMA|FULAN|ANONIM|NULL|NAMA"


def _empty(
    code: str, column: str, title: Text, severity: Severity, filled: Row, empty: object = None, but: str = "FALSE"
) -> Rule:
    """An element left empty; a dash or a row of zeros is empty too."""
    return Rule(
        code=code,
        title=title,
        seeks=Text(
            f"{title.id}, padahal terisi pada baris lain. Tanda “-” dan deretan nol dianggap kosong.",
            f"{title.en}, though other rows have it. A dash or a row of zeros counts as empty.",
        ),
        category=Category.DATA,
        severity=severity,
        law=law.FORM,
        columns=(column,),
        query=f"""SELECT record FROM roll
            WHERE ({column} IS NULL OR regexp_matches({column}, '^[-0. ]*$')) AND NOT ({but})""",
        says=Text(f"{title.id}.", f"{title.en}."),
        proof=_PROOF,
        hit=Example.of(roll=[{**HERE, column: empty}, {**HERE, **filled}]),
        miss=Example.of(roll=[{**HERE, **filled}]),
    )


RULES = (
    Rule(
        code="D13",
        title=Text("Nama meragukan", "Suspicious name"),
        seeks=Text(
            "Nama kosong, satu huruf, memuat angka, atau penanda seperti XXX, TEST, “TANPA NAMA”. Nama satu kata itu "
            "biasa.",
            "A name that is empty, one letter, has digits, or is a placeholder such as XXX, TEST, “TANPA NAMA”. A "
            "name of one word is common.",
        ),
        category=Category.DATA,
        severity=Severity.MEDIUM,
        law=law.FORM,
        columns=("name",),
        query=rf"""SELECT record FROM roll WHERE "name" IS NULL OR regexp_matches("name", '[0-9]')
            OR length(regexp_replace("name", '[^A-Za-z]', '', 'g')) < 2
            OR regexp_matches(upper("name"), '^[ .]*({_PLACEHOLDERS})[ .]*$')""",
        says=Text(
            "Nama kosong, memuat angka, satu huruf, atau hanya penanda.",
            "The name is empty, has digits, is one letter, or only a placeholder.",
        ),
        proof=_PROOF,
        hit=Example.of(roll=[{**HERE, "name": "TANPA NAMA"}]),
        miss=Example.of(roll=[{**HERE, "name": "SUKARNO"}, {**HERE, "name": "M. NUR"}, {**HERE, "name": "TESSA"}]),
    ),
    _empty(
        "D17",
        "birthplace",
        Text("Tempat lahir kosong", "Birthplace missing"),
        Severity.LOW,
        {"birthplace": "KAYU AGUNG"},
    ),
    _empty("D18", "rt", Text("RT kosong", "RT missing"), Severity.MEDIUM, {"rt": "003"}, empty="000"),
    _empty("D19", "rw", Text("RW kosong", "RW missing"), Severity.LOW, {"rw": "001"}, empty="000"),
    _empty(
        "D20", "address", Text("Alamat kosong", "Address missing"), Severity.LOW, {"address": "DUSUN II"}, empty="-"
    ),
    _empty("D21", "tps", Text("TPS kosong", "Polling station missing"), Severity.HIGH, {"tps": "001"}),
    Rule(
        code="D22",
        title=Text("Jenis kelamin kosong atau tak dikenal", "Sex missing or unknown"),
        seeks=Text("Jenis kelamin selain L atau P.", "A sex other than L or P."),
        category=Category.DATA,
        severity=Severity.MEDIUM,
        law=law.FORM,
        columns=("sex",),
        query="SELECT record FROM roll WHERE coalesce(sex, '') NOT IN ('L', 'P')",
        says=Text("Jenis kelamin kosong atau bukan L/P.", "Sex missing, or neither L nor P."),
        proof=_PROOF,
        hit=Example.of(roll=[{**HERE, "sex": None}, {**HERE, "sex": "L"}]),
        miss=Example.of(roll=[{**HERE, "sex": "L"}, {**HERE, "sex": "P"}]),
    ),
    Rule(
        code="D23",
        title=Text("Status perkawinan kosong atau tak dikenal", "Marital status missing or unknown"),
        seeks=Text(
            "Status perkawinan selain B, S, atau P. Rendah, kecuali di bawah 17 tahun: di situ menentukan hak pilih "
            "(T06).",
            "A marital status other than B, S or P. Low; below 17 it decides the right to vote and is T06's.",
        ),
        category=Category.DATA,
        severity=Severity.LOW,
        law=law.FORM,
        columns=("marital",),
        query="SELECT record FROM roll WHERE coalesce(marital, '') NOT IN ('B', 'S', 'P')",
        says=Text("Status perkawinan kosong atau bukan B/S/P.", "Marital status missing, or none of B, S, P."),
        proof=_PROOF,
        hit=Example.of(roll=[{**HERE, "marital": None}, {**HERE, "marital": "S"}]),
        miss=Example.of(roll=[{**HERE, "marital": "P"}]),
    ),
    Rule(
        code="D24",
        title=Text("Kode disabilitas di luar tabel", "Disability code outside the table"),
        seeks=Text(
            "Kode selain 1 fisik, 2 intelektual, 3 mental, 4 wicara, 5 rungu, 6 netra. Kosong berarti tidak ada.",
            "A code other than 1 physical, 2 intellectual, 3 mental, 4 speech, 5 hearing, 6 sight. Empty means none.",
        ),
        category=Category.DATA,
        severity=Severity.LOW,
        law=law.FORM,
        columns=("disability",),
        query="""SELECT record FROM roll WHERE disability IS NOT NULL
            AND NOT regexp_matches(disability, '^[ -]*$|^0*[1-6]$|^0+$')""",
        says=Text("Kode disabilitas tidak ada dalam tabel 1–6.", "The disability code is not in the table 1–6."),
        proof=Text(
            "Keterangan pemilih atau keluarganya saat ditemui; data sensitif, simpan terbatas.",
            "What the voter or the family say when met; sensitive data, keep it restricted.",
        ),  # fmt: skip
        hit=Example.of(roll=[{**HERE, "disability": "9"}]),
        miss=Example.of(roll=[{**HERE, "disability": "6"}, {**HERE, "disability": None}]),
    ),
    Rule(
        code="D25",
        title=Text("Desa tidak dikenali", "Village not recognised"),
        seeks=Text(
            "Nama desa atau kelurahan pada baris tidak ditemukan dalam tabel wilayah. Desa berkode yang tidak ada "
            "dalam tabel disebut satu kali beserta semua barisnya.",
            "The village named in the row is not found in the table of regions. A village whose code is not in the "
            "table is told once, with all its rows.",
        ),
        category=Category.DATA,
        severity=Severity.MEDIUM,
        law=law.FORM,
        columns=(),
        query="""SELECT list(r.record) AS records, max(r.village_name) AS village_name
            FROM roll r LEFT JOIN regions g ON g.code = r.village WHERE r.village IS NULL OR g.code IS NULL
            GROUP BY coalesce(r.village, CAST(r.record AS VARCHAR))""",
        says=Text(
            "Desa “{village_name}” tidak ada dalam tabel wilayah.",
            "Village “{village_name}” is not in the table of regions.",
        ),
        proof=Text(
            "Daftar desa dan kelurahan menurut Kemendagri.", "The list of villages of the Ministry of Home Affairs."
        ),
        hit=Example.of(roll=[{"village_name": "ENTAH", "tps": "001"}]),
        miss=Example.of(roll=[{**HERE, "village_name": "Mangun Jaya"}]),
    ),
)
