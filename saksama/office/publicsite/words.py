"""What may not stand in words that come from outside: addresses of pages, numbers of people, telephone numbers."""

import re

from django import forms
from django.utils.translation import gettext as _

from saksama.office.records.forms import without_personal_number

LINK = re.compile(
    r"(https?:|www\.|://|\b[\w-]+\.(com|net|org|id|info|xyz|top|me|io|co|link|site|online|biz|cc|ly|gl|club)\b)", re.I
)
TELEPHONE = re.compile(r"(?<!\d)(\+?62|0)[\d .-]{8,}\d")


def without_links(text: str) -> str:
    """The text itself.

    Raises:
        ValidationError: it names a page or an address to click on.
    """
    if LINK.search(text) or "@" in text:
        raise forms.ValidationError(_("Please write without links and addresses."))
    return text


def fit_to_show(text: str) -> str:
    """A comment that others will read: without links, numbers of people and telephone numbers.

    Raises:
        ValidationError: there is one.
    """
    if TELEPHONE.search(text):
        raise forms.ValidationError(_("Please write without telephone numbers: everybody would read them."))
    return without_links(without_personal_number(text))
