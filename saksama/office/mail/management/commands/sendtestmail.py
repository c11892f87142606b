"""saksama office sendtestmail ADDRESS: whether mails go out, said at once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from saksama.office.mail.outbox import letter, message_of
from saksama.office.mail.transport import MailError, transport


class Command(BaseCommand):
    """Sends one mail past the outbox and says what the server said."""

    help = "Sends a test e-mail at once and says what the mail server answered."

    def add_arguments(self, parser: CommandParser) -> None:
        """To whom."""
        parser.add_argument("address", help="such as name@example.org")

    def handle(self, *args: Any, **options: Any) -> None:
        """Sends it; exit code 1 if it does not go out."""
        where = settings.MAIL_FOLDER or settings.SMTP or "–"
        body = "Surel dari kantor ini sampai. / The e-mails of this office arrive.\n"
        mail = letter(options["address"], "Saksama: surel percobaan / test e-mail", body)
        self.stdout.write(f"{where}, {settings.MAIL_FROM} → {options['address']}")
        try:
            with transport() as way:
                way.send(message_of(mail, body, ()))
        except MailError as error:
            raise CommandError(error.said) from error
        self.stdout.write("OK")
