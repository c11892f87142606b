"""saksama office loadregions FILE: regions from a csv of codes, boundaries from GeoJSON."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from saksama.office.election.boundary_file import load_boundaries
from saksama.office.election.region_file import load_regions
from saksama.rolls.engine import no_progress


class Command(BaseCommand):
    """Loads files in the order given: regions first, then their boundaries."""

    help = "Loads regions (csv with the columns code and name) and boundaries (GeoJSON with properties.code)."

    def add_arguments(self, parser: CommandParser) -> None:
        """The files."""
        parser.add_argument("files", nargs="+", type=Path)

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        """Loads each file."""
        for file in files:
            load = load_boundaries if file.suffix in (".geojson", ".json") else load_regions
            self.stdout.write(f"{file.name}: {load(file, no_progress)}")
