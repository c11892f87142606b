"""The command `saksama demo`."""

from pathlib import Path

from typer.testing import CliRunner

import saksama.cli  # noqa: F401 - registers the commands
from saksama.cli.app import app


def test_it_makes_the_regency_and_says_where(tmp_path: Path) -> None:
    folder = tmp_path / "oki"
    arguments = ["--lang", "en", "demo", "--voters", "400", "--seed", "1", "--format", "csv", str(folder)]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0
    assert "400 voters in the DPT" in result.stdout
    assert (folder / "dpt").is_dir()
