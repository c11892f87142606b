"""Age on voting day, always in whole years."""

from datetime import date

from saksama.language import Text
from saksama.reference.tms import tms_reasons
from saksama.rolls.check import law
from saksama.rolls.check.rule import Example, Rule
from saksama.rolls.check.rules.examples import HERE
from saksama.rolls.findings import Category, Severity

_SEVERITY = "CASE WHEN r.birthdate IS NULL OR r.marital IS NULL THEN 'medium' ELSE 'high' END"

RULES = (
    Rule(
        code="T06",
        title=Text("Di bawah umur dan belum kawin", "Under age and never married"),
        seeks=Text(
            "Belum 17 tahun pada hari pemungutan suara dan tidak tercatat sudah atau pernah kawin. Bila daftar hanya "
            "memuat umur, umur itu dipakai dan temuannya sedang.",
            "Not 17 on voting day, and not recorded as married now or before. Where the list gives only an age, that "
            "age is used and the finding is a medium one.",
        ),
        category=Category.TMS,
        tms_reason="under_age",
        severity=Severity.HIGH,
        law=law.ELIGIBLE,
        columns=("age_on_voting_day", "marital"),
        query=f"""SELECT r.record, r.age_on_voting_day AS age, r.birthdate, r.marital, {_SEVERITY} AS severity
            FROM roll r CROSS JOIN params p
            WHERE r.age_on_voting_day < p.minimum_age AND coalesce(r.marital, 'B') = 'B'
                AND (r.birthdate IS NULL OR r.birthdate <= p.voting_day)""",
        says=Text(
            "Berumur {age} tahun pada hari pemungutan suara (lahir {birthdate:date}), status perkawinan {marital}.",
            "{age} years old on voting day (born {birthdate:date}), marital status {marital}.",
        ),
        proof=tms_reasons()["under_age"].kept_as_proof,
        hit=Example.of(roll=[{**HERE, "birthdate": date(2007, 11, 28), "marital": "B"}]),
        miss=Example.of(roll=[{**HERE, "birthdate": date(2007, 11, 27), "marital": "B"}]),
    ),
    Rule(
        code="D14",
        title=Text("Di bawah umur, tercatat kawin", "Under age, recorded as married"),
        seeks=Text(
            "Belum 17 tahun tetapi tercatat sudah atau pernah kawin: hak pilihnya bergantung pada bukti perkawinan. "
            "Di bawah 14 tahun hampir pasti salah ketik.",
            "Not 17 but recorded as married now or before: the right to vote hangs on proof of the marriage. Below 14 "
            "it is almost surely a slip.",
        ),
        category=Category.DATA,
        severity=Severity.MEDIUM,
        law=law.ELIGIBLE,
        columns=("age_on_voting_day", "marital"),
        query="""SELECT r.record, r.age_on_voting_day AS age, r.birthdate, r.marital,
                CASE WHEN r.age_on_voting_day < 14 THEN 'high' ELSE 'medium' END AS severity
            FROM roll r CROSS JOIN params p
            WHERE r.age_on_voting_day < p.minimum_age AND r.marital IN ('S', 'P')
                AND (r.birthdate IS NULL OR r.birthdate <= p.voting_day)""",
        says=Text(
            "Lahir {birthdate:date}, berumur {age} tahun pada hari pemungutan suara, tetapi tercatat {marital} "
            "(sudah/pernah kawin).",
            "Born {birthdate:date}, {age} years old on voting day, yet recorded as {marital} (married now or before).",
        ),
        proof=Text(
            "Buku nikah atau akta perkawinan, dari KUA atau Disdukcapil.",
            "Marriage book or certificate, from the religious affairs office or the civil registry.",
        ),  # fmt: skip
        hit=Example.of(roll=[{**HERE, "birthdate": date(2008, 2, 29), "marital": "S"}]),
        miss=Example.of(roll=[{**HERE, "birthdate": date(2006, 1, 1), "marital": "S"}]),
    ),
    Rule(
        code="D15",
        title=Text("Umur yang mustahil", "Impossible age"),
        seeks=Text(
            "Tanggal lahir setelah hari pemungutan suara, atau umur di atas 110 tahun.",
            "A birth date after voting day, or an age above 110 years.",
        ),
        category=Category.DATA,
        severity=Severity.HIGH,
        law=law.FORM,
        columns=("age_on_voting_day",),
        query="""SELECT r.record, r.age_on_voting_day AS age, r.birthdate FROM roll r CROSS JOIN params p
            WHERE r.birthdate > p.voting_day OR r.age_on_voting_day > p.longest_life OR r.age_on_voting_day < 0""",
        says=Text(
            "Lahir {birthdate:date}: umur {age} tahun pada hari pemungutan suara tidak mungkin.",
            "Born {birthdate:date}: {age} years on voting day is not possible.",
        ),
        proof=Text(
            "KTP-el atau KK, dari Disdukcapil; bila sudah meninggal, lihat T01.",
            "KTP-el or family card, from the civil registry; if dead, see T01.",
        ),  # fmt: skip
        hit=Example.of(roll=[{**HERE, "birthdate": date(1899, 12, 31)}]),
        miss=Example.of(roll=[{**HERE, "birthdate": date(1925, 1, 1)}]),
    ),
    Rule(
        code="D16",
        title=Text("Tanggal lahir kosong", "Birth date missing"),
        seeks=Text(
            "Tanggal lahir dan umur kosong, padahal ada pada baris lain.",
            "Neither birth date nor age, though other rows have it.",
        ),
        category=Category.DATA,
        severity=Severity.MEDIUM,
        law=law.FORM,
        columns=("age_on_voting_day",),
        query="SELECT record FROM roll WHERE birthdate IS NULL AND age IS NULL",
        says=Text(
            "Tanggal lahir kosong: umur pada hari pemungutan suara tidak dapat dipastikan.",
            "Birth date missing: the age on voting day cannot be told.",
        ),
        proof=Text("KTP-el atau KK, dari Disdukcapil.", "KTP-el or family card, from the civil registry."),
        hit=Example.of(roll=[{**HERE, "birthdate": None}, {**HERE, "birthdate": date(1990, 5, 6)}]),
        miss=Example.of(roll=[{**HERE, "age": 34}]),
    ),
)
