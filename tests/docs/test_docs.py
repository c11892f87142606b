"""The documents cannot lie: links lead somewhere, shown commands exist, the README's example runs."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer.main
from django.core.management import get_commands, load_command_class

from saksama.cli import app as cli
from saksama.demo import make_regency
from saksama.office import environment

from .shown import PAGES, ROOT, Command, blocks, commands, name, without_code

EVERY_PAGE = pytest.mark.parametrize("page", PAGES, ids=name)
EVERY_COMMAND = pytest.mark.parametrize("command", list(commands()), ids=str)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    kept = ("".join(c for c in heading.lower() if c.isalnum() or c in " -_") for heading in headings)
    return {heading.replace(" ", "-") for heading in kept}


@EVERY_PAGE
def test_every_link_leads_to_something_that_is_there(page: Path) -> None:
    broken = []
    for link in _LINK.findall(without_code(page)):
        if re.match("[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            broken.append(link)
    assert broken == []


def _split(words: tuple[str, ...]) -> tuple[list[Any], list[str]]:
    """The command with its groups, outermost first, and the words left for the last of them."""
    group: Any = typer.main.get_command(cli.app)
    chain, rest = [group], list(words)
    while hasattr(group, "commands"):
        takes_value = {
            option for param in group.params for option in param.opts if not getattr(param, "is_flag", False)
        }
        at = 0
        while at < len(rest) and rest[at].startswith("-"):
            at += 2 if rest[at] in takes_value else 1
        if at >= len(rest) or not rest[at][0].isalpha():
            break
        assert rest[at] in group.commands, f"no command {rest[at]}"
        group = group.commands[rest[at]]
        chain.append(group)
        rest = rest[:at] + rest[at + 1 :]
    return chain, rest


@EVERY_COMMAND
def test_every_command_shown_exists_with_its_options(command: Command) -> None:
    chain, rest = _split(command.words)
    if chain[-1].name == "office":
        _check_office(rest, command.is_whole)
        return
    known = {option for one in chain for param in one.params for option in param.opts} | {"--help"}
    assert {word for word in rest if word.startswith("-")} <= known
    if command.is_whole and not {"--help", "--version"} & set(rest):
        chain[-1].make_context("saksama", rest)  # raises for a missing argument or a value that is refused


def _check_office(words: list[str], is_whole: bool) -> None:
    if not words or words[0].startswith("<"):
        return
    management = words[0].replace("-", "_")
    assert management in get_commands()
    module = get_commands()[management]
    loaded = load_command_class(module if isinstance(module, str) else module.__module__, management)
    parser = loaded.create_parser("saksama office", management)
    if is_whole:
        parser.parse_args(words[1:])  # raises CommandError
    else:
        assert {word for word in words if word.startswith("-")} <= set(parser._option_string_actions)


def test_pages_show_commands_at_all() -> None:
    shown = {command.words[0] for command in commands() if command.words}
    assert {"read", "audit", "compare", "evaluate", "rules", "serve", "office", "demo"} <= shown


@EVERY_PAGE
def test_every_word_for_make_is_in_the_makefile(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    lines = [line for block in blocks(page, "sh") for line in block.splitlines()]
    lines += re.findall(r"`(make [^`]+)`", page.read_text(encoding="utf-8"))
    for line in lines:
        words = line.partition("#")[0].split()
        if words[:1] == ["make"]:
            assert {word for word in words[1:] if "=" not in word} <= targets


def test_both_readmes_show_the_same_commands_and_chapters() -> None:
    english, indonesian = ROOT / "README.md", ROOT / "README.id.md"

    def shown(page: Path) -> list[str]:
        lines = "\n".join(blocks(page, "sh")).splitlines()
        return [line.partition("#")[0].rstrip() for line in lines]

    def depths(page: Path) -> list[str]:
        return re.findall("^(#+) ", without_code(page), re.MULTILINE)

    assert shown(english) == shown(indonesian)
    assert depths(english) == depths(indonesian)


def test_the_administrators_page_names_every_setting() -> None:
    code = Path(environment.__file__).read_text(encoding="utf-8")
    settings = set(re.findall(r'"(SAKSAMA_[A-Z_]+|DATABASE_URL)"', code))
    page = (ROOT / "docs" / "administrators.md").read_text(encoding="utf-8")
    assert settings
    assert {setting for setting in settings if f"| `{setting}` |" not in page} == set()


def test_pictures_are_small_enough_for_a_slow_line() -> None:
    heavy = {p.name: p.stat().st_size for p in (ROOT / "docs" / "pictures").glob("*") if p.stat().st_size >= 150_000}
    assert heavy == {}


def test_the_example_of_the_readme_runs_on_a_small_regency(tmp_path: Path) -> None:
    make_regency(tmp_path / "demo-data", voters=1_500, seed=7, file_format="csv")
    (code,) = blocks(ROOT / "README.md", "python")
    (tmp_path / "example.py").write_text(code, encoding="utf-8")
    done = subprocess.run(  # noqa: S603 - our own example
        [sys.executable, "-W", "error", "example.py"], cwd=tmp_path, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    assert "1500 voters kept, 0 rows rejected" in done.stdout
    assert (tmp_path / "audit" / "report.html").is_file()
    assert (tmp_path / "changes" / "changes.csv").is_file()
