"""Examples for the addresses of the agencies."""

from saksama.office.accounts.models import Account
from saksama.office.agencies.models import Agency
from tests.office.conftest import Cast


def _agency(cast: Cast, viewer: Account) -> dict[str, object]:
    return {"pk": Agency.objects.create(region=viewer.region or "16.02", name="Dinas", short=viewer.username).pk}


EXAMPLES = {"agency": _agency}
