"""Where the package's own data files lie, and how a YAML file among them is read."""

from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "data"


def read_yaml(path: Path) -> Any:
    """The content of a YAML file; dates come as `datetime.date`."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))
