"""The demonstration: the DPT searched for the DPK of February 2024 and for people reported; some doors visited."""

from saksama.language import Text
from saksama.office.demonstration import Office
from saksama.office.residue.background import compute
from saksama.office.residue.models import (
    Channel,
    MissingReport,
    PresenceChoice,
    Residue,
    ResiduePerson,
    Verdict,
    check_person,
)
from saksama.office.residue.report_file import keep_reports, key_of
from saksama.rolls import Engine

CLAIM = "Semua sudah dimasukkan; mungkin tersisa beberapa. (Rapat pleno DPT, 19 September 2024)"
REPORTS = 60  # people that nobody but a neighbour or a posko knew of
CHECKED = 40


def fill(office: Office) -> None:
    """Reports first, since the search looks for them too; then what supervisors found at some doors."""
    keep_reports(_reports(office), office.people["staf"])
    lists = office.lists
    residue = Residue.objects.create(
        region=office.region,
        version=lists["DPT"],
        dpk=lists.get("DPK"),
        deaths=lists.get("DEATHS"),
        police_army=lists.get("POLICE_ARMY"),
        claim=CLAIM,
        by=office.people["staf"],
    )
    compute(residue, lambda what, done, total: office.progress(Text(what.id, what.en), done, total))
    _check_some(office, residue)


def _reports(office: Office) -> list[MissingReport]:
    """From the planted truth: people in no list, and a few who are listed and only did not look well."""
    channels = list(Channel)
    with Engine(threads=1) as engine:
        rows = engine.rows(
            "SELECT name, birthplace, birthdate, sex, village, rt FROM read_parquet(?) "
            "WHERE kind = 'never_listed' ORDER BY person LIMIT ?",
            [str(office.files / "kebenaran" / "missing.parquet"), REPORTS],
        )
        rows += engine.rows(
            "SELECT name, birthplace, birthdate, sex, village, rt FROM read_parquet(?) "
            "WHERE birthdate IS NOT NULL AND village IS NOT NULL AND record % 997 = 3 ORDER BY record LIMIT ?",
            [str(office.lists["DPT"].roll), REPORTS // 3],
        )
    found = []
    for name, birthplace, birthdate, sex, village, rt in rows:
        report = MissingReport(
            region=village,
            name=name,
            birthplace=birthplace or "",
            birthdate=birthdate,
            sex=sex or "",
            rt=rt or "",
            channel=office.chance.choice(channels),
            day=office.days_ago(office.chance.randrange(2, 40)),
            by=office.people["staf"],
        )
        report.key = key_of(report)
        found.append(report)
    return list({report.key: report for report in found}.values())


def _check_some(office: Office, residue: Residue) -> None:
    """Most were missing indeed; a few were listed under another spelling, had moved, or were not at home."""
    people = ResiduePerson.objects.filter(residue=residue, presence=PresenceChoice.NOT_IN_LIST).order_by("region", "id")
    said = {
        Verdict.MISSING: ("", "Ditemui di rumah, KTP-el diperlihatkan."),
        Verdict.IN_LIST: ("", "Namanya ada di daftar dengan ejaan lain."),
        Verdict.NOT_ELIGIBLE: ("moved", "Menurut ketua RT sudah pindah ke Palembang."),
        Verdict.UNCLEAR: ("", "Dua kali didatangi, rumah kosong."),
    }
    verdicts = [Verdict.MISSING] * 7 + [Verdict.IN_LIST, Verdict.NOT_ELIGIBLE, Verdict.UNCLEAR]
    for person in list(people)[:: max(1, people.count() // CHECKED)][:CHECKED]:
        verdict = office.chance.choice(verdicts)
        reason, note = said[verdict]
        by = office.people["panwascam" if person.region.startswith("16.02.05") else "staf"]
        check_person(person, by, verdict, reason=reason, note=note)
