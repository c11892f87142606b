"""Two letters on the DPS, one that KPU says it has carried out, one without an answer; what the DPT shows of both."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from saksama.office.accounts.models import Account
from saksama.office.demonstration import Office
from saksama.office.recommendations.answering import answer
from saksama.office.recommendations.compose import next_number, recalled
from saksama.office.recommendations.drafting import draft, follow_up
from saksama.office.recommendations.making import make
from saksama.office.recommendations.models import Claim, Document, Item, LookUp, OfficeData, Recommendation
from saksama.office.recommendations.models.item import OPEN_RESULTS
from saksama.office.recommendations.next_list import look_up_letters
from saksama.office.rolls.models import Finding, ListVersion, Review, Verdict, review

# What the letters are about: rules, and how many findings at most.
FIRST = (("T01", 160), ("T04", 120), ("T05", 60), ("T06", 40), ("T02", 15), ("T03", 15))
SECOND = (("T12", 60), ("T13", 60), ("D18", 30), ("D20", 30))
OPEN = (("T01", 25), ("T04", 25), ("T06", 10))  # in the DPT: confirmed, and in no letter yet
SENT, SENT_AGAIN = date(2024, 8, 20), date(2024, 9, 2)
AUDITED = date(2024, 9, 22)
SEEN = {"T01": "Keluarga menunjukkan akta kematian.", "T04": "Orang yang sama, ditemui di rumah."}
REFUSALS = ("Dokumen kematian belum kami terima dari Dukcapil.", "Pemilih masih berdomisili di alamat tersebut.")


def fill(office: Office) -> None:
    """The first letter is answered on the third day, nearly all “fixed”; the second stays without an answer."""
    dps, dpt = office.lists["DPS"], office.lists["DPT"]
    _letterhead(office)
    first = _letter(office, dps, FIRST, SENT)
    _answer(office, first, SENT + timedelta(days=3))
    second = _letter(office, dps, SECOND, SENT_AGAIN)
    look_up_letters([first, second], dpt, office.people["staf"], office.progress)
    LookUp.objects.filter(version=dpt).update(at=_at(AUDITED, 10))
    first.refresh_from_db()
    if first.items.filter(result__in=OPEN_RESULTS).exists():
        follow_up(first, office.people["staf"])  # waits for the head
    _confirm(office, dpt, OPEN, AUDITED + timedelta(days=2))


def _letterhead(office: Office) -> None:
    OfficeData.objects.create(
        region=office.region,
        title="Kabupaten Ogan Komering Ilir",
        address="Jalan Peragaan Nomor 1, Kayuagung 30611",
        contact="Surel: peragaan@contoh.example",
        place="Kayuagung",
        office_code="K.SS-09",
        signatory=office.people["ketua"].name,
        addressee="Ketua KPU Kabupaten Ogan Komering Ilir",
        addressee_place="Kayuagung",
        copies="Ketua Bawaslu Provinsi Sumatera Selatan di Palembang;\nArsip.",
    )


def _confirm(office: Office, version: ListVersion, asked: Sequence[tuple[str, int]], day: date) -> list[Finding]:
    """Reviews findings of all sub-districts as confirmed: those of the two Panwascam by themselves, others by staff."""
    chosen: list[Finding] = []
    for rule, most in asked:
        rows = Finding.objects.filter(version=version, rule=rule, status="open").order_by("finding_id")
        found = list(rows[:most])
        for by in _reviewers(office):
            own = [each for each in found if _reviewer(office, each) == by]
            review(version, own, by, Verdict.CONFIRMED, SEEN.get(rule, "Dicocokkan di lapangan."))
        chosen += found
    if not chosen:  # a very small demonstration
        chosen = list(Finding.objects.filter(version=version, status="open").order_by("finding_id")[:10])
        review(version, chosen, office.people["staf"], Verdict.CONFIRMED, "Dicocokkan di lapangan.")
    Review.objects.filter(finding__in=[each.pk for each in chosen]).update(at=_at(day, 14))
    return chosen


def _reviewers(office: Office) -> list[Account]:
    return [office.people[name] for name in ("panwascam", "panwascam2", "staf")]


def _reviewer(office: Office, finding: Finding) -> Account:
    own = (each for each in _reviewers(office)[:2] if each.region == finding.district)
    return next(own, office.people["staf"])


def _letter(office: Office, version: ListVersion, asked: Sequence[tuple[str, int]], day: date) -> Recommendation:
    found = _confirm(office, version, asked, day - timedelta(days=3))
    chosen = Finding.objects.filter(pk__in=[each.pk for each in found])
    letter = draft(version, chosen, office.people["staf"])
    number = next_number(OfficeData.of(office.region), office.region, day)
    head = office.people["ketua"]
    letter.approve(head, number, day, whole_numbers=False, confirmed=len(recalled(letter)))
    make(letter, head, office.progress)  # its job in the queue finds it made
    letter.refresh_from_db()
    letter.send(office.people["staf"], day)
    Document.objects.filter(recommendation=letter).update(at=_at(day, 9))
    times = {"created": _at(day - timedelta(days=1), 15), "approved_at": _at(day, 8), "made_at": _at(day, 9)}
    Recommendation.objects.filter(pk=letter.pk).update(**times)
    letter.refresh_from_db()
    return letter


def _answer(office: Office, letter: Recommendation, day: date) -> None:
    """KPU: nearly all fixed, a few already correct, a few rejected."""
    kpu = office.people["kpu"]
    keys = list(letter.items.order_by("pk").values_list("pk", flat=True))
    office.chance.shuffle(keys)
    few = max(1, len(keys) // 40)
    parts = ((Claim.REJECTED, keys[:few]), (Claim.ALREADY_RIGHT, keys[few : 2 * few]), (Claim.FIXED, keys[2 * few :]))
    for claim, chosen in parts:
        reason = office.chance.choice(REFUSALS) if claim == Claim.REJECTED else ""
        if chosen:
            answer(letter, Item.objects.filter(pk__in=chosen), kpu, claim, reason)
    letter.items.update(claimed_at=_at(day, 11))
    letter.hand_in(kpu, day)


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, 12)))
