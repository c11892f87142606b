"""The pages of the documentation and what stands in them."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", ROOT / "README.id.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md")))
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`((?:\.venv/bin/)?saksama [^`]+)`")


@dataclass(frozen=True)
class Command:
    """One shown command: its words after `saksama`; whole is a line by itself, else it is a fragment within a text."""

    page: str
    words: tuple[str, ...]
    is_whole: bool

    def __str__(self) -> str:
        return f"{self.page}: saksama {' '.join(self.words)}"


def name(page: Path) -> str:
    """The page as its readers know it."""
    return str(page.relative_to(ROOT))


def blocks(page: Path, language: str) -> list[str]:
    """What stands between fences of one language."""
    return [text for kind, text in _FENCE.findall(page.read_text(encoding="utf-8")) if kind == language]


def without_code(page: Path) -> str:
    """The page's text alone."""
    return re.sub(r"`[^`\n]*`", "", _FENCE.sub("", page.read_text(encoding="utf-8")))


def commands() -> Iterator[Command]:
    """Every `saksama …` on every page, in fences of a shell or of no language, and within a line."""
    for page in PAGES:
        for block in blocks(page, "sh") + blocks(page, ""):
            for line in block.replace("\\\n", " ").splitlines():
                if (words := _words(line)) is not None:
                    yield Command(name(page), words, is_whole=not {"…", "PATH…"} & set(words))
        for text in _INLINE.findall(_FENCE.sub("", page.read_text(encoding="utf-8"))):
            if (words := _words(text)) is not None:
                yield Command(name(page), words, is_whole=False)


def _words(line: str) -> tuple[str, ...] | None:
    words = shlex.split(line, comments=True)
    if not words or words[0].removeprefix(".venv/bin/") != "saksama":
        return None
    end = next((at for at, word in enumerate(words) if word in (">", "|", "&&")), len(words))
    return tuple(words[1:end])
