"""A finding about a place, not about people: is it found again in the next list?"""

from saksama.language import Text
from saksama.office.rolls.models import Finding, ListVersion
from saksama.rolls.verify import Lookup, Outcome

_GONE = Text("Tidak ditemukan lagi di tempat ini.", "Not found at this place any more.")
_STILL = Text("Masih ditemukan di tempat yang sama.", "Still found at the same place.")
_NOT_RUN = Text(
    "Aturannya tidak dapat dijalankan pada daftar baru (datanya tidak ada).",
    "The rule could not be run on the new list (its data are missing).",
)


def place_result(finding: Finding, new: ListVersion, rules_ran: frozenset[str]) -> Lookup:
    """Fixed if the rule ran over the new list and did not find the place again."""
    if finding.rule not in rules_ran:
        return Lookup(Outcome.CANNOT_TELL, "place_not_run", _NOT_RUN)
    again = new.findings.filter(rule=finding.rule, region=finding.region, tps=finding.tps).exists()
    if again:
        return Lookup(Outcome.NOT_FIXED, "place_still", _STILL)
    return Lookup(Outcome.FIXED, "place_gone", _GONE)
