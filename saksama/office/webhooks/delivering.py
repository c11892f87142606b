"""What is due goes out, one message after the other; what does not arrive is tried again, for a day and a half."""

import logging
from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone

from saksama.office.webhooks.calling import NotDelivered, post
from saksama.office.webhooks.models import Message, State
from saksama.office.webhooks.signing import headers

log = logging.getLogger(__name__)

# After the first, second … failure. Together 33 hours: a receiver that is down over a weekend night is not forgotten.
PAUSES = tuple(
    timedelta(seconds=seconds) for seconds in (10, 60, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 15 * 3600)
)
AT_ONCE = 20  # messages in one look, so that other work has its turn
TAKEN_FOR = timedelta(minutes=2)  # longer than one attempt lasts: a worker that dies gives its message back by this
KEPT_FOR = timedelta(days=30)


def deliver_due(now: datetime | None = None) -> int:
    """Sends what is due; gives the number of attempts. Called by the worker every few seconds."""
    moment = now or timezone.now()
    attempts = 0
    waiting = Message.objects.filter(state=State.WAITING, due__lte=moment, subscription__is_on=True)
    for message in waiting.select_related("subscription").order_by("due")[:AT_ONCE]:
        # Two workers may look at the same row; the condition of the UPDATE lets one of them have it.
        mine = Message.objects.filter(pk=message.pk, state=State.WAITING, due=message.due)
        if mine.update(due=moment + TAKEN_FOR, attempts=F("attempts") + 1):
            message.attempts += 1
            _attempt(message, moment)
            attempts += 1
    if attempts:
        Message.objects.filter(ended__lt=moment - KEPT_FOR).delete()
    return attempts


def _attempt(message: Message, moment: datetime) -> None:
    subscription = message.subscription
    told = headers(subscription.secrets, message.number, int(moment.timestamp()), message.body)
    try:
        status = post(subscription.address, message.body, told)
    except NotDelivered as failure:
        _failed(message, failure, moment)
        return
    _write(message, state=State.DELIVERED, status=status, ended=moment, problem_id="", problem_en="")


def _failed(message: Message, failure: NotDelivered, moment: datetime) -> None:
    is_last = message.attempts > len(PAUSES)
    state = State.REFUSED if failure.permanent else State.GIVEN_UP if is_last else State.WAITING
    due = moment if state != State.WAITING else moment + PAUSES[message.attempts - 1]
    log.info("webhook message %s: attempt %s failed: %s", message.pk, message.attempts, failure)
    _write(
        message,
        state=state,
        due=due,
        status=failure.status,
        problem_id=failure.why.id[:300],
        problem_en=failure.why.en[:300],
        ended=None if state == State.WAITING else moment,
    )


def _write(message: Message, **values: object) -> None:
    Message.objects.filter(pk=message.pk).update(**values)


def send_again(message: Message) -> None:
    """Once more from the beginning, after the receiver was mended; its number stays, so it is no second event."""
    rows = Message.objects.filter(pk=message.pk, state__in=[State.REFUSED, State.GIVEN_UP])
    rows.update(state=State.WAITING, due=timezone.now(), attempts=0, ended=None)
