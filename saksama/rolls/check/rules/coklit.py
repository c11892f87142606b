"""Coklit, the house-to-house enumeration, as the supervisors counted it by station."""

from saksama.language import Text
from saksama.rolls.check import law
from saksama.rolls.check.rule import Example, Row, Rule
from saksama.rolls.check.rules.examples import HERE, OTHER_VILLAGE
from saksama.rolls.findings import Category, Severity

_PROOF = Text("Formulir Model A pengawas per TPS.", "The supervisor's Form A by station.")
_DONE: Row = {"village": HERE["village"], "tps": "001", "households": 150, "visited": 150, "sticker_without_visit": 0}

RULES = (
    Rule(
        code="A17",
        title=Text("TPS tidak pernah dicoklit", "Station never enumerated"),
        seeks=Text(
            "TPS yang menurut laporan tidak satu keluarga pun didatangi.",
            "A station where, by the reports, not one household was visited.",
        ),
        category=Category.ANOMALY,
        severity=Severity.HIGH,
        law=law.COKLIT,
        needs=("coklit",),
        query="""SELECT g.district, c.village, c.tps, c.households FROM coklit c
            LEFT JOIN regions g ON g.code = c.village
            WHERE c.visited = 0""",
        says=Text(
            "Tidak satu pun dari {households:count} keluarga didatangi coklit.",
            "Not one of {households:count} households was visited.",
        ),
        proof=_PROOF,
        hit=Example.of(coklit=[{**_DONE, "visited": 0}]),
        miss=Example.of(coklit=[_DONE]),
    ),
    Rule(
        code="A18",
        title=Text("Stiker tanpa coklit", "Stickers without a visit"),
        seeks=Text(
            "Keluarga yang rumahnya ditempeli stiker tanpa didatangi.",
            "Households with a sticker on the house but no visit.",
        ),
        category=Category.ANOMALY,
        severity=Severity.MEDIUM,
        law=law.COKLIT,
        needs=("coklit",),
        query="""SELECT g.district, c.village, c.tps, c.sticker_without_visit AS stickers FROM coklit c
            LEFT JOIN regions g ON g.code = c.village WHERE c.sticker_without_visit > 0""",
        says=Text(
            "{stickers:count} keluarga berstiker tetapi tidak didatangi.",
            "{stickers:count} households have a sticker but were not visited.",
        ),
        proof=_PROOF,
        hit=Example.of(coklit=[{**_DONE, "sticker_without_visit": 3}]),
        miss=Example.of(coklit=[_DONE]),
    ),
    Rule(
        code="A19",
        title=Text("Desa tanpa laporan coklit", "Village without a coklit report"),
        seeks=Text(
            "Desa yang ada di daftar pemilih tetapi tanpa satu pun laporan pengawasan coklit: tidak diketahui, bukan "
            "nol.",
            "A village of the voter list without a single coklit supervision report: not known, which is not zero.",
        ),
        category=Category.ANOMALY,
        severity=Severity.MEDIUM,
        law=law.COKLIT,
        needs=("coklit",),
        columns=("village",),
        query="""SELECT max(r.district) AS district, r.village, CAST(NULL AS VARCHAR) AS tps, count(*) AS voters
            FROM roll r
            WHERE r.village IS NOT NULL AND r.village NOT IN (SELECT village FROM coklit WHERE village IS NOT NULL)
            GROUP BY r.village""",
        says=Text(
            "{voters:count} pemilih, tidak ada laporan pengawasan coklit.",
            "{voters:count} voters, no coklit supervision report.",
        ),
        proof=_PROOF,
        hit=Example.of(roll=[HERE, OTHER_VILLAGE], coklit=[_DONE]),
        miss=Example.of(roll=[HERE], coklit=[_DONE]),
    ),
)
