"""The whole page: one file, nothing from outside, and a policy that lets only its own style and script run."""

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from saksama.index.report.findings import Findings
from saksama.index.report.headline import headline
from saksama.index.report.html import both, say, title_of
from saksama.index.report.map import map_section
from saksama.index.report.method import method_section
from saksama.index.report.profile import profile_section, trust_section
from saksama.index.report.ranking import ranking_section
from saksama.language import Language, Text
from saksama.writing import replacing

TITLES = {
    "map": Text("Peta", "Map"),
    "ranking": Text("Peringkat", "Ranking"),
    "profile": Text("Isi skor", "Scores"),
    "trust": Text("Kepastian", "Trust"),
    "method": Text("Cara menghitung", "Method"),
}


def write_page(findings: Findings, path: Path, language: Language = "id") -> None:
    """Writes the page, shown first in the given language."""
    with replacing(path) as beside:
        beside.write_text(document(findings, language), encoding="utf-8")


def document(findings: Findings, language: Language = "id") -> str:
    """The page as text."""
    style, script = _asset("report.css"), _asset("report.js")
    policy = (
        f"default-src 'none'; style-src 'sha256-{_digest(style)}'; script-src 'sha256-{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    sections = {
        "map": map_section(findings),
        "ranking": ranking_section(findings),
        "profile": profile_section(findings),
        "trust": trust_section(findings),
        "method": method_section(findings),
    }
    links = "".join(f'<a href="#{key}">{both(TITLES[key])}</a>' for key, content in sections.items() if content)
    buttons = "".join(
        f'<button type="button" data-language="{each}" aria-pressed="{str(each == language).lower()}">'
        f"{each.upper()}</button>"
        for each in ("id", "en")
    )
    closing = say(
        "Dibuat oleh Saksama. Halaman ini tidak mengambil apa pun dari jaringan.",
        "Made by Saksama. This page takes nothing from the network.",
    )
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{title_of(language, findings.result.tree.title)}</title><style>{style}</style></head><body>"
        f'<a class="skip" href="#title">{say("Langsung ke isi", "Skip to content")}</a>'
        f'<header class="top"><p class="brand">Saksama</p><nav>{links}</nav>'
        f'<div class="languages" role="group" aria-label="Bahasa / Language">{buttons}</div></header>'
        f"<main>{headline(findings)}{''.join(sections.values())}</main><footer>{closing}</footer>"
        f"<script>{script}</script></body></html>"
    )


def _asset(name: str) -> str:
    return (files("saksama.index.report") / name).read_text("utf-8").strip()


def _digest(content: str) -> str:
    return b64encode(sha256(content.encode()).digest()).decode()
