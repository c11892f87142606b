"""Saksama: what an election-supervision office works in."""

__version__ = "0.1.0"
