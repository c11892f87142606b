"""Households, as far as the family card number (NKK) shows them."""

from saksama.language import Text
from saksama.reference.tms import tms_reasons
from saksama.rolls.check import law, nik
from saksama.rolls.check.rule import Example, Rule
from saksama.rolls.check.rules.examples import HERE, NEXT_STATION, OTHER_VILLAGE
from saksama.rolls.findings import Category, Severity

# Voters under one NKK from which a household is looked at. Larger ones exist; the number is a setting of ours.
_LARGE_HOUSEHOLD = 15

_PROOF = Text("Kartu keluarga, dari Disdukcapil.", "The family card, from the civil registry.")
_NKK = "1602050101109001"
_OTHER_NKK = "1602050101109002"
_BARE = "regexp_replace(nkk, '[ .''`-]', '', 'g')"

RULES = (
    Rule(
        code="D11",
        title=Text("NKK tidak sah", "NKK malformed"),
        seeks=Text(
            "NKK yang bukan 16 angka, atau yang bagian tanggalnya mustahil. NKK yang disamarkan bukan temuan.",
            "An NKK not of 16 digits, or whose date part is impossible. A masked NKK is no finding.",
        ),
        category=Category.DATA,
        severity=Severity.LOW,
        law=law.FAMILY_CARD,
        columns=("nkk",),
        query=f"""SELECT record FROM roll WHERE nkk IS NOT NULL AND nkk <> ''
            AND NOT regexp_matches(nkk, '{nik.MASKED}')
            AND (NOT regexp_matches({_BARE}, '^[0-9]{{16}}$')
                OR NOT (substr({_BARE}, 7, 2) BETWEEN '01' AND '31' AND substr({_BARE}, 9, 2) BETWEEN '01'
                    AND '12'))""",
        says=Text("NKK bukan 16 angka yang sah.", "The NKK is not 16 valid digits."),
        proof=_PROOF,
        hit=Example.of(roll=[{**HERE, "nkk": "160205010110001"}]),
        miss=Example.of(roll=[{**HERE, "nkk": _NKK}, {**HERE, "nkk": "1602********0001"}]),
    ),
    Rule(
        code="D12",
        title=Text("Satu NKK di beberapa desa", "One NKK in several villages"),
        seeks=Text(
            "NKK utuh yang sama pada orang-orang yang terdaftar di desa berbeda: keluarga itu terpecah, atau NKK-nya "
            "keliru.",
            "An equal whole NKK on people listed in different villages: the family is split, or the number is wrong.",
        ),
        category=Category.DATA,
        severity=Severity.MEDIUM,
        law=law.FAMILY_CARD,
        columns=("nkk", "village"),
        query="""SELECT list(record) AS records, count(*) AS n, count(DISTINCT village) AS villages FROM roll
            WHERE village IS NOT NULL AND nkk_known IN (
                SELECT nkk_known FROM roll WHERE nkk_known IS NOT NULL GROUP BY nkk_known
                HAVING min(village) < max(village))
            GROUP BY nkk_known""",
        says=Text(
            "{n:count} orang dengan satu NKK terdaftar di {villages:count} desa.",
            "{n:count} people of one NKK are listed in {villages:count} villages.",
        ),
        proof=_PROOF,
        hit=Example.of(roll=[{**HERE, "nkk": _NKK}, {**OTHER_VILLAGE, "nkk": _NKK}]),
        miss=Example.of(roll=[{**HERE, "nkk": _NKK}, {**OTHER_VILLAGE, "nkk": _OTHER_NKK}]),
    ),
    Rule(
        code="T12",
        title=Text("Keluarga terpecah antar-TPS", "Household split between stations"),
        seeks=Text(
            "Anggota keluarga (NKK utuh yang sama, desa sama) di TPS yang berbeda; satu temuan untuk satu keluarga. "
            "Yang dibetulkan TPS-nya, bukan hak pilihnya.",
            "Members of a household (equal whole NKK, same village) at different stations; one finding for a "
            "household. What is put right is the station, not the right to vote.",
        ),
        category=Category.TMS,
        tms_reason="wrong_tps",
        severity=Severity.MEDIUM,
        law=law.STATION,
        columns=("nkk", "village", "tps"),
        query="""SELECT list(record) AS records, count(*) AS n, min(tps) AS first, max(tps) AS last,
                count(DISTINCT tps) AS stations
            FROM roll WHERE nkk_known IS NOT NULL AND village IS NOT NULL AND tps IS NOT NULL
            GROUP BY village, nkk_known HAVING count(DISTINCT tps) > 1""",
        says=Text(
            "{n:count} anggota satu keluarga terbagi di {stations:count} TPS (TPS {first} dan {last}).",
            "{n:count} members of one household are spread over {stations:count} stations (TPS {first} and {last}).",
        ),
        proof=tms_reasons()["wrong_tps"].kept_as_proof,
        hit=Example.of(roll=[{**HERE, "nkk": _NKK}, {**HERE, "nkk": _NKK}, {**NEXT_STATION, "nkk": _NKK}]),
        miss=Example.of(
            roll=[
                {**HERE, "nkk": "1602************"},
                {**NEXT_STATION, "nkk": "1602************"},
                {**HERE, "nkk": _NKK},
            ]
        ),  # fmt: skip
    ),
    Rule(
        code="A06",
        title=Text("Keluarga yang sangat besar", "Very large household"),
        seeks=Text(
            f"{_LARGE_HOUSEHOLD} pemilih atau lebih dengan satu NKK.",
            f"{_LARGE_HOUSEHOLD} voters or more under one NKK.",
        ),
        category=Category.ANOMALY,
        severity=Severity.LOW,
        law=law.WITHOUT_BASIS,
        columns=("nkk",),
        query=f"""SELECT list(record) AS records, count(*) AS n FROM roll
            WHERE nkk_known IN (
                SELECT nkk_known FROM roll WHERE nkk_known IS NOT NULL GROUP BY nkk_known
                HAVING count(*) >= {_LARGE_HOUSEHOLD})
            GROUP BY nkk_known""",
        says=Text("{n:count} pemilih dengan satu NKK.", "{n:count} voters under one NKK."),
        proof=_PROOF,
        hit=Example.of(roll=[{**HERE, "nkk": _NKK}] * _LARGE_HOUSEHOLD),
        miss=Example.of(roll=[{**HERE, "nkk": _NKK}] * (_LARGE_HOUSEHOLD - 1)),
    ),
)
