"""SAKSAMA_SMTP, SAKSAMA_MAIL_FROM and SAKSAMA_ADDRESS."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksama.errors import InputError
from saksama.office import environment
from saksama.office.smtp_address import SmtpAddress, parse


def test_smtp_means_starttls_and_smtps_tls_from_the_start() -> None:
    assert parse("smtp://bawaslu:r%40hasia@mail.example") == SmtpAddress(
        "mail.example", 587, "bawaslu", "r@hasia", "starttls"
    )
    assert parse("smtps://mail.example:4650") == SmtpAddress("mail.example", 4650, encryption="tls")
    assert parse("smtp://localhost:25") == SmtpAddress("localhost", 25, encryption="none")
    assert parse("") is None


@pytest.mark.parametrize(
    "url", ["mail.example", "http://mail.example", "smtp://", "smtp://x:hunter2@h:port", "smtp://h/x"]
)
def test_what_cannot_be_used_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(InputError, match="SAKSAMA_SMTP") as refused:
        parse(url)
    assert "hunter2" not in str(refused.value)


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        parse(text)
    except InputError:
        pass


def test_links_begin_with_the_first_name_of_the_office() -> None:
    assert environment.read({}).address == "http://localhost:8000"
    here = environment.read({"SAKSAMA_HOSTS": "saksama.oki.example, lain", "SAKSAMA_HTTPS": "1"})
    assert (here.address, here.mail_from) == ("https://saksama.oki.example", "Saksama <saksama@saksama.oki.example>")
    assert environment.read({"SAKSAMA_ADDRESS": "https://a.example/"}).address == "https://a.example"


@pytest.mark.parametrize(
    ("name", "value"),
    [("SAKSAMA_ADDRESS", "saksama.example"), ("SAKSAMA_ADDRESS", "https://a/b"), ("SAKSAMA_MAIL_FROM", "nobody")],
)
def test_a_sender_or_address_that_cannot_be_used_is_refused(name: str, value: str) -> None:
    with pytest.raises(InputError, match=name):
        environment.read({name: value})


def test_the_password_is_not_shown_where_the_address_is() -> None:
    assert "hunter2" not in repr(parse("smtp://a:hunter2@mail.example"))
