"""Too many attempts: who guesses passwords or codes has to wait, and one who guesses cannot lock everybody out."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from saksama.office.accounts.models import LoginFailure

WINDOW = timedelta(minutes=15)
# Failures within the window after which the next attempt is refused.
PER_ACCOUNT_AND_ADDRESS = 5
PER_ACCOUNT = 30  # from anywhere; higher, so that a stranger cannot keep the owner out from five attempts on
PER_ADDRESS = 50  # an office behind one address has many people
CODE = "invitation "  # begins the name under which one-time codes are counted, apart from passwords


@dataclass(frozen=True)
class Attempt:
    """Somebody at an address trying to get into an account."""

    username: str
    address: str

    def is_blocked(self) -> bool:
        """True if one of the limits has been reached."""
        recent = LoginFailure.objects.filter(at__gt=timezone.now() - WINDOW)
        of_account = recent.filter(username=self.username)
        codes = recent.filter(username__startswith=CODE)
        of_address = codes if self.username.startswith(CODE) else recent.exclude(pk__in=codes)
        return (
            of_account.filter(address=self.address).count() >= PER_ACCOUNT_AND_ADDRESS
            or of_account.count() >= PER_ACCOUNT
            or of_address.filter(address=self.address).count() >= PER_ADDRESS
        )

    def note_failure(self) -> None:
        """Counts a refused attempt, and forgets those of yesterday."""
        now = timezone.now()
        LoginFailure.objects.filter(at__lt=now - timedelta(days=1)).delete()
        LoginFailure.objects.create(username=self.username, address=self.address, at=now)

    def forget_failures(self) -> None:
        """After a login the owner starts from zero, at this address."""
        LoginFailure.objects.filter(username=self.username, address=self.address).delete()


def attempt(request: HttpRequest, username: str) -> Attempt:
    """The attempt a request makes."""
    return Attempt(username.strip().lower()[:254], client_address(request))


def client_address(request: HttpRequest) -> str:
    """Where the request comes from. X-Forwarded-For counts only with SAKSAMA_PROXY=1, and of it the last hop."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.USE_PROXY else ""
    return str(forwarded.rsplit(",", 1)[-1].strip() or request.META.get("REMOTE_ADDR", ""))[:45]
