"""A mail server in this process, as strict or as broken as a test wants it."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.conf import LazySettings

from saksama.office.smtp_address import SmtpAddress


@dataclass
class Postmaster:
    """Takes mails, and answers with what a test has put into `refuse_to` or `refuse_data` instead."""

    taken: list[Any] = field(default_factory=list)
    refuse_to: dict[str, str] = field(default_factory=dict)
    refuse_data: str = ""

    async def handle_RCPT(  # noqa: N802 - the name that aiosmtpd calls
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        """The recipient."""
        if address in self.refuse_to:
            return self.refuse_to[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """The mail."""
        if self.refuse_data:
            return self.refuse_data
        self.taken.append(envelope)
        return "250 Message accepted"


@pytest.fixture
def postmaster(settings: LazySettings) -> Iterator[Postmaster]:
    """A server on this machine, to which the office sends."""
    handler = Postmaster()
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = int(listener.getsockname()[1])
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        settings.SMTP = SmtpAddress("127.0.0.1", port, encryption="none")
        settings.MAIL_FROM = "Bawaslu OKI <surel@bawaslu.example>"
        settings.ADDRESS = "https://saksama.example"
        yield handler
    finally:
        controller.stop()
