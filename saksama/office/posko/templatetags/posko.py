"""A small help for the room's pages."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def of(names: Mapping[str, str], code: str) -> str:
    """The name of a place from a table of names; its code if it has none."""
    return names.get(code, code)
