"""saksama office createaccount: the first account, and any other from the command line."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from saksama.office.accounts import actions, invitations
from saksama.office.accounts.access import Role
from saksama.office.accounts.models import Account
from saksama.office.trail.record import record


class Command(BaseCommand):
    """Makes an account and prints the one-time code with which its owner sets the password."""

    help = "Makes an account and prints its one-time code."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who it is."""
        parser.add_argument("username")
        parser.add_argument("--name", required=True)
        parser.add_argument("--role", choices=Role.values, default=Role.ADMINISTRATOR.value)
        parser.add_argument("--region", default="", help="Kemendagri code, 16.02; empty for all of Indonesia")
        parser.add_argument("--email", default="")

    def handle(self, *args: Any, username: str, name: str, role: str, region: str, email: str, **options: Any) -> None:
        """Makes it, or says why not."""
        account = Account(username=username.lower(), name=name, role=role, region=region, email=email)
        account.set_unusable_password()
        try:
            account.full_clean(exclude=["password"])
        except ValidationError as error:
            raise CommandError(
                "; ".join(f"{field}: {' '.join(texts)}" for field, texts in error.message_dict.items())
            ) from error
        with transaction.atomic():
            account.save()
            record("system", actions.ACCOUNT_CREATED, account, details={"role": role})
            code = invitations.issue(account, None)
        self.stdout.write(f"{account.username}\t{code}\t/invitation/{code}/")
