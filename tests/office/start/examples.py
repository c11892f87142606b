"""Examples for the addresses of the start page: none has a variable part."""

EXAMPLES: dict[str, object] = {}
