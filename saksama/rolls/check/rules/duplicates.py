"""One person listed more than once."""

from datetime import date

from saksama.language import Text
from saksama.reference.tms import tms_reasons
from saksama.rolls.check import law
from saksama.rolls.check.rule import Example, Row, Rule
from saksama.rolls.check.rules.examples import HERE, NEXT_STATION, OTHER_VILLAGE
from saksama.rolls.findings import Category, Severity

# Jaro–Winkler similarity from which two spellings count as one name here. Only ever beside an equal NIK and birth date.
_SAME_NAME = 0.9

# Rows of one NIK that tell of one person: nothing in them disagrees. Of several names the first and last by alphabet
# are compared.
_ONE_PERSON = f"""coalesce(count(birthdate) = count(*) AND count(DISTINCT birthdate) = 1 AND count(DISTINCT sex) <= 1
    AND jaro_winkler_similarity(min(name_key), max(name_key)) >= {_SAME_NAME}, FALSE)"""

# Few numbers are on more than one row: they are found first, by counting alone.
_SHARED_NIK = """(SELECT * FROM roll WHERE nik_known IN (
                SELECT nik_known FROM roll WHERE nik_known IS NOT NULL GROUP BY nik_known
                HAVING count(*) > 1)) AS shared"""

_SITI: Row = {"name": "SITI AMINAH", "sex": "P", "birthdate": date(1984, 7, 17)}
_SITI_NIK: Row = {**_SITI, "nik": "1602055707849001"}
_PAIR: Row = {"left": 0, "right": 1, "probability": 0.97, "cluster": 0, "reasons_id": "tanggal lahir sama, nama mirip",
              "reasons_en": "same birth date, similar name"}  # fmt: skip

RULES = (
    Rule(
        code="T04",
        title=Text("Diduga ganda", "Suspected duplicate"),
        seeks=Text(
            "Baris-baris yang oleh pencarian ganda dikelompokkan sebagai satu orang; satu temuan untuk satu kelompok, "
            "dengan peluang pasangan yang terlemah. Yang sudah ditemukan T05 tidak diulang.",
            "Rows which the search for duplicates holds for one person; one finding for a group, with the probability "
            "of its weakest pair. What T05 finds is not repeated.",
        ),
        category=Category.TMS,
        tms_reason="duplicate",
        severity=Severity.HIGH,
        law=law.TMS,
        needs=("duplicates",),
        query=f"""
            WITH member AS (
                SELECT cluster, "left" AS record FROM duplicates UNION SELECT cluster, "right" FROM duplicates
            ),
            pairs AS (
                SELECT cluster, min(probability) AS probability, max_by(reasons_id, probability) AS reasons_id,
                    max_by(reasons_en, probability) AS reasons_en
                FROM duplicates GROUP BY cluster
            ),
            people AS (
                SELECT m.cluster, list(m.record) AS records, count(*) AS n, count(DISTINCT r.village) AS villages
                FROM member m JOIN roll r ON r.record = m.record GROUP BY m.cluster
                HAVING NOT (count(nik_known) = count(*) AND count(DISTINCT nik_known) = 1 AND {_ONE_PERSON})
            )
            SELECT records, n, probability, reasons_id, reasons_en,
                CASE WHEN probability >= 0.95 THEN 'high' WHEN probability >= 0.5 THEN 'medium'
                    ELSE 'low' END AS severity,
                CASE WHEN villages > 1 THEN 'di lebih dari satu desa' ELSE 'di satu desa' END AS where_id,
                CASE WHEN villages > 1 THEN 'in more than one village' ELSE 'in one village' END AS where_en
            FROM people JOIN pairs ON pairs.cluster = people.cluster""",
        says=Text(
            "{n:count} baris {where_id} diduga satu orang (peluang {probability:percent}): {reasons_id}. Belum "
            "tentu ganda "
            "sampai dipastikan dengan menemui pemilih.",
            "{n:count} rows {where_en} are perhaps one person (chance {probability:percent}): {reasons_en}. Not "
            "a duplicate "
            "until made sure by meeting the voter.",
        ),
        proof=tms_reasons()["duplicate"].kept_as_proof,
        hit=Example.of(roll=[{**HERE, **_SITI}, {**OTHER_VILLAGE, **_SITI}], duplicates=[_PAIR]),
        miss=Example.of(
            roll=[{**HERE, **_SITI_NIK}, {**OTHER_VILLAGE, **_SITI_NIK}],
            duplicates=[{**_PAIR, "reasons_id": "sudah menjadi temuan T05", "reasons_en": "already a finding of T05"}],
        ),
    ),
    Rule(
        code="T05",
        title=Text("Ganda dengan NIK yang sama", "Duplicate with an equal NIK"),
        seeks=Text(
            "Baris dengan NIK utuh yang sama, tanggal lahir dan jenis kelamin sama, nama sama atau hampir sama. NIK "
            "yang sama saja tidak cukup: satu angka yang keliru menjadikannya nomor orang lain (lihat D10).",
            "Rows with an equal whole NIK, equal birth date and sex, and an equal or almost equal name. An equal NIK "
            "alone is not enough: one wrong digit makes it another person's number (see D10).",
        ),
        category=Category.TMS,
        tms_reason="duplicate",
        severity=Severity.HIGH,
        law=law.TMS,
        columns=("nik", "birthdate", "name"),
        query=f"""SELECT list(record) AS records, count(*) AS n, count(DISTINCT concat(village, tps)) AS stations
            FROM {_SHARED_NIK} GROUP BY nik_known
            HAVING {_ONE_PERSON}""",
        says=Text(
            "{n:count} baris ber-NIK sama, dengan tanggal lahir sama dan nama sama atau hampir sama, di "
            "{stations:count} TPS.",
            "{n:count} rows share one NIK, with equal birth date and an equal or almost equal name, in "
            "{stations:count} stations.",
        ),
        proof=tms_reasons()["duplicate"].kept_as_proof,
        hit=Example.of(roll=[{**HERE, **_SITI_NIK}, {**NEXT_STATION, **_SITI_NIK, "name": "SITI AMINA"}]),
        miss=Example.of(
            roll=[{**HERE, **_SITI_NIK}, {**HERE, **_SITI_NIK, "name": "BUDI SANTOSO", "sex": "L"}],
        ),
    ),
    Rule(
        code="D10",
        title=Text("Satu NIK pada dua orang", "One NIK on two people"),
        seeks=Text(
            "NIK utuh yang sama pada baris yang nama, tanggal lahir, atau jenis kelaminnya berbeda. Salah satu NIK "
            "keliru; tidak seorang pun dituduh ganda. Yang oleh T04 diduga satu orang tidak diulang.",
            "An equal whole NIK on rows whose name, birth date or sex differ. One of the numbers is wrong; nobody is "
            "called a duplicate. What T04 holds for one person is not repeated.",
        ),
        category=Category.DATA,
        severity=Severity.MEDIUM,
        law=law.NUMBER,
        columns=("nik", "name"),
        helped_by=("duplicates",),
        query=f"""
            WITH member AS (
                SELECT cluster, "left" AS record FROM duplicates UNION SELECT cluster, "right" FROM duplicates
            )
            SELECT list(shared.record) AS records, count(*) AS n
            FROM {_SHARED_NIK} LEFT JOIN member m ON m.record = shared.record
            GROUP BY nik_known
            HAVING NOT {_ONE_PERSON} AND NOT (count(m.cluster) = count(*) AND count(DISTINCT m.cluster) = 1)""",
        says=Text(
            "{n:count} baris ber-NIK sama, tetapi nama, tanggal lahir, atau jenis kelaminnya tidak sama: periksa "
            "NIK mana "
            "yang keliru.",
            "{n:count} rows share one NIK, but name, birth date or sex are not the same: check which NIK is wrong.",
        ),
        proof=Text(
            "KTP-el atau KK kedua orang, dari Disdukcapil.",
            "KTP-el or family card of both people, from the civil registry.",
        ),
        hit=Example.of(roll=[{**HERE, **_SITI_NIK}, {**HERE, **_SITI_NIK, "name": "BUDI SANTOSO", "sex": "L"}]),
        miss=Example.of(
            roll=[{**HERE, **_SITI, "nik": "1602************"}, {**HERE, "name": "BUDI", "nik": "1602************"}],
        ),
    ),
)
