"""The building blocks of the pages, known in every template without {% load %}."""

from functools import cache, lru_cache
from typing import Any

from django import template
from django.forms import BoundField
from django.template import Context, Engine
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from saksama.language import Text
from saksama.office.icons import PATHS
from saksama.office.listing import Listing
from saksama.office.navigation import lines_of

register = template.Library()


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """An icon of icons.py; decoration, so hidden from screen readers."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{}"/></svg>', PATHS[name]
    )


@register.filter
def short(text: object, length: int) -> str:
    """The beginning of a text, in rows of lists; as truncatechars, which looks at every letter and takes its time."""
    said = str(text)
    return said if len(said) <= length else f"{said[: length - 1]}…"


@register.simple_tag
def badge(text: object, tone: str = "") -> SafeString:
    """A status in a coloured pill. Tone: good, warn, bad, accent or nothing; the text says it too."""
    return _badge(conditional_escape(text if isinstance(text, str) else str(text)), tone)


@lru_cache(maxsize=500)
def _badge(escaped: str, tone: str) -> SafeString:
    return format_html('<span class="badge {}">{}</span>', tone, mark_safe(escaped))  # noqa: S308 - `badge` has escaped it


@register.simple_tag
def say(text: Text) -> str:
    """An engine's text in the reader's language."""
    return text.in_("en" if get_language() == "en" else "id")


@register.simple_tag
def room_lines(role: str, room: str, unread: int) -> SafeString:
    """The rooms of the navigation, the same in many pages."""
    return _room_lines(role, room, unread, get_language())


@lru_cache(maxsize=2_000)
def _room_lines(role: str, room: str, unread: int, language: str) -> SafeString:
    lines = lines_of(role) if role else ()
    return render_to_string("office/parts/rooms.html", {"lines": lines, "room_here": room, "unread": unread})


@register.simple_tag(takes_context=True)
def whoami(context: Context) -> SafeString:
    """Who is logged in. It stands twice in each page, beside it and on a phone below, so it is made once."""
    return Engine.get_default().get_template("office/parts/whoami.html").render(context)


@register.simple_tag
def attributes(attrs: dict[str, object]) -> SafeString:
    """The attributes of a form's widget, for templates/django/forms/widgets: without them most of a form's time."""
    parts = [
        f" {escape(name)}" if value is True else f' {escape(name)}="{escape(str(value))}"'
        for name, value in attrs.items()
        if value is not False
    ]
    return mark_safe("".join(parts))  # noqa: S308 - each part is escaped


@register.simple_tag
def options(groups: list[tuple[str | None, list[dict[str, Any]], int]]) -> SafeString:
    """The options of a select, for templates/django/forms/widgets, likewise."""
    parts = []
    for name, choices, _number in groups:
        shown = [
            f'<option value="{escape(str(each["value"]))}"{attributes(each["attrs"])}>{escape(each["label"])}</option>'
            for each in choices
        ]
        parts += [f'<optgroup label="{escape(name)}">', *shown, "</optgroup>"] if name else shown
    return mark_safe("\n".join(parts))  # noqa: S308 - each part is escaped


@register.inclusion_tag("office/parts/field.html")
def field(bound: BoundField, extra_class: str = "") -> dict[str, Any]:
    """A form field with its label, help and errors, wired together for screen readers."""
    names = []
    if bound.errors:
        names.append(f"{bound.auto_id}_problem")
    if bound.help_text:
        names.append(f"{bound.auto_id}_help")
    attributes: dict[str, Any] = {"aria-describedby": " ".join(names)} if names else {}
    if bound.errors:
        attributes["aria-invalid"] = "true"
    if extra_class:
        attributes["class"] = extra_class
    is_check = getattr(bound.field.widget, "input_type", "") == "checkbox"
    return {"field": bound, "widget": bound.as_widget(attrs=attributes), "is_check": is_check}


@register.inclusion_tag("office/parts/pagination.html")
def pagination(listing: Listing[Any]) -> dict[str, Any]:
    """Where one is in a list, and the way on and back. With the listing of `listing.listing`."""
    return {"page": listing.page, "query": listing.query}


@register.inclusion_tag("office/parts/empty.html")
def empty(icon_name: str, text: str) -> dict[str, str]:
    """What stands where a list would be, in words that say why and what to do."""
    return {"icon": icon_name, "text": text}


@register.inclusion_tag("office/parts/map.html")
def map_figure(figure: Any, caption: str = "") -> dict[str, Any]:
    """A map of regions; the figure is made by `election.map_figure.MapFigure`."""
    return {"figure": figure, "caption": caption}


@register.inclusion_tag("office/parts/chart.html")
def chart(figure: Any, caption: str = "") -> dict[str, Any]:
    """Columns; the figure is made by `chart.column_chart`."""
    return {"figure": figure, "caption": caption}
