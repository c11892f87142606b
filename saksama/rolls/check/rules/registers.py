"""Against a second list: deaths, soldiers and police."""

from datetime import date

from saksama.language import Text
from saksama.reference.tms import tms_reasons
from saksama.rolls.check import law
from saksama.rolls.check.rule import Example, Row, Rule
from saksama.rolls.check.rules.examples import HERE
from saksama.rolls.findings import Category, Severity

_SURE = 0.9  # from this probability on a match with a register is called high, below medium

_PERSON: Row = {**HERE, "name": "AMIR HASAN", "birthdate": date(1950, 3, 4)}
_LINK: Row = {"left": 0, "right": 0, "probability": 0.98, "reasons_id": "nama dan tanggal lahir sama",
              "reasons_en": "same name and birth date"}  # fmt: skip


def _matched(register: str, condition: str, unsure: str = "FALSE") -> str:
    return f"""SELECT m."right" AS record, [m."left"] AS others, m.probability, m.reasons_id, m.reasons_en,
            o.event_date, o.document, o.issuer,
            CASE WHEN {unsure} THEN 'low' WHEN m.probability >= {_SURE} THEN 'high' ELSE 'medium' END AS severity
        FROM matched_{register} m JOIN {register} o ON o.record = m."left" CROSS JOIN params p
        WHERE (o.event_date IS NULL OR o.event_date <= p.voting_day) AND ({condition})"""


_ISSUER = "upper(coalesce(o.issuer, ''))"
_IS_POLICE = f"{_ISSUER} LIKE '%POL%'"
_IS_ARMY = f"regexp_matches({_ISSUER}, '(TNI|TENTARA|KODIM|KOREM|KORAMIL|LANUD|LANAL|ANGKATAN)')"

RULES = (
    Rule(
        code="T01",
        title=Text("Meninggal dunia", "Dead"),
        seeks=Text(
            "Pemilih yang cocok dengan seseorang di daftar kematian, bila ia meninggal sampai dengan hari pemungutan "
            "suara.",
            "A voter who matches somebody in the list of deaths who died up to voting day.",
        ),
        category=Category.TMS,
        tms_reason="dead",
        severity=Severity.HIGH,
        law=law.DEATH,
        needs=("deaths", "matched_deaths"),
        other_roll="deaths",
        query=_matched("deaths", "TRUE"),
        says=Text(
            "Ada di daftar kematian: meninggal {event_date:date}, dokumen {document}, penerbit {issuer} (peluang "
            "orang yang sama {probability:percent}: {reasons_id}).",
            "In the list of deaths: died {event_date:date}, document {document}, issued by {issuer} (chance of being "
            "the same person {probability:percent}: {reasons_en}).",
        ),
        proof=tms_reasons()["dead"].kept_as_proof,
        hit=Example.of(
            roll=[_PERSON],
            deaths=[
                {**_PERSON, "event_date": date(2024, 2, 1), "document": "Akta 12/2024", "issuer": "Disdukcapil OKI"}
            ],
            matched_deaths=[_LINK],
        ),
        miss=Example.of(
            roll=[_PERSON],
            deaths=[{**_PERSON, "event_date": date(2024, 11, 28), "document": "Akta 99/2024"}],
            matched_deaths=[_LINK],
        ),
    ),
    Rule(
        code="T02",
        title=Text("Prajurit TNI", "Soldier"),
        seeks=Text(
            "Pemilih yang cocok dengan anggota TNI yang sudah diangkat. Bila satuannya tidak disebut, temuannya "
            "rendah.",
            "A voter who matches a soldier already appointed. Where the service is not named the finding is a low one.",
        ),
        category=Category.TMS,
        tms_reason="soldier",
        severity=Severity.HIGH,
        law=law.SOLDIER,
        needs=("police_army", "matched_police_army"),
        other_roll="police_army",
        query=_matched("police_army", f"NOT {_IS_POLICE}", unsure=f"NOT {_IS_ARMY}"),
        says=Text(
            "Ada di daftar anggota TNI/Polri, satuan {issuer} (peluang orang yang sama {probability:percent}: "
            "{reasons_id}). Pastikan masih dinas aktif.",
            "In the list of soldiers and police, service {issuer} (chance of being the same person "
            "{probability:percent}: {reasons_en}). Make sure of active service.",
        ),
        proof=tms_reasons()["soldier"].kept_as_proof,
        hit=Example.of(roll=[_PERSON], police_army=[{**_PERSON, "issuer": "TNI AD"}], matched_police_army=[_LINK]),
        miss=Example.of(roll=[_PERSON], police_army=[{**_PERSON, "issuer": "POLRI"}], matched_police_army=[_LINK]),
    ),
    Rule(
        code="T03",
        title=Text("Anggota Polri", "Police officer"),
        seeks=Text(
            "Pemilih yang cocok dengan anggota Polri yang sudah diangkat.",
            "A voter who matches a police officer already appointed.",
        ),
        category=Category.TMS,
        tms_reason="police",
        severity=Severity.HIGH,
        law=law.POLICE,
        needs=("police_army", "matched_police_army"),
        other_roll="police_army",
        query=_matched("police_army", _IS_POLICE),
        says=Text(
            "Ada di daftar anggota TNI/Polri, satuan {issuer} (peluang orang yang sama {probability:percent}: "
            "{reasons_id}). Pastikan masih dinas aktif.",
            "In the list of soldiers and police, service {issuer} (chance of being the same person "
            "{probability:percent}: {reasons_en}). Make sure of active service.",
        ),
        proof=tms_reasons()["police"].kept_as_proof,
        hit=Example.of(roll=[_PERSON], police_army=[{**_PERSON, "issuer": "Polres OKI"}], matched_police_army=[_LINK]),
        miss=Example.of(
            roll=[_PERSON],
            police_army=[{**_PERSON, "issuer": "POLRI", "event_date": date(2025, 1, 1)}],
            matched_police_army=[_LINK],
        ),
    ),
)
