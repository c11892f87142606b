"""Examples for the addresses of the webhooks."""

from saksama.office.accounts.models import Account
from saksama.office.webhooks.models import Message, State, Subscription
from saksama.office.webhooks.signing import new_secret
from tests.office.conftest import Cast


def subscribe(by: Account, *events: str, address: str = "https://contoh.go.id/terima", **more: object) -> Subscription:
    """A subscription."""
    given = {"name": "Dasbor", "region": by.region, "secret": new_secret(), **more}
    made: Subscription = Subscription.objects.create(by=by, events=list(events), address=address, **given)
    return made


def _webhook(cast: Cast, viewer: Account) -> dict[str, object]:
    return {"pk": subscribe(viewer).pk}


def _message(cast: Cast, viewer: Account) -> dict[str, object]:
    webhook = subscribe(viewer)
    made = Message.objects.create(subscription=webhook, number=f"msg_{webhook.pk}", body="{}", state=State.GIVEN_UP)
    return {"pk": webhook.pk, "message": made.pk}


EXAMPLES = {
    "webhook": _webhook,
    "change_webhook": _webhook,
    "test_webhook": _webhook,
    "new_webhook_secret": _webhook,
    "send_webhook_again": _message,
    "end_webhook": _webhook,
}
