"""Where the package's own data files lie, and how a YAML file among them is read."""

from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "data"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C, which most builds have, is faster


def read_yaml(path: Path) -> Any:
    """The content of a YAML file; dates come as `datetime.date`."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - one of the two safe ones
