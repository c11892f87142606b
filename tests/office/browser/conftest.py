"""A real browser against a real server. Every test also fails on a console error or a request to another host."""

import io
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyotp
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from saksama.office.accounts.models import Account
from tests.office.conftest import PASSWORD, TOTP_SECRET, Cast

# Playwright's loop runs in the thread of the test, which Django takes for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

expect.set_options(timeout=20_000)  # ms; how long a busy machine may take, not how long a page should

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1366, "height": 768}
PICTURE_COLOURS = 256  # enough for text and maps, in a third of the bytes


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, one for all tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Visitor:
    """Somebody in front of a browser."""

    page: Page
    server: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Goes to an address of the office."""
        self.page.goto(f"{self.server}{path}")

    def follow(self, link: Locator) -> None:
        """Clicks, and waits for the page it leads to: what is read next without waiting is read there."""
        with self.page.expect_navigation():
            link.click()

    def log_in(self, account: Account) -> None:
        """Types name, password and, where set up, the code of the telephone."""
        self.open("/login/")
        self.page.get_by_label("Nama akun atau surel").fill(account.username)
        self.page.get_by_label("Sandi").fill(PASSWORD)
        self.page.get_by_role("button", name="Masuk").click()
        if account.has_second_factor:
            self.page.get_by_label("Kode").fill(pyotp.TOTP(TOTP_SECRET).now())
            self.page.get_by_role("button", name="Lanjut").click()
        self.page.get_by_role("heading", level=1, name="Selamat").wait_for()

    def picture(self, name: str) -> None:
        """Keeps a screenshot for the documents, if SAKSAMA_PICTURES names a folder."""
        if folder := os.environ.get("SAKSAMA_PICTURES"):
            shot = Image.open(io.BytesIO(self.page.screenshot())).convert("RGB")
            shot.quantize(PICTURE_COLOURS, dither=Image.Dither.NONE).save(Path(folder) / f"{name}.png", optimize=True)

    def serious_barriers(self) -> list[str]:
        """What axe finds of impact serious or critical, as rule and place."""
        found = Axe().run(self.page).response["violations"]
        return [
            f"{rule['id']}: {node['target']}"
            for rule in found
            if rule["impact"] in ("serious", "critical")
            for node in rule["nodes"]
        ]


@pytest.fixture(autouse=True)
def no_files_of_lists_of_other_tests() -> None:
    """Each test here begins with an empty database, so that its lists bear the numbers that others bore."""
    shutil.rmtree(Path(settings.DATA_FOLDER) / "rolls", ignore_errors=True)


@pytest.fixture
def visit(chromium: Browser, live_server: LiveServer, cast: Cast, oki: None) -> Iterator[Callable[..., Visitor]]:
    """Opens browsers: `visit()`, `visit(PHONE)`, `visit(script=False)`, `visit(as_=cast.sari)`."""
    contexts: list[BrowserContext] = []
    visitors: list[Visitor] = []

    def opened(
        size: dict[str, int] = DESKTOP, *, script: bool = True, dark: bool = False, as_: Account | None = None
    ) -> Visitor:
        context = chromium.new_context(
            viewport=size,  # type: ignore[arg-type]
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
            locale="en-US",  # the usual PC here: an English browser, and the page is to be Indonesian all the same
        )
        contexts.append(context)
        visitor = Visitor(context.new_page(), live_server.url)
        visitors.append(visitor)
        visitor.page.on("console", lambda message: _note_console(visitor, message))
        visitor.page.on("request", lambda request: _note_request(visitor, request))
        if as_ is not None:
            client = Client()
            client.force_login(as_)
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies["saksama"].value}
            context.add_cookies([{**cookie, "url": live_server.url}])  # type: ignore[typeddict-item]
        return visitor

    yield opened
    for context in contexts:
        context.close()
    for visitor in visitors:
        assert visitor.complaints == []


def _note_console(visitor: Visitor, message: ConsoleMessage) -> None:
    # The browser itself reports an expected 403 or 404 as an error on the console.
    if message.type in ("error", "warning") and "the server responded with a status of 4" not in message.text:
        visitor.complaints.append(message.text)


def _note_request(visitor: Visitor, request: Request) -> None:
    if not request.url.startswith((visitor.server, "data:")):
        visitor.complaints.append(f"request to {request.url}")
