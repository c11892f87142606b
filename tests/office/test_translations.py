"""Both languages are complete: every text of every room is collected, translated and compiled."""

import re
from pathlib import Path

import polib
import pytest
from django.test import Client

import saksama.office
from saksama.language import Text

pytestmark = pytest.mark.one_database  # says nothing about the database

OFFICE = Path(saksama.office.__file__).parent
CATALOGUES = sorted(OFFICE.glob("**/locale/id/LC_MESSAGES/django.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
IN_TEMPLATE = re.compile(r"""{%\s*translate\s+(?:"([^"]+)"|'([^']+)')""")
IN_CODE = re.compile(r"""(?<!\w)(?:_|gettext|gettext_lazy)\(\s*(?:"((?:[^"\\]|\\.)+)"|'((?:[^'\\]|\\.)+)')\s*\)""")


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parents[3].name)
class TestCatalogue:
    def test_no_text_lacks_its_translation(self, path: Path) -> None:
        assert [entry.msgid for entry in polib.pofile(path) if not entry.translated() or entry.obsolete] == []

    def test_a_translation_has_the_placeholders_of_its_text(self, path: Path) -> None:
        for entry in polib.pofile(path):
            said = entry.msgstr or entry.msgstr_plural[0]
            assert sorted(PLACEHOLDER.findall(said)) == sorted(PLACEHOLDER.findall(entry.msgid)), entry.msgid

    def test_the_compiled_catalogue_is_up_to_date(self, path: Path) -> None:
        compiled = {entry.msgid: entry.msgstr or entry.msgstr_plural for entry in polib.mofile(path.with_suffix(".mo"))}
        assert compiled == {entry.msgid: entry.msgstr or entry.msgstr_plural for entry in polib.pofile(path)}


def test_every_text_of_templates_and_code_is_in_a_catalogue() -> None:
    known = {entry.msgid for path in CATALOGUES for entry in polib.pofile(path)}
    used = set()
    for file in OFFICE.rglob("*.html"):
        used |= {double or single for double, single in IN_TEMPLATE.findall(file.read_text(encoding="utf-8"))}
    for file in OFFICE.rglob("*.py"):
        used |= {double or single for double, single in IN_CODE.findall(file.read_text(encoding="utf-8"))}
    assert used - known == set(), "run: saksama office messages"
    assert len(used) > 150


def test_the_same_text_has_the_same_translation_in_every_room() -> None:
    said: dict[str, str] = {}
    for path in CATALOGUES:
        for entry in polib.pofile(path):
            if entry.msgstr:
                assert said.setdefault(entry.msgid, entry.msgstr) == entry.msgstr, entry.msgid


@pytest.mark.django_db
def test_the_office_speaks_indonesian_even_to_an_english_browser() -> None:
    answer = Client().get("/login/", headers={"accept-language": "en-US,en"})
    assert '<html lang="id">' in answer.text
    assert "Nama akun atau surel" in answer.text


@pytest.mark.django_db
def test_the_switch_changes_to_english_and_stays() -> None:
    browser = Client()
    answer = browser.post("/language/", {"language": "en", "next": "/login/"})
    assert (answer.status_code, answer["Location"]) == (302, "/login/")
    page = browser.get("/login/").text
    assert '<html lang="en">' in page
    assert "Account name or e-mail" in page
    assert "Nama akun" not in page


def test_a_number_in_a_sentence_is_written_as_each_language_writes_it() -> None:
    said = Text("{n} pemilih di TPS {tps}", "{n} voters at TPS {tps}").fill(n=54282, tps="001")
    assert said == Text("54.282 pemilih di TPS 001", "54,282 voters at TPS 001")
