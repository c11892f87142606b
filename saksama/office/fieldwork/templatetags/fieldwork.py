"""What the pages of field reports need beyond the common building blocks."""

from typing import Any

from django import template

from saksama.office.records.masking import masked_name

register = template.Library()


@register.filter
def initials(name: str) -> str:
    """A person's name, masked."""
    return masked_name(name)


@register.filter
def named(mapping: dict[str, Any], key: str) -> Any:
    """What a dictionary has under a key."""
    return mapping[key]
