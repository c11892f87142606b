"""A select for the filters above a list."""

from typing import Any

from django import forms
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from saksama.office.templatetags.office import attributes


class QuickSelect(forms.Select):
    """Options and groups of them, made in one go: Django makes a dictionary and a template of each."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The same as Django's, space aside."""
        (chosen,) = self.format_value(value)
        options = []
        for key, label in self.choices:
            if isinstance(label, (list, tuple)):
                inner = (_option(each, name, chosen) for each, name in label)
                options += [f'<optgroup label="{escape(key)}">', *inner, "</optgroup>"]
            else:
                options.append(_option(key, label, chosen))
        return format_html(
            '<select name="{}"{}>{}</select>',
            name,
            attributes(self.build_attrs(self.attrs, attrs)),
            mark_safe("\n".join(options)),  # noqa: S308 - each part is escaped
        )


def _option(key: object, label: object, chosen: str) -> str:
    return f'<option value="{escape(str(key))}"{" selected" if str(key) == chosen else ""}>{escape(label)}</option>'
