"""What the pages of neutrality need beyond the common building blocks."""

from datetime import date
from typing import Any

from django import template

from saksama.office.records.masking import masked_name

register = template.Library()


@register.filter
def initials(name: str) -> str:
    """A person's name, masked."""
    return masked_name(name)


@register.simple_tag
def is_late(case: Any, day: date) -> bool:
    """True if the case's next step is late on a day."""
    return bool(case.is_late(day))


@register.simple_tag
def was_late(passage: Any, day: date) -> bool:
    """True if the case stayed in this state longer than it should."""
    return bool(passage.was_late(day))
