"""docs/index.md: its tables are the catalogues', its example runs, its commands exist."""

import re
from pathlib import Path

import pytest
import typer

from saksama.cli.index import index
from saksama.index.method_page import method_tables

PAGE = (Path(__file__).parents[2] / "docs" / "index.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("step", method_tables())
def test_the_page_has_every_method_as_the_code_has_it(step: str) -> None:
    assert method_tables()[step] in PAGE


def test_the_python_example_runs() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)
    exec(compile(example, "docs/index.md", "exec"), {})  # noqa: S102


def test_every_command_of_the_page_exists_and_every_command_is_on_the_page() -> None:
    shown = set(re.findall(r"^saksama index (\w+)", PAGE, flags=re.MULTILINE))
    assert shown == set(typer.main.get_group(index).commands)
