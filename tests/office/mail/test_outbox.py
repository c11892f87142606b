"""The outbox against a real SMTP server: nothing is lost, what can be tried again is, what cannot is told apart."""

import email
import email.policy
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from saksama.office.mail import outbox
from saksama.office.mail.models import CLAIM_HOLDS, File, Mail, State
from saksama.office.mail.outbox import forget_old, letter, put, send_due, try_again
from saksama.office.smtp_address import SmtpAddress
from tests.office.conftest import Cast
from tests.office.mail.conftest import Postmaster


def posted(*addresses: str, **extra: Any) -> list[Mail]:
    """Mails put into the outbox."""
    put([letter(address, "Saksama: percobaan", "Isi surel.\n", **extra) for address in addresses])
    return list(Mail.objects.order_by("pk"))


def parsed(envelope: Any) -> EmailMessage:
    """What the server got."""
    message = email.message_from_bytes(envelope.content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_mail_goes_out_once_with_its_sender_and_without_leaving_its_text_behind(
    db: None, cast: Cast, postmaster: Postmaster
) -> None:
    posted("sari@bawaslu.example", account=cast.sari)
    assert "Isi surel" not in Mail.objects.get().sealed
    assert (send_due(), send_due()) == (1, 0)
    (envelope,) = postmaster.taken
    message = parsed(envelope)
    assert (message["To"], message["From"]) == ("sari@bawaslu.example", "Bawaslu OKI <surel@bawaslu.example>")
    assert message["List-Unsubscribe"] == "<https://saksama.example/profile/e-mail/>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content().replace("\r\n", "\n") == "Isi surel.\n"
    mail = Mail.objects.get()
    assert (mail.state, mail.sealed, mail.sent is None) == (State.SENT, "", False)


def test_files_arrive_as_they_were(db: None, postmaster: Postmaster) -> None:
    files = (
        File("undangan.pdf", "application/pdf", b"%PDF-1.7"),
        File("rapat.ics", "text/calendar", b"BEGIN:VCALENDAR"),
    )
    posted("opd@oki.example", files=files)
    send_due()
    parts = {part.get_filename(): part for part in parsed(postmaster.taken[0]).iter_attachments()}
    assert parts["undangan.pdf"].get_content() == b"%PDF-1.7"
    assert parts["rapat.ics"].get_content_type() == "text/calendar"


def test_a_transaction_that_fails_takes_its_mail_with_it(db: None, postmaster: Postmaster) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        posted("a@x.example")
        raise RuntimeError
    assert send_due() == 0


def test_an_address_that_does_not_exist_fails_for_good_and_keeps_nobody_else_waiting(
    db: None, postmaster: Postmaster
) -> None:
    postmaster.refuse_to["tak-ada@x.example"] = "550 no such mailbox"
    posted("tak-ada@x.example", "ada@x.example")
    assert send_due() == 1
    failed, sent = Mail.objects.order_by("pk")
    assert (failed.state, failed.problem) == (State.FAILED, "550 no such mailbox")
    assert sent.state == State.SENT


def test_a_full_mailbox_is_tried_again_later_and_later(db: None, postmaster: Postmaster) -> None:
    postmaster.refuse_to["penuh@x.example"] = "452 mailbox full"
    posted("penuh@x.example")
    waits = []
    for _ in range(3):
        before = timezone.now()
        send_due()
        mail = Mail.objects.get()
        assert mail.state == State.WAITING
        waits.append(round((mail.due - before).total_seconds() / 60))
        Mail.objects.update(due=before)
    assert waits == [1, 5, 15]
    del postmaster.refuse_to["penuh@x.example"]
    assert send_due() == 1


def test_after_three_days_it_is_given_up_and_can_be_put_in_the_queue_by_hand(db: None, postmaster: Postmaster) -> None:
    postmaster.refuse_to["penuh@x.example"] = "452 mailbox full"
    posted("penuh@x.example")
    Mail.objects.update(created=timezone.now() - timedelta(days=4))
    send_due()
    assert Mail.objects.get().state == State.FAILED
    postmaster.refuse_to.clear()
    assert try_again(Mail.objects.all()) == 1
    assert send_due() == 1


def test_a_text_that_the_server_refuses_is_not_sent_again(db: None, postmaster: Postmaster) -> None:
    postmaster.refuse_data = "554 looks like spam"
    posted("a@x.example")
    send_due()
    assert (Mail.objects.get().state, Mail.objects.get().attempts) == (State.FAILED, 1)


def test_while_the_server_is_away_nothing_counts_as_an_attempt(db: None, settings: LazySettings) -> None:
    settings.SMTP = SmtpAddress("127.0.0.1", 1, encryption="none")
    posted("a@x.example", "b@x.example")
    assert send_due() == 0
    assert {(mail.state, mail.attempts, bool(mail.problem)) for mail in Mail.objects.all()} == {
        (State.WAITING, 0, True)
    }


def test_a_password_never_goes_out_unencrypted(db: None, postmaster: Postmaster, settings: LazySettings) -> None:
    port = settings.SMTP.port
    settings.SMTP = SmtpAddress("127.0.0.1", port, user="saksama", password="rahasia")  # noqa: S106
    posted("a@x.example")
    assert send_due() == 0  # the address demands STARTTLS, the server does not offer it
    assert "STARTTLS" in Mail.objects.get().problem
    assert postmaster.taken == []


def test_a_worker_that_dies_after_the_server_took_it_sends_the_same_mail_not_another(
    db: None, postmaster: Postmaster, monkeypatch: pytest.MonkeyPatch
) -> None:
    class KilledError(BaseException):
        pass

    def killed(*args: object, **kwargs: object) -> None:
        raise KilledError

    posted("a@x.example")
    with monkeypatch.context() as patch:
        patch.setattr(outbox.Mail.objects, "filter", killed)
        with pytest.raises(KilledError):
            send_due()
    assert send_due() == 0  # somebody seems to be at it
    Mail.objects.update(claimed=timezone.now() - CLAIM_HOLDS - timedelta(seconds=1))
    assert send_due() == 1
    first, second = (parsed(each)["Message-ID"] for each in postmaster.taken)
    assert first == second


def test_two_workers_do_not_send_the_same_mail(db: None, postmaster: Postmaster) -> None:
    posted("a@x.example")
    seen_by_both = Mail.objects.get()
    assert outbox._claim() is not None
    now = timezone.now()
    assert not Mail.objects.claimable(now).filter(pk=seen_by_both.pk).update(claimed=now)


def test_nothing_is_put_aside_in_an_office_without_a_server(db: None) -> None:
    assert posted("a@x.example") == []


def test_a_closed_account_is_written_to_no_more(db: None, cast: Cast, postmaster: Postmaster) -> None:
    posted("sari@bawaslu.example", account=cast.sari)
    type(cast.sari).objects.filter(pk=cast.sari.pk).update(is_active=False)
    assert send_due() == 0
    assert Mail.objects.get().state == State.FAILED


def test_what_is_long_out_is_forgotten(db: None, postmaster: Postmaster) -> None:
    posted("a@x.example", "b@x.example")
    Mail.objects.filter(to="a@x.example").update(state=State.SENT)
    Mail.objects.update(created=timezone.now() - timedelta(days=100))
    assert forget_old() == 1
    assert Mail.objects.get().to == "b@x.example"


def test_into_a_folder_each_mail_is_a_file(db: None, tmp_path: Path, settings: LazySettings) -> None:
    settings.MAIL_FOLDER = tmp_path / "surel"
    posted("a@x.example")
    assert send_due() == 1
    (file,) = (tmp_path / "surel").glob("*.eml")
    assert b"To: a@x.example" in file.read_bytes()


def test_the_test_command_says_what_the_server_said(
    db: None, postmaster: Postmaster, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("sendtestmail", "a@x.example")
    assert "OK" in capsys.readouterr().out
    postmaster.refuse_to["b@x.example"] = "550 no such mailbox"
    with pytest.raises(CommandError, match="550 no such mailbox"):
        call_command("sendtestmail", "b@x.example")


def test_asking_costs_one_query_while_nothing_waits(
    db: None, postmaster: Postmaster, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1, connection=connection):
        send_due()
