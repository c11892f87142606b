"""Who is told of which step. The table; one function uses it, in the transaction of the step."""

from typing import Any

from saksama.language import Text
from saksama.office.accounts.access import Role
from saksama.office.accounts.models import Account
from saksama.office.records.models import notify

STAFF, HEAD, AUTHOR, LIAISONS = "staff", "head", "author", "liaisons"

TELLS: dict[str, tuple[tuple[str, ...], Text]] = {
    "report": ((STAFF, HEAD), Text("Kasus netralitas baru: {case}.", "New neutrality case: {case}.")),
    "verify": ((AUTHOR,), Text("Laporan Anda diverifikasi: {case}.", "Your report was verified: {case}.")),
    "escalate": ((HEAD,), Text("Menunggu keputusan ketua: {case}.", "Waits for the head's decision: {case}.")),
    "return": ((STAFF,), Text("Dikembalikan untuk dilengkapi: {case}.", "Returned to be completed: {case}.")),
    "refer": ((STAFF, AUTHOR, LIAISONS), Text("Diteruskan kepada badan berwenang: {case}.", "Handed over: {case}.")),
    "answer": ((STAFF, HEAD), Text("Badan berwenang menjawab: {case}.", "The competent body answered: {case}.")),
    "progress": ((STAFF,), Text("Kabar dari badan berwenang: {case}.", "The competent body sent word: {case}.")),
    "close": ((AUTHOR, LIAISONS), Text("Kasus ditutup: {case}.", "Case closed: {case}.")),
    "drop": ((STAFF, AUTHOR), Text("Ditutup tanpa penerusan: {case}.", "Closed without hand-over: {case}.")),
    "reopen": ((STAFF, HEAD), Text("Kasus dibuka kembali: {case}.", "Case reopened: {case}.")),
    "void": ((STAFF, AUTHOR), Text("Dinyatakan batal: {case}.", "Declared void: {case}.")),
}


def tell(case: Any, step: str, key: str) -> None:
    """Notices for whom the table names and who may see the case."""
    whom, text = TELLS[step]
    notify(people(case, whom), text.fill(case=case), case.get_absolute_url(), key)


def people(case: Any, whom: tuple[str, ...]) -> list[Account]:
    """Open accounts of these parts that may see the case. One query an account of Bawaslu."""
    found: list[Account] = []
    roles = [role for part, role in ((STAFF, Role.STAFF), (HEAD, Role.HEAD)) if part in whom]
    found += Account.objects.filter(is_active=True, role__in=roles)
    if AUTHOR in whom:
        found.append(case.by)
    if LIAISONS in whom:
        found += Account.objects.filter(is_active=True, agencies__neutrality_handovers__case=case).distinct()
    rows = type(case).objects.filter(pk=case.pk)
    return [each for each in found if each.is_active and (rows & type(case).objects.visible_to(each)).exists()]
