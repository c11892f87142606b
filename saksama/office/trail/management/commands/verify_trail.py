"""saksama office verify-trail: is the audit trail whole?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from saksama.office.trail.verify import verify

REASONS = {
    "missing": "an entry is missing before it",
    "changed": "its content was changed",
    "chain": "it does not follow the entry before",
    "head": "entries after the last were removed, or the end of the chain was changed",
}


class Command(BaseCommand):
    """Walks the whole chain; exit code 1 and the first broken entry if it is not whole."""

    help = "Proves that no entry of the audit trail was changed, removed or put in between."

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints the verdict."""
        verdict = verify()
        if not verdict.whole:
            raise CommandError(
                f"The audit trail is broken at entry {verdict.broken_at}: {REASONS[verdict.reason]}. "
                f"{verdict.entries} entries before it are whole."
            )
        self.stdout.write(_("The audit trail is whole: %(n)d entries.") % {"n": verdict.entries})
        self.stdout.write(_("Last hash: %(hash)s") % {"hash": verdict.last_hash})
