"""saksama office verify-reports: do the seals of all field reports still hold?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from saksama.office.fieldwork.models import Seal
from saksama.office.fieldwork.verifying import verify_seal


class Command(BaseCommand):
    """Checks every sealed report with its files; exit code 1 if one does not hold."""

    help = "Proves that no sealed field report and none of its evidence was changed."

    def handle(self, *args: Any, **options: Any) -> None:
        """One line for each seal that is broken, then the count."""
        broken = number = 0
        for seal in Seal.objects.select_related("report__by", "report__stage", "report__signed_by").order_by("pk"):
            number += 1
            verdict = verify_seal(seal)
            if not verdict.holds:
                broken += 1
                reasons = [
                    text
                    for wrong, text in (
                        (not verdict.text_whole, "seal"),
                        (not verdict.in_trail, "trail"),
                        (not verdict.report_same, "report"),
                        (bool(verdict.files_broken), f"files: {', '.join(verdict.files_broken)}"),
                    )
                    if wrong
                ]
                self.stderr.write(f"{seal.report}: {'; '.join(reasons)}")
        if broken:
            raise CommandError(f"{broken} of {number} sealed reports do not hold.")
        self.stdout.write(_("All sealed reports hold: %(n)d.") % {"n": number})
