"""Tags of the public pages: addresses in the page's language, hidden counts, places."""

from typing import Any

from django import template
from django.template.context import Context
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from saksama.office.publicsite.figures.counting import NONE
from saksama.office.publicsite.figures.labels import LABELS, TITLES
from saksama.office.publicsite.figures.reading import Figures, Place
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


@register.simple_tag
def split_table(figures: Figures, split: str) -> dict[str, Any]:
    """The parts of a place split by kind, for a table; without "not recommended", which is the rest."""
    kinds = {kind: label for kind, label in LABELS[split].items() if kind != NONE}

    def counts(place: Place) -> list[tuple[Any, int | None]]:
        return [(label, getattr(place, split)[kind]) for kind, label in kinds.items()]

    return {
        "title": TITLES[split],
        "labels": list(kinds.values()),
        "rows": [{"place": part, "counts": counts(part)} for part in figures.parts],
        "sums": counts(figures.place),
    }
