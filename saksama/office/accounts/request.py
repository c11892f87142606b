"""What views take: a request whose user is somebody. The gate sees to it for every view that is not public."""

from django.http import HttpRequest

from saksama.office.accounts.models import Account


class OfficeRequest(HttpRequest):
    """A request behind the gate."""

    user: Account
