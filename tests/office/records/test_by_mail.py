"""Notices by e-mail: as each account has chosen, in its language, and nothing of what is classified."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from saksama.language import Text
from saksama.office.accounts.models import Account
from saksama.office.mail.models import Choice, Mail, Preference
from saksama.office.records.by_mail import send_digests
from saksama.office.records.models import Notice, notify
from tests.office.conftest import Cast
from tests.office.meetings.conftest import make_meeting
from tests.office.threats.conftest import make_threat

SAID = Text("Surat 7 dijawab KPU.", "KPU has answered letter 7.")


@pytest.fixture(autouse=True)
def folder(settings: LazySettings, tmp_path: Any) -> None:
    """This office writes e-mails."""
    settings.MAIL_FOLDER = tmp_path
    settings.ADDRESS = "https://saksama.example"


@pytest.fixture
def sari(cast: Cast) -> Account:
    """With an address."""
    cast.sari.email = "sari@bawaslu.example"
    cast.sari.save()
    return cast.sari


def wants(account: Account, choice: Choice, language: str = "id") -> None:
    Preference.objects.update_or_create(account=account, defaults={"choice": choice, "language": language})


def bodies() -> list[str]:
    return [content[0] for mail in Mail.objects.order_by("pk") if (content := mail.content())]


def test_at_once_means_a_mail_with_the_notice_and_in_its_language(sari: Account) -> None:
    wants(sari, Choice.NOW, "en")
    notify([sari], SAID, "/recommendations/7/")
    mail = Mail.objects.get()
    assert mail.subject == "Saksama: KPU has answered letter 7."
    assert "https://saksama.example/recommendations/7/" in bodies()[0]
    assert "https://saksama.example/profile/e-mail/" in bodies()[0]
    assert send_digests() == 0  # it was told already


def test_the_same_key_is_mailed_once_also_after_a_change_of_mind(sari: Account) -> None:
    notify([sari], SAID, "/", key="letter 7")
    wants(sari, Choice.NOW)
    notify([sari], SAID, "/", key="letter 7")
    assert not Mail.objects.exists()
    for _time in range(2):
        notify([sari], SAID, "/", key="letter 8")
    assert (Mail.objects.count(), Notice.objects.count()) == (1, 2)


def test_the_digest_is_one_mail_of_what_is_unread(sari: Account, cast: Cast) -> None:
    notify([sari], SAID, "/")
    notify([sari], Text("Rapat besok.", "Meeting tomorrow."), "/")
    notify([sari], Text("Sudah dibaca.", "Read already."), "/")
    Notice.objects.filter(text_id="Sudah dibaca.").update(read=timezone.now())
    notify([cast.budi], SAID, "/")  # has no address
    assert (send_digests(), send_digests()) == (1, 0)
    assert Mail.objects.get().subject == "Saksama: 2 pemberitahuan belum dibaca"
    assert "• Surat 7 dijawab KPU.\n• Rapat besok." in bodies()[0]


def test_who_wants_none_gets_none(sari: Account) -> None:
    wants(sari, Choice.NONE)
    notify([sari], SAID, "/")
    assert send_digests() == 0
    assert not Mail.objects.exists()


@pytest.mark.parametrize("choice", [Choice.NOW, Choice.DAILY])
def test_of_a_classified_record_and_of_a_discreet_room_a_mail_only_says_log_in(
    choice: Choice, sari: Account, cast: Cast, oki: None
) -> None:
    wants(sari, choice)
    meeting = make_meeting(cast.dewi, theme="Rapat tertutup", classification="restricted")
    threat = make_threat(cast.sari, title="Massa bergerak")
    for record in (meeting, threat):
        notify([sari], Text(f"Baru: {record}", f"New: {record}"), record.get_absolute_url())
    notify([sari], Text("Peringatan dini: banjir", "Early warning: flood"), "/threats/?place=16.02.05")
    notify([sari], Text("NIK 1602050107240001", "NIK 1602050107240001"), "/")
    send_digests()
    said = " ".join([*bodies(), *Mail.objects.values_list("subject", flat=True)])
    for hidden in ("tertutup", "Massa", "banjir", "1602050107240001"):
        assert hidden not in said
    assert "Silakan masuk." in said


def test_a_transaction_that_fails_tells_nobody(sari: Account) -> None:
    from django.db import transaction

    wants(sari, Choice.NOW)
    with pytest.raises(RuntimeError), transaction.atomic():
        notify([sari], SAID, "/")
        raise RuntimeError
    assert (Mail.objects.count(), Notice.objects.count()) == (0, 0)


def test_the_choice_is_made_on_the_own_page_and_the_language_follows_the_switch(
    sari: Account, login: Callable[[Account], Client]
) -> None:
    browser = login(sari)
    browser.post("/profile/e-mail/", {"choice": "now", "language": "id"})
    browser.post("/language/", {"language": "en", "next": "/"})
    kept = Preference.objects.get(account=sari)
    assert (kept.choice, kept.language) == (Choice.NOW, "en")


def test_the_administrator_sees_what_went_wrong_and_no_text(
    sari: Account, cast: Cast, login: Callable[[Account], Client]
) -> None:
    wants(sari, Choice.NOW)
    notify([sari], SAID, "/")
    Mail.objects.update(state="failed", problem="550 no such mailbox")
    page = login(cast.admin).get("/outbox/").text
    assert "550 no such mailbox" in page
    assert "Surat 7" not in page
    login(cast.admin).post("/outbox/again/")
    assert Mail.objects.get().state == "waiting"
    assert login(cast.sari).get("/outbox/").status_code == 403


def test_telling_many_asks_the_same_few_queries(cast: Cast, django_assert_max_num_queries: Callable[..., Any]) -> None:
    people = cast.all()
    for each in people:
        Account.objects.filter(pk=each.pk).update(email=f"{each.username}@x.example")
        wants(each, Choice.NOW)
    with django_assert_max_num_queries(7):
        notify(list(Account.objects.get_queryset()), SAID, "/", key="all")
    assert Mail.objects.count() == len(people)
