"""What the pages of the checklists need."""

import json
from typing import Any

from django import template

from saksama.office.checklists.expressions import Node
from saksama.office.checklists.models import Doubt
from saksama.office.checklists.oddities import REASONS

register = template.Library()


@register.filter
def as_json(node: Node) -> str:
    """An expression for checklist.js."""
    return json.dumps(node.as_json())


@register.filter
def as_typed(value: Any) -> str:
    """A number as somebody types it: no separators."""
    return "" if value is None else f"{value:g}".replace(".", ",") if isinstance(value, float) else str(value)


@register.simple_tag
def reason_of(doubt: Doubt) -> str:
    """Its reason in a word or two."""
    return str(REASONS[doubt.reason])
