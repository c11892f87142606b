"""The whole page: one file, nothing from outside, and a policy that lets only its own style and script run."""

import json
from base64 import b64encode
from hashlib import sha256
from html import escape
from importlib.resources import files

from saksama.language import Text
from saksama.rolls.report.facts import AuditFacts
from saksama.rolls.report.figures import Figures
from saksama.rolls.report.page.charts import kinds_section, voters_section
from saksama.rolls.report.page.headline import headline
from saksama.rolls.report.page.html import both, say
from saksama.rolls.report.page.map import map_data, map_section
from saksama.rolls.report.page.method import method_section
from saksama.rolls.report.page.places_table import hot_spots_section, places_section
from saksama.rolls.report.page.totals import totals_section
from saksama.rolls.report.shapes import Canvas

NAVIGATION = (
    ("map", Text("Peta", "Map")),
    ("places", Text("Wilayah", "Places")),
    ("hotspots", Text("Titik panas", "Hot spots")),
    ("kinds", Text("Jenis", "Kinds")),
    ("totals", Text("Angka resmi", "Published figures")),
    ("voters", Text("Pemilih", "Voters")),
    ("method", Text("Cara kerja", "Method")),
)


def document(figures: Figures, facts: AuditFacts, canvas: Canvas | None) -> str:
    """The page as text. Without boundaries (`canvas` None) it has no map."""
    style, script = _asset("report.css"), _asset("report.js")
    policy = (
        f"default-src 'none'; style-src 'sha256-{_digest(style)}'; script-src 'sha256-{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    sections = [
        headline(figures, facts, canvas),
        map_section(figures, facts, canvas) if canvas else "",
        places_section(figures, facts),
        hot_spots_section(figures, facts),
        kinds_section(figures),
        totals_section(figures, facts),
        voters_section(figures, facts),
        method_section(figures, facts),
    ]
    links = "".join(f'<a href="#{key}">{both(title)}</a>' for key, title in NAVIGATION if canvas or key != "map")
    title = escape(f"Audit {facts.list_kind} {facts.election.id}, {facts.places.name}")
    return (
        '<!doctype html><html lang="id"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" '
        'content="light dark">'
        f'<meta name="referrer" content="no-referrer"><title>{title}</title><style>{style}</style></head><body>'
        f'<a class="skip" href="#title">{say("Langsung ke isi", "Skip to content")}</a>'
        f'<header class="top"><p class="brand">Saksama</p><nav>{links}</nav>'
        '<div class="languages" role="group" aria-label="Bahasa / Language">'
        '<button type="button" data-language="id" aria-pressed="true" lang="">ID</button>'
        '<button type="button" data-language="en" aria-pressed="false" lang="">EN</button></div></header>'
        f"<main>{''.join(sections)}</main><footer>{_closing()}</footer>"
        f'<script type="application/json" id="data">{_embedded(map_data(figures, facts, canvas))}</script>'
        f"<script>{script}</script></body></html>"
    )


def _closing() -> str:
    return say(
        "Dibuat oleh Saksama dari berkas yang diberikan. Halaman ini tidak mengambil apa pun dari jaringan.",
        "Made by Saksama from the files it was given. This page takes nothing from the network.",
    )


def _asset(name: str) -> str:
    return (files("saksama.rolls.report.page") / name).read_text("utf-8").strip()


def _digest(content: str) -> str:
    return b64encode(sha256(content.encode()).digest()).decode()


def _embedded(data: object) -> str:
    """JSON that cannot end the element it stands in."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
