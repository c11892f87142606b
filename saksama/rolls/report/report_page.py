"""Writes `report.html`."""

from pathlib import Path

from saksama.rolls.engine import Engine
from saksama.rolls.report.facts import AuditFacts
from saksama.rolls.report.figures import figures
from saksama.rolls.report.page.document import document
from saksama.rolls.report.shapes import Canvas, draw


def write_report(engine: Engine, folder: Path, facts: AuditFacts) -> Path:
    """Writes `report.html` into the folder and gives its path. Aggregates only: no row of a person."""
    target = folder / "report.html"
    page = document(figures(engine, facts), facts, _canvas(facts))
    target.write_text(page, encoding="utf-8")
    return target


def _canvas(facts: AuditFacts) -> Canvas | None:
    places = facts.places
    return draw(places.desa_boundaries, places.kecamatan_boundaries) if places.desa_boundaries else None
