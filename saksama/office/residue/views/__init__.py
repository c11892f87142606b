"""Pages of the residue."""
