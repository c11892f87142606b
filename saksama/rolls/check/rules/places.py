"""Villages and kecamatan as a whole: numbers of voters that do not fit other numbers."""

from datetime import date

from saksama.language import Text
from saksama.rolls.check import law
from saksama.rolls.check.chance import count_is_too_high, count_is_too_low
from saksama.rolls.check.rule import Example, Row, Rule
from saksama.rolls.check.rules.examples import HERE, OTHER_VILLAGE
from saksama.rolls.findings import Category, Severity

# A village's change against the previous list may differ from the whole list's by so much (share, and people).
_GROWTH = 0.10
_GROWTH_PEOPLE = 50

_PROOF = Text(
    "Data penduduk usia pilih per desa dari Disdukcapil, dan rekapitulasi KPU.",
    "People of voting age by village from the civil registry, and KPU's recapitulation.",
)
_YOUNG: Row = {"birthdate": date(2006, 5, 5)}
_GROWN: Row = {"birthdate": date(1980, 5, 5)}

RULES = (
    Rule(
        code="A11",
        title=Text("Pemilih melebihi penduduk usia pilih", "More voters than people of voting age"),
        seeks=Text(
            "Desa yang pemilihnya lebih banyak daripada penduduk usia pilih.",
            "A village with more voters than people of voting age.",
        ),
        category=Category.ANOMALY,
        severity=Severity.HIGH,
        law=law.WITHOUT_BASIS,
        needs=("population",),
        columns=("village",),
        query="""SELECT v.district, v.village, CAST(NULL AS VARCHAR) AS tps, v.voters, p.people FROM population p
            JOIN (SELECT max(district) AS district, village, count(*) AS voters FROM roll GROUP BY village) v
                ON v.village = p.village
            WHERE v.voters > p.people""",
        says=Text(
            "{voters:count} pemilih, penduduk usia pilih {people:count}.",
            "{voters:count} voters, {people:count} people of voting age.",
        ),
        proof=_PROOF,
        hit=Example.of(roll=[HERE] * 101, population=[{"village": HERE["village"], "people": 100}]),
        miss=Example.of(roll=[HERE] * 100, population=[{"village": HERE["village"], "people": 100}]),
    ),
    Rule(
        code="A12",
        title=Text("Jumlah pemilih desa berubah janggal", "Odd change in a village's voters"),
        seeks=Text(
            f"Perubahan terhadap daftar sebelumnya berbeda {_GROWTH:.0%} atau lebih dari perubahan seluruh daftar, "
            f"dan sedikitnya {_GROWTH_PEOPLE} orang.",
            f"A change against the previous list that differs by {_GROWTH:.0%} or more from that of the whole list, "
            f"and by at least {_GROWTH_PEOPLE} people.",
        ),
        category=Category.ANOMALY,
        severity=Severity.MEDIUM,
        law=law.WITHOUT_BASIS,
        needs=("previous",),
        columns=("village",),
        query=f"""
            WITH now AS (SELECT max(district) AS district, village, CAST(count(*) AS DOUBLE) AS n FROM roll
                GROUP BY village),
            before AS (SELECT village, CAST(count(*) AS DOUBLE) AS n FROM previous GROUP BY village),
            both_lists AS (
                SELECT now.district, now.village, now.n AS now_n, before.n AS before_n
                FROM now JOIN before ON before.village = now.village
            ),
            change AS (SELECT sum(now_n) / sum(before_n) AS ratio FROM both_lists)
            SELECT district, village, CAST(NULL AS VARCHAR) AS tps, CAST(now_n AS INTEGER) AS voters,
                CAST(before_n AS INTEGER) AS earlier, CAST(round(before_n * ratio) AS INTEGER) AS expected
            FROM both_lists CROSS JOIN change
            WHERE abs(now_n - before_n * ratio) >= greatest({_GROWTH_PEOPLE}, {_GROWTH} * before_n * ratio)""",
        says=Text(
            "{voters:count} pemilih, daftar sebelumnya {earlier:count}; menurut perubahan seluruh daftar "
            "diharapkan {expected:count}.",
            "{voters:count} voters, {earlier:count} in the previous list; by the change of the whole list "
            "{expected:count} are to be "
            "expected.",
        ),
        proof=_PROOF,
        hit=Example.of(
            roll=[*([HERE] * 300), *([OTHER_VILLAGE] * 200)], previous=[*([HERE] * 150), *([OTHER_VILLAGE] * 200)]
        ),
        miss=Example.of(
            roll=[*([HERE] * 220), *([OTHER_VILLAGE] * 210)], previous=[*([HERE] * 200), *([OTHER_VILLAGE] * 200)]
        ),
    ),
    Rule(
        code="A13",
        title=Text("Pemilih pemula terlalu sedikit", "Too few first-time voters"),
        seeks=Text(
            "Desa dengan jauh lebih sedikit pemilih berumur 17–20 tahun daripada yang diharapkan: yang baru berhak "
            "mungkin belum didaftar.",
            "A village with far fewer voters of 17 to 20 than to be expected: those newly eligible may not be listed.",
        ),
        category=Category.ANOMALY,
        severity=Severity.MEDIUM,
        law=law.ELIGIBLE,
        columns=("age_on_voting_day", "village"),
        query=f"""
            WITH place AS (
                SELECT max(district) AS district, village, CAST(count(*) AS DOUBLE) AS voters,
                    sum(CASE WHEN age_on_voting_day BETWEEN 17 AND 20 THEN 1 ELSE 0 END) AS young
                FROM roll WHERE village IS NOT NULL GROUP BY village
            ),
            total AS (SELECT sum(young) / sum(voters) AS share, CAST(count(*) AS DOUBLE) AS villages FROM place)
            SELECT p.district, p.village, CAST(NULL AS VARCHAR) AS tps, CAST(p.young AS INTEGER) AS young,
                CAST(p.voters AS INTEGER) AS voters, CAST(round(p.voters * t.share) AS INTEGER) AS expected
            FROM place p CROSS JOIN total t
                WHERE {count_is_too_low("p.young", "(p.voters * t.share)", "t.villages")}""",
        says=Text(
            "{young:count} dari {voters:count} pemilih berumur 17–20 tahun; diharapkan sekitar {expected:count}.",
            "{young:count} of {voters:count} voters are 17 to 20; about {expected:count} are to be expected.",
        ),
        proof=Text(
            "Data siswa dan penduduk yang genap 17 tahun dari sekolah dan Disdukcapil.",
            "Pupils and residents turning 17, from schools and the civil registry.",
        ),
        hit=Example.of(
            roll=[
                *([{**HERE, **_GROWN}] * 300),
                *([{**OTHER_VILLAGE, **_YOUNG}] * 60),
                *([{**OTHER_VILLAGE, **_GROWN}] * 240),
            ]
        ),
        miss=Example.of(
            roll=[
                *([{**HERE, **_YOUNG}] * 20),
                *([{**HERE, **_GROWN}] * 280),
                *([{**OTHER_VILLAGE, **_YOUNG}] * 30),
                *([{**OTHER_VILLAGE, **_GROWN}] * 270),
            ]
        ),  # fmt: skip
    ),
    Rule(
        code="A14",
        title=Text("Desa tanpa pemilih", "Village without voters"),
        seeks=Text(
            "Desa tanpa satu baris pun di kecamatan yang sedikitnya separuh desanya ada di daftar: berkasnya mungkin "
            "belum diterima. Daftar yang memang hanya sebagian tidak dipersoalkan.",
            "A village without a single row in a kecamatan of which at least half the villages are in the list: its "
            "file may not have been received. A list that is a part on purpose is not complained of.",
        ),
        category=Category.ANOMALY,
        severity=Severity.HIGH,
        law=law.WITHOUT_BASIS,
        columns=("village",),
        query="""SELECT g.district, g.code AS village, CAST(NULL AS VARCHAR) AS tps, g.name FROM regions g
            ANTI JOIN roll r ON r.village = g.code
            WHERE g.district IN (
                SELECT district FROM regions LEFT JOIN (SELECT DISTINCT village FROM roll) l ON l.village = regions.code
                GROUP BY district HAVING 2 * count(l.village) >= count(*))""",
        says=Text("Tidak ada pemilih dari {name} di daftar ini.", "There are no voters of {name} in this list."),
        proof=Text(
            "Berkas asli dari KPU; mintakan yang belum diterima.", "The original files from KPU; ask for those missing."
        ),
        hit=Example.of(
            roll=[{"district": "16.02.24", "village": f"16.02.24.200{i}", "tps": "001"} for i in range(1, 5)]
        ),
        miss=Example.of(roll=[HERE]),
    ),
    Rule(
        code="A15",
        title=Text("Jumlah berbeda dari yang diumumkan", "Total differs from the announced one"),
        seeks=Text(
            "Kecamatan yang jumlah pemilihnya pada daftar ini tidak sama dengan yang diumumkan KPU. Rendah bila "
            "bedanya di bawah setengah persen.",
            "A kecamatan whose voters in this list are not as many as KPU announced. Low where they differ by less "
            "than half a percent.",
        ),
        category=Category.ANOMALY,
        severity=Severity.HIGH,
        law=law.SUPERVISION,
        needs=("published",),
        columns=("district",),
        query="""SELECT v.district, CAST(NULL AS VARCHAR) AS village, CAST(NULL AS VARCHAR) AS tps, v.voters,
                p.voters AS announced, v.voters - p.voters AS difference,
                CASE WHEN abs(v.voters - p.voters) < 0.005 * p.voters THEN 'low' ELSE 'high' END AS severity
            FROM published p JOIN (SELECT district, count(*) AS voters FROM roll GROUP BY district) v
                ON v.district = p.district
            WHERE v.voters <> p.voters""",
        says=Text(
            "Daftar ini memuat {voters:count} pemilih, yang diumumkan {announced:count} (selisih {difference:count}).",
            "This list has {voters:count} voters, {announced:count} were announced (difference {difference:count}).",
        ),
        proof=Text("Berita acara rekapitulasi KPU.", "KPU's record of the recapitulation."),
        hit=Example.of(roll=[HERE] * 9, published=[{"district": HERE["district"], "voters": 10}]),
        miss=Example.of(roll=[HERE] * 10, published=[{"district": HERE["district"], "voters": 10}]),
    ),
    Rule(
        code="A16",
        title=Text("Banyak pemilih belum ber-KTP-el", "Many voters without a KTP-el"),
        seeks=Text(
            "Desa dengan jauh lebih banyak pemilih berstatus B (belum KTP-el) daripada yang diharapkan: mereka berhak "
            "memilih tetapi perlu direkam sebelum hari pemungutan suara.",
            "A village with far more voters of status B (no KTP-el yet) than to be expected: they may vote, but must "
            "be recorded before voting day.",
        ),
        category=Category.ANOMALY,
        severity=Severity.LOW,
        law=law.FORM,
        columns=("ektp", "village"),
        query=f"""
            WITH place AS (
                SELECT max(district) AS district, village, CAST(count(*) AS DOUBLE) AS voters,
                    sum(CASE WHEN ektp = 'B' THEN 1 ELSE 0 END) AS without
                FROM roll WHERE village IS NOT NULL GROUP BY village
            ),
            total AS (SELECT sum(without) / sum(voters) AS share, CAST(count(*) AS DOUBLE) AS villages FROM place)
            SELECT p.district, p.village, CAST(NULL AS VARCHAR) AS tps, CAST(p.without AS INTEGER) AS without,
                CAST(p.voters AS INTEGER) AS voters, CAST(round(p.voters * t.share) AS INTEGER) AS expected
            FROM place p CROSS JOIN total t
            WHERE p.without >= 5 AND {count_is_too_high("p.without", "(p.voters * t.share)", "t.villages")}""",
        says=Text(
            "{without:count} dari {voters:count} pemilih belum ber-KTP-el; diharapkan sekitar {expected:count}.",
            "{without:count} of {voters:count} voters have no KTP-el; about {expected:count} are to be expected.",
        ),
        proof=Text("Data perekaman KTP-el dari Disdukcapil.", "KTP-el recording data from the civil registry."),
        hit=Example.of(
            roll=[
                *([{**HERE, "ektp": "B"}] * 60),
                *([{**HERE, "ektp": "S"}] * 40),
                *([{**OTHER_VILLAGE, "ektp": "S"}] * 500),
            ]
        ),
        miss=Example.of(roll=[*([{**HERE, "ektp": "B"}] * 4), *([{**OTHER_VILLAGE, "ektp": "S"}] * 400)]),
    ),
)
