"""A province has no boundaries here: the page then has no map, and nothing in it leads to one."""

import re
from dataclasses import replace
from pathlib import Path

from saksama.rolls.engine import Engine
from saksama.rolls.report import LEFT_OUT, AuditFacts, write_report


def test_every_link_within_the_page_leads_somewhere(engine: Engine, facts: AuditFacts, tmp_path: Path) -> None:
    for places in (facts.places, replace(facts.places, desa_boundaries=(), kecamatan_boundaries=())):
        page = write_report(engine, tmp_path, replace(facts, places=places)).read_text("utf-8")
        targets = set(re.findall(r'<a[^>]* href="#([^"]+)"', page))
        assert targets
        assert targets <= set(re.findall(r' id="([^"]+)"', page))
        assert ("map" in targets) == bool(places.desa_boundaries)


def test_the_page_says_how_many_rows_too_many_resemble(engine: Engine, facts: AuditFacts, tmp_path: Path) -> None:
    none = write_report(engine, tmp_path, facts).read_text("utf-8")
    some = write_report(engine, tmp_path, replace(facts, records_left_out=1490)).read_text("utf-8")
    for page, is_said in ((none, False), (some, True)):
        assert (LEFT_OUT.id.format(rows="1.490") in page) is is_said
        assert (LEFT_OUT.en.format(rows="1,490") in page) is is_said
