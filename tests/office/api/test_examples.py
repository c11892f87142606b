"""The examples of docs/api.md do what the page says: each curl is sent to a real server, the Python is run."""

import re
import shlex
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from saksama.office.recommendations.models import Item
from saksama.office.records.intake import version_of
from saksama.office.threats.models import Threat
from saksama.office.webhooks.signing import headers, new_secret
from tests.office.api.conftest import token_of
from tests.office.conftest import Cast
from tests.office.test_permissions import EXAMPLES
from tests.office.threats.conftest import day  # noqa: F401 - a day of the campaign

PAGE = (Path(__file__).parents[3] / "docs" / "api.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
CALLS = [call for block in BLOCKS for call in re.findall(r"^curl .*?(?<!\\)$", block, re.DOTALL | re.MULTILINE)]


@pytest.mark.django_db(transaction=True)
def test_every_curl_of_the_page_works(live_server: LiveServer, cast: Cast, oki: None) -> None:
    letter = EXAMPLES["recommendation"](cast, cast.kpu)["pk"]
    item = Item.objects.get().pk
    for call in CALLS:
        account = cast.kpu if "recommendations" in call else cast.sari
        threat = Threat.objects.order_by("pk").last()
        text = call.replace("\\\n", " ").replace("$TOKEN", token_of(account)[1]).replace("$SAKSAMA", live_server.url)
        text = text.replace("recommendations/1/", f"recommendations/{letter}/").replace("[1]", f"[{item}]")
        if threat is not None:
            text = text.replace("threats/1/", f"threats/{threat.pk}/").replace("VERSION", version_of(threat))
        found = subprocess.run(
            [*shlex.split(text), "-w", "\n%{http_code}"], capture_output=True, text=True, check=True, timeout=60
        )
        body, _line, status = found.stdout.rpartition("\n")
        assert status in ("200", "201"), (call, body)
    assert len(CALLS) == 8
    assert Threat.objects.get().status == "closed"


def test_the_signature_check_of_the_page_accepts_ours_and_nothing_else() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)  # noqa: S102 - our own document
    is_ours = names["is_from_saksama"]
    secret, other, now = new_secret(), new_secret(), int(time.time())
    sent = headers([other, secret], "msg_1", now, "{}")
    assert is_ours(secret, sent, b"{}") and is_ours(other, sent, b"{}")
    assert not is_ours(secret, sent, b'{"x": 1}')
    assert not is_ours(new_secret(), sent, b"{}")
    assert not is_ours(secret, headers([secret], "msg_1", now - 600, "{}"), b"{}")
