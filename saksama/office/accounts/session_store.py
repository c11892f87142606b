"""Django's database sessions, with owner, device and last visit in columns so that they can be listed and ended."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from saksama.office.accounts.models import AccountSession


class SessionStore(DatabaseStore):
    """Named by SESSION_ENGINE."""

    @classmethod
    def get_model_class(cls) -> Any:
        """The table of sessions."""
        return AccountSession

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """The row of a session; what the login noted goes into columns."""
        row: Any = super().create_model_instance(data)
        owner = data.get("_auth_user_id")
        row.account_id = int(owner) if owner else None
        seen, started = data.get("seen"), data.get("started")
        row.seen = datetime.fromtimestamp(seen, UTC) if seen else None
        row.started = datetime.fromtimestamp(started, UTC) if started else datetime.now(UTC)
        row.address = data.get("address", "")
        row.agent = data.get("agent", "")[:200]
        return row
