"""Tags of the public pages: addresses in the page's language, hidden counts, places."""

from typing import Any

from django import template
from django.template.context import Context
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from saksama.office.publicsite.pages import address

register = template.Library()


@register.simple_tag(takes_context=True)
def to(context: Context, name: str, **kwargs: Any) -> str:
    """The address of a public page in the language of this one."""
    return address(name, str(context["language"]), **kwargs)


@register.filter
def count(value: int | None) -> SafeString | str:
    """A released count; a hidden one as a mark that is read aloud."""
    if value is None:
        return format_html('<abbr class="hidden-count" title="{}">••</abbr>', _("hidden, because it is small"))
    return number_format(value, decimal_pos=0, force_grouping=True)


@register.filter
def get(values: dict[str, Any], key: str) -> Any:
    """A value by its key."""
    return values.get(key)
