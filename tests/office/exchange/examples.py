"""Examples for the addresses of the import: a table of something the viewer may write, or one that is not there."""

from saksama.office.accounts.models import Account
from saksama.office.exchange.models import State, Table
from saksama.office.records.intake import INTAKES
from tests.office.conftest import Cast


def _key(cast: Cast, viewer: Account) -> dict[str, object]:
    keys = [each.key for each in INTAKES.values() if each.by_table and each.goes_out and viewer.may(each.permission)]
    keys = [
        key
        for key in keys
        if key in ("agencies", "posko", "meetings") and not (key == "posko" and viewer.role == "district")
    ]
    return {"key": keys[0] if keys else "nothing"}


def _file(cast: Cast, viewer: Account) -> dict[str, object]:
    return {**_key(cast, viewer), "kind": "csv"}


def _table(cast: Cast, viewer: Account) -> dict[str, object]:
    key = str(_key(cast, viewer)["key"])
    return {"pk": Table.objects.create(intake_key=key, name="x.csv", by=viewer, state=State.DONE).pk}


EXAMPLES = {
    "import": _key,
    "import_template": _file,
    "import_rows": _file,
    "table": _table,
    "do_table": _table,
    "put_aside_table": _table,
}
