"""Coordination meetings (rakor), and what came of what was promised there."""
