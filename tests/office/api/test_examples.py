"""The examples of docs/api.md do what the page says: each curl is sent to a real server, the Python is run."""

import re
import shlex
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from saksama.office.meetings.models import ActionItem
from saksama.office.recommendations.models import Item
from saksama.office.records.intake import version_of
from saksama.office.records.models import Attachment, Link
from saksama.office.threats.models import Threat
from saksama.office.webhooks.signing import headers, new_secret
from tests.office.api.conftest import token_of
from tests.office.conftest import Cast
from tests.office.fieldwork.conftest import photo
from tests.office.meetings.conftest import make_agency, make_item, make_meeting
from tests.office.neutrality.conftest import make_case
from tests.office.test_permissions import EXAMPLES
from tests.office.threats.conftest import day, make_threat  # noqa: F401 - a day of the campaign

PAGE = (Path(__file__).parents[3] / "docs" / "api.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
CALLS = [call for block in BLOCKS for call in re.findall(r"^curl .*?(?<!\\)$", block, re.DOTALL | re.MULTILINE)]


@pytest.mark.django_db(transaction=True)
def test_every_curl_of_the_page_works(live_server: LiveServer, cast: Cast, oki: None, tmp_path: Path) -> None:
    (tmp_path / "foto.jpg").write_bytes(photo().read())
    letter = EXAMPLES["recommendation"](cast, cast.kpu)["pk"]
    promised = make_item(make_meeting(cast.sari), make_agency(cast.dishub), cast.sari)
    case = make_case(cast.sari)
    other = make_threat(cast.sari, title="Lain")
    token = {account.pk: token_of(account)[1] for account in (cast.sari, cast.kpu, cast.dishub)}
    for call in CALLS:
        account = cast.kpu if "recommendations" in call else cast.dishub if "items/1/" in call else cast.sari
        threat = Threat.objects.exclude(pk=other.pk).last() or other
        promised.refresh_from_db()
        changed = promised if "/v1/items/" in call else threat
        file, link = Attachment.objects.last(), Link.objects.last()
        numbers = {
            "recommendations/1/": f"recommendations/{letter}/",
            "[1]": f"[{Item.objects.get().pk}]",
            "v1/items/1/": f"v1/items/{promised.pk}/",
            "neutrality/1/": f"neutrality/{case.pk}/",
            "threats/1/": f"threats/{threat.pk}/",
            "files/1/": f"files/{file.pk if file else 0}/",
            "links/1/": f"links/{link.pk if link else 0}/",
            '"id": 2': f'"id": {other.pk}',
            "VERSION": version_of(changed),
            "$TOKEN": token[account.pk],
            "$SAKSAMA": live_server.url,
            "\\\n": " ",
        }
        for name, value in numbers.items():
            call = call.replace(name, value)
        found = subprocess.run(
            [*shlex.split(call), "-w", "\n%{http_code}"],
            capture_output=True, text=True, check=True, timeout=60, cwd=tmp_path,
        )  # fmt: skip
        body, _line, status = found.stdout.rpartition("\n")
        assert status in ("200", "201", "204"), (call, body)
    assert len(CALLS) == 17
    assert (tmp_path / "salinan.jpg").read_bytes() == (tmp_path / "foto.jpg").read_bytes()
    assert Threat.objects.exclude(pk=other.pk).get().status == "closed"
    assert ActionItem.objects.get().status == "reported"


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
