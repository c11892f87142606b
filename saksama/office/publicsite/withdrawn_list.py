"""A list is withdrawn: its figures are taken off the public page with it."""

from django.dispatch import receiver
from django.utils.translation import gettext as _

from saksama.office.accounts.models import Account
from saksama.office.publicsite.models import Release
from saksama.office.rolls.models import ListVersion
from saksama.office.rolls.signals import list_withdrawal_asked, list_withdrawn


@receiver(list_withdrawal_asked)
def say(sender: object, version: ListVersion, **_kwargs: object) -> list[str]:
    """Told before."""
    if not Release.objects.current().filter(version=version).exists():
        return []
    return [_("Its figures are taken off the public page. Only the head releases them again.")]


@receiver(list_withdrawn)
def take_down(sender: object, version: ListVersion, by: Account, **_kwargs: object) -> None:
    """In the transaction of the withdrawal; taken back, the head looks at them anew."""
    for release in Release.objects.current().filter(version=version):
        release.withdraw(by)
