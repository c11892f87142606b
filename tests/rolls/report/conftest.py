"""A made-up regency with findings, small, consistent and the same in every run. No rule is run here."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from saksama.language import Text
from saksama.rolls.check.rule import Example, Rule
from saksama.rolls.columns import DataState, ListKind
from saksama.rolls.engine import Engine
from saksama.rolls.findings import FINDING_COLUMNS, Category, Severity
from saksama.rolls.report.facts import AuditFacts, SkippedRule
from saksama.rolls.report.places import oki

VOTERS = 8_000
NOTHING = Example(tables={})


def rule(code: str, id_: str, en: str, category: Category, severity: Severity, tms: str | None = None) -> Rule:
    """A rule as the report sees it: what it is called and where it stands in the law."""
    says = Text("Surat keterangan", "Certificate")
    law = "PKPU 7/2024"
    return Rule(code, Text(id_, en), says, category, severity, law, "", says, says, NOTHING, NOTHING, tms_reason=tms)


RULES = (
    rule("TMS-DEAD", "Tercatat meninggal", "Registered as dead", Category.TMS, Severity.HIGH, "dead"),
    rule("TMS-DUPLICATE", "Diduga ganda", "Probable duplicate", Category.TMS, Severity.HIGH, "duplicate"),
    rule("TMS-UNDERAGE", "Di bawah umur, belum kawin", "Under age, not married", Category.TMS, Severity.HIGH, "age"),
    rule("MISSING-DPK", "Pemilih DPK belum masuk", "Voter of the DPK still missing", Category.MISSING, Severity.MEDIUM),
    rule("DATA-RT-RW", "RT atau RW kosong", "RT or RW empty", Category.DATA, Severity.LOW),
    rule("DATA-NIK-FORM", "Bentuk NIK salah", "Malformed NIK", Category.DATA, Severity.MEDIUM),
    rule("ANOMALY-TPS", "TPS melebihi batas", "Polling station above its limit", Category.ANOMALY, Severity.MEDIUM),
    rule("TMS-NONE", "Aturan tanpa temuan", "Rule that finds nothing", Category.TMS, Severity.HIGH, "police"),
)
SKIPPED = rule("TMS-POLICE", "Anggota TNI/Polri", "Soldier or police", Category.TMS, Severity.HIGH, "police")


def fill(engine: Engine, voters: int) -> None:
    """Makes `roll`, `duplicates`, `dpk` and `findings` for so many voters, with three desa made hot on purpose."""
    places = oki()
    engine.run("CREATE OR REPLACE TABLE desa (nr INTEGER, code VARCHAR, name VARCHAR, kecamatan VARCHAR, share DOUBLE)")
    published = places.published[ListKind.DPT].voters
    inside = {code: [desa for desa in places.desa if desa.startswith(code)] for code in places.kecamatan}
    for nr, (code, name) in enumerate(sorted(places.desa.items())):
        kecamatan = code.rpartition(".")[0]
        share = published[kecamatan] / len(inside[kecamatan]) / sum(published.values())
        engine.run("INSERT INTO desa VALUES (?, ?, ?, ?, ?)", [nr, code, name, places.kecamatan[kecamatan], share])
    engine.table(
        "roll",
        """WITH person AS (
            SELECT code, name AS village_name, kecamatan, nr, unnest(range(greatest(3, round(share * ?)::BIGINT))) AS i
            FROM desa
        ), draw AS (
            SELECT *, (hash(code, i) % 1000000000000)::BIGINT AS h, row_number() OVER (ORDER BY code, i) - 1 AS record
            FROM person
        )
        SELECT record, '1602011234560001' AS nkk,
            '1602' || lpad((h % 100000000)::VARCHAR, 8, '0') || lpad((record % 10000)::VARCHAR, 4, '0') AS nik,
            ['SITI', 'MUHAMMAD', 'AHMAD', 'NUR', 'ROHMAN'][1 + h % 5] || ' ' ||
            ['AMINAH', 'YUSUF', 'HIDAYAT', 'LESTARI', 'SAPUTRA'][1 + (h >> 8) % 5] AS name,
            'KAYUAGUNG' AS birthplace,
            DATE '2008-03-20' - (365 * ((h >> 4) % 1000 / 1000.0) ** 1.7 * 78 + (h >> 16) % 365)::INTEGER AS birthdate,
            NULL::SMALLINT AS age, ['B', 'S', 'P'][1 + h % 3] AS marital, ['L', 'P'][1 + (h >> 20) % 2] AS sex,
            'DUSUN ' || (1 + h % 4) AS address,
            CASE WHEN h % 97 = 0 THEN NULL ELSE lpad((1 + h % 9)::VARCHAR, 3, '0') END AS rt, '001' AS rw,
            '' AS disability, 'S' AS ektp,
            lpad((1 + i // (380 + nr * 7 % 235))::VARCHAR, 3, '0') AS tps, code AS village,
            left(code, 8) AS district, village_name, kecamatan AS district_name, '' AS note, NULL::DATE AS event_date,
            NULL AS document, NULL AS issuer, 'dpt.csv' AS source_file, record + 2 AS source_row,
            date_diff('year', birthdate, DATE '2024-11-27') AS age_on_voting_day, h, nr
        FROM draw""",
        [voters],
    )
    engine.table("dpk", "SELECT * REPLACE ('dpk.csv' AS source_file) FROM roll WHERE h % 1000 = 7")
    found = [
        _finding("TMS-DEAD", "tms", "dead", "high", "h % 200 = 1 OR (nr IN (40, 210) AND h % 5 = 0)"),
        _finding(
            "TMS-DUPLICATE",
            "tms",
            "duplicate",
            "high",
            "h % 250 = 2",
            odds="0.3 + (h >> 7) % 700 / 1000.0",
            second=True,
        ),
        _finding("TMS-UNDERAGE", "tms", "age", "high", "age_on_voting_day < 17 AND marital = 'B' AND h % 40 = 3"),
        _finding("DATA-RT-RW", "data", None, "low", "rt IS NULL OR (nr = 120 AND h % 3 = 0)"),
        _finding("DATA-NIK-FORM", "data", None, "medium", "h % 900 = 8"),
        _finding("MISSING-DPK", "missing", None, "medium", "TRUE", roll="dpk"),
        """SELECT md5('tps' || village || tps)[1:16], 'ANOMALY-TPS', 'anomaly', NULL, 'medium', NULL,
        district, village, tps, NULL, [],
        'TPS berisi ' || count(*) || ' pemilih', 'The station has ' || count(*) || ' voters'
        FROM roll GROUP BY village, district, tps HAVING count(*) > 590""",
    ]
    names = ", ".join(FINDING_COLUMNS)
    engine.table("findings", f"SELECT * FROM ({' UNION ALL '.join(found)}) AS f({names})")
    engine.table("duplicates", "SELECT record, probability FROM findings WHERE rule = 'TMS-DUPLICATE'")


def _finding(
    code: str,
    category: str,
    tms: str | None,
    severity: str,
    where: str,
    *,
    odds: str = "NULL::DOUBLE",
    second: bool = False,
    roll: str = "roll",
) -> str:
    first = f"{{roll: '{roll}', record: record, source_file: source_file, source_row: source_row}}"
    other = "{roll: 'roll', record: (record + 1) % (SELECT count(*) FROM roll), source_file: 'dpt.csv', source_row: 9}"
    records = f"[{first}, {other}]" if second else f"[{first}]"
    record = "record" if roll == "roll" else "NULL::BIGINT"
    reason = f"'{tms}'" if tms else "NULL::VARCHAR"
    return f"""SELECT md5('{code}' || record)[1:16], '{code}', '{category}', {reason}, '{severity}', {odds}, district,
        village, tps, {record}, {records}, 'Temuan tentang NIK 1602011234560001', 'About NIK 1602011234560001'
        FROM {roll} WHERE {where}"""


def facts() -> AuditFacts:
    """The audit of the made-up regency."""
    return AuditFacts(
        list_kind=ListKind.DPT,
        election=Text("Pilkada 2024", "Regional election 2024"),
        voting_day=date(2024, 11, 27),
        made_at=datetime(2024, 9, 20, 8, 30, tzinfo=UTC),
        places=oki(),
        state=DataState.NO_NUMBERS,
        rules_ran=RULES,
        rules_skipped=(SkippedRule(SKIPPED, Text("Daftar TNI/Polri tidak diberikan.", "No such list was given.")),),
        second_lists=(ListKind.DPK,),
        rows_rejected=12,
        timings={"read": 1.2, "check": 3.4, "link": 20.5},
    )


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    with Engine() as engine:
        fill(engine, VOTERS)
        yield engine


@pytest.fixture(scope="session", name="facts")
def facts_fixture() -> AuditFacts:
    return facts()


@pytest.fixture
def fill_engine() -> Callable[[Engine, int], None]:
    return fill


@pytest.fixture(scope="session")
def written(engine: Engine, facts: AuditFacts, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all that an audit writes."""
    from saksama.rolls.report import write_field_sheets, write_findings, write_report

    folder = tmp_path_factory.mktemp("out")
    write_findings(engine, folder)
    write_field_sheets(engine, folder, facts)
    write_report(engine, folder, facts)
    return folder
