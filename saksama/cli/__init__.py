"""The command `saksama`: parses, calls the engines, shows. One file a command."""

from saksama.cli import audit as _audit  # noqa: F401 - registers the command
from saksama.cli import compare as _compare  # noqa: F401 - registers the command
from saksama.cli import demo as _demo  # noqa: F401 - registers the command
from saksama.cli import evaluate as _evaluate  # noqa: F401 - registers the command
from saksama.cli import index as _index  # noqa: F401 - registers the commands
from saksama.cli import read as _read  # noqa: F401 - registers the command
from saksama.cli import residue as _residue  # noqa: F401 - registers the command
from saksama.cli import rules as _rules  # noqa: F401 - registers the command
from saksama.cli import serve as _serve  # noqa: F401 - registers the commands
from saksama.cli.app import main

__all__ = ["main"]
