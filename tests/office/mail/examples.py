"""Examples for the addresses of e-mail: none has a variable part."""

EXAMPLES: dict[str, object] = {}
