"""Messages on their way: signature, retry, permanent failures, and where they never go."""

import base64
import hashlib
import hmac
import socket
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from saksama.office.webhooks import calling
from saksama.office.webhooks.calling import NotDelivered, is_outside, post
from saksama.office.webhooks.delivering import PAUSES, deliver_due, send_again
from saksama.office.webhooks.models import Message, State, Subscription
from saksama.office.webhooks.outbox import put_out_test
from saksama.office.webhooks.signing import new_secret
from tests.office.conftest import Cast
from tests.office.webhooks.conftest import Receiver
from tests.office.webhooks.examples import subscribe


@pytest.fixture
def inside(settings: Any) -> None:
    """The receiver of the tests is on this machine."""
    settings.WEBHOOKS_INSIDE = True


@pytest.fixture
def message(cast: Cast, receiver: Receiver, inside: None) -> Message:
    return put_out_test(subscribe(cast.sari, address=receiver.address))


def _later(message: Message, by: timedelta = timedelta()) -> datetime:
    message.refresh_from_db()
    return message.due + by + timedelta(seconds=1)


@pytest.mark.django_db
class TestDelivering:
    def test_the_receiver_can_check_the_signature(self, message: Message, receiver: Receiver) -> None:
        assert deliver_due(timezone.now() + timedelta(seconds=1)) == 1
        headers, body = receiver.came[0]
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{body}".encode()
        key = base64.b64decode(message.subscription.secret.removeprefix("whsec_"))
        expected = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        assert headers["webhook-signature"] == expected
        assert headers["content-type"] == "application/json"
        message.refresh_from_db()
        assert (message.state, message.status, message.attempts) == (State.DELIVERED, 200, 1)

    def test_while_the_secret_is_changed_it_bears_both(self, message: Message, receiver: Receiver) -> None:
        webhook = message.subscription
        Subscription.objects.filter(pk=webhook.pk).update(
            old_secret=webhook.secret, secret=new_secret(), old_until=timezone.now() + timedelta(hours=1)
        )
        deliver_due(timezone.now() + timedelta(seconds=1))
        assert len(receiver.came[0][0]["webhook-signature"].split()) == 2

    def test_it_is_tried_again_with_longer_and_longer_pauses(self, message: Message, receiver: Receiver) -> None:
        receiver.statuses = [500, 503, 429, 200]
        pauses = []
        now = _later(message)
        while True:
            deliver_due(now)
            message.refresh_from_db()
            if message.state != State.WAITING:
                break
            pauses.append(message.due - now)
            assert deliver_due(message.due - timedelta(seconds=1)) == 0
            now = _later(message)
        assert pauses == list(PAUSES[:3])
        assert message.state == State.DELIVERED
        assert len({headers["webhook-id"] for headers, _body in receiver.came}) == 1

    def test_after_a_day_and_a_half_it_is_given_up_and_can_be_sent_again(
        self, message: Message, receiver: Receiver
    ) -> None:
        receiver.statuses = [500] * 20
        for _attempt in range(len(PAUSES) + 1):
            deliver_due(_later(message))
        message.refresh_from_db()
        assert (message.state, message.attempts) == (State.GIVEN_UP, len(PAUSES) + 1)
        receiver.statuses = []
        send_again(message)
        deliver_due(_later(message))
        message.refresh_from_db()
        assert message.state == State.DELIVERED

    @pytest.mark.parametrize("status", [400, 401, 404, 410, 302])
    def test_what_is_refused_for_good_is_not_tried_again(
        self, status: int, message: Message, receiver: Receiver
    ) -> None:
        receiver.statuses = [status]
        deliver_due(_later(message))
        message.refresh_from_db()
        assert (message.state, message.status) == (State.REFUSED, status)
        assert str(status) in message.problem
        assert len(receiver.came) == 1  # a redirect is not followed

    def test_one_that_is_off_is_not_told(self, message: Message, receiver: Receiver) -> None:
        Subscription.objects.update(is_on=False)
        assert deliver_due(_later(message)) == 0

    def test_a_receiver_that_is_down_is_tried_again(self, cast: Cast, inside: None) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
        lost = put_out_test(subscribe(cast.sari, address=f"http://127.0.0.1:{port}/"))
        deliver_due(_later(lost))
        lost.refresh_from_db()
        assert (lost.state, lost.attempts) == (State.WAITING, 1)


class TestWhereItNeverGoes:
    @pytest.mark.parametrize(
        "number",
        [
            "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",  # noqa: S104

            "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:10.0.0.1",
            "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
        ],
    )  # fmt: skip
    def test_an_inside_address_is_no_outside_one(self, number: str) -> None:
        assert not is_outside(number)

    @pytest.mark.parametrize("number", ["8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8"])
    def test_an_outside_one_is(self, number: str) -> None:
        assert is_outside(number)

    @pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "2130706433", "0x7f.1", "[::1]"])
    def test_no_way_of_writing_this_machine_leads_to_it(self, host: str) -> None:
        with pytest.raises(NotDelivered) as refused:
            post(f"https://{host}/", "{}", {})
        assert refused.value.permanent

    def test_a_name_with_one_inside_address_among_others_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(calling.socket, "getaddrinfo", _answers("8.8.8.8", "10.0.0.1"))
        with pytest.raises(NotDelivered) as refused:
            post("https://contoh.go.id/", "{}", {})
        assert refused.value.permanent

    def test_the_connection_goes_to_the_address_that_was_looked_at(self, monkeypatch: pytest.MonkeyPatch) -> None:
        went: list[str] = []

        def connect(target: tuple[str, int], timeout: float) -> None:
            went.append(target[0])
            raise ConnectionRefusedError

        monkeypatch.setattr(calling.socket, "getaddrinfo", _answers("8.8.8.8"))
        monkeypatch.setattr(calling.socket, "create_connection", connect)
        with pytest.raises(NotDelivered) as failed:
            post("https://contoh.go.id/", "{}", {})
        assert went == ["8.8.8.8"] and not failed.value.permanent

    def test_http_only_where_the_setting_allows_it(self, receiver: Receiver) -> None:
        with pytest.raises(NotDelivered):
            post(receiver.address, "{}", {})
        assert receiver.came == []


def _answers(*numbers: str) -> Callable[..., list[Any]]:
    return lambda *_args, **_more: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 443)) for number in numbers]
