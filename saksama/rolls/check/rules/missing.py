"""People with the right to vote who are in another list and not in this one (H: hak pilih)."""

from datetime import date

from saksama.language import Text
from saksama.rolls.check import law
from saksama.rolls.check.chance import count_is_too_high
from saksama.rolls.check.notes import says_tms
from saksama.rolls.check.rule import Example, Row, Rule
from saksama.rolls.check.rules.examples import HERE, NEXT_STATION, OTHER_VILLAGE
from saksama.rolls.findings import Category, Severity

_PROOF = Text(
    "KTP-el atau KK orang itu, dan surat pernyataan atau catatan pertemuan pengawas.",
    "The person's KTP-el or family card, and a statement or the supervisor's note of the meeting.",
)
_AMIR: Row = {"name": "AMIR HASAN", "birthdate": date(1980, 3, 4)}
_LINK: Row = {"left": 0, "right": 0, "probability": 0.99}


def _unmatched(list_name: str, alias: str) -> str:
    return f'NOT EXISTS (SELECT 1 FROM matched_{list_name} m WHERE m."left" = {alias}.record)'


def _is_in(register: str, alias: str) -> str:
    """Plainly in a register: an equal whole NIK, or equal name and birth date. Enough where it only excuses."""
    return f"""(EXISTS (SELECT 1 FROM {register} o WHERE o.nik_known = {alias}.nik_known)
                OR EXISTS (SELECT 1 FROM {register} o
                    WHERE o.name_key = {alias}.name_key AND o.birthdate = {alias}.birthdate))"""


RULES = (
    Rule(
        code="H01",
        title=Text("Hilang dari daftar tanpa alasan", "Vanished without a reason"),
        seeks=Text(
            "Orang pada daftar sebelumnya tanpa keterangan TMS, cukup umur, yang tidak cocok dengan baris mana pun "
            "pada daftar ini. Yang ada di daftar kematian atau daftar TNI dan Polri tidak dihitung.",
            "Somebody in the previous list without a TMS note and of age who matches no row of this list. Who is in "
            "the list of deaths or of soldiers and police does not count.",
        ),
        category=Category.MISSING,
        severity=Severity.HIGH,
        law=law.ELIGIBLE,
        needs=("previous", "matched_previous"),
        other_roll="previous",
        helped_by=("deaths", "police_army"),
        query=f"""SELECT [b.record] AS others, b.age_on_voting_day AS age FROM previous b CROSS JOIN params p
            WHERE {_unmatched("previous", "b")} AND NOT {says_tms("b.note")}
                AND NOT {_is_in("deaths", "b")} AND NOT {_is_in("police_army", "b")}
                AND (b.age_on_voting_day IS NULL OR b.age_on_voting_day >= p.minimum_age OR b.marital IN ('S', 'P'))""",
        says=Text(
            "Ada di daftar sebelumnya tanpa keterangan TMS (umur {age} tahun), tidak ditemukan di daftar ini.",
            "In the previous list without a TMS note (aged {age}), not found in this one.",
        ),
        proof=_PROOF,
        hit=Example.of(previous=[{**HERE, **_AMIR, "note": "U"}], matched_previous=[]),
        miss=Example.of(previous=[{**HERE, **_AMIR, "note": "1"}], matched_previous=[]),
    ),
    Rule(
        code="H02",
        title=Text("DPK pemilu terakhir belum terdaftar", "DPK of the last election still not listed"),
        seeks=Text(
            "Orang yang pada pemilu terakhir memilih sebagai DPK (hanya dengan KTP-el) dan tidak cocok dengan baris "
            "mana pun pada daftar ini.",
            "Somebody who voted as DPK in the last election (by KTP-el alone) and matches no row of this list.",
        ),
        category=Category.MISSING,
        severity=Severity.HIGH,
        law=law.DPK,
        needs=("dpk", "matched_dpk"),
        other_roll="dpk",
        query=f"""SELECT [d.record] AS others, d.tps AS station FROM dpk d
            WHERE {_unmatched("dpk", "d")} AND NOT {says_tms("d.note")}""",
        says=Text(
            "Memilih sebagai DPK di TPS {station} pada pemilu terakhir, tidak ditemukan di daftar ini.",
            "Voted as DPK at TPS {station} in the last election, not found in this list.",
        ),
        proof=_PROOF,
        hit=Example.of(dpk=[{**HERE, **_AMIR}], matched_dpk=[]),
        miss=Example.of(roll=[{**HERE, **_AMIR}], dpk=[{**HERE, **_AMIR}], matched_dpk=[_LINK]),
    ),
    Rule(
        code="H03",
        title=Text("Dinyatakan sudah dimasukkan, tidak ada", "Said to be added, but is not"),
        seeks=Text(
            "Orang yang menurut KPU sudah dimasukkan tetapi tidak cocok dengan baris mana pun pada daftar ini.",
            "Somebody whom KPU says it added and who matches no row of this list.",
        ),
        category=Category.MISSING,
        severity=Severity.HIGH,
        law=law.SUPERVISION,
        needs=("claimed", "matched_claimed"),
        other_roll="claimed",
        query=f"SELECT [c.record] AS others FROM claimed c WHERE {_unmatched('claimed', 'c')}",
        says=Text(
            "KPU menyatakan sudah memasukkan orang ini; tidak ditemukan di daftar ini.",
            "KPU says it has added this person, who is not found in this list.",
        ),
        proof=Text("Surat jawaban KPU dan lampirannya.", "KPU's letter of answer and its annex."),
        hit=Example.of(claimed=[{**HERE, **_AMIR}], matched_claimed=[]),
        miss=Example.of(roll=[{**HERE, **_AMIR}], claimed=[{**HERE, **_AMIR}], matched_claimed=[_LINK]),
    ),
    Rule(
        code="H04",
        title=Text("Keluarga yang belum dicoklit", "Households not visited by coklit"),
        seeks=Text(
            "TPS yang menurut laporan pengawasan mempunyai keluarga yang tidak didatangi: anggotanya mungkin belum "
            "terdaftar.",
            "A station where, by the supervision reports, households were not visited: their members may not be "
            "listed.",
        ),
        category=Category.MISSING,
        severity=Severity.MEDIUM,
        law=law.COKLIT,
        needs=("coklit",),
        query="""SELECT g.district, c.village, c.tps, c.not_visited, c.households FROM coklit c
            LEFT JOIN regions g ON g.code = c.village WHERE c.not_visited > 0 AND coalesce(c.visited, 0) > 0""",
        says=Text(
            "{not_visited:count} dari {households:count} keluarga tidak didatangi coklit.",
            "{not_visited:count} of {households:count} households were not visited by coklit.",
        ),
        proof=Text(
            "Formulir Model A pengawas dan daftar keluarga yang tidak didatangi.",
            "The supervisor's Form A and the list of households not visited.",
        ),  # fmt: skip
        hit=Example.of(
            coklit=[{"village": HERE["village"], "tps": "001", "households": 150, "visited": 143, "not_visited": 7}]
        ),
        miss=Example.of(
            coklit=[{"village": HERE["village"], "tps": "001", "households": 150, "visited": 150, "not_visited": 0}]
        ),
    ),
    Rule(
        code="H06",
        title=Text("Dilaporkan belum terdaftar, memang tidak ada", "Reported as missing, and is missing"),
        seeks=Text(
            "Orang yang dilaporkan warga, posko, atau pengawas belum terdaftar, dan tidak cocok dengan baris mana pun "
            "pada daftar ini.",
            "Somebody whom a citizen, the posko or a supervisor reported as missing, and who matches no row of this "
            "list.",
        ),
        category=Category.MISSING,
        severity=Severity.HIGH,
        law=law.ELIGIBLE,
        needs=("reported", "matched_reported"),
        other_roll="reported",
        query=f"""SELECT [p.record] AS others FROM reported p
            WHERE {_unmatched("reported", "p")} AND NOT {says_tms("p.note")}""",
        says=Text(
            "Dilaporkan belum terdaftar; tidak ditemukan di daftar ini.",
            "Reported as missing, and not found in this list.",
        ),
        proof=_PROOF,
        hit=Example.of(reported=[{**HERE, **_AMIR}], matched_reported=[]),
        miss=Example.of(roll=[{**HERE, **_AMIR}], reported=[{**HERE, **_AMIR}], matched_reported=[_LINK]),
    ),
    Rule(
        code="A20",
        title=Text("DPK menumpuk di satu TPS dan belum terdaftar", "Many DPK of one station still not listed"),
        seeks=Text(
            "TPS dengan jauh lebih banyak orang DPK yang belum terdaftar daripada TPS lain: bukan kelalaian "
            "sendiri-sendiri.",
            "A station with far more DPK people not listed than others: no slips one by one.",
        ),
        category=Category.ANOMALY,
        severity=Severity.HIGH,
        law=law.DPK,
        needs=("dpk", "matched_dpk"),
        other_roll="dpk",
        query=f"""
            WITH left_out AS (SELECT d.record, d.district, d.village, d.tps FROM dpk d WHERE {_unmatched("dpk", "d")}),
            station AS (
                SELECT max(district) AS district, village, tps, count(*) AS n, list(record) AS others FROM left_out
                WHERE village IS NOT NULL AND tps IS NOT NULL GROUP BY village, tps
            ),
            typical AS (
                SELECT (SELECT count(*) FROM left_out) / CAST(greatest(count(*), 1) AS DOUBLE) AS n,
                    CAST(greatest(count(*), 1) AS DOUBLE) AS stations
                FROM (SELECT village, tps FROM roll UNION SELECT village, tps FROM dpk) AS every_station
            )
            SELECT s.district, s.village, s.tps, s.others, s.n, CAST(round(t.n, 1) AS DECIMAL(9, 1)) AS expected
            FROM station s CROSS JOIN typical t WHERE s.n >= 5 AND {count_is_too_high("s.n", "t.n", "t.stations")}""",
        says=Text(
            "{n:count} orang DPK TPS {tps} belum terdaftar; rata-rata per TPS {expected:mean}.",
            "{n:count} DPK people of TPS {tps} are not listed; the mean of a station is {expected:mean}.",
        ),
        proof=_PROOF,
        hit=Example.of(
            roll=[{**HERE, "tps": f"{i:03}"} for i in range(1, 31)],
            dpk=[{**NEXT_STATION, **_AMIR}] * 12,
            matched_dpk=[],
        ),
        miss=Example.of(
            roll=[{**HERE, "tps": f"{i:03}"} for i in range(1, 5)],
            dpk=[{**HERE, "tps": f"{i:03}", **_AMIR} for i in range(1, 5) for _ in range(6)],
            matched_dpk=[],
        ),
    ),
    Rule(
        code="H05",
        title=Text("Tindak lanjut DPK per desa", "What became of the DPK by village"),
        seeks=Text(
            "Berapa orang DPK pemilu terakhir yang kini terdaftar dan berapa yang belum, per desa yang masih "
            "menyisakan.",
            "How many DPK people of the last election are listed now and how many are not, by village where some are "
            "left.",
        ),
        category=Category.MISSING,
        severity=Severity.LOW,
        law=law.DPK,
        needs=("dpk", "matched_dpk"),
        query="""SELECT max(d.district) AS district, d.village, CAST(NULL AS VARCHAR) AS tps, count(*) AS people,
                count(m."left") AS listed, count(*) - count(m."left") AS missing,
                count(m."left") / CAST(count(*) AS DOUBLE) AS share
            FROM dpk d LEFT JOIN matched_dpk m ON m."left" = d.record
            WHERE d.village IS NOT NULL GROUP BY d.village HAVING count(*) > count(m."left")""",
        says=Text(
            "Dari {people:count} orang DPK, {listed:count} kini terdaftar ({share:percent}) dan {missing:count} belum.",
            "Of {people:count} DPK people {listed:count} are listed now ({share:percent}) and {missing:count} are not.",
        ),
        proof=_PROOF,
        hit=Example.of(roll=[HERE], dpk=[{**HERE, **_AMIR}, {**HERE, "name": "BUDI"}], matched_dpk=[_LINK]),
        miss=Example.of(roll=[OTHER_VILLAGE], dpk=[{**HERE, **_AMIR}], matched_dpk=[_LINK]),
    ),
)
