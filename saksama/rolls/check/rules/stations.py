"""Polling stations: size, which RT belongs where, and files that are missing or doubled."""

from saksama.language import Text
from saksama.reference.tms import tms_reasons
from saksama.rolls.check import law
from saksama.rolls.check.rule import Example, Row, Rule
from saksama.rolls.check.rules.examples import HERE, NEXT_STATION
from saksama.rolls.findings import Category, Severity

# A station below this share of the limit is small enough to ask why (special places such as prisons are).
_SMALL_SHARE = 0.15
# An RT belongs to a station when at least so many of its voters, and this share of them, are there.
_RT_LEAST = 20
_RT_SHARE = 0.95

_PROOF = Text(
    "Daftar per TPS dan pembagian RT per TPS dari PPS.", "The list by station and the table of RT by station from PPS."
)
_STATION = "village IS NOT NULL AND tps IS NOT NULL"
_RT: Row = {"rt": "003", "rw": "001"}

RULES = (
    Rule(
        code="T13",
        title=Text("TPS berbeda dari RT-nya", "At another station than the RT"),
        seeks=Text(
            f"RT yang pemilihnya (paling sedikit {_RT_LEAST}, {_RT_SHARE:.0%} atau lebih) ada di satu TPS: yang di "
            "TPS lain mungkin salah penempatan. RT yang memang dibagi dua tidak dinilai.",
            f"An RT whose voters (at least {_RT_LEAST}, {_RT_SHARE:.0%} or more) stand at one station: those at "
            "another are perhaps misplaced. An RT that is divided is not judged.",
        ),
        category=Category.TMS,
        tms_reason="wrong_tps",
        severity=Severity.LOW,
        law=law.STATION,
        columns=("rt", "village", "tps"),
        query=f"""
            WITH placed AS (
                SELECT record, village, tps, rt, coalesce(rw, '') AS rw FROM roll
                WHERE {_STATION} AND NOT regexp_matches(coalesce(rt, ''), '^[-0. ]*$')
            ),
            share AS (SELECT village, rw, rt, tps, count(*) AS here FROM placed GROUP BY village, rw, rt, tps),
            home AS (
                SELECT village, rw, rt, max_by(tps, here) AS tps, max(here) AS most, sum(here) AS everybody
                FROM share GROUP BY village, rw, rt HAVING max(here) >= {_RT_LEAST}
                    AND max(here) >= {_RT_SHARE} * sum(here)
            )
            SELECT p.record, p.rt, p.tps AS found, h.tps AS home, CAST(h.most AS INTEGER) AS most,
                CAST(h.everybody AS INTEGER) AS everybody
            FROM placed p JOIN home h ON h.village = p.village AND h.rw = p.rw AND h.rt = p.rt
            WHERE p.tps <> h.tps""",
        says=Text(
            "Terdaftar di TPS {found}, sedangkan {most:count} dari {everybody:count} pemilih RT {rt} ada di TPS "
            "{home}.",
            "Listed at TPS {found}, while {most:count} of the {everybody:count} voters of RT {rt} stand at TPS {home}.",
        ),
        proof=tms_reasons()["wrong_tps"].kept_as_proof,
        hit=Example.of(roll=[*([{**HERE, **_RT}] * 20), {**NEXT_STATION, **_RT}]),
        miss=Example.of(roll=[*([{**HERE, **_RT}] * 20), *([{**NEXT_STATION, **_RT}] * 20)]),
    ),
    Rule(
        code="A01",
        title=Text("TPS melebihi batas pemilih", "Station over the limit"),
        seeks=Text(
            "Jumlah pemilih satu TPS di atas batas pemilihan ini (Pilkada 2024: 600; Pemilu 2024: 300).",
            "More voters at a station than this election allows (Pilkada 2024: 600; general election 2024: 300).",
        ),
        category=Category.ANOMALY,
        severity=Severity.HIGH,
        law=law.STATION,
        columns=("village", "tps"),
        query=f"""SELECT r.district, r.village, r.tps, count(*) AS voters, max(p.tps_cap) AS cap
            FROM roll r CROSS JOIN params p WHERE {_STATION}
            GROUP BY r.district, r.village, r.tps HAVING count(*) > max(p.tps_cap)""",
        says=Text(
            "TPS {tps} memuat {voters:count} pemilih, batasnya {cap:count}.",
            "TPS {tps} has {voters:count} voters, the limit is {cap:count}.",
        ),
        proof=_PROOF,
        hit=Example.of(roll=[HERE] * 601),
        miss=Example.of(roll=[HERE] * 600),
    ),
    Rule(
        code="A02",
        title=Text("TPS sangat kecil", "Very small station"),
        seeks=Text(
            f"TPS dengan pemilih di bawah {_SMALL_SHARE:.0%} batas: lokasi khusus, daerah terpencil, atau berkas "
            "tidak lengkap.",
            f"A station below {_SMALL_SHARE:.0%} of the limit: a special place, a remote one, or an incomplete file.",
        ),
        category=Category.ANOMALY,
        severity=Severity.LOW,
        law=law.STATION,
        columns=("village", "tps"),
        query=f"""SELECT r.district, r.village, r.tps, count(*) AS voters, max(p.tps_cap) AS cap
            FROM roll r CROSS JOIN params p WHERE {_STATION}
            GROUP BY r.district, r.village, r.tps HAVING count(*) < {_SMALL_SHARE} * max(p.tps_cap)""",
        says=Text(
            "TPS {tps} hanya memuat {voters:count} pemilih (batas {cap:count}).",
            "TPS {tps} has only {voters:count} voters (limit {cap:count}).",
        ),
        proof=_PROOF,
        hit=Example.of(roll=[HERE] * 12),
        miss=Example.of(roll=[HERE] * 90),
    ),
    Rule(
        code="A03",
        title=Text("Nomor TPS terlewat", "Gap in the station numbers"),
        seeks=Text(
            "Nomor TPS di satu desa tidak berurutan dari 1: mungkin ada berkas TPS yang belum diterima. Nomor 901 ke "
            "atas (lokasi khusus) tidak dihitung.",
            "Station numbers of a village do not run from 1: a station's file may not have been received. Numbers "
            "from 901 (special places) are not counted.",
        ),
        category=Category.ANOMALY,
        severity=Severity.MEDIUM,
        law=law.WITHOUT_BASIS,
        columns=("village", "tps"),
        query=f"""SELECT max(district) AS district, village, CAST(NULL AS VARCHAR) AS tps,
            count(DISTINCT number) AS stations,
                max(number) AS highest
            FROM (SELECT district, village, TRY_CAST(tps AS INTEGER) AS number FROM roll WHERE {_STATION}) AS numbered
            WHERE number BETWEEN 1 AND 900 GROUP BY village HAVING max(number) > count(DISTINCT number)""",
        says=Text(
            "Nomor TPS tertinggi {highest}, tetapi hanya {stations:count} TPS ada di daftar.",
            "The highest station number is {highest}, but only {stations:count} stations are in the list.",
        ),
        proof=Text("Berita acara penetapan TPS dari PPS atau KPU.", "The record of the stations from PPS or KPU."),
        hit=Example.of(roll=[HERE, {**HERE, "tps": "003"}]),
        miss=Example.of(roll=[HERE, NEXT_STATION]),
    ),
    Rule(
        code="A04",
        title=Text("Satu TPS dalam beberapa berkas", "One station in several files"),
        seeks=Text(
            "Pemilih satu TPS berasal dari lebih dari satu berkas, padahal kebanyakan TPS dari satu berkas: mungkin "
            "termuat dua kali atau salah nomor.",
            "The voters of a station come from several files where most stations come from one: perhaps loaded twice, "
            "or misnumbered.",
        ),
        category=Category.ANOMALY,
        severity=Severity.MEDIUM,
        law=law.WITHOUT_BASIS,
        columns=("village", "tps"),
        query=f"""
            WITH station AS (
                SELECT max(district) AS district, village, tps, count(*) AS voters, count(DISTINCT source_file) AS files
                FROM roll WHERE {_STATION} GROUP BY village, tps
            )
            SELECT district, village, tps, voters, files FROM station
            WHERE files > 1 AND (SELECT avg(CASE WHEN files > 1 THEN 1.0 ELSE 0.0 END) FROM station) < 0.5""",
        says=Text(
            "{voters:count} pemilih TPS {tps} berasal dari {files:count} berkas.",
            "The {voters:count} voters of TPS {tps} come from {files:count} files.",
        ),
        proof=Text("Berkas asli dari KPU.", "The original files from KPU."),
        hit=Example.of(
            roll=[
                {**HERE, "source_file": "a.xlsx"},
                {**HERE, "source_file": "b.xlsx"},
                *({**HERE, "tps": f"00{i}", "source_file": f"{i}.xlsx"} for i in range(2, 5)),
            ]
        ),  # fmt: skip
        miss=Example.of(roll=[{**HERE, "source_file": "a.xlsx"}, {**HERE, "source_file": "a.xlsx"}]),
    ),
)
