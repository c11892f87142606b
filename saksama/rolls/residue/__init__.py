"""Step 5, the residue: who of the last election's DPK, and of the people reported as missing, is still in no list."""

from saksama.rolls.residue.areas import AREA_COLUMNS, AreaKind
from saksama.rolls.residue.outcomes import RESIDUE_COLUMNS, Presence, Sought
from saksama.rolls.residue.places import PlaceCount
from saksama.rolls.residue.residue import Residue, residue

__all__ = ["AREA_COLUMNS", "RESIDUE_COLUMNS", "AreaKind", "PlaceCount", "Presence", "Residue", "Sought", "residue"]
