"""Pages of coklit."""
