"""The office for other programs: the same records by REST, for whoever has a token."""
