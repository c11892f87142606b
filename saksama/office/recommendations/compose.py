"""From a recommendation to the letter that is printed, and the words a new draft begins with."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count

from saksama.office.accounts.region_code import parent_of
from saksama.office.clock import today
from saksama.office.election.models import Region
from saksama.office.recommendations.asking import BASES
from saksama.office.recommendations.letter import (
    Addressee,
    FindingGroup,
    LegalBasis,
    Letter,
    LetterNumber,
    OfficeHead,
    Signatory,
    groups_from,
)
from saksama.office.recommendations.letter.indonesian import date_in_words, with_dots
from saksama.office.recommendations.letter.wording import CLOSING, opening
from saksama.office.recommendations.models import Claim, OfficeData, Recommendation, Result
from saksama.office.recommendations.people import places
from saksama.office.rolls.models import Kind, ListVersion
from saksama.reference.sourced import Mark, Origin

if TYPE_CHECKING:
    from collections.abc import Sequence

# As official letters call them.
LIST_TITLES = {
    Kind.DP4: "Daftar Penduduk Potensial Pemilih Pemilihan (DP4)",
    Kind.DPHP: "Daftar Pemilih Hasil Pemutakhiran (DPHP)",
    Kind.DPS: "Daftar Pemilih Sementara (DPS)",
    Kind.DPSHP: "Daftar Pemilih Sementara Hasil Perbaikan (DPSHP)",
    Kind.DPT: "Daftar Pemilih Tetap (DPT)",
    Kind.DPTB: "Daftar Pemilih Tambahan (DPTb)",
}
ATTACHMENTS = "1 (satu) berkas"


def list_title(version: ListVersion) -> str:
    """Daftar Pemilih Sementara (DPS) Kabupaten …"""
    name = Region.objects.filter(code=version.region).values_list("name", flat=True).first() or version.region
    return f"{LIST_TITLES.get(Kind(version.kind), version.kind)} {name}"


def subject_of(version: ListVersion, *, follows: bool) -> str:
    """Perihal."""
    again = "Lanjutan " if follows else ""
    return f"Saran Perbaikan {again}atas {LIST_TITLES.get(Kind(version.kind), version.kind)}"


def first_opening(office: OfficeData, version: ListVersion, findings: int) -> str:
    """The usual sentences, to be edited."""
    return "\n\n".join(opening(office.short_name, list_title(version), None, findings))


def follow_up_opening(office: OfficeData, before: Recommendation, newest: ListVersion, findings: int) -> str:
    """Cites the first letter, what KPU said to it, and what the next list shows."""
    counts: dict[str, Counter[str]] = {"claim": Counter(), "result": Counter()}
    for claim, result in before.items.values_list("claim", "result"):
        counts["claim"][claim] += 1
        counts["result"][result] += 1
    total = counts["claim"].total()
    cited = f"surat kami nomor {before.number} tanggal {date_in_words(before.dated) if before.dated else ''}"
    said = with_dots(counts["claim"][Claim.FIXED] + counts["claim"][Claim.ALREADY_RIGHT])
    if before.answered_on is None:
        answer = "Sampai batas waktu yang ditetapkan, kami belum menerima jawaban atas surat tersebut."
    else:
        answer = (
            f"Atas surat tersebut, dari {with_dots(total)} data yang disarankan, Saudara menyatakan {said} data sudah "
            "diperbaiki atau sudah benar."
        )
    unsure = counts["result"][Result.CANNOT_TELL]
    measured = (
        f"Hasil pencermatan {office.short_name} atas {list_title(newest)} menunjukkan "
        f"{with_dots(counts['result'][Result.FIXED])} data sudah diperbaiki dan {with_dots(findings)} data belum, baru "
        "sebagian, atau lain dari yang disarankan"
    )
    rest = f"; {with_dots(unsure)} data lainnya tidak dapat dipastikan dari daftar." if unsure else "."
    return "\n\n".join(
        (
            f"Menindaklanjuti {cited} perihal {before.subject}, dengan ini kami sampaikan sebagai berikut. {answer}",
            f"{measured}{rest}",
            "Sehubungan dengan hal tersebut, kami sampaikan kembali saran perbaikan sebagai berikut:",
        )
    )


def usual_legal_basis() -> str:
    """What every letter quotes, a paragraph each."""
    return "\n\n".join(basis.text for basis in BASES.general)


def usual_closing() -> str:
    """The last sentences."""
    return "\n\n".join(CLOSING)


def next_number(office: OfficeData, region: str, day: date) -> LetterNumber:
    """The next number of the office in the year of the day."""
    last = (
        Recommendation.objects.filter(region=region, dated__year=day.year, running__isnull=False)
        .order_by("-running")
        .values_list("running", flat=True)
        .first()
    )
    return LetterNumber((last or 0) + 1, office.classification, office.office_code, day.month, day.year)


def groups(letter: Recommendation) -> tuple[FindingGroup, ...]:
    """The findings of a letter counted by kind and place. Two queries."""
    rows = list(letter.items.order_by().values_list("kind", "region").annotate(n=Count("id")))
    codes = {region for _kind, region, _n in rows}
    names = dict(
        Region.objects.filter(code__in=codes | {parent_of(code) for code in codes}).values_list("code", "name")
    )
    counts: dict[str, dict[tuple[str, str], int]] = defaultdict(lambda: defaultdict(int))
    for kind, region, number in rows:
        counts[kind][places(region, names)] += number
    return groups_from(counts, BASES)


def letter_of(letter: Recommendation, office: OfficeData) -> Letter:
    """What is printed. A draft has dots for its number and today as its date."""
    day = letter.dated or today()
    number = letter.number or f"…/{office.classification}/{office.office_code}/{day.month:02d}/{day.year}"
    return Letter(
        office=OfficeHead(office.institution, office.title, office.address, office.contact, office.logo),
        number=number,
        date=day,
        place=office.place,
        nature=letter.nature,
        attachments=ATTACHMENTS,
        subject=letter.subject,
        addressee=Addressee(letter.addressee, letter.addressee_place),
        opening=tuple(letter.paragraphs(letter.opening)),
        legal_basis=quoted(letter),
        groups=groups(letter),
        deadline=letter.deadline or day + timedelta(days=letter.deadline_days),
        deadline_days=letter.deadline_days,
        closing=tuple(letter.paragraphs(letter.closing)),
        signatory=Signatory(office.position, office.signatory, office.nip),
        copies=tuple(letter.lines(letter.copies)),
    )


def quoted(letter: Recommendation) -> tuple[LegalBasis, ...]:
    """The legal bases of the letter as a whole. What the office has written itself counts as recalled."""
    known = {basis.text: basis for basis in BASES.general}
    own = Origin(Mark.RECALLED)
    return tuple(known.get(text, LegalBasis(text, own)) for text in letter.paragraphs(letter.legal_basis))


def recalled(letter: Recommendation) -> "Sequence[LegalBasis]":
    """What the head must confirm before the letter can be approved, each once."""
    by_kind = [basis for group in groups(letter) for basis in group.legal_basis]
    marked = [basis for basis in (*quoted(letter), *by_kind) if basis.origin.mark is Mark.RECALLED]
    return list(dict.fromkeys(marked))
