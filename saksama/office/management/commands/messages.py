"""saksama office messages: collects every room's texts into its locale folder and compiles them (for developers)."""

import os
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.base import BaseCommand

HEAD = r"""# Indonesian texts of this room. Collected by `saksama office messages`.
msgid ""
msgstr ""
"Language: id\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=1; plural=0;\n"
"""


class Command(BaseCommand):
    """Needs GNU gettext. Each room keeps its own catalogue, so that two people can translate at the same time."""

    help = "Collects and compiles the translations of every room."

    def handle(self, *args: Any, **options: Any) -> None:
        """makemessages and compilemessages, in the folder of the office."""
        office = Path(apps.get_app_config("office").path)
        for config in apps.get_app_configs():
            if Path(config.path).is_relative_to(office):
                (Path(config.path) / "locale").mkdir(exist_ok=True)
        here = Path.cwd()
        os.chdir(office)
        try:
            call_command("makemessages", locale=["id"], no_location=True, no_wrap=True, no_obsolete=True, verbosity=0)
            for catalogue in office.glob("**/locale/id/LC_MESSAGES/django.po"):
                _steady(catalogue)
            call_command("compilemessages", locale=["id"], verbosity=0)
        finally:
            os.chdir(here)


def _steady(catalogue: Path) -> None:
    """Gives the catalogue our own head, without the date of collecting, so that nothing changes when no text did."""
    _, _, body = catalogue.read_text(encoding="utf-8").partition("\n\n")
    catalogue.write_text(f"{HEAD}\n{body}", encoding="utf-8")
