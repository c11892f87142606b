"""Agencies (OPD) and other bodies that an office works with, and who answers for them here."""
