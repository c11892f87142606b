"""Examples for the addresses of coklit."""

from saksama.office.accounts.models import Account
from tests.office.conftest import Cast


def _station(cast: Cast, viewer: Account) -> dict[str, object]:
    return {"village": "16.02.05.1001", "tps": "001"}


EXAMPLES = {"enter_coklit": _station}
